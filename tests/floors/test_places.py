"""How well place names are found and placed at the least: 242 own texts over some 50 countries (`places.jsonl`).

A name is found when its span is exact; it is placed when that place is meant: a settlement, site or small area within
25 km, a country by its code, a unit of a country or a wider feature within 250 km and as one. A wrong place is a wrong
name, so the joint figure is never above the exact one.
"""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from geopy.distance import great_circle

from geo.pipeline import Reader
from geo.records.places import Place, PlaceMention
from geo.records.text import Article

ROWS = [json.loads(line) for line in (Path(__file__).parent / "places.jsonl").read_text().splitlines()]
FLOORS = {"exact": 0.95, "joint": 0.935, "traps": 0.90}
"""As measured, less some two names each."""
NEAR_KM = {"settlement": 25, "facility": 25, "area": 40}
WIDE_KM = 250
UNITS = frozenset({"country", "admin1", "admin2", "region"})


Mentions = tuple[PlaceMention, ...]


@pytest.fixture(scope="module")
def mentions() -> list[Mentions]:
    """The mentions read in each row's text."""
    return read_rows()


def read_rows() -> list[Mentions]:
    articles = [Article(row["id"], "", row["text"], published=date.fromisoformat(row["published"])) for row in ROWS]
    return [reading.mentions for reading in Reader().read_many(articles)]


@pytest.fixture(scope="module")
def tally(mentions: list[Mentions]) -> Counter[str]:
    return count(mentions)


def count(mentions: list[Mentions]) -> Counter[str]:
    """Names annotated, names read, names read exactly, and those placed right."""
    counts: Counter[str] = Counter()
    for row, read in zip(ROWS, mentions, strict=True):
        gold = {(start, end): place for start, end, place in annotated(row)}
        pairs = [(gold[span], m) for m in read if (span := bare(row["text"], m)) in gold]
        placed = sum(is_meant(place, m.place) for place, m in pairs)
        counts.update(gold=len(gold), read=len(read), exact=len(pairs), joint=placed)
    return counts


def annotated(row: dict[str, Any]) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Start, end and annotation of each place of a row: they stand in order of appearance."""
    after = 0
    for place in row["places"]:
        start = row["text"].index(place["text"], after)
        after = start + len(place["text"])
        yield start, after, place


def bare(text: str, mention: PlaceMention) -> tuple[int, int]:
    start = mention.start + 4 * text[mention.start : mention.end].lower().startswith("the ")
    return start, mention.end


def is_meant(gold: dict[str, Any], place: Place | None) -> bool:
    if place is None:
        return False
    if gold["kind"] == "country":
        return place.kind == "country" and place.country == gold["country"]
    mixed_up = (gold["kind"] == "settlement") == (place.kind in UNITS) and gold["kind"] in ("settlement", "admin1")
    km = great_circle((gold["lat"], gold["lon"]), (place.lat, place.lon)).km
    return not mixed_up and km <= NEAR_KM.get(gold["kind"], WIDE_KM)


def f1(tally: Counter[str], hits: str) -> float:
    return 2 * tally[hits] / (tally["read"] + tally["gold"])


@pytest.mark.parametrize("figure", ["exact", "joint"])
def test_names_are_found_and_placed(tally: Counter[str], figure: str) -> None:
    print(f"places, {figure} F1: {f1(tally, figure):.1%}")
    assert f1(tally, figure) >= FLOORS[figure]


def test_traps_hold_no_place(mentions: list[Mentions]) -> None:
    empty = [not read for row, read in zip(ROWS, mentions, strict=True) if not row["places"]]
    print(f"places, traps left alone: {sum(empty)} of {len(empty)}")
    assert sum(empty) / len(empty) >= FLOORS["traps"]
