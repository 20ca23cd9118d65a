"""The forms under which a name is looked up: folded, without its article, and by its consonants."""

import re
import unicodedata

# NFKD leaves these letters whole; each is what English news writes for it.
_BY_HAND = str.maketrans({
    "ə": "a", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ŋ": "ng",
    "ħ": "h", "ʿ": "", "ʾ": "", "ʻ": "", "ʼ": "", "’": "", "‘": "", "'": "", "`": "", "´": "",
})  # fmt: skip
_APART = re.compile(r"[^0-9a-z]+")
# The Arabic article before all letters, with its assimilated forms ("ar-Raqqah", "ash-Shaykh").
_ARTICLE = re.compile(r"^(?:a[ldnrstz]|el|ash|adh|ath|ad|the) (?=\S)")


def fold_name(name: str) -> str:
    """Lower case ASCII letters and digits with single spaces: "Ar-Raqqah" → "ar raqqah". Names of other scripts keep their letters."""
    lowered = name.lower().translate(_BY_HAND)
    plain = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    folded = _APART.sub(" ", plain).strip()
    return folded or " ".join(plain.split())


def strip_article(folded: str) -> str:
    """A folded name without a leading article: "ar raqqah" → "raqqah"."""
    return _ARTICLE.sub("", folded)


def skeleton(folded: str) -> str:
    """The consonants of a folded name, doubled ones once, variant spellings of one sound together: "raqqah", "rakka" → "rk".

    Of romanised Arabic, Ukrainian or Burmese names the consonants are what all spellings share. Empty when fewer than
    two consonants are left, since those find anything.
    """
    bare = strip_article(folded)
    for wrote, sound in (
        ("kh", "x"),
        ("gh", "g"),
        ("sh", "s"),
        ("th", "t"),
        ("dh", "d"),
        ("ph", "f"),
        ("q", "k"),
        ("c", "k"),
        ("z", "s"),
    ):
        bare = bare.replace(wrote, sound)
    kept = re.sub(r"[aeiouyhw ]", "", bare)
    once = re.sub(r"(.)\1+", r"\1", kept)
    return once if len(once) > 1 else ""
