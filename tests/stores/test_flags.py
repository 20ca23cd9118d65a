"""A reading flagged as wrong is hidden or shown, comes back when the flag is taken back, and is never deleted."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from geo.records.facts import Reading
from geo.records.flags import Flag, ReadingKey, change_key, distance_key, place_key
from geo.records.views import Counts, FlaggedFilter, View
from geo.stores.sql import SqlStore
from tests.stories import RAQQA

WHEN = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
HELD = Counts(articles=3, sentences=3, mentions=5, unresolved=1, distances=1, changes=3, stories=3)
HIDDEN = View(flagged="hide")


def flag(key: ReadingKey, reading: Reading, why: str = "") -> Flag:
    return Flag(key, 0, reading.article.text[key.start : key.end], reading.article.text, "Ann", WHEN, why, (RAQQA.id,))


def on_change(reading: Reading, why: str = "") -> Flag:
    return flag(change_key(reading.changes[0]), reading, why)


def on_place(reading: Reading, number: int = 0) -> Flag:
    return flag(place_key(reading.article.id, reading.mentions[number]), reading)


def on_distance(reading: Reading) -> Flag:
    return flag(distance_key(reading.distances[0]), reading)


def kinds(store: SqlStore, view: View) -> list[str]:
    return [c.change.kind for c in store.changes(view)]


def named(store: SqlStore, view: View) -> dict[str, int]:
    return {t.place.name: t.mentions for t in store.place_tallies(view)}


def test_flag_is_kept_with_who_when_and_why(store: SqlStore, readings: list[Reading]) -> None:
    assert store.flags() == []
    raised = on_change(readings[0], "'; DROP TABLE flags; --")
    assert store.flag([raised]) == 1
    assert store.flags() == [raised]
    assert (store.flags()[0].words, store.counts()) == ("seized", HELD)


def test_reading_is_flagged_once_until_it_is_taken_back(store: SqlStore, readings: list[Reading]) -> None:
    raised = on_change(readings[0])
    assert store.flag([raised, raised]) == 1
    assert store.flag([replace(raised, who="Bob")]) == 0
    assert store.take_back([raised.key], "Bob") == 1
    assert store.take_back([raised.key], "Bob") == 0
    assert store.flag([replace(raised, who="Cem")]) == 1
    assert [(f.who, f.taken_back_by) for f in store.flags()] == [("Cem", None), ("Ann", "Bob")]


def test_flagged_change_is_hidden_from_lists_counts_and_colours(store: SqlStore, readings: list[Reading]) -> None:
    store.flag([on_change(readings[1])])
    assert kinds(store, View()) == ["regain", "regain", "seize"]
    assert kinds(store, HIDDEN) == ["regain", "seize"]
    assert kinds(store, View(flagged="only")) == ["regain"]
    raqqa = {t.place: t for t in store.place_tallies(HIDDEN)}[RAQQA]
    assert (raqqa.changes, raqqa.gained_by and raqqa.gained_by.id, raqqa.mentions) == (1, "is", 2)
    assert sum(d.changes for d in store.day_tallies(HIDDEN)) == 2
    assert [len(s.changes) for s in store.sentences(HIDDEN)] == [0, 1, 1]
    assert named(store, replace(HIDDEN, actors=("sdf",))) == {}


def test_flagged_place_is_hidden_and_its_sentence_only_when_nothing_is_left(
    store: SqlStore, readings: list[Reading]
) -> None:
    store.flag([on_place(readings[1])])
    assert named(store, HIDDEN) == {"Raqqa": 1, "Aleppo": 1, "Mosul": 1}
    assert [s.article.id for s in store.sentences(HIDDEN)] == ["a2", "a1", "a3"]
    assert [s.article.id for s in store.sentences(replace(HIDDEN, place=RAQQA.id))] == ["a1"]
    assert store.sentences(HIDDEN)[0].mentions == ()
    store.flag([on_change(readings[1])])
    assert [s.article.id for s in store.sentences(HIDDEN)] == ["a1", "a3"]
    assert [s.article.id for s in store.sentences(View(flagged="only"))] == ["a2"]
    assert named(store, View(flagged="only")) == {"Raqqa": 1}


def test_flagged_distance_is_hidden(store: SqlStore, readings: list[Reading]) -> None:
    store.flag([on_distance(readings[0])])
    assert len(store.distances(View())) == len(store.distances(View(flagged="only"))) == 1
    assert store.distances(HIDDEN) == []
    assert [len(s.distances) for s in store.sentences(HIDDEN)] == [0, 0, 0]


@pytest.mark.parametrize("flagged", ["show", "hide", "only"])
def test_flags_go_with_every_other_filter(store: SqlStore, readings: list[Reading], flagged: FlaggedFilter) -> None:
    store.flag([on_change(r) for r in readings])
    view = View(
        date(2013, 1, 1), date(2020, 1, 1), "report", ("is",), ("regain",), ("completed",), ("Sample daily",), ("SY",),
        "tuesday", RAQQA.id, flagged=flagged,
    )  # fmt: skip
    told = [store.changes(view), store.sentences(view), store.place_tallies(view)]
    assert [len(found) for found in told] == ([0, 0, 0] if flagged == "hide" else [1, 1, 1])
    assert store.distances(replace(view, conflicting_only=True)) == []


def test_flag_taken_back_shows_the_reading_again(store: SqlStore, readings: list[Reading]) -> None:
    store.flag([on_change(r) for r in readings])
    store.take_back([on_change(readings[1]).key], "Bob")
    assert kinds(store, HIDDEN) == ["regain"]


def test_flag_outlasts_reading_the_same_report_again(store: SqlStore, readings: list[Reading]) -> None:
    store.flag([on_change(readings[1]), on_place(readings[0]), on_distance(readings[0])])
    store.add(readings, again=True)
    assert (kinds(store, HIDDEN), store.distances(HIDDEN), len(store.flags())) == (["regain", "seize"], [], 3)
    assert named(store, HIDDEN) == {"Raqqa": 1, "Aleppo": 1, "Mosul": 1}
    assert store.counts() == HELD


def test_flag_finds_its_reading_under_another_rule_and_number(store: SqlStore, readings: list[Reading]) -> None:
    store.flag([on_change(readings[1])])
    other = replace(readings[1].changes[0], evidence=replace(readings[1].changes[0].evidence, rule="renamed"))
    again = replace(readings[1], changes=(replace(readings[0].changes[0], evidence=other.evidence), other))
    store.add([again], again=True)
    assert kinds(store, replace(HIDDEN, articles=("a2",))) == ["seize"]


def test_flag_of_what_is_no_longer_read_hides_nothing_and_stays(store: SqlStore, readings: list[Reading]) -> None:
    store.flag([on_change(readings[1])])
    mended = replace(readings[1].changes[0], status="failed")
    store.add([replace(readings[1], changes=(mended,))], again=True)
    assert (len(store.changes(HIDDEN)), store.changes(View(flagged="only")), len(store.flags())) == (3, [], 1)
    store.add(readings, again=True)
    assert len(store.changes(HIDDEN)) == 2


def test_deleted_report_takes_its_flags_along(store: SqlStore, readings: list[Reading]) -> None:
    store.flag([on_change(r) for r in readings])
    store.delete(["a1"])
    store.delete_old(date(2016, 10, 2))
    assert [f.key.article_id for f in store.flags()] == ["a2"]


def test_view_of_some_reports_shows_nothing_else(store: SqlStore) -> None:
    view = View(articles=("a1", "a3"))
    assert named(store, view) == {"Raqqa": 1, "Aleppo": 1, "Mosul": 1}
    assert {c.article.id for c in store.changes(view)} == {s.article.id for s in store.sentences(view)} == {"a1", "a3"}
    assert sum(d.reports for d in store.day_tallies(replace(view, basis="report"))) == 2
    assert store.held(["a1", "b1"]) == {"a1"}
