"""In which language a report is written, so that one in a language without rules is left out and not misread."""

from collections import Counter
from functools import cache
from typing import Any

from geo.records.text import Article

# Shorter texts look like anything: names of places weigh more in them than words.
FEWEST_LETTERS = 120
# Below this the identifier is guessing; a report is left out only where its language is clear.
LEAST_SURE = 0.9
_FEWEST_OTHERS = 8
_LAST_LATIN = "\u024f"
_UKRAINIAN, _RUSSIAN = "їєґ", "ыэё"


def find_language(article: Article) -> str:
    """The ISO 639 code of an article's language: what its source says of it, unless the text clearly speaks another."""
    other = _in_other_letters(article.text)
    if article.language != "en" or (len(article.text) < FEWEST_LETTERS and not other):
        return article.language
    if other and (told := tell_cyrillic(article.text[:4000])):
        return told
    found, sure = _identifier().classify(article.text[:4000])
    return str(found) if sure >= LEAST_SURE or other else article.language


def _in_other_letters(text: str) -> bool:
    """Whether most letters of a text's start are not Latin: be it as short as a headline, it is not English."""
    letters = [c for c in text[:FEWEST_LETTERS] if c.isalpha()]
    return sum(c > _LAST_LATIN for c in letters) > max(_FEWEST_OTHERS, len(letters) / 2)


def tell_cyrillic(text: str) -> str:
    """Ukrainian, Russian or Belarusian ("uk", "ru", "be") by letters that only one of them has; "" where none stands in the text.

    The identifier takes short posts of one for the other.
    """
    letters = Counter(text.lower())
    if letters["ў"]:
        return "be"
    ukrainian, russian = (sum(letters[c] for c in own) for own in (_UKRAINIAN, _RUSSIAN))
    if ukrainian == russian:
        return "uk" if letters["і"] and not russian else ""
    return "uk" if ukrainian > russian else "ru"


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
