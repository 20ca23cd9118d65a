"""The briefing: one file that needs nothing else, and in which nothing runs."""

import re
from dataclasses import replace
from datetime import date

from geo.panels.briefing import Shown, describe_view, write_briefing
from geo.panels.picture import draw_picture, frame_places, unwrap
from geo.records.facts import Reading
from geo.records.places import Place
from geo.records.views import PlaceTally, View
from geo.stores import open_store
from geo.stores.sql import SqlStore
from geo.views.colours import ActorColours
from geo.views.flagged import NO_FLAGS, Standing, standing_flags
from tests.browser.hostile import STRINGS, hostile_readings
from tests.stores.test_flags import on_change
from tests.stories import ALEPPO, RAQQA


def brief(store: SqlStore, view: View = View(), standing: Standing = NO_FLAGS) -> str:  # noqa: B008
    shown = Shown(
        view, "Raqqa", "https://maps.example.org/?place=Raqqa", date(2016, 11, 3), store.place_tallies(view),
        store.sentences(view), store.distances(view), standing,
    )  # fmt: skip
    return write_briefing(shown, ActorColours())


def test_briefing_has_map_sentences_sources_and_limits(store: SqlStore) -> None:
    html = brief(store)
    assert html.count("<article") == 3
    assert "<svg" in html
    assert ">Raqqa</text>" in html
    assert re.search(
        r"<tr><td><b>Raqqa</b></td>.*<td>2 mentions</td><td>2 changes</td><td>last gained by .*Syrian Democratic Forces",
        html,
    )
    assert "what reports say, not what is true" in html
    assert '<a href="https://maps.example.org/?place=Raqqa"' in html
    assert '<a href="https://example.org/1" target="_blank" rel="noopener noreferrer">The fall</a>' in html


def test_briefing_loads_nothing_and_runs_nothing() -> None:
    store = open_store("sqlite://")
    store.add(hostile_readings())
    html = brief(store)
    assert "default-src 'none'" in html
    assert not re.search(r"<(?!/?(?:!doctype|html|head|meta|title|style|body|h1|h2|p|div|span|article|mark|ul|ol|li|b|a|"
                         r"table|tr|td|details|summary|svg|rect|path|circle|text|polyline)\b)", html)  # fmt: skip
    assert not re.search(r"<[^>]*\son\w+\s*=", html)
    assert 'href="javascript:' not in html
    assert html.count("&lt;img src=x onerror") >= 4
    assert len(STRINGS) == html.count("<article")


def test_what_was_flagged_as_wrong_is_marked_beside_the_fact_with_who_and_why(
    store: SqlStore, readings: list[Reading]
) -> None:
    raised = on_change(readings[1], "another <battle>")
    store.flag([raised])
    for flagged, marked, told in (("show", 1, "shown and marked"), ("only", 1, "nothing else"), ("hide", 0, "hidden")):
        html = brief(store, View(flagged=flagged), standing_flags(store.flags()))
        assert html.count("Flagged as wrong: Recapture of Raqqa, done") == marked
        assert html.count("Ann, 4 Mar 2026: another &lt;battle&gt;") == marked
        assert html.count("1 reading flagged as wrong") == marked
        assert f"readings flagged as wrong: {told}" in html
    assert "flagged as wrong" not in brief(store)


def test_filters_are_told_in_words() -> None:
    view = View(date(2016, 10, 17), kinds=("seize",), statuses=("denied",), countries=("IQ",), text="dam")
    assert describe_view(view) == (
        "Filters: dates of the event: from 17 Oct 2016; what happened: Capture; how it is said: denied; "
        "countries: Iraq; words: dam."
    )
    assert describe_view(View()) == "No filters."
    assert (
        describe_view(View(actors=("is", "hts")), names={"is": "Islamic State"})
        == "Filters: actors: Islamic State, hts."
    )


def test_picture_frames_its_places_and_draws_each(store: SqlStore) -> None:
    west, _north, width, _height = frame_places([RAQQA, ALEPPO])
    assert west < ALEPPO.lon < RAQQA.lon < west + width
    svg = draw_picture(store.place_tallies(View()), store.distances(View()), ActorColours())
    assert (svg.count("<circle"), svg.count("<polyline")) == (3, 1)
    assert draw_picture([], [], ActorColours()).startswith("<svg")


def test_picture_frames_where_most_is_said_and_counts_what_lies_beyond(store: SqlStore) -> None:
    near = [replace(t, mentions=20) for t in store.place_tallies(View())]
    capital = Place("gn:4140963", "Washington", 38.9, -77.0, "settlement", "US")
    svg = draw_picture([*near, PlaceTally(capital, 1, 1, 0)], [], ActorColours())
    assert ">1 more place lies outside</text>" in svg
    assert ">Washington</text>" not in svg
    assert ">SYRIA</text>" in svg


def test_outline_goes_on_beyond_the_180th_meridian() -> None:
    assert unwrap([(178.0, 65.0), (-179.0, 66.0), (-178.0, 65.0), (178.0, 64.0)]) == [
        (178.0, 65.0), (181.0, 66.0), (182.0, 65.0), (178.0, 64.0),
    ]  # fmt: skip


def test_picture_holds_both_ends_of_a_line_and_names_them(store: SqlStore) -> None:
    only = [tally for tally in store.place_tallies(View()) if tally.place == RAQQA]
    svg = draw_picture(only, store.distances(View()), ActorColours())
    points = re.search(r'<polyline points="([^"]*)"', svg)
    assert points
    assert all(0 < float(n) < 900 for n in re.split("[ ,]", points[1]))
    assert ">Aleppo</text>" in svg
    assert re.search(r">\d+ km</text>", svg)
