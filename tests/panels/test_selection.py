"""Places are found by what people type."""

from collections.abc import Collection

import pytest

from geo.panels.selection import find_namesakes, find_place, label_places, place_label
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


OTHERS = {"halab": {ALEPPO.id}, "nineveh city": {MOSUL.id, "gn:5"}, "rakkah": {MOSUL.id}, "raqqa": {MOSUL.id}}


def called(name: str) -> Collection[str]:
    return OTHERS.get(name.lower(), ())


@pytest.mark.parametrize(
    ("asked", "found"),
    [("Halab", ALEPPO), ("halab, Syria", ALEPPO), ("Halab, Iraq", None), ("Nineveh city", MOSUL), ("Raqqa", RAQQA),
     ("Rakkah", MOSUL), ("Rakka", RAQQA), ("Atlantis", None)],
)  # fmt: skip
def test_main_names_come_before_other_names_and_these_before_what_sounds_so(asked: str, found: Place | None) -> None:
    assert find_place(asked, label_places(PLACES), called) == found


TRIPOLI = Place("gn:2210247", "Tripoli", 32.89, 13.19, "settlement", "LY", "Tripoli")
OTHER_TRIPOLI = Place("gn:266826", "Tripoli", 34.43, 35.84, "settlement", "LB", "Liban-Nord")


@pytest.mark.parametrize(
    ("asked", "others"),
    [("Tripoli", [OTHER_TRIPOLI]), ("Tripoli, Libya", [OTHER_TRIPOLI]), ("halab", []), ("Aleppo, Syria", []),
     ("Nineveh city", []), ("Rakkah", []), ("Raqqa, Syria", [PROVINCE])],
)  # fmt: skip
def test_namesakes_are_the_other_places_of_the_name(asked: str, others: list[Place]) -> None:
    labelled = label_places([TRIPOLI, OTHER_TRIPOLI, *PLACES])
    found = find_place(asked, labelled, called)
    assert found is not None
    assert find_namesakes(asked, found, labelled, called) == others


def test_namesakes_by_another_name_are_those_that_bear_it_too() -> None:
    labelled = label_places(PLACES)
    assert find_namesakes("raqqa", RAQQA, labelled, called) == [PROVINCE, MOSUL]


def test_other_names_are_asked_for_only_where_no_main_name_fits() -> None:
    def never(name: str) -> Collection[str]:
        raise AssertionError(name)

    assert find_place("raqqa", label_places(PLACES), never) == RAQQA
