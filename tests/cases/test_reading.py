"""Small texts of the kinds that were read wrongly on real reports: who, what, where, when and how it is told (`reading.jsonl`).

A row names its changes without incidents; what it leaves out of one is not compared. A place is the words of the text or the
gazetteer's name, `near` a point within 25 km of it, a side the id of its actor or its words, `title` whether the title tells it.
Rows that are `not_yet` read say whose work they wait for: when they are read, the mark goes.
"""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geo.gazetteers.sqlite import Gazetteer
from geo.geocoding.nearness import rough_km
from geo.pipeline import Reader
from geo.records.actors import ActorMention
from geo.records.facts import ControlChange
from geo.records.places import Place
from geo.records.text import Article

ROWS = [json.loads(line) for line in (Path(__file__).parent / "reading.jsonl").read_text().splitlines()]
NEAR_KM = 25.0
Row = dict[str, Any]


@pytest.fixture(scope="module")
def reader(gazetteer: Gazetteer) -> Reader:
    return Reader(gazetteer)


def as_params(rows: Iterable[Row]) -> list[Any]:
    waiting = pytest.mark.xfail(strict=True, raises=AssertionError)
    return [
        pytest.param(r, id=f"{r['kind']}: {r['text'][:50]}", marks=[waiting] if r.get("not_yet") else []) for r in rows
    ]


def side(mention: ActorMention | None) -> str | None:
    return mention and (mention.actor.id if mention.actor else mention.text)


def _km(point: list[float], place: Place) -> float:
    return rough_km(Place("", "", point[0], point[1], "settlement"), place)


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def seen(change: ControlChange, wanted: Row) -> Row:
    """What a change says of all that a row names of it."""
    names = {m.text for m in change.places} | {m.place.name for m in change.places if m.place}
    points = [m.place for m in change.places if m.place]
    told = {
        "kind": change.kind, "status": change.status, "extent": change.extent,
        "places": [p for p in wanted["places"] if p in names] + ["more"] * (len(change.places) > len(wanted["places"]) > 0),
        "gained": side(change.gained_by), "lost": side(change.lost_by), "held": side(change.held_by),
        "start": iso(change.when.start) if change.when else None, "end": iso(change.when.end) if change.when else None,
        "said": change.attribution and change.attribution.text, "title": change.evidence.sentence < 0,
        "country": next((p.country for p in points), None),
        "near": wanted.get("near") if any(_km(wanted["near"], p) <= NEAR_KM for p in points if "near" in wanted) else None,
    }  # fmt: skip
    return {name: told[name] for name in wanted}


@pytest.mark.parametrize("row", as_params(ROWS))
def test_the_text_is_read_as_it_is_meant(row: Row, reader: Reader) -> None:
    reading = reader.read(
        Article("a", row.get("title", ""), row["text"], published=date.fromisoformat(row["published"]))
    )
    changes = [c for c in reading.changes if c.kind != "incident"]
    assert len(changes) == len(row["changes"])
    assert [seen(c, wanted) for c, wanted in zip(changes, row["changes"], strict=True)] == row["changes"]
    assert len(reading.notes) >= row.get("notes", 0)
    for mention in reading.mentions:
        assert reading.article.words(mention.start, mention.end) == mention.text
