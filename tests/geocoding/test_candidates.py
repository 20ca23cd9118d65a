"""The candidates of a name, and what keeps a country from becoming a building."""

import pytest

from geo.gazetteers.sqlite import Gazetteer
from geo.geocoding.candidates import find_candidates, group_toponyms
from geo.languages.places import place_words
from geo.records.places import PlaceKind, Toponym


def candidates(text: str, gazetteer: Gazetteer, *kinds: PlaceKind) -> list[tuple[str, str]]:
    found = find_candidates(Toponym(0, 0, len(text), text, kinds), gazetteer, place_words())
    return [(m.place.kind, m.place.country) for m in found]


def test_an_abbreviation_means_its_state_alone(gazetteer: Gazetteer) -> None:
    assert candidates("Ore.", gazetteer) == [("admin1", "US")]
    assert candidates("U.K.", gazetteer) == [("country", "GB")]


def test_no_town_inside_a_country_takes_the_countrys_name(gazetteer: Gazetteer) -> None:
    assert ("settlement", "MX") not in candidates("Mexico", gazetteer)
    assert ("settlement", "MX") in candidates("Mexico", gazetteer, "settlement")


def test_a_bare_name_is_the_town_and_not_the_unit_named_after_it(gazetteer: Gazetteer) -> None:
    assert ("admin1", "SY") not in candidates("Idlib", gazetteer)
    assert ("settlement", "SY") not in candidates("Idlib", gazetteer, "admin1", "admin2")


@pytest.mark.parametrize(("text", "country"), [("Palma", "MZ"), ("Nangade", "MZ"), ("Maungdaw", "MM")])
def test_a_town_that_nobody_counted_comes_before_its_district(text: str, country: str, gazetteer: Gazetteer) -> None:
    assert ("settlement", country) in candidates(text, gazetteer)
    assert ("admin2", country) not in candidates(text, gazetteer)
    assert ("admin2", country) in candidates(text, gazetteer, "admin2")


def test_states_that_go_by_bare_names_stay(gazetteer: Gazetteer) -> None:
    assert ("admin1", "US") in candidates("New York", gazetteer)


@pytest.mark.parametrize("text", ["Azaz crossing", "Idlib province"])
def test_a_name_known_without_its_type_word_is_found(text: str, gazetteer: Gazetteer) -> None:
    assert any(country == "SY" for _, country in candidates(text, gazetteer))


def test_spellings_of_one_name_are_one_group_and_type_words_are_kept_apart(gazetteer: Gazetteer) -> None:
    names = [("al-Raqqah", ()), ("Raqqah", ()), ("Raqqah", ("admin1",))]
    toponyms = [Toponym(0, i, i + 1, text, kinds) for i, (text, kinds) in enumerate(names)]
    groups = group_toponyms(toponyms, gazetteer, place_words())
    assert [g.members for g in groups] == [(0, 1), (2,)]
