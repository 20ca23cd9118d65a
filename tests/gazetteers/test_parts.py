from geo.gazetteers.memory import haversine_km
from geo.gazetteers.part_words import Part
from geo.gazetteers.parts import derive_border, derive_part, derive_stretch, find_area
from geo.gazetteers.shapes import country_at
from geo.records.places import Place
from tests.gazetteers.small import TABQA_DAM, in_memory, town, unit

SYRIA = unit(163843, "Syria", 35.0, 38.5, "country", "SY", 16906283)
TURKEY = unit(298795, "Turkey", 39.0, 35.0, "country", "TR", 82319724)
RUSSIA = unit(2017370, "Russia", 60.0, 100.0, "country", "RU", 144478050)
UNITED_STATES = unit(6252001, "United States", 39.8, -98.5, "country", "US", 327167434)
IDLIB = unit(169387, "Idlib Governorate", 35.85, 36.68, "admin1", "SY", 442917)
ALEPPO = town(170063, "Aleppo", 36.20124, 37.16117, "SY", "Aleppo Governorate", 2098210)


def derived(place: Place, direction: str = "", around: str = "") -> Place:
    found = derive_part(place, Part(direction, around))
    assert found is not None
    return found


def test_a_part_of_a_country_lies_in_it_and_in_its_direction() -> None:
    north, south = derived(SYRIA, "north"), derived(SYRIA, "south")
    assert (north.id, north.name, north.kind, north.country) == (
        "dl:derived:north-of:SY",
        "northern Syria",
        "derived",
        "SY",
    )
    assert north.lat > SYRIA.lat > south.lat
    assert country_at(north.lat, north.lon) == country_at(south.lat, south.lon) == "SY"
    assert north.source == "a part of Syria (gn:163843)"


def test_the_radius_covers_the_part() -> None:
    north = derived(SYRIA, "north")
    afrin, malikiyah = (36.51, 36.87), (37.17, 42.13)
    assert all(haversine_km(north.lat, north.lon, *town) < north.uncertainty_km for town in (afrin, malikiyah))
    assert haversine_km(north.lat, north.lon, 32.62, 36.10) > north.uncertainty_km


def test_a_part_of_a_province_follows_its_outline() -> None:
    south = derived(IDLIB, "south", "countryside")
    assert south.name == "southern countryside of Idlib Governorate"
    assert south.admin1 == "Idlib Governorate"
    assert haversine_km(south.lat, south.lon, 35.44, 36.65) < south.uncertainty_km


def test_a_part_of_a_town_is_cut_from_a_circle_as_wide_as_its_people_need() -> None:
    east = derived(ALEPPO, "east")
    assert 37.16 < east.lon < 37.25
    assert 5 < east.uncertainty_km < 15
    assert derived(ALEPPO, around="outskirts").uncertainty_km < derived(ALEPPO, around="countryside").uncertainty_km


def test_lands_on_both_sides_of_the_180th_meridian_and_far_overseas_are_cut_where_people_would() -> None:
    west, east = derived(RUSSIA, "west"), derived(RUSSIA, "east")
    assert 30 < west.lon < 90 < east.lon < 180
    assert country_at(west.lat, west.lon) == "RU"
    assert 40 < derived(UNITED_STATES, "west").lat < 45


def test_a_border_is_where_two_outlines_run_along_each_other() -> None:
    border = derive_border(TURKEY, SYRIA)
    assert border is not None
    assert (border.id, border.name, border.country) == ("dl:derived:border-of:SY-TR", "border of Syria and Turkey", "")
    assert haversine_km(border.lat, border.lon, 36.89, 38.35) < 80
    assert derive_border(SYRIA, SYRIA) is None
    assert derive_border(SYRIA, UNITED_STATES) is None


def test_a_part_that_the_gazetteer_knows_is_that_place() -> None:
    known = Place("dl:eastern-ghouta", "Eastern Ghouta", 33.53, 36.42, "region", "SY", uncertainty_km=10)
    ghouta = Place("dl:ghouta", "Ghouta", 33.5, 36.4, "region", "SY", uncertainty_km=18)
    part = Part("east", words="eastern")
    assert find_area(ghouta, "Ghouta", part, in_memory()) == derived(ghouta, "east")
    from geo.gazetteers.memory import MemoryGazetteer

    assert find_area(ghouta, "Ghouta", part, MemoryGazetteer([(known, ())])) == known


def test_a_river_has_stretches_near_towns() -> None:
    raqqa = town(172955, "Raqqa", 35.95283, 39.00788, "SY", "Raqqa Governorate", 531952)
    euphrates = Place("dl:euphrates", "Euphrates", 34.4, 41.0, "water")
    stretch = derive_stretch(euphrates, raqqa)
    assert stretch is not None
    assert (stretch.name, stretch.country) == ("Euphrates near Raqqa", "SY")
    assert haversine_km(stretch.lat, stretch.lon, raqqa.lat, raqqa.lon) < 10
    assert derive_stretch(euphrates, ALEPPO) is None
    assert derive_stretch(TABQA_DAM, raqqa) is None


def test_waters_have_no_parts() -> None:
    assert derive_part(Place("dl:euphrates", "Euphrates", 35, 40, "water"), Part("west")) is None
    assert derived(TABQA_DAM, "east").uncertainty_km < 4
