"""How well stated distances are read at the least: 218 own sentences, half of them traps (`distance.jsonl`)."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from geo.extractors.distance.reading import extract_distances
from geo.gazetteers.sqlite import open_gazetteer
from geo.geocoding.resolve import resolve_toponyms
from geo.records.facts import StatedDistance
from geo.records.places import PlaceMention
from geo.records.text import Article
from geo.text.mentions import find_toponyms
from geo.text.model import load_model
from geo.text.parse import parse_articles

ROWS = [json.loads(line) for line in (Path(__file__).parent / "distance.jsonl").read_text().splitlines()]
FLOORS = {"precision": 0.98, "recall": 0.98, "from": 0.97, "of": 0.94, "bearing": 0.99, "approximate": 0.98}
"""As measured, less two sentences."""
_COMMON = {"a", "an", "the", "of", "in", "on", "at", "to", "near", "city", "town", "village", "province"}


@dataclass(frozen=True)
class Pair:
    """A distance as annotated and as read."""

    gold: dict[str, Any]
    read: StatedDistance


@pytest.fixture(scope="module")
def readings() -> list[tuple[StatedDistance, ...]]:
    """The distances read in each row's sentence."""
    gazetteer = open_gazetteer(quiet=True)
    parts = parse_articles(load_model(), [Article(row["id"], "", row["text"]) for row in ROWS])
    return [
        extract_distances(
            part.article,
            part.sentences,
            resolve_toponyms(find_toponyms(part.sentences, gazetteer), part.article, gazetteer),
            gazetteer,
        )
        for part in parts
    ]


@pytest.fixture(scope="module")
def pairs(readings: list[tuple[StatedDistance, ...]]) -> list[Pair]:
    """The annotated distances that were read with their value and unit."""
    return [pair for row, read in zip(ROWS, readings, strict=True) for pair in pair_up(row["distances"], read)]


def pair_up(gold: Sequence[dict[str, Any]], read: Sequence[StatedDistance]) -> Iterator[Pair]:
    left = list(read)
    for row in gold:
        found = next((d for d in left if d.unit == row["unit"] and abs(d.value - row["value"]) < 0.01), None)
        if found:
            left.remove(found)
            yield Pair(row, found)


def same(gold: str | None, mention: PlaceMention | None) -> bool:
    """Whether both are absent, or share a word that is not a common one."""
    if gold is None or mention is None:
        return gold is None and mention is None
    return bool(words(gold) & words(mention.text))


def words(text: str) -> set[str]:
    return {w for w in text.lower().replace("-", " ").split() if w not in _COMMON} or set(text.lower().split())


def test_value_and_unit(readings: list[tuple[StatedDistance, ...]], pairs: list[Pair]) -> None:
    found, gold = sum(map(len, readings)), sum(len(row["distances"]) for row in ROWS)
    print(f"precision {len(pairs) / found:.3f}, recall {len(pairs) / gold:.3f} of {gold}")
    assert len(pairs) / found >= FLOORS["precision"]
    assert len(pairs) / gold >= FLOORS["recall"]


def test_ends_bearing_and_approximation(pairs: list[Pair]) -> None:
    right = {
        "from": sum(same(p.gold["from"], p.read.from_place) for p in pairs),
        "of": sum(same(p.gold["of"], p.read.of_place) for p in pairs),
        "bearing": sum(p.gold["bearing"] == p.read.bearing for p in pairs),
        "approximate": sum(p.gold["approximate"] == p.read.approximate for p in pairs),
    }
    print(", ".join(f"{name} {n / len(pairs):.3f}" for name, n in right.items()), f"of {len(pairs)}")
    assert {name: n / len(pairs) for name, n in right.items() if n / len(pairs) < FLOORS[name]} == {}
