"""Sentences and words of a language of many endings: for each word its possible base forms and cases, by pymorphy3's dictionaries.

The packages are an extra and are imported when the first report in such a language is read, never before.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from geo.languages.inflected import sentence_breaks
from geo.languages.served import find_served
from geo.records.text import Article, Sentence

NOM, GEN, DAT, ACC, INS, LOC = "nom", "gen", "dat", "acc", "ins", "loc"
CASES = frozenset({NOM, GEN, DAT, ACC, INS, LOC})
_CASE_OF = {
    "nomn": NOM, "gent": GEN, "gen2": GEN, "gen1": GEN, "datv": DAT, "accs": ACC, "acc2": ACC, "ablt": INS, "loct": LOC, "loc2": LOC,
    "loc1": LOC, "voct": NOM,
}  # fmt: skip
# Words with apostrophes and hyphens inside are one ("Куп'янськ", "Дейр-эз-Зор"), and so are numbers with a decimal sign.
_WORD = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+(?:['’ʼ`-][^\W_]+)*\d*|\S")
_APOSTROPHES = str.maketrans("’ʼ`", "'''")
_READINGS = 1 << 16
LEAST = 0.02
"""Readings of a word that the dictionary gives a smaller chance are left aside."""


@dataclass(frozen=True, slots=True)
class Form:
    """One reading of a word: base form, part of speech (pymorphy's), case or "", and all tags; `known` by the dictionary."""

    lemma: str
    pos: str
    case: str
    tags: frozenset[str]
    known: bool


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence with its readings; offsets are the article's."""

    index: int
    start: int
    end: int
    text: str
    forms: tuple[Form, ...]
    lemmas: frozenset[str]
    cases: frozenset[str]

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters or digits."""
        return self.text[:1].isalnum()

    def has(self, *tags: str) -> bool:
        """Whether a reading has all of some tags."""
        return any(form.tags.issuperset(tags) for form in self.forms)


@dataclass(frozen=True, slots=True)
class InflectedSentence:
    """A sentence with its words."""

    sentence: Sentence
    text: str
    words: tuple[Word, ...]


def split_sentences(article: Article) -> tuple[InflectedSentence, ...]:
    """The sentences of an article with their words' readings. Raises MissingPartError when the language's packages are missing."""
    read = _reader_of(article.language)
    found = []
    for index, (start, end) in enumerate(_sentence_spans(article)):
        text = article.text[start:end]
        words = tuple(
            Word(number, start + m.start(), start + m.end(), m.group(), *read(m.group()))
            for number, m in enumerate(_WORD.finditer(text))
        )
        found.append(InflectedSentence(Sentence(article.id, index, start, end), text, words))
    return tuple(found)


def read_lemmas(words: str, language: str) -> tuple[frozenset[str], ...]:
    """The possible base forms of each word of a phrase, itself among them: as rule files are compared with texts."""
    read = _reader_of(language)
    return tuple(read(m.group())[1] | {m.group().lower().translate(_APOSTROPHES)} for m in _WORD.finditer(words))


def _sentence_spans(article: Article) -> Iterator[tuple[int, int]]:
    """Where sentences stand: no sentence goes on over a line's end, and none ends at an abbreviation's full stop."""
    from razdel import sentenize

    breaks = sentence_breaks(article.language)
    for line in re.finditer(r"[^\n]+", article.text):
        held: tuple[int, int] | None = None
        for piece in sentenize(line.group()):
            start, end = line.start() + piece.start, line.start() + piece.stop
            if held is not None:
                start = held[0]
            last = re.search(r"(?<!\w)([\w.]+)\.$", article.text[start:end])
            if last and last[1].lower() in breaks:
                held = (start, end)
                continue
            held = None
            yield start, end
        if held is not None:
            yield held


@cache
def _reader_of(code: str) -> Any:
    """What gives a word's forms, base forms and cases in a language."""
    language = find_served(code)
    language.require()
    import pymorphy3

    analyzer = pymorphy3.MorphAnalyzer(lang=language.morphology)

    @lru_cache(maxsize=_READINGS)
    def read(text: str) -> tuple[tuple[Form, ...], frozenset[str], frozenset[str]]:
        word = text.translate(_APOSTROPHES)
        if not word[:1].isalpha():
            return (), frozenset({word}), frozenset()
        parses = [p for p in analyzer.parse(word) if p.score >= LEAST]
        forms = tuple(_form(p) for p in parses)
        lemmas = frozenset(form.lemma for form in forms) | {word.lower()}
        return forms, lemmas, frozenset(form.case for form in forms if form.case)

    return read


def _form(parse: Any) -> Form:
    tags = frozenset(str(parse.tag).replace(" ", ",").split(","))
    case = next((_CASE_OF[tag] for tag in tags if tag in _CASE_OF), "")
    pos = "INFN" if "infn" in tags else next((tag for tag in tags if tag.isupper() and len(tag) >= 4), "")
    return Form(parse.normal_form.translate(_APOSTROPHES), pos, case, tags, bool(parse.is_known))
