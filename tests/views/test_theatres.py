"""Where to look: theatres and the first box come from what is told."""

from dataclasses import replace

import pytest

from geo.records.places import Place
from geo.records.views import PlaceTally
from geo.views.theatres import box_of, find_theatres, first_look, theatre_of
from tests.stories import ALEPPO, MOSUL, RAQQA

LONDON = Place("gn:2643743", "London", 51.5085, -0.1257, "settlement", "GB")
SYRIA = Place("gn:163843", "Syria", 35.0, 38.0, "country", "SY")


def tally(place: Place, mentions: int, changes: int) -> PlaceTally:
    return PlaceTally(place, mentions, mentions, changes)


WAR = [tally(RAQQA, 9, 5), tally(ALEPPO, 6, 3), tally(MOSUL, 4, 2)]


def test_countries_of_one_war_are_one_theatre() -> None:
    (theatre,) = find_theatres([*WAR, tally(SYRIA, 90, 0), tally(LONDON, 99, 0)])
    assert (theatre.name, theatre.places) == ("Syria and Iraq", 3)
    south, west, north, east = theatre.box
    assert south < RAQQA.lat < north and west < ALEPPO.lon < MOSUL.lon < east


def test_the_theatre_with_most_changes_comes_first_and_a_country_of_none_is_one_itself() -> None:
    villages = [tally(replace(LONDON, id=f"v{n}", country="FR"), 50, 0) for n in range(3)]
    assert [theatre.name for theatre in find_theatres([*villages, *WAR])] == ["Syria and Iraq", "France"]


def test_the_map_opens_on_the_war_and_not_on_the_capitals_of_who_speaks_of_it() -> None:
    box = first_look([tally(LONDON, 500, 0), *WAR, tally(SYRIA, 90, 9)])
    assert box is not None
    assert box[1] > 30


def test_where_nothing_changes_the_map_opens_on_what_is_said() -> None:
    assert first_look([tally(LONDON, 5, 0)]) == box_of([LONDON])
    assert first_look([tally(SYRIA, 5, 1)]) is None
    assert first_look([]) is None


def test_no_country_lies_in_two_theatres() -> None:
    assert theatre_of()["SY"] == theatre_of()["IQ"] == "Syria and Iraq"
    with pytest.raises(ValueError):
        box_of([])
