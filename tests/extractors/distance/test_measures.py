"""Lengths as they are written."""

import pytest

from geo.extractors.distance.measures import Measure, find_measures, has_measure
from geo.languages.distance import distance_rules

RULES = distance_rules()


def only(text: str) -> Measure:
    (measure,) = find_measures(text, RULES)
    return measure


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("160 km.", 160, "km"), ("1,200 kilometres", 1200, "km"), ("7.5 kilometers", 7.5, "km"), ("12,5 km", 12.5, "km"),
        ("88km", 88, "km"), ("a dozen miles", 12, "mi"), ("half a mile", 0.5, "mi"), ("a mile and a half", 1.5, "mi"),
        ("two and a half miles", 2.5, "mi"), ("three-quarters of a mile", 0.75, "mi"), ("seventy-five miles", 75, "mi"),
        ("a hundred and twenty miles", 120, "mi"), ("3½ miles", 3.5, "mi"), ("90 nautical miles", 90, "nmi"),
        ("300 metres", 300, "m"), ("4,000 feet", 4000, "ft"), ("50 yards", 50, "yd"), ("three leagues", 3, "league"),
        ("half a dozen miles", 6, "mi"), ("a couple of miles", 2, "mi"),
    ],
)  # fmt: skip
def test_numbers_and_units(text: str, value: float, unit: str) -> None:
    measure = only(text)
    assert (measure.value, measure.unit) == (value, unit)


@pytest.mark.parametrize(
    "text", ["a few miles", "hundreds of kilometres", "60 km/h", "40 km²", "$5m from", "half an hour"]
)
def test_what_is_no_length(text: str) -> None:
    assert list(find_measures(text, RULES)) == []


@pytest.mark.parametrize(
    "text", ["12-15 km", "12 to 15 km", "between 12 and 15 km", "12 km to 15 km", "twelve or fifteen km"]
)
def test_ranges_in_all_wordings(text: str) -> None:
    measure = only(text)
    assert (measure.low, measure.high, measure.value) == (12, 15, 13.5)


def test_and_makes_a_range_only_after_between() -> None:
    assert [m.value for m in find_measures("killed 12 and 15 km away", RULES)] == [15]


def test_the_second_unit_is_kept_beside_the_first() -> None:
    measure = only("44 miles (71 km) north")
    assert (measure.value, measure.again_km, measure.right) == (44, 71, len("44 miles (71 km)"))


def test_a_text_without_a_unit_is_skipped_at_once() -> None:
    assert not has_measure("The army took Homs on Monday with 300 men.", RULES)
