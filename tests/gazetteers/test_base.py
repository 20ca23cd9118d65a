"""What every gazetteer does, held for each of them: the room's contract."""

from pathlib import Path

import pytest

from geo.gazetteers.geocoder import PlaceGeocoder
from tests.gazetteers.small import TABQA_DAM, in_a_file, in_memory


@pytest.fixture(params=["memory", "file"])
def gazetteer(request: pytest.FixtureRequest, tmp_path: Path) -> PlaceGeocoder:
    return in_memory() if request.param == "memory" else in_a_file(tmp_path / "small.db")


@pytest.mark.parametrize(
    ("name", "place", "quality"),
    [
        ("Raqqa", "gn:172955", "name"),
        ("raqqa", "gn:172955", "name"),
        ("Rakka", "gn:172955", "alternate"),
        ("ar-Raqqah", "gn:172955", "alternate"),
        ("al-Raqqah", "gn:172955", "stripped"),
        ("Dayr az-Zawr", "gn:170794", "alternate"),
        ("Deir Ezzor", "gn:170794", "skeleton"),
        ("Der ez Zour", "gn:170794", "skeleton"),
        ("Ninawa", "gn:92877", "alternate"),
        ("Euphrates Dam", "dl:tabqa-dam", "alternate"),
        ("U.S.", "gn:6252001", "alternate"),
        ("US", "gn:6252001", "alternate"),
    ],
)
def test_a_name_in_any_of_its_forms_finds_its_place(
    gazetteer: PlaceGeocoder, name: str, place: str, quality: str
) -> None:
    first = gazetteer.match(name)[0]
    assert (first.place.id, first.quality) == (place, quality)


def test_a_city_leads_the_province_and_the_district_of_its_name(gazetteer: PlaceGeocoder) -> None:
    assert [m.place.kind for m in gazetteer.match("Mosul")] == ["settlement", "admin1", "admin2"]


def test_a_town_of_unknown_population_leads_its_district(gazetteer: PlaceGeocoder) -> None:
    assert [m.place.id for m in gazetteer.match("Hawija")] == ["gn:390188", "gn:388090"]


def test_of_two_towns_of_one_name_the_larger_leads(gazetteer: PlaceGeocoder) -> None:
    assert [m.place.country for m in gazetteer.match("London")] == ["GB", "CA"]


@pytest.mark.parametrize("name", ["", "  ", "-", "’", "Xyzzy", "of", "Of", "99", "رقة"])
def test_what_is_no_name_finds_nothing(gazetteer: PlaceGeocoder, name: str) -> None:
    assert gazetteer.match(name) == ()
    assert not gazetteer.is_name(name)


def test_consonants_alone_do_not_make_a_name(gazetteer: PlaceGeocoder) -> None:
    assert gazetteer.match("Dar Izzar")
    assert not gazetteer.is_name("Dar Izzar")
    assert gazetteer.is_name("al-Raqqah")


def test_spellings_alike_are_found_beside_the_very_name(gazetteer: PlaceGeocoder) -> None:
    assert [m.place.id for m in gazetteer.spelled_alike("Dayr az Zawr")] == ["gn:170794"]
    assert gazetteer.spelled_alike("Share") == ()
    assert gazetteer.spelled_alike("") == ()


def test_a_place_is_found_by_its_id(gazetteer: PlaceGeocoder) -> None:
    assert gazetteer.place("dl:tabqa-dam") == TABQA_DAM
    assert gazetteer.place("gn:99072") == gazetteer.match("Mosul")[0].place
    assert gazetteer.place("gn:1") is None
    assert gazetteer.place("nonsense") is None


def test_settlements_near_a_point_come_nearest_first(gazetteer: PlaceGeocoder) -> None:
    assert [p.name for p in gazetteer.near(35.87, 38.57, 60)] == ["Tabqa", "Raqqa"]
    assert [p.name for p in gazetteer.near(35.87, 38.57, 60, limit=1)] == ["Tabqa"]
    assert gazetteer.near(0.0, 0.0, 50) == ()


def test_a_country_is_found_by_its_code(gazetteer: PlaceGeocoder) -> None:
    country = gazetteer.country("SY")
    assert country and country.name == "Syria"
    assert gazetteer.country("ZZ") is None
