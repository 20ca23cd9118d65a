"""Sentences and words with exact offsets, by spaCy."""

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan

from geo.records.text import Article, ParsedSentence, Sentence, Token


def parse_articles(nlp: Language, articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[ParsedSentence, ...]]]:
    """Each article with its sentences and words, in the order given."""
    pairs = ((article.text, article) for article in articles)
    for doc, article in nlp.pipe(pairs, as_tuples=True, batch_size=16):
        yield article, _sentences(article.id, doc)


def _sentences(article_id: str, doc: Doc) -> tuple[ParsedSentence, ...]:
    spans = [span for span in doc.sents if span.text.strip()]
    return tuple(_sentence(article_id, index, span) for index, span in enumerate(spans))


def _sentence(article_id: str, index: int, span: SpacySpan) -> ParsedSentence:
    text = span.text
    start = span.start_char + len(text) - len(text.lstrip())
    end = start + len(text.strip())
    sentence = Sentence(article_id, index, start, end)
    return ParsedSentence(sentence, text.strip(), tuple(_tokens(span)))


def _tokens(span: SpacySpan) -> Iterator[Token]:
    first = span.start
    for t in span:
        yield Token(
            t.i - first, t.idx, t.idx + len(t), t.text, t.lemma_, t.pos_, t.tag_, t.dep_, t.head.i - first,
            t.ent_type_, t.ent_iob_ == "B",
        )  # fmt: skip
