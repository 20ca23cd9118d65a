"""How near places are, and which lies in which."""

import pytest

from geo.geocoding.nearness import lies_in, rough_km
from geo.records.places import Place

SYRIA = Place("gn:163843", "Syria", 35.0, 38.0, "country", "SY")
IDLIB = Place("gn:169387", "Idlib Governorate", 35.8, 36.7, "admin1", "SY")
TOWN = Place("gn:169389", "Idlib", 35.93, 36.63, "settlement", "SY", "Idlib Governorate")
ALEPPO = Place("gn:170063", "Aleppo", 36.2, 37.16, "settlement", "SY", "Aleppo Governorate")
JAZIRA = Place("dl:jazira", "Jazira", 36.5, 40.5, "region", "", uncertainty_km=100)


def test_kilometres_are_right_to_a_few_per_cent() -> None:
    assert rough_km(TOWN, ALEPPO) == pytest.approx(56.5, rel=0.03)


def test_the_date_line_is_no_wall() -> None:
    assert rough_km(Place("a", "", -17, 179.5, "area"), Place("b", "", -17, -179.5, "area")) < 120


@pytest.mark.parametrize(
    ("place", "larger", "inside"),
    [(TOWN, SYRIA, True), (TOWN, IDLIB, True), (ALEPPO, IDLIB, False), (TOWN, JAZIRA, False), (TOWN, ALEPPO, False)],
)
def test_a_place_lies_in_its_units(place: Place, larger: Place, inside: bool) -> None:
    assert lies_in(place, larger) is inside
