"""A report, its sentences and their words."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

ORIGINAL_GAP = "\n\n⸻\n\n"
"""What stands between the translation of a report and the report as it was written, in the text of a translated article."""
_BY_MACHINE = "-t-"
"""In a language tag (BCP 47, extension T) what parts the language of a text from the one that it was turned from."""
TITLE_GAP = "\n\n"
"""What stands between a report's title and its text where both are read as one."""


@dataclass(frozen=True, slots=True)
class Article:
    """One news report as it was received. `date_source` says where `published` came from, `origin` where the report did
    (`geo.records.origins`); None where nobody noted it.

    Offsets count in the text; those below 0 in the title, as if it stood before the text with TITLE_GAP between.
    """

    id: str
    title: str
    text: str
    url: str | None = None
    publisher: str | None = None
    published: date | None = None
    date_source: str | None = None
    language: str = "en"
    origin: str | None = None

    @property
    def translated_from(self) -> str:
        """The code of the language that a machine translated the text from; "" for a text as it was written."""
        return self.language.partition(_BY_MACHINE)[2].partition("-")[0]

    @property
    def read_text(self) -> str:
        """The text that is read: all of it, or of a translated report the translation, which stands first."""
        return self.text.partition(ORIGINAL_GAP)[0] if self.translated_from else self.text

    @property
    def read_language(self) -> str:
        """The code of the language of `read_text`."""
        return self.language.partition(_BY_MACHINE)[0]

    def translated(self, text: str, title: str) -> "Article":
        """The article in English as a machine has it, before its text as it was written."""
        both = f"{text.replace(ORIGINAL_GAP, TITLE_GAP)}{ORIGINAL_GAP}{self.title}{TITLE_GAP}{self.text}"
        return replace(self, title=title, text=both, language=f"en{_BY_MACHINE}{self.language}-t0-und")

    def words(self, start: int, end: int) -> str:
        """What stands between two offsets, in the text or (below 0) in the title."""
        if start >= 0:
            return self.text[start:end]
        before = len(self.title) + len(TITLE_GAP)
        return f"{self.title}{TITLE_GAP}{self.text[: max(end, 0)]}"[start + before : end + before]


def make_article_id(url: str | None, text: str) -> str:
    """A stable id: the first 16 hex digits of the SHA-256 of the address, or of the text where there is no address."""
    return hashlib.sha256((url or text).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of an article: `article.words(start, end) == text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article, the `index`-th (from 0; below 0 those of its title, which is kept where it tells something)."""

    article_id: str
    index: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a sentence, with what the language model says of it.

    `index` and `head` count within the sentence; the root's head is itself. Labels are Universal Dependencies parts of
    speech (`pos`), Penn tags (`tag`), and ClearNLP relations (`dep`), as spaCy's English models give them.
    `entity` is the model's entity label or "", `entity_start` tells the first word of an entity.
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str = ""
    entity_start: bool = False


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """A sentence with its words and their tree."""

    sentence: Sentence
    text: str
    tokens: tuple[Token, ...]

    def children(self, index: int) -> Iterator[Token]:
        """The words that hang directly on the word at `index`, from left to right."""
        return (t for t in self.tokens if t.head == index and t.index != index)

    def ancestors(self, index: int) -> Iterator[Token]:
        """The words above the word at `index`, nearest first, up to the root."""
        seen = {index}
        head = self.tokens[index].head
        while head not in seen:
            seen.add(head)
            yield self.tokens[head]
            head = self.tokens[head].head

    def subtree(self, index: int) -> tuple[Token, ...]:
        """The word at `index` and all below it, from left to right."""
        return tuple(
            t for t in self.tokens if t.index == index or any(a.index == index for a in self.ancestors(t.index))
        )

    def tokens_in(self, start: int, end: int) -> tuple[Token, ...]:
        """The words that overlap the half-open span of article offsets."""
        return tuple(t for t in self.tokens if t.start < end and t.end > start)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact stands in the news, and which rule or model read it there."""

    article_id: str
    sentence: int
    start: int
    end: int
    quote: str
    rule: str
