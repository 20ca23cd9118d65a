"""Sentences and words with exact offsets, by spaCy."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.strings import StringStore
from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from geo.records.text import Article, ParsedSentence, Sentence, Token
from geo.text.parts import split_article

# Halves of broken characters, as badly encoded JSON leaves them: the model refuses them. One for one, so offsets stay.
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
BATCH = 16
"""Parts the model takes at once at most: larger batches are no faster on a processor and hold more memory."""
BATCH_LENGTH = 50_000
"""Characters the model takes at once at most: one part of a book. It needs some 200 MB for them, and is no faster with more."""

_ASKED: list[int | str] = ["ORTH", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "ENT_IOB", "SPACY"]
_Word = tuple[tuple[int, int], tuple[str, str, str, str, str], int, str, bool]
"""Start and end; text, lemma, part of speech, tag and relation; the place of the head; the entity, and if the word begins it."""
_BEGINS = 3
"""spaCy's number for the first word of an entity."""


@dataclass(frozen=True, slots=True)
class ParsedPart:
    """A stretch of an article with its sentences; offsets are the article's. `last` tells that the article ends with it."""

    article: Article
    sentences: tuple[ParsedSentence, ...]
    last: bool


def parse_articles(nlp: Language, articles: Iterable[Article]) -> Iterator[ParsedPart]:
    """The parts of each article in the order given; nearly all articles are of one part (see `split_article`).

    Sentences are numbered within the part: whoever joins parts counts on.
    """
    for batch in _batches(_parts(articles)):
        for doc, (article, offset, last) in nlp.pipe(batch, as_tuples=True, batch_size=BATCH):
            yield ParsedPart(article, _sentences(article.id, doc, offset), last)


_Part = tuple[str, tuple[Article, int, bool]]


def _parts(articles: Iterable[Article]) -> Iterator[_Part]:
    for article in articles:
        for part in split_article(article):
            yield _LONE_SURROGATES.sub("\ufffd", part.text), (article, part.start, part.end == len(article.text))


def _batches(parts: Iterable[_Part]) -> Iterator[list[_Part]]:
    batch: list[_Part] = []
    for part in parts:
        if batch and (len(batch) == BATCH or sum(len(p[0]) for p in batch) + len(part[0]) > BATCH_LENGTH):
            yield batch
            batch = []
        batch.append(part)
    if batch:
        yield batch


def _sentences(article_id: str, doc: Doc, offset: int) -> tuple[ParsedSentence, ...]:
    words = list(_words(doc, offset))
    spans = [span for span in doc.sents if span.text.strip()]
    return tuple(_sentence(article_id, index, span, offset, words) for index, span in enumerate(spans))


def _sentence(article_id: str, index: int, span: SpacySpan, offset: int, words: list[_Word]) -> ParsedSentence:
    text, first = span.text, span.start
    start = offset + span.start_char + len(text) - len(text.lstrip())
    end = start + len(text.strip())
    tokens = tuple(
        Token(i, *place, *said, head - first, entity, begins)
        for i, (place, said, head, entity, begins) in enumerate(words[first : span.end])
    )
    return ParsedSentence(Sentence(article_id, index, start, end), text.strip(), tokens)


class _Strings(dict[int, str]):
    """The strings of the model's numbers, each made once."""

    def __init__(self, store: StringStore) -> None:
        self._store = store

    def __missing__(self, number: int) -> str:
        text = self[number] = self._store[number]
        return text


def _words(doc: Doc, offset: int) -> Iterator[_Word]:
    """The words of a text; asking each word for each thing said of it takes several times as long as asking once for all."""
    say, start = _Strings(doc.vocab.strings), offset
    heads = doc.to_array(["HEAD"]).astype("int64").tolist()
    rows = doc.to_array(_ASKED).tolist()
    for index, (orth, lemma, pos, tag, dep, label, iob, space) in enumerate(rows):
        text = say[orth]
        end = start + len(text)
        said = text, say[lemma], say[pos], say[tag], say[dep]
        yield (start, end), said, index + heads[index], say[label], iob == _BEGINS
        start = end + space
