"""How values, days and distances are written on the page."""

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from geo.records.dates import DateSpan
from geo.records.facts import ControlKind, ControlStatus, Verdict
from geo.records.places import PlaceKind
from geo.views.wording import (
    KINDS,
    PLACE_KINDS,
    STATUSES,
    VERDICTS,
    count,
    country_names,
    write_distance,
    write_km,
    write_span,
)
from tests.stories import raqqa_readings


@pytest.mark.parametrize(
    ("words", "values"),
    [(KINDS, ControlKind), (STATUSES, ControlStatus), (VERDICTS, Verdict), (PLACE_KINDS, PlaceKind)],
)
def test_every_value_has_words(words: dict[str, str], values: object) -> None:
    assert set(words) == set(get_args(values))


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (DateSpan(date(2016, 10, 17), date(2016, 10, 18), "day", "explicit"), "17 Oct 2016"),
        (DateSpan(date(2013, 3, 1), date(2013, 6, 1), "season", "explicit"), "1 Mar 2013 to 31 May 2013"),
        (DateSpan(date(2013, 3, 1), date(2013, 4, 1), "month", "explicit"), "Mar 2013"),
        (DateSpan(date(2013, 1, 1), date(2014, 1, 1), "year", "explicit"), "2013"),
        (DateSpan(date(2014, 6, 10), None, "span", "explicit"), "since 10 Jun 2014"),
        (DateSpan(None, date(2014, 6, 10), "span", "explicit"), "before 10 Jun 2014"),
        (None, "undated"),
    ],
)
def test_interval_is_written_as_exactly_as_it_is_known(span: DateSpan | None, words: str) -> None:
    assert write_span(span) == words


@pytest.mark.parametrize(("km", "words"), [(0.4, "0.4 km"), (12.0, "12 km"), (12.46, "12.5 km"), (168.6, "169 km")])
def test_distance_has_the_digits_it_bears(km: float, words: str) -> None:
    assert write_km(km) == words


def test_stated_distance_stands_beside_the_measured_one() -> None:
    stated = raqqa_readings()[0].distances[0]
    assert write_distance(stated) == "stated 160 km, measured 169 km (+5%)"


@pytest.mark.parametrize(("measured", "words"), [(160.4, "160 km"), (152.0, "152 km (−5%)")])
def test_deviation_is_told_where_there_is_one(measured: float, words: str) -> None:
    stated = replace(raqqa_readings()[0].distances[0], measured_km=measured)
    assert write_distance(stated) == f"stated 160 km, measured {words}"


def test_numbers_agree_with_their_nouns() -> None:
    assert [count(1, "place"), count(1204, "place"), count(2, "city", "cities")] == [
        "1 place",
        "1,204 places",
        "2 cities",
    ]


def test_countries_have_their_english_names() -> None:
    assert country_names()["SY"] == "Syria"
