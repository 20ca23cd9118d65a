"""Annotated articles: one JSON object a line with `article`, `toponyms` and `ignore`, each a list of spans.

A toponym has `start`, `end`, `text` and, where it is known which place it is, `lat`, `lon`, `geonameid` and `country`.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.errors import InputError
from geo.records.text import Article, ParsedSentence
from geo.text.model import load_model
from geo.text.parse import parse_articles


@dataclass(frozen=True)
class GoldArticle:
    """An article with its words, the toponyms in it and the spans that count neither way."""

    article: Article
    sentences: tuple[ParsedSentence, ...]
    toponyms: tuple[dict[str, Any], ...]
    ignored: tuple[dict[str, Any], ...]


def read_gold(paths: Sequence[Path]) -> tuple[GoldArticle, ...]:
    """The annotated articles of some files, parsed. Raises InputError naming file and line when one is none."""
    return parse_gold(row for path in paths for row in _rows(path))


def parse_gold(annotated: Iterable[dict[str, Any]]) -> tuple[GoldArticle, ...]:
    """Annotated articles in the form of a file's lines, parsed."""
    rows = list(annotated)
    articles = [_article(row["article"]) for row in rows]
    parsed: dict[int, tuple[ParsedSentence, ...]] = {}
    index = 0
    for part in parse_articles(load_model(), articles):
        parsed[index] = (*parsed.get(index, ()), *part.sentences)
        index += part.last
    return tuple(
        GoldArticle(article, parsed[i], tuple(row["toponyms"]), tuple(row["ignore"]))
        for i, (row, article) in enumerate(zip(rows, articles, strict=True))
    )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    # Not splitlines(): news texts hold other line separators, which JSON leaves as they are.
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield {"article": row["article"], "toponyms": row["toponyms"], "ignore": row["ignore"]}
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}, line {number}: no annotated article: {error}") from error


def _article(plain: dict[str, Any]) -> Article:
    return Article(plain["id"], plain.get("title") or "", plain["text"], plain.get("url"), plain.get("publisher"))


def overlaps(span: tuple[int, int], others: Sequence[dict[str, Any]]) -> bool:
    """Whether a span of offsets overlaps one of the annotated ones."""
    return any(min(span[1], o["end"]) > max(span[0], o["start"]) for o in others)
