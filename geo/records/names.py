"""The forms under which a name is looked up: folded, without its article, and by its consonants."""

import re
import unicodedata

# NFKD leaves these letters whole; each is what English news writes for it. Signs for the Arabic ayn and hamza vanish.
_BY_HAND = str.maketrans({
    "ə": "a", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ŋ": "ng",
    "ħ": "h", "ʿ": "", "ʾ": "", "ʻ": "", "ʼ": "", "’": "", "‘": "", "'": "", "`": "", "´": "", "ˌ": "", "ˈ": "",
    "–": "-", "—": "-", "‐": "-", "‑": "-",
})  # fmt: skip
_MARKS = re.compile("[\u0300-\u036f\u0640\u064b-\u065f]+")
_APART = re.compile(r"[^0-9a-z]+")
# The Arabic article before all letters, with its assimilated forms ("ar-Raqqah", "ash-Shaykh"; in Sudan "Ed Damer").
_ARTICLE = re.compile(r"^(?:[ae][ldnrstz]|[ae]sh|adh|ath|the) (?=\S)")
# The same inside a name ("Dayr az-Zawr", "Bab el-Hawa"), where spellings drop it or write it to the next word.
_INNER_ARTICLE = re.compile(r" (?:a[ldnrstz]|e[ldnrstz]|ash|adh|ath|i|ul|ud|ur|us|uz) ")
# Letters and pairs that are one sound written in several ways, and what is dropped: vowels, and h and w within a name.
_PAIRS = (("kh", "x"), ("gh", "g"), ("sh", "s"), ("th", "t"), ("dh", "d"), ("ph", "f"), ("ch", "s"))
_LETTERS = str.maketrans({"q": "k", "c": "k", "z": "s", "w": "v"})
_DROPPED = str.maketrans("", "", "aeiouyhwv ")
# Ta marbuta is often written as ha, alif maqsura as ya; Persian kaf and ya are other signs for the same letters.
_ARABIC = str.maketrans("-\u0629\u0649\u06a9\u06cc\u06be", " \u0647\u064a\u0643\u064a\u0647")
_ARABIC_ARTICLE = re.compile("^\u0627\u0644(?=\\w{2})")
# Cyrillic as BGN/PCGN romanise Ukrainian and Russian; of Arabic and Persian what their romanisations share.
_ROMAN = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "з": "z", "и": "y", "і": "i", "ї": "yi",
    "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ф": "f", "ц": "ts", "ы": "y", "э": "e", "ё": "e", "ў": "u", "є": "ye", "ж": "zh", "х": "kh", "ч": "ch",
    "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "ь": "", "ъ": "", "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j",
    "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t",
    "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w",
    "ي": "y", "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g", "آ": "a", "أ": "a", "إ": "i", "ء": "", "ؤ": "w", "ئ": "y",
}  # fmt: skip
_VOWELS = frozenset("aeiouy")
_DOUBLED = re.compile(r"(.)\1+")


def fold_name(name: str) -> str:
    """Lower case ASCII letters and digits with single spaces: "Ar-Raqqah" → "ar raqqah". Names of other scripts keep their letters."""
    lowered = name.lower().translate(_BY_HAND)
    if lowered.isascii():
        return _APART.sub(" ", lowered).strip()
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", lowered))
    folded = _APART.sub(" ", plain).strip()
    return folded or " ".join(plain.split())


def search_key(name: str) -> str:
    """The form in which a reader's name of a place is compared with all that it goes by: folded, without its article.

    In Arabic script, too, the article goes, and letters that are written for each other are one: "الرقة" and "رقه" → "رقه".
    """
    folded = fold_name(name)
    if not folded or folded.isascii():
        return strip_article(folded)
    return _ARABIC_ARTICLE.sub("", " ".join(folded.translate(_ARABIC).split()))


def look_up_key(name: str) -> str:
    """The form under which a gazetteer keeps a name: folded in Latin letters, else as `search_key` has it ("الرقة" → "رقه")."""
    folded = fold_name(name)
    return folded if folded.isascii() else search_key(name)


def romanise(folded: str) -> str:
    """A folded Cyrillic or Arabic name in Latin letters, for what no gazetteer has in that script; other names as they are.

    Of Arabic, whose script leaves out short vowels, the consonants alone: enough for `skeleton`. "роботино" → "robotino".
    """
    return " ".join("".join(_ROMAN.get(letter, letter) for letter in folded).split())


def strip_article(folded: str) -> str:
    """A folded name without a leading article: "ar raqqah" → "raqqah"."""
    return _ARTICLE.sub("", folded)


def skeleton(folded: str) -> str:
    """The consonants of a folded name, doubled ones once, variant spellings of one sound together: "raqqah", "rakka" → "rk".

    Of romanised Arabic, Ukrainian or Burmese names the consonants are what all spellings share; a leading h counts,
    since it is never silent. Empty when fewer than two consonants are left, since those find anything.
    """
    bare = strip_article(folded)
    if " " in bare:
        bare = _INNER_ARTICLE.sub(" ", bare)
    if "h" in bare:
        for wrote, sound in _PAIRS:
            bare = bare.replace(wrote, sound)
    first = "" if bare[:1] in _VOWELS else bare[:1]
    kept = _DOUBLED.sub(r"\1", (first + bare[1:].translate(_DROPPED)).translate(_LETTERS))
    return kept if len(kept) > 1 else ""
