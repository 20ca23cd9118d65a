"""A loaded table beside what reports say."""

import re
from datetime import date, timedelta

from geo.panels.against import nearest_day, row, rows_on
from geo.views.assumed import StartingState, parse_starting_state
from geo.views.colours import ActorColours
from geo.views.compare import compare_state
from geo.views.sides import BY_TABLE
from tests.views.test_state_tables import FACTS, HELD, ON, PLACES, TABLE, nobody


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", html))


def test_both_words_and_the_sentences_stand_beside_each_other() -> None:
    compared = compare_state(TABLE, HELD, PLACES, nobody)
    told = [plain(row(c, FACTS, ActorColours(), BY_TABLE)) for c in compared]
    assert "Kamianka" in told[0]
    assert "they differ" in told[0]
    assert "table: Ukrainian army (Ukraine)" in told[0]
    assert "reports: Russia" in told[0]
    assert "1 sentence" in told[0]
    assert "reports are silent" in told[1]
    assert "reports:" not in told[1]
    assert "table:" not in told[2]


def test_the_day_of_the_table_next_before_the_one_shown_counts() -> None:
    state = StartingState("t", tuple(TABLE))
    assert nearest_day(state, ON + timedelta(days=9)) == ON
    assert nearest_day(state, date(1999, 1, 1)) == ON


def test_areas_are_compared_place_by_place() -> None:
    square = (
        b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"holder":"Russia"},"geometry":'
        b'{"type":"Polygon","coordinates":[[[37.2,49.1],[37.3,49.1],[37.3,49.3],[37.2,49.3],[37.2,49.1]]]}}]}'
    )
    rows = rows_on(parse_starting_state("map.geojson", square, ON), ON, PLACES)
    assert {r.name for r in rows} >= {"Izium", "Kamianka"}
    assert {r.holder for r in rows} == {"Russia"}


def test_hostile_words_of_a_table_are_words() -> None:
    state = parse_starting_state("t.csv", b"place,holder\n<script>x</script>,<img src=x>\n", ON)
    compared = compare_state(state.places, HELD, PLACES, nobody)
    html = "".join(row(c, FACTS, ActorColours(), BY_TABLE) for c in compared)
    assert "<script>" not in html
    assert "<img" not in html
