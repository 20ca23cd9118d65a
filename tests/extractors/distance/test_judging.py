"""Stated against measured: the geodesic, the verdict, and the likely reason."""

from dataclasses import replace

import pytest

from geo.extractors.distance.borders import measure_to_border
from geo.extractors.distance.judging import geodesic_km, measure_distances
from geo.records.facts import StatedDistance
from geo.records.places import Candidate, Place
from tests.extractors.towns import (
    ALEPPO,
    AZAZ,
    DONETSK,
    HAMA,
    HOMS,
    POKROVSK,
    POKROVSK_IN_YAKUTIA,
    RAQQA,
    read_distances,
)


def measured(text: str, *places: Place) -> StatedDistance:
    (distance,) = measure_distances(read_distances(text, *places))
    return distance


def test_raqqa_is_169_km_from_aleppo_on_the_ellipsoid() -> None:
    assert geodesic_km(ALEPPO, RAQQA) == pytest.approx(168.7, abs=0.3)


def test_a_tenth_off_agrees_and_says_by_how_much() -> None:
    distance = measured("Raqqa lies 160 km from Aleppo.", ALEPPO, RAQQA)
    assert (distance.verdict, distance.measured_km) == ("agrees", pytest.approx(168.7, abs=0.3))
    assert distance.deviation_km == pytest.approx(8.7, abs=0.3)
    assert distance.reasons[0].startswith("+8.")
    assert "(+5 %)" in distance.reasons[0]


def test_a_road_is_longer_than_the_straight_line() -> None:
    assert measured("Raqqa lies 210 km from Aleppo.", ALEPPO, RAQQA).verdict == "longer"


def test_a_third_and_more_off_conflicts() -> None:
    assert measured("Raqqa lies 90 km from Aleppo.", ALEPPO, RAQQA).verdict == "conflicts"


def test_no_road_is_a_quarter_shorter_than_the_straight_line() -> None:
    assert measured("Raqqa lies 115 km from Aleppo.", ALEPPO, RAQQA).verdict == "conflicts"
    assert measured("Raqqa lies 145 km from Aleppo.", ALEPPO, RAQQA).verdict == "agrees"


def test_a_limit_is_kept_from_its_own_side_only() -> None:
    assert measured("Homs is less than 60 km from Hama.", HOMS, HAMA).verdict == "agrees"
    assert measured("Homs is more than 90 km from Hama.", HOMS, HAMA).verdict == "conflicts"


def test_a_bearing_turned_round_conflicts() -> None:
    distance = measured("Homs lies 45 km north of Hama.", HOMS, HAMA)
    assert distance.verdict == "conflicts"
    assert "stated N of Hama, but Homs lies S of it: the ends or the direction may be swapped" in distance.reasons


def test_another_place_of_the_name_is_suspected() -> None:
    (distance,) = read_distances("Fighting went on in Pokrovsk, 60 km from Donetsk.", DONETSK, POKROVSK_IN_YAKUTIA)
    assert distance.of_place is not None
    candidates = (Candidate(replace(POKROVSK, admin1="Donetsk Oblast"), 0.1),)
    (wrong,) = measure_distances([replace(distance, of_place=replace(distance.of_place, candidates=candidates))])
    assert wrong.verdict == "conflicts"
    assert "another Pokrovsk may be meant: the one in Donetsk Oblast would fit" in wrong.reasons


def test_a_wrong_unit_is_suspected() -> None:
    short = measured("Raqqa lies 105 km from Aleppo.", ALEPPO, RAQQA)
    assert (short.verdict, short.reasons[-1]) == ("conflicts", "kilometres may be written for miles")
    long = measured("Raqqa lies 170 miles from Aleppo.", ALEPPO, RAQQA)
    assert (long.verdict, long.reasons[-1]) == ("longer", "miles may be written for kilometres")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("A depot 20 km from Homs burned.", "what is located is not named"),
        ("Tell Rahal lies 20 km from Homs.", "where Tell Rahal lies is not known"),
    ],
)
def test_what_has_not_two_points_is_not_measured(text: str, reason: str) -> None:
    distance = measured(text, HOMS)
    assert (distance.verdict, distance.measured_km, distance.reasons[-1]) == ("unmeasured", None, reason)


def test_a_province_is_no_point() -> None:
    idlib = Place("gn:169389", "Idlib", 35.8, 36.7, "admin1", "SY", uncertainty_km=60)
    assert measured("Homs is 30 km from Idlib.", HOMS, idlib).reasons[-1] == "Idlib is no point to measure from"


def test_a_country_is_measured_to_its_outline() -> None:
    turkey = Place("gn:298795", "Turkey", 39.0, 35.0, "country", "TR", uncertainty_km=300)
    assert measured("Azaz lies 7 km from Turkey.", AZAZ, turkey).verdict == "agrees"


def test_a_border_is_measured_to_the_outline() -> None:
    distance = measured("Azaz is 7 km from the Turkish border.", AZAZ)
    assert distance.verdict == "agrees"
    assert "measured to the outline of Turkey" in distance.reasons


def test_the_border_alone_is_the_nearest_one() -> None:
    found = measure_to_border("border", AZAZ)
    assert found is not None
    assert found[2] == "measured to the outline of Turkey"
    assert measure_to_border("river", AZAZ) is None
