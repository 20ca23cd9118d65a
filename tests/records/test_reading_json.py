"""A reading survives the way to JSON and back."""

import json

from geo.records.facts import Reading
from geo.records.reading_json import from_json, reading_to_json, to_json


def test_reading_comes_back_equal(readings: list[Reading]) -> None:
    for reading in readings:
        assert from_json(Reading, json.loads(json.dumps(to_json(reading)))) == reading


def test_published_form_has_the_contract_names_and_no_text(readings: list[Reading]) -> None:
    plain = reading_to_json(readings[0])
    assert plain["article"]["id"] == "a1"
    assert "text" not in plain["article"]
    (stated,) = plain["distances"]
    assert (stated["from"]["text"], stated["of"]["text"]) == ("Aleppo", "Raqqa")
    (change,) = plain["changes"]
    assert change["when"]["start"] == "2013-03-01"
    assert change["gained_by"]["text"] == "ISIS"
    assert change["places"][0]["place"]["geonameid"] == 172955


def test_field_unknown_to_an_older_record_is_left_out(readings: list[Reading]) -> None:
    plain = to_json(readings[1])
    plain["added_later"] = 1
    assert from_json(Reading, plain) == readings[1]
