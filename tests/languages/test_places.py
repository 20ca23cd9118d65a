"""The place vocabulary: every example holds its places, and no counter-example holds one."""

import json
from pathlib import Path

import pytest

from geo.errors import DataFileError
from geo.gazetteers.sqlite import Gazetteer
from geo.languages import rule_files
from geo.languages.places import PlaceExample, place_words
from geo.languages.rule_files import load_json
from tests.text.reading import read_toponyms


@pytest.mark.parametrize("example", place_words().examples, ids=lambda e: e.text[:40])
def test_each_example_holds_its_places(example: PlaceExample, gazetteer: Gazetteer) -> None:
    assert [t.text for t in read_toponyms(example.text, gazetteer)] == list(example.places)


@pytest.mark.parametrize("text", place_words().counter_examples, ids=lambda t: t[:40])
def test_no_counter_example_holds_a_place(text: str, gazetteer: Gazetteer) -> None:
    assert [t.text for t in read_toponyms(text, gazetteer)] == []


def test_a_reason_is_said_for_word_classes_and_neighbours() -> None:
    words = place_words()
    assert words.reason("before=near") == "after “near”"
    assert words.reason("after~person_noun capital") == "before a word for its people or offices"
    assert words.reason("words=2") == ""


def test_abbreviations_stand_for_names_in_their_exact_case() -> None:
    words = place_words()
    assert words.long_form("Calif.") == "California"
    assert words.long_form("calif.") == "calif."


def test_a_missing_section_stops_with_the_file_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = {k: v for k, v in load_json("en", "places").items() if k != "type_words"}
    (tmp_path / "languages" / "xx").mkdir(parents=True)
    (tmp_path / "languages" / "xx" / "places.json").write_text(json.dumps(plain))
    monkeypatch.setattr(rule_files, "DATA", tmp_path)
    with pytest.raises(DataFileError, match=r"places\.json: missing section 'type_words'"):
        place_words("xx")
