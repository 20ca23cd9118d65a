"""Annotated reports as they are trained on: the words of a text, each with its label."""

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geo.errors import InputError
from geo.settings import DATA
from geo.text.labels import BEGINS, INSIDE, OUTSIDE
from geo.text.pieces import Word

MASKED = -100
"""The label of words that neither reward nor punish (PyTorch's own sign for it)."""
CORPORA = ("lgl", "geovirus", "gwn", "re3d")


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text with the half-open offsets of its place names, and of what counts neither way."""

    id: str
    text: str
    names: tuple[tuple[int, int], ...]
    masked: tuple[tuple[int, int], ...] = ()


def read_corpora(folder: Path, names: Sequence[str] = CORPORA) -> list[Annotated]:
    """The texts of the corpora in a gold folder's `places`, by default of all. Raises InputError when a file is missing."""
    return [document for name in names for document in _read(folder / "places" / f"{name}.jsonl")]


def _read(path: Path) -> list[Annotated]:
    if not path.is_file():
        raise InputError(f"{path}: there is no such gold file")
    with path.open(encoding="utf-8") as lines:
        return [_annotated(json.loads(line)) for line in lines if line.strip()]


def _annotated(row: dict[str, object]) -> Annotated:
    article: dict[str, str] = row["article"]  # type: ignore[assignment]
    text = article["text"]
    # The people of a country are never a place: that is taught. What else is left out of the scoring teaches nothing.
    masked = tuple(span for span in _spans(row["ignore"]) if text[slice(*span)] not in demonyms())
    return Annotated(str(article["id"]), text, _spans(row["toponyms"]), masked)


def _spans(plain: object) -> tuple[tuple[int, int], ...]:
    rows: list[dict[str, int]] = plain  # type: ignore[assignment]
    return tuple(sorted((row["start"], row["end"]) for row in rows))


@cache
def demonyms() -> frozenset[str]:
    """The words for the people of each country."""
    with (DATA / "demonyms.csv").open(encoding="utf-8", newline="") as lines:
        return frozenset(row["demonym"] for row in csv.DictReader(lines))


def label_words(words: Sequence[Word], document: Annotated) -> list[int]:
    """The label of each word: begins a name, goes on with it, or stands outside; masked where that is unknown."""
    labels = [OUTSIDE] * len(words)
    for start, end in document.masked:
        for index in _inside(words, start, end):
            labels[index] = MASKED
    for start, end in document.names:
        for number, index in enumerate(_inside(words, *_bare(document.text, start, end))):
            labels[index] = INSIDE if number else BEGINS
    return labels


def _inside(words: Sequence[Word], start: int, end: int) -> list[int]:
    low, high = 0, len(words)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if words[middle].end <= start else (low, middle)
    last = low
    while last < len(words) and words[last].start < end:
        last += 1
    return list(range(low, last))


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without a leading "the" and a possessive, as the scorer compares them."""
    written = text[start:end]
    if written[:4].lower() == "the ":
        start += 4
    if written.endswith(("'s", "’s")):
        end -= 2
    return start, end


def folds(documents: Sequence[Annotated], count: int) -> dict[str, int]:
    """The fold of each text by its id: in turn within each corpus, so that every fold holds a part of each."""
    return {document.id: number % count for number, document in enumerate(documents)}
