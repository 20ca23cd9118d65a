"""How well incidents are read at the least: 46 own sentences from 44 countries, and 20 that tell none (`incident.jsonl`)."""

import json
from pathlib import Path
from typing import Any

import pytest

from geo.pipeline import Reader
from geo.records.facts import ControlChange
from geo.records.text import Article
from geo.views.wording import incident_class

ROWS = [json.loads(line) for line in (Path(__file__).parent / "incident.jsonl").read_text().splitlines()]
TOLD = [row for row in ROWS if row["what"]]
FLOORS = {"found": 0.93, "named alike": 0.95, "places": 0.93, "traps": 0.90}
"""As measured, less some two sentences each."""


@pytest.fixture(scope="module")
def incidents() -> dict[str, list[ControlChange]]:
    """The incidents read in each row's sentence, by the row's id."""
    readings = Reader().read_many([Article(row["id"], "", row["text"]) for row in ROWS])
    return {r.article.id: [c for c in r.changes if c.kind == "incident"] for r in readings}


def match(row: dict[str, Any], read: list[ControlChange]) -> ControlChange | None:
    return next((c for c in read if row["trigger"].split()[0] in c.trigger.text), None)


def share(hits: list[bool]) -> float:
    return sum(hits) / len(hits)


def test_incidents_are_found_by_their_words(incidents: dict[str, list[ControlChange]]) -> None:
    assert share([match(row, incidents[row["id"]]) is not None for row in TOLD]) >= FLOORS["found"]


def test_incidents_are_called_what_they_are(incidents: dict[str, list[ControlChange]]) -> None:
    found = [(row, change) for row in TOLD if (change := match(row, incidents[row["id"]]))]
    assert share([incident_class(change) == row["what"] for row, change in found]) >= FLOORS["named alike"]


def test_incidents_are_where_they_happened(incidents: dict[str, list[ControlChange]]) -> None:
    found = [(row, change) for row in TOLD if (change := match(row, incidents[row["id"]]))]
    assert share([[m.text for m in change.places] == row["places"] for row, change in found]) >= FLOORS["places"]


def test_what_is_no_force_and_no_protest_is_no_incident(incidents: dict[str, list[ControlChange]]) -> None:
    assert share([not incidents[row["id"]] for row in ROWS if not row["what"]]) >= FLOORS["traps"]
