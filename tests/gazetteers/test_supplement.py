"""The tables that the project keeps itself: every line is held to what it says."""

import math
import re
from collections import Counter
from pathlib import Path

import pytest
from shapely.affinity import scale
from shapely.geometry import Point

from geo.errors import DataFileError
from geo.gazetteers import supplement
from geo.gazetteers.outlines import KM_PER_DEGREE, country_outline
from geo.gazetteers.rows import read_table
from geo.gazetteers.shapes import country_at
from geo.gazetteers.supplement import supplement_rows
from geo.records.names import fold_name
from geo.records.places import Place

ROWS = list(supplement_rows())
LINES = [line for _, line in read_table(supplement.SUPPLEMENT, supplement.COLUMNS)]
# Quarters of several towns share their names; `test_quarters.py` looks at them.
CHOSEN = [row for row in ROWS if row.place.source != "Natural Earth" and row.place.feature != "PPLX"]


def test_there_are_more_than_five_hundred_places_whose_point_was_checked() -> None:
    checked = [line for line in LINES if line["source"].startswith(("own, ", "Natural Earth"))]
    assert len(checked) > 500
    kinds = Counter(row.place.kind for row in CHOSEN)
    assert kinds["facility"] > 300
    assert kinds["region"] > 150


def test_ids_and_names_are_of_one_place() -> None:
    assert [i for i, n in Counter(row.place.id for row in ROWS).items() if n > 1] == []
    names = Counter((fold_name(row.place.name), row.place.country) for row in CHOSEN)
    assert [name for name, n in names.items() if n > 1] == []


def test_every_place_has_a_radius_and_a_source() -> None:
    assert [row.place.id for row in ROWS if row.place.uncertainty_km <= 0 or not row.place.source] == []


ROUGH_KM = 6.0
"""Outlines were simplified to 0.05 degrees, which is 5.6 km at most."""


def test_no_place_lies_in_another_country_than_its_own_by_more_than_its_radius() -> None:
    """At sea all may lie: islands are too small for the outlines."""
    told = [row.place for row in ROWS if row.place.country]
    ashore = [place for place in told if country_at(place.lat, place.lon) not in (place.country, "")]
    assert [place.id for place in ashore if outside_km(place) > place.uncertainty_km + ROUGH_KM] == []


def test_few_places_at_sea_are_no_islands_or_lines() -> None:
    far = [
        row.place for row in ROWS if row.place.country and outside_km(row.place) > row.place.uncertainty_km + ROUGH_KM
    ]
    assert {place.kind for place in far} <= {"area", "facility"}
    assert {place.name for place in far if place.kind == "facility"} <= {"Kharg Island", "Ras Isa"}


def outside_km(place: Place) -> float:
    """How far a place lies from the outline of its country, 0 inside."""
    outline = country_outline(place.country)
    assert outline is not None, place.country
    narrow = math.cos(math.radians(place.lat))
    flat = scale(outline, narrow, 1, origin=(0, 0))
    return float(flat.distance(Point(place.lon * narrow, place.lat)) * KM_PER_DEGREE)


def test_a_checked_place_says_by_what() -> None:
    checked = [line for line in LINES if line["source"].startswith("own, checked")]
    assert len(checked) > 330
    assert [line["id"] for line in checked if not re.match(r"own, checked: \d+ km from .+", line["source"])] == []


def test_hardly_any_site_inside_a_country_is_unchecked() -> None:
    unchecked = [row["id"] for row in LINES if row["source"] == "own" and row["country"]]
    assert len(unchecked) <= 25


def test_a_wrong_line_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "supplement.csv"
    head = ",".join(supplement.COLUMNS)
    path.write_text(f"{head}\nx,X Dam,,35.0,95.0,dam,DAM,SY,1,own,\n", encoding="utf-8")
    monkeypatch.setattr(supplement, "SUPPLEMENT", path)
    with pytest.raises(DataFileError, match=r"supplement\.csv, line 2: no kind of place: 'dam'"):
        list(supplement_rows())
