"""How well changes of control are read at the least: 287 own sentences over 35 wars, 50 of them traps (`control.jsonl`).

An annotated change is found when one of its kind's group (a gain, a loss, fighting, a holding) names one of its places.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geo.pipeline import Reader
from geo.records.actors import ActorMention, Attribution
from geo.records.facts import ControlChange
from geo.records.text import Article

ROWS = [json.loads(line) for line in (Path(__file__).parent / "control.jsonl").read_text().splitlines()]
FLOORS = {
    "precision": 0.87, "recall": 0.85, "kind": 0.90, "status": 0.92, "gained_by": 0.93, "lost_by": 0.77, "held_by": 0.87,
    "attribution": 0.86, "when": 0.95, "traps": 0.92,
}  # fmt: skip
"""As measured, less some two sentences each.

The rules were built on these sentences and the weights saw them: they guard against breaking, and say nothing of other texts.
"""
GROUPS = {
    "seize": "gain", "regain": "gain", "transfer": "gain", "advance": "gain", "withdraw": "loss", "hold": "hold",
    "offensive": "fight", "siege": "fight", "clash": "fight", "repel": "fight",
}  # fmt: skip
COMMON = {
    "the", "a", "an", "of", "in", "on", "at", "to", "and", "its", "their", "forces", "force", "army", "fighters", "troops",
    "group", "city", "town", "village",
}  # fmt: skip


@dataclass(frozen=True)
class Pair:
    """A change as annotated and as read."""

    gold: dict[str, Any]
    read: ControlChange


def telling(text: str) -> set[str]:
    found = set(re.findall(r"\w+", text.lower()))
    return found - COMMON or found


def agree(gold: str, *texts: str | None) -> bool:
    return any(telling(gold) & telling(text) for text in texts if text)


@pytest.fixture(scope="module")
def readings() -> list[tuple[ControlChange, ...]]:
    """The changes of control read in each row's sentence; incidents are none."""
    articles = [Article(row["id"], "", row["text"], published=date.fromisoformat(row["published"])) for row in ROWS]
    return [tuple(c for c in r.changes if c.kind != "incident") for r in Reader().read_many(articles)]


@pytest.fixture(scope="module")
def pairs(readings: list[tuple[ControlChange, ...]]) -> list[Pair]:
    """The annotated changes that were read."""
    return [pair for row, read in zip(ROWS, readings, strict=True) for pair in pair_up(row["changes"], read)]


def pair_up(gold: Sequence[dict[str, Any]], read: Sequence[ControlChange]) -> Iterator[Pair]:
    left = list(read)
    for row in gold:
        likely = [change for change in left if is_same(row, change)]
        best = max(
            likely, key=lambda change: (row["trigger"] in change.trigger.text, change.kind == row["kind"]), default=None
        )
        if best is not None:
            left.remove(best)
            yield Pair(row, best)


def is_same(gold: dict[str, Any], read: ControlChange) -> bool:
    names = [name for m in read.places for name in (m.text, m.place.name if m.place else None)]
    return GROUPS[gold["kind"]] == GROUPS[read.kind] and any(agree(place, *names) for place in gold["places"])


def names_it(gold: str, read: ActorMention | Attribution | None) -> bool:
    return read is not None and agree(gold, read.text, read.actor.name if read.actor else None)


def share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits)


def test_precision(readings: list[tuple[ControlChange, ...]], pairs: list[Pair]) -> None:
    assert len(pairs) / sum(map(len, readings)) >= FLOORS["precision"]


def test_recall(pairs: list[Pair]) -> None:
    assert len(pairs) / sum(len(row["changes"]) for row in ROWS) >= FLOORS["recall"]


@pytest.mark.parametrize("field", ["kind", "status"])
def test_kind_and_status(pairs: list[Pair], field: str) -> None:
    assert share([getattr(pair.read, field) == pair.gold[field] for pair in pairs]) >= FLOORS[field]


@pytest.mark.parametrize("field", ["gained_by", "lost_by", "held_by", "attribution"])
def test_who(pairs: list[Pair], field: str) -> None:
    hits = [names_it(pair.gold[field], getattr(pair.read, field)) for pair in pairs if pair.gold[field]]
    assert share(hits) >= FLOORS[field]


def test_when(pairs: list[Pair]) -> None:
    hits = []
    for pair in pairs:
        when = pair.read.when
        if pair.gold["when"] and when:
            hits.append([when.start and when.start.isoformat(), when.end and when.end.isoformat()] == pair.gold["when"])
    assert share(hits) >= FLOORS["when"]


def test_traps_give_no_change(readings: list[tuple[ControlChange, ...]]) -> None:
    assert share([not read for row, read in zip(ROWS, readings, strict=True) if not row["changes"]]) >= FLOORS["traps"]
