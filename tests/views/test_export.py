"""What is taken away: whole, readable elsewhere, and harmless there."""

import csv
import io
import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from geo.records.views import View
from geo.stores import open_store
from geo.stores.sql import SqlStore
from geo.views.export import changes_csv, distances_csv, places_geojson, places_kml, safe_cell
from tests.browser.hostile import STRINGS, hostile_readings

KML = "{http://www.opengis.net/kml/2.2}"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def hostile_store() -> SqlStore:
    store = open_store("sqlite://")
    store.add(hostile_readings())
    return store


def test_change_carries_its_place_sides_dates_sayer_and_source(store: SqlStore) -> None:
    taken = next(row for row in rows(changes_csv(store.changes(View()))) if row["kind"] == "seize")
    assert taken == taken | {
        "status": "completed", "place": "Raqqa", "lat": "35.9528", "gained_by": "Islamic State", "said_by": "Reuters",
        "date_from": "2013-03-01", "date_until": "2013-06-01", "published": "2016-11-03", "url": "https://example.org/1",
    }  # fmt: skip


def test_distance_carries_stated_and_measured(store: SqlStore) -> None:
    row = rows(distances_csv(store.distances(View())))[0]
    assert (row["of"], row["from"], row["stated_km"], row["measured_km"]) == ("Raqqa", "Aleppo", "160", "168.6")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =HYPERLINK(1)", "\n=1"])
def test_no_cell_is_taken_for_a_formula(cell: str) -> None:
    assert safe_cell(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Raqqa", -1.5, None, "a=b", ""])
def test_other_cells_stay_as_they_are(cell: object) -> None:
    assert safe_cell(cell) == cell


def test_geojson_has_points_and_lines_longitude_first(store: SqlStore) -> None:
    view = View()
    collection = json.loads(places_geojson(store.place_tallies(view), store.distances(view)))
    raqqa = collection["features"][0]
    assert raqqa["geometry"] == {"type": "Point", "coordinates": [39.0079, 35.9528]}
    assert raqqa["properties"]["gained_by"] == "Syrian Democratic Forces"
    assert [f["geometry"]["type"] for f in collection["features"]].count("LineString") == 1


def test_kml_is_xml_with_a_folder_each(store: SqlStore) -> None:
    view = View()
    tree = ElementTree.fromstring(places_kml(store.place_tallies(view), store.changes(view), store.distances(view)))  # noqa: S314
    counts = {f.findtext(f"{KML}name"): len(f.findall(f"{KML}Placemark")) for f in tree.iter(f"{KML}Folder")}
    assert counts == {"Places": 3, "Changes of control": 3, "Stated distances": 1}


def test_hostile_words_come_out_whole_and_inert() -> None:
    store, view = hostile_store(), View()
    assert {row["title"].lstrip("'") for row in rows(changes_csv(store.changes(view)))} == set(STRINGS)
    assert json.loads(places_geojson(store.place_tallies(view), store.distances(view)))["features"]
    kml = places_kml(store.place_tallies(view), store.changes(view), store.distances(view))
    tree = ElementTree.fromstring(kml)  # noqa: S314
    assert {f"Tell {text}" for text in STRINGS} <= {name.text for name in tree.iter(f"{KML}name")}
    # A globe shows descriptions as HTML: they are escaped once more inside the XML.
    assert not any("<" in (d.text or "") for d in tree.iter(f"{KML}description"))


def test_characters_that_xml_cannot_write_are_left_out() -> None:
    store = open_store("sqlite://")
    store.add(hostile_readings()[:1])
    tallies = store.place_tallies(View())

    odd = [replace(t, place=replace(t.place, name="Tell\x00\x0b\ufffe Abyad")) for t in tallies]
    ElementTree.fromstring(places_kml(odd, [], []))  # noqa: S314
