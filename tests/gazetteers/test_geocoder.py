import pytest
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from geo.gazetteers.memory import MemoryGazetteer
from tests.gazetteers.small import in_memory


@pytest.fixture
def gazetteer() -> MemoryGazetteer:
    return in_memory()


def one(found: Location | list[Location] | None) -> Location:
    assert isinstance(found, Location)
    return found


def several(found: Location | list[Location] | None) -> list[Location]:
    assert isinstance(found, list)
    return found


def test_it_is_a_geopy_geocoder(gazetteer: MemoryGazetteer) -> None:
    assert isinstance(gazetteer, Geocoder)


def test_a_name_gives_a_location_with_address_point_and_record(gazetteer: MemoryGazetteer) -> None:
    raqqa = one(gazetteer.geocode("Raqqa"))
    assert raqqa.address == "Raqqa, Raqqa Governorate, Syria"
    assert (raqqa.latitude, raqqa.longitude) == (35.95283, 39.00788)
    assert raqqa.raw["id"] == "gn:172955"


def test_all_places_of_a_name_come_as_a_list(gazetteer: MemoryGazetteer) -> None:
    found = several(gazetteer.geocode("Raqqa", exactly_one=False))
    assert [location.raw["kind"] for location in found] == ["settlement", "admin1"]


def test_an_unknown_name_gives_none(gazetteer: MemoryGazetteer) -> None:
    assert gazetteer.geocode("Xyzzy") is None
    assert gazetteer.geocode("Xyzzy", exactly_one=False) is None


def test_country_codes_choose_among_places_of_one_name(gazetteer: MemoryGazetteer) -> None:
    assert one(gazetteer.geocode("London", country_codes="ca")).raw["admin1"] == "Ontario"
    assert one(gazetteer.geocode("London", country_codes=["CA", "GB"])).raw["country"] == "GB"
    assert gazetteer.geocode("London", country_codes="SY") is None


def test_what_stands_after_a_comma_chooses_too(gazetteer: MemoryGazetteer) -> None:
    assert one(gazetteer.geocode("London, Ontario")).raw["country"] == "CA"
    assert one(gazetteer.geocode("Mosul, Iraq")).raw["id"] == "gn:99072"
    assert gazetteer.geocode("London, Iraq") is None


def test_a_country_is_not_said_to_lie_in_itself(gazetteer: MemoryGazetteer) -> None:
    assert one(gazetteer.geocode("America")).address == "United States"


def test_reverse_gives_the_nearest_settlement(gazetteer: MemoryGazetteer) -> None:
    assert one(gazetteer.reverse((35.9, 39.0))).raw["name"] == "Raqqa"
    assert one(gazetteer.reverse("35.5, 40.5")).raw["name"] == "Deir ez-Zor"
    assert gazetteer.reverse((0, 0)) is None


def test_a_part_of_a_place_is_made_from_the_place(gazetteer: MemoryGazetteer) -> None:
    north = one(gazetteer.geocode("northern Syria"))
    assert north.address == "northern Syria, Syria"
    assert north.raw["id"] == "dl:derived:north-of:SY"
    assert one(gazetteer.geocode("the outskirts of Mosul")).raw["uncertainty_km"] > 5
    assert one(gazetteer.geocode("Raqqa's western countryside, Syria")).raw["kind"] == "derived"
    assert gazetteer.geocode("northern Xyzzy") is None
    assert gazetteer.geocode("fighting in northern Syria") is None


def test_a_border_is_known_by_its_countries_or_their_people(gazetteer: MemoryGazetteer) -> None:
    borders = ("Syrian-Iraqi border", "the border between Iraq and Syria", "Iraq-Syria border")
    assert {one(gazetteer.geocode(name)).raw["id"] for name in borders} == {"dl:derived:border-of:IQ-SY"}
    assert gazetteer.geocode("Raqqa-Tabqa border") is None
