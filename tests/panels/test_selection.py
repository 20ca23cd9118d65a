"""Places are found by what people type."""

import pytest

from geo.panels.selection import find_place, label_places, place_label
from geo.records.places import Place
from tests.stories import ALEPPO, MOSUL, RAQQA

PROVINCE = Place("gn:1", "Raqqa", 35.9, 38.9, "admin1", "SY", "Raqqa")
PLACES = [RAQQA, PROVINCE, ALEPPO, MOSUL]


@pytest.mark.parametrize(
    ("asked", "found"),
    [("Raqqa, Syria", RAQQA), ("Raqqa (province), Syria", PROVINCE), ("gn:99072", MOSUL), ("raqqa", RAQQA),
     ("ar-Rakkah", RAQQA), ("Mossul", MOSUL), ("Mosul, Iraq", MOSUL), ("Mosul, Syria", None), ("Atlantis", None), ("", None), (None, None)],
)  # fmt: skip
def test_label_id_and_any_spelling_find_the_place(asked: str | None, found: Place | None) -> None:
    assert find_place(asked, label_places(PLACES)) == found


def test_places_of_one_label_stay_two() -> None:
    twin = Place("gn:2", "Raqqa", 36.0, 39.1, "settlement", "SY", "Raqqa")
    labelled = label_places([*PLACES, twin])
    assert len(labelled) == 5
    assert labelled["Raqqa, Syria · gn:2"] == twin


def test_label_names_the_province_where_it_tells_more() -> None:
    assert place_label(MOSUL) == "Mosul, Nineveh, Iraq"
    assert place_label(Place("x", "Syria", 1, 2, "country", "SY")) == "Syria (country)"
