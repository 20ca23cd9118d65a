"""Places as the map is given them: small, exact to a metre, and coloured by who last gained them."""

import base64
import struct

import pytest

from geo.layers.marks import AREA, DERIVED, Mark, kind_flags, mark_tallies, pack_marks
from geo.records.places import Place
from geo.records.views import View
from geo.stores.sql import SqlStore
from geo.views.colours import assign_colours
from tests.stories import ALEPPO, MOSUL, RAQQA, SDF

PROVINCE = Place("gn:1", "Raqqa", 35.9, 38.9, "admin1", "SY")
HAMLET = Place("dv:1", "a village north of Raqqa", 36.06, 39.0, "derived", "SY", uncertainty_km=3.25)


def unpack(values: dict[str, object]) -> list[tuple[float, ...]]:
    """As `assets/map.js` does it."""
    found = []
    for a, b, c, d, mentions, colours, flags in struct.iter_unpack("<HBHBHBB", base64.b64decode(str(values["places"]))):
        lat, lon = (a + b * 65536) / (2**24 - 1) * 180 - 90, (c + d * 65536) / (2**24 - 1) * 360 - 180
        found.append((lat, lon, mentions, colours >> 4, colours & 15, flags))
    return found


def test_a_place_takes_ten_bytes_and_keeps_its_point_to_a_metre() -> None:
    packed = pack_marks([Mark(RAQQA, 12, 3, 5, AREA), Mark(ALEPPO, 70_000)])
    raqqa, aleppo = unpack(packed)
    assert raqqa[:2] == pytest.approx((35.9528, 39.0079), abs=2e-5)
    assert (raqqa[2:], aleppo[2:]) == ((12, 3, 5, AREA), (65535, 0, 0, 0))
    assert len(base64.b64decode(packed["places"])) == 20
    assert packed["names"] == "Raqqa\nAleppo"
    assert packed["most"] == 70_000


def test_only_derived_places_get_a_ring_of_their_uncertainty() -> None:
    assert pack_marks([Mark(RAQQA, 1), Mark(HAMLET, 1, flags=kind_flags(HAMLET))])["rings"] == [[1, 3.2]]


@pytest.mark.parametrize(("place", "flags"), [(RAQQA, 0), (PROVINCE, AREA), (HAMLET, DERIVED)])
def test_points_of_areas_and_derived_points_are_told_apart(place: Place, flags: int) -> None:
    assert kind_flags(place) == flags


def test_colour_is_of_the_actor_last_said_to_have_gained_the_place(store: SqlStore) -> None:
    colours = assign_colours((f.value, f.label) for f in store.facets().actors)
    marks = {m.place: m for m in mark_tallies(store.place_tallies(View()), colours)}
    assert marks[RAQQA].colour == colours.number(SDF.id) != 0
    assert marks[MOSUL].colour == 0


def test_a_name_of_several_lines_stays_one_line() -> None:
    assert pack_marks([Mark(Place("x", "Tell\n  Abyad", 1, 2, "settlement"), 1)])["names"] == "Tell Abyad"
