"""Cuts an article into parts that fit the language model, at blank lines, so that memory stays bounded at any length."""

import re
from collections.abc import Iterator

from geo.records.text import Article, Span

PART_LENGTH = 50_000
"""Characters a part holds at most: a long report whole, a book in pieces."""
_BLANK_LINES = re.compile(r"\n[ \t\r]*\n\s*")
_SPACE = re.compile(r"\s+")


def split_article(article: Article, length: int = PART_LENGTH) -> Iterator[Span]:
    """The parts of an article's text in order, each at most `length` characters, together the whole text.

    A part ends at a blank line where there is one in its second half, else at white space, else where it is full.
    """
    text, start = article.text, 0
    while len(text) - start > length:
        end = _best_cut(text, start, start + length)
        yield Span(start, end, text[start:end])
        start = end
    yield Span(start, len(text), text[start:])


def _best_cut(text: str, start: int, full: int) -> int:
    middle = (start + full) // 2
    for cut in (_BLANK_LINES, _SPACE):
        ends = [match.end() for match in cut.finditer(text, middle, full)]
        if ends:
            return ends[-1]
    return full
