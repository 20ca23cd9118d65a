from collections import Counter
from typing import Any

from geo.training.error_kinds import kinds_of, table

TEXT = "Police of Deir Hafer met at Aleppo University near Syria, and Hama Road is closed."
SYRIA = {"kind": "country", "country": "SY", "geonameid": 163843, "name": "Syria", "lat": 35.0, "lon": 38.0}


def span(words: str, **fields: object) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words, "lat": None, "lon": None, **fields}


def kinds(names: list[dict[str, Any]], read: list[dict[str, Any]]) -> list[str]:
    return list(kinds_of({"article": {"text": TEXT}, "toponyms": names, "ignore": [span("Police")]}, read))


def test_a_missed_name_says_what_it_looks_like() -> None:
    missed = kinds([span("Deir Hafer"), span("Aleppo"), span("Hama Road")], [])
    assert missed == [
        "missed, other",
        "missed, beside other capitals, so within a longer name",
        "missed, ending in a word for a site, street or unit",
    ]


def test_a_name_read_otherwise_than_annotated_says_so() -> None:
    assert kinds([span("Deir Hafer")], [span("Hafer", place=None)]) == ["read shorter than annotated"]
    assert kinds([], [span("Hama", place=SYRIA), span("Police", place=SYRIA)]) == [
        "invented, beside other capitals, so within a longer name"
    ]


def test_a_misplaced_name_says_how() -> None:
    read = [span("Syria", place=SYRIA)]
    assert kinds([span("Syria", lat=35.0, lon=38.0, country="SY")], read) == []
    wrong = [span("Syria", lat=40.0, lon=-80.0, country=None)]
    assert kinds(wrong, read) == ["placed wrong, a continent, sea or country whose point is elsewhere"]
    assert kinds(wrong, [span("Syria", place=None)]) == ["placed wrong, no gazetteer has it"]


def test_the_table_begins_with_the_most_frequent_kind() -> None:
    lines = list(table({"lgl": Counter(a=1, b=2), "gwn": Counter(a=3)}))
    assert lines == ["| | lgl | gwn |", "|---|---|---|", "| a | 1 | 3 |", "| b | 2 | 0 |"]
