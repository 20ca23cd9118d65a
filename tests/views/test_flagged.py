"""What people flagged as wrong goes along with every export, and out by itself; formulas and markup in it stay words."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime

from geo.records.facts import Reading
from geo.records.flags import Flag, change_key, distance_key, place_key
from geo.records.views import View
from geo.stores.sql import SqlStore
from geo.views.export import changes_csv, distances_csv, flags_csv, places_geojson, places_kml
from geo.views.flagged import FLAG_COLUMNS, flags_json, standing_flags
from tests.stories import RAQQA

WHEN = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
HOSTILE = '=HYPERLINK("x")<script>'


def flagged(readings: list[Reading]) -> list[Flag]:
    change, distance = change_key(readings[0].changes[0]), distance_key(readings[0].distances[0])
    text = readings[0].article.text
    return [
        Flag(change, 0, "seized", text, "Ann", WHEN, HOSTILE, (RAQQA.id,)),
        Flag(distance, 0, "160 km", text, "Bob", WHEN, taken_back=WHEN, taken_back_by="Cem"),
    ]


def rows(written: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"))))


def test_fact_at_a_place_that_is_said_to_be_wrong_carries_that(store: SqlStore, readings: list[Reading]) -> None:
    reading, text = readings[0], readings[0].article.text
    key = place_key("a1", reading.mentions[0])
    standing = standing_flags([Flag(key, 0, "Raqqa", text, "Dee", WHEN, "another one", (RAQQA.id,))])
    told = {row["kind"]: row for row in rows(changes_csv(store.changes(View()), standing))}
    assert (told["seize"]["flagged_by"], told["seize"]["flag_reason"]) == ("Dee", "place “Raqqa”: another one")
    assert told["regain"]["flagged_by"] == ""
    assert [row["flagged_by"] for row in rows(distances_csv(store.distances(View()), standing))] == ["Dee"]
    told_map = json.loads(places_geojson(store.place_tallies(View()), store.distances(View()), standing))
    assert [f["properties"]["flagged_by"] for f in told_map["features"] if f["geometry"]["type"] == "LineString"] == [
        "Dee"
    ]
    kml = places_kml(store.place_tallies(View()), store.changes(View()), store.distances(View()), standing)
    assert kml.count("flagged as wrong by Dee on 4 Mar 2026: place “Raqqa”: another one") == 2
    assert kml.count("1 reading flagged as wrong") == 1


def test_tables_carry_who_when_and_why(store: SqlStore, readings: list[Reading]) -> None:
    standing = standing_flags(flagged(readings))
    told = {row["kind"]: row for row in rows(changes_csv(store.changes(View()), standing))}
    assert (told["seize"]["flagged_by"], told["seize"]["flagged_on"]) == ("Ann", "2026-03-04T05:06:07+00:00")
    assert told["seize"]["flag_reason"] == f"'{HOSTILE}"
    assert told["regain"]["flagged_by"] == ""
    assert [row["flagged_by"] for row in rows(distances_csv(store.distances(View()), standing))] == [""]


def test_map_layers_carry_it_too(store: SqlStore, readings: list[Reading]) -> None:
    both = [replace(flag, taken_back=None) for flag in flagged(readings)]
    standing, tallies = standing_flags(both), store.place_tallies(View())
    layer = json.loads(places_geojson(tallies, store.distances(View()), standing))["features"]
    assert {f["properties"]["name"]: f["properties"].get("flagged") for f in layer[:3]} == {
        "Raqqa": 1, "Aleppo": 0, "Mosul": 0,
    }  # fmt: skip
    assert (layer[3]["properties"]["flagged_by"], layer[3]["properties"]["flag_reason"]) == ("Bob", "")
    kml = places_kml(tallies, store.changes(View()), store.distances(View()), standing)
    assert kml.count("flagged as wrong by Ann") == 1
    assert "<script" not in kml


def test_flags_go_out_by_themselves_with_those_taken_back(readings: list[Reading]) -> None:
    table, plain = rows(flags_csv(flagged(readings))), json.loads(flags_json(flagged(readings)))
    assert tuple(table[0]) == tuple(plain[0]) == FLAG_COLUMNS
    assert [row["taken_back_by"] for row in table] == ["", "Cem"]
    assert [(row["what"], row["words"], row["places"]) for row in plain] == [
        ("change", "seized", RAQQA.id), ("distance", "160 km", ""),
    ]  # fmt: skip
    assert plain[0]["sentence"] == readings[0].article.text
    assert plain[0]["flag_reason"] == HOSTILE
