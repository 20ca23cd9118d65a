"""In which language a report is written, so that one in a language without rules is left out and not misread."""

from functools import cache
from typing import Any

from geo.records.text import Article
from geo.settings import DATA

# Shorter texts look like anything: names of places weigh more in them than words.
FEWEST_LETTERS = 120
# Below this the identifier is guessing; a report is left out only where its language is clear.
LEAST_SURE = 0.9
_FEWEST_OTHERS = 8
_LAST_LATIN = "\u024f"


def find_language(article: Article) -> str:
    """The ISO 639 code of an article's language: what its source says of it, unless the text clearly speaks another."""
    other = _in_other_letters(article.text)
    if article.language != "en" or (len(article.text) < FEWEST_LETTERS and not other):
        return article.language
    found, sure = _identifier().classify(article.text[:4000])
    return str(found) if sure >= LEAST_SURE or other else article.language


def _in_other_letters(text: str) -> bool:
    """Whether most letters of a text's start are not Latin: be it as short as a headline, it is not English."""
    letters = [c for c in text[:FEWEST_LETTERS] if c.isalpha()]
    return sum(c > _LAST_LATIN for c in letters) > max(_FEWEST_OTHERS, len(letters) / 2)


def can_be_read(language: str) -> bool:
    """Whether Dateline has rules for a language."""
    return (DATA / "languages" / language).is_dir()


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
