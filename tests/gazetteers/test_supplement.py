"""The tables that the project keeps itself: every line is held to what it says."""

from collections import Counter
from pathlib import Path

import pytest

from geo.errors import DataFileError
from geo.gazetteers import supplement
from geo.gazetteers.shapes import country_at
from geo.gazetteers.supplement import supplement_rows
from geo.records.names import fold_name
from geo.records.places import Place

ROWS = list(supplement_rows())
CHOSEN = [row for row in ROWS if row.place.source != "Natural Earth"]


def test_there_are_more_than_five_hundred_places_of_the_war() -> None:
    assert len(CHOSEN) > 500
    kinds = Counter(row.place.kind for row in CHOSEN)
    assert kinds["facility"] > 300
    assert kinds["region"] > 150


def test_ids_and_names_are_of_one_place() -> None:
    assert [i for i, n in Counter(row.place.id for row in ROWS).items() if n > 1] == []
    names = Counter((fold_name(row.place.name), row.place.country) for row in CHOSEN)
    assert [name for name, n in names.items() if n > 1] == []


def test_every_place_has_a_radius_and_a_source() -> None:
    assert [row.place.id for row in ROWS if row.place.uncertainty_km <= 0 or not row.place.source] == []


def test_facilities_lie_in_the_country_they_name() -> None:
    """Within their uncertainty and the 5 km to which outlines are drawn; islands are too small for the outlines."""
    told = [row.place for row in CHOSEN if row.place.kind == "facility" and row.place.country]
    strange = [place for place in told if country_at(place.lat, place.lon) not in (place.country, "")]
    assert [place.id for place in strange if place.country not in around(place)] == []


def around(place: Place) -> set[str]:
    reach = (place.uncertainty_km + 12) / 111
    steps = (-reach, -reach / 2, 0, reach / 2, reach)
    return {country_at(place.lat + dy, place.lon + dx) for dy in steps for dx in steps}


def test_a_wrong_line_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "supplement.csv"
    head = ",".join(supplement.COLUMNS)
    path.write_text(f"{head}\nx,X Dam,,35.0,95.0,dam,DAM,SY,1,own,\n", encoding="utf-8")
    monkeypatch.setattr(supplement, "SUPPLEMENT", path)
    with pytest.raises(DataFileError, match=r"supplement\.csv, line 2: no kind of place: 'dam'"):
        list(supplement_rows())
