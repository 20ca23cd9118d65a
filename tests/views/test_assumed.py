"""A starting state from a table or a map, assumed where reports are silent, and giving way to them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from geo.errors import InputError
from geo.records.places import Place
from geo.records.views import Holding
from geo.views.assumed import StartingState, parse_starting_state, unread_holders
from geo.views.control import Basis, control_on
from tests.views.test_control import DAY, IN_UKRAINE, IZIUM, KAMIANKA, RUSSIA, UKRAINE, there

WAR = date(2022, 3, 8)
ASKED = DAY + timedelta(days=IN_UKRAINE + 5)
TABLE = b"place,holder,day,lat,lon,country\nIzium,Ukraine,2022-03-08,49.2,37.25,UA\nKamianka,Russia,2022-03-08,49.14,37.25,UA\n"
SQUARE = [[37.0, 49.0], [37.5, 49.0], [37.5, 49.17], [37.0, 49.17], [37.0, 49.0]]
GEOJSON = (
    f'{{"type":"FeatureCollection","features":[{{"type":"Feature","geometry":{{"type":"Polygon","coordinates":[{SQUARE!s}]}},'
    '"properties":{"holder":"Russian Armed Forces","day":"2022-03-08"}}]}'
).encode()
KML = (
    '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>Russia</name><Polygon>'
    "<outerBoundaryIs><LinearRing><coordinates>{}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>".format(
        " ".join(f"{lon},{lat},0" for lon, lat in SQUARE)
    )
).encode()
PLAN = there("seize", UKRAINE, -170, "planned")


def ask(start: StartingState, *words: object, place: Place = IZIUM, day: date = ASKED) -> Holding | None:
    basis = Basis(start=start, places=(IZIUM, KAMIANKA))
    return control_on(day, [PLAN, *words], basis=basis).get(place.id)  # type: ignore[list-item]


def test_a_table_answers_where_reports_are_silent() -> None:
    start = parse_starting_state("table.csv", TABLE, source="a table of March")
    found = ask(start)
    assert found is not None
    assert (found.side, found.assumed, found.inferred, found.since) == ("ukraine", "a table of March", False, WAR)
    assert ask(start, day=date(2022, 3, 1)) is None


@pytest.mark.parametrize(("name", "written"), [("map.geojson", GEOJSON), ("map.kml", KML)])
def test_an_area_answers_for_the_places_in_it(name: str, written: bytes) -> None:
    start = parse_starting_state(name, written, WAR, "a map")
    inside, outside = ask(start, place=KAMIANKA), ask(start, place=IZIUM)
    assert inside is not None
    assert (inside.side, inside.assumed) == ("ukraine-russia", "a map")
    assert outside is None or not outside.assumed


def test_what_is_assumed_gives_way_to_reports() -> None:
    start = parse_starting_state("table.csv", TABLE, source="a table of March")
    found = ask(start, there("seize", RUSSIA, -150))
    assert found is not None
    assert (found.side, found.assumed) == ("ukraine-russia", "")


def test_a_report_that_agrees_is_no_assumption() -> None:
    start = parse_starting_state("table.csv", TABLE, source="a table of March")
    found = ask(start, there("hold", None, 0, "state", held=UKRAINE))
    assert found is not None
    assert (found.side, found.assumed) == ("ukraine", "")


def test_a_countrys_own_side_is_only_assumed_where_nothing_follows() -> None:
    start = StartingState(own_sides=True)
    silent, besieged = ask(start), ask(start, there("seize", RUSSIA, place=KAMIANKA), there("seize", RUSSIA))
    assert silent is not None and besieged is not None
    assert (silent.side, silent.assumed) == ("ukraine", "the country's own side")
    assert (besieged.side, besieged.assumed) == ("ukraine-russia", "")


def test_a_place_of_the_name_elsewhere_is_not_meant() -> None:
    far = replace(IZIUM, id="gn:7", lat=46.0)
    assert not parse_starting_state("table.csv", TABLE).of(far)


def test_holders_that_mean_nobody_are_told() -> None:
    start = parse_starting_state("t.csv", b"place,holder\nIzium,Atlantis\nKamianka,Russian army\n", WAR)
    assert unread_holders(start, ["UA"]) == ("Atlantis",)


@pytest.mark.parametrize(
    ("name", "written", "said"),
    [
        ("t.csv", b"place,holder,day\nIzium,Ukraine,spring\n", "line 2: a day"),
        ("t.csv", b"place,day\nIzium,2022-03-08\n", "holder"),
        ("t.csv", b"place,holder\nIzium,Ukraine\n", "a day like"),
        ("t.csv", b"place,holder,day,lat\nIzium,Ukraine,2022-03-08,north\n", "north"),
        ("t.csv", b"\xff\xfe\x00", "not a table"),
        ("m.geojson", b"[1]", "not a GeoJSON"),
        ("m.geojson", GEOJSON.replace(b"holder", b"colour"), "says who holds it"),
        ("m.geojson", b'{"features":[{"geometry":{"type":"Polygon","coordinates":[[[1,2]]]},"properties":{"holder":"x"}}]}', "GeoJSON"),
        ("m.kml", b"<kml", "not KML"),
        ("m.kml", b'<!DOCTYPE k [<!ENTITY a "b">]><kml xmlns="http://www.opengis.net/kml/2.2"><Placemark>&a;', "not KML"),
        ("m.xlsx", b"", ".csv, .geojson or .kml"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_told_by_name(name: str, written: bytes, said: str) -> None:
    day = None if said == "a day like" else WAR
    with pytest.raises(InputError, match=name.replace(".", r"\.")) as raised:
        parse_starting_state(name, written, day)
    assert said in str(raised.value)
