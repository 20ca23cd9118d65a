import csv

import pytest

from geo.gazetteers.keys import STOP_NAMES, is_real_name, name_keys
from geo.gazetteers.rows import Row
from geo.records.places import Place

RAQQA = Place("gn:172955", "Ar Raqqah", 35.95, 39.01, "settlement", "SY", population=531952)
MOBILE = Place("gn:4076598", "Mobile", 30.69, -88.04, "settlement", "US", population=194288)
READING = Place("gn:1", "Reading", 40.0, -84.0, "settlement", "US", population=9836)


def test_a_place_is_keyed_by_name_other_names_bare_name_and_consonants() -> None:
    assert dict(name_keys(Row(RAQQA, ("Rakka", "Nikiforion")))) == {
        "ar raqqah": 0, "rakka": 1, "nikiforion": 1, "raqqah": 2, "~nkfrn": 3,
    }  # fmt: skip


def test_names_are_spelled_in_several_ways_only_where_they_are_romanised() -> None:
    london = Place("gn:2643743", "London", 51.5, -0.1, "settlement", "GB", population=8961989)
    assert name_keys(Row(london)) == [("london", 0)]


@pytest.mark.parametrize("junk", ["ALP", "a lei po", "alrqt", "ara rakaha"])
def test_codes_and_machine_transliterations_are_no_names(junk: str) -> None:
    assert not is_real_name(junk, RAQQA)


@pytest.mark.parametrize("name", ["al-Raqqah", "ar-Rakka", "‘Ayn al ‘Arab", "N'Djamena", "Rakka"])
def test_names_with_a_small_article_are_names(name: str) -> None:
    assert is_real_name(name, RAQQA)


def test_an_english_word_finds_only_a_great_city() -> None:
    assert name_keys(Row(MOBILE)) == [("mobile", 0)]
    assert name_keys(Row(READING)) == []
    assert dict(name_keys(Row(READING, ("Reading Town",)))) == {"reading town": 1}


def test_a_country_keeps_names_that_are_words() -> None:
    country = Place("gn:6252001", "United States", 39.8, -98.5, "country", "US")
    assert ("us", 1) in name_keys(Row(country, ("US", "U.S.")))


def test_the_stop_names_are_sorted_and_told_once() -> None:
    names = [row["name"] for row in csv.DictReader(STOP_NAMES.read_text(encoding="utf-8").splitlines())]
    assert names == sorted(set(names))
