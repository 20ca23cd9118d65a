"""Places are found by every name that a reading brought along, in any spelling and script; no name is left without its place."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from geo.records.facts import Reading
from geo.records.places import OtherNames
from geo.stores.names import MOST_FOUND
from geo.stores.sql import SqlStore
from tests.stories import ALEPPO, MOSUL, RAQQA

HALAB = OtherNames(ALEPPO.id, ("Halab", "Ḩaleb", "Madinat Halab", "حلب", "Халеб"))
RAKKA = OtherNames(RAQQA.id, ("Ar-Rakka", "الرقة", "Ар-Ракка", "Nikephorion"))


@pytest.fixture
def named(opened: SqlStore, readings: list[Reading]) -> SqlStore:
    opened.add([replace(readings[0], called=(HALAB, RAKKA)), *readings[1:]])
    return opened


@pytest.mark.parametrize(
    "asked", ["Halab", "HALAB", "haleb", "Ḥalab", "madinat-halab", "حلب", "ХАЛЕБ"]
)  # fmt: skip
def test_place_is_found_by_any_name_whatever_its_case_and_accents(named: SqlStore, asked: str) -> None:
    assert named.called(asked) == {ALEPPO.id}


@pytest.mark.parametrize("asked", ["rakka", "Al-Rakka", "ar rakka", "رقة", "الرقه", "Ар Ракка"])
def test_article_and_hyphen_make_no_difference(named: SqlStore, asked: str) -> None:
    assert named.called(asked) == {RAQQA.id}


@pytest.mark.parametrize("asked", ["", "  ", "Hal", "%", "'; DROP TABLE names; --", "Mosul"])
def test_what_is_no_other_name_finds_nothing(named: SqlStore, asked: str) -> None:
    assert named.called(asked) == frozenset()


def test_names_come_back_in_their_order_and_scripts(named: SqlStore) -> None:
    assert named.names(ALEPPO.id) == HALAB.names
    assert named.names(MOSUL.id) == named.names("gn:1") == ()


def test_name_of_several_places_finds_them_all_but_not_without_end(opened: SqlStore, readings: list[Reading]) -> None:
    many = tuple(replace(RAQQA, id=f"gn:{n}") for n in range(1, 61))
    mentions = tuple(replace(readings[0].mentions[0], place=place) for place in many)
    called = tuple(OtherNames(place.id, ("Tell Abyad",)) for place in many)
    opened.add([replace(readings[0], mentions=mentions, called=called)])
    assert len(opened.called("tell abyad")) == MOST_FOUND


def test_names_learned_since_replace_the_old_and_none_take_nothing_away(
    named: SqlStore, readings: list[Reading]
) -> None:
    named.add([replace(readings[0], called=())], again=True)
    assert named.names(ALEPPO.id) == HALAB.names
    named.add([replace(readings[0], called=(OtherNames(ALEPPO.id, ("Beroea", "Halab")),))], again=True)
    assert (named.names(ALEPPO.id), named.called("haleb")) == (("Beroea", "Halab"), frozenset())


def test_names_of_places_that_nothing_stored_knows_are_left_out(opened: SqlStore, readings: list[Reading]) -> None:
    opened.add([replace(readings[0], called=(OtherNames("gn:1", ("Nowhere",)),))])
    assert opened.called("nowhere") == frozenset()


def test_names_stay_when_the_last_report_goes_and_none_dangles(named: SqlStore) -> None:
    named.delete(["a1", "a2", "a3"])
    assert named.names(ALEPPO.id) == HALAB.names
    dangling = "SELECT count(*) FROM names WHERE place_id NOT IN (SELECT id FROM places)"
    with named._engine.connect() as connection:
        assert connection.scalar(text(dangling)) == 0


def test_places_of_older_reports_are_told_until_they_are_named(named: SqlStore) -> None:
    assert named.places_to_name() is None
    with named._engine.begin() as connection:
        connection.execute(text("DELETE FROM about WHERE key = 'names'"))
    assert named.places_to_name() == [MOSUL.id]
    named.name_places([OtherNames(MOSUL.id, ("الموصل",))])
    assert (named.places_to_name(), named.called("موصل")) == (None, {MOSUL.id})


def test_batch_that_fails_stores_no_name(opened: SqlStore, readings: list[Reading]) -> None:
    broken = OtherNames(ALEPPO.id, ("Halab", None))  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        opened.add([replace(readings[0], called=(RAKKA, broken))])
    assert (opened.counts().articles, opened.names(RAQQA.id)) == (0, ())
