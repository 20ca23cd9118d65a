"""One contract for every store."""

import re
import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import event

from geo.errors import StoreError
from geo.records.facts import Reading
from geo.records.flags import Flag, place_key
from geo.records.views import Added, Counts, DayTally, View
from geo.stores import open_store
from geo.stores.sql import SqlStore
from tests.stories import ALEPPO, ISIS, MOSUL, RAQQA, SDF


def named(store: SqlStore, view: View) -> dict[str, int]:
    return {t.place.name: t.mentions for t in store.place_tallies(view)}


def test_same_articles_twice_change_nothing(store: SqlStore, readings: list[Reading]) -> None:
    before = store.counts()
    assert store.add(readings) == Added(new=0, known=3, changed=0)
    assert (
        store.counts()
        == before
        == Counts(articles=3, sentences=3, mentions=5, unresolved=1, distances=1, changes=3, stories=3)
    )


def test_known_tells_which_articles_need_no_reading(store: SqlStore, readings: list[Reading]) -> None:
    edited = replace(readings[0].article, title="The fall of Raqqa")
    assert store.known([edited, readings[1].article]) == {"a2"}


def test_changed_article_replaces_all_it_carried(store: SqlStore, readings: list[Reading]) -> None:
    edited = replace(readings[0], article=replace(readings[0].article, title="Corrected"), changes=(), distances=())
    assert store.add([edited]) == Added(new=0, known=0, changed=1, ids=("a1",))
    assert store.counts() == Counts(
        articles=3, sentences=3, mentions=5, unresolved=1, distances=0, changes=2, stories=3
    )


def test_every_record_comes_back_whole(store: SqlStore, readings: list[Reading]) -> None:
    shown = {s.article.id: s for s in store.sentences(View())}
    for reading in readings:
        back = shown[reading.article.id]
        assert back.article == replace(reading.article, text="")
        assert (back.text, back.mentions) == (reading.article.text, reading.mentions)
        assert [c.trigger for c in back.changes] == [c.trigger for c in reading.changes]
    assert [c.change.kind for c in store.changes(View())] == ["regain", "regain", "seize"]
    assert store.distances(View())[0].distance.measured_km == 168.6
    assert store.place(RAQQA.id) == RAQQA
    assert store.place("gn:1") is None


def test_tallies_count_mentions_reports_and_name_the_last_to_gain(store: SqlStore) -> None:
    raqqa = store.place_tallies(View())[0]
    assert (raqqa.place, raqqa.mentions, raqqa.reports, raqqa.changes) == (RAQQA, 2, 2, 2)
    assert (raqqa.gained_by, raqqa.last) == (SDF, date(2017, 10, 17))


def test_a_plan_gains_nothing(store: SqlStore) -> None:
    assert {t.place: t.gained_by for t in store.place_tallies(View())}[MOSUL] is None


@pytest.mark.parametrize(
    ("view", "places"),
    [
        (View(), {"Raqqa": 2, "Aleppo": 1, "Mosul": 1}),
        (View(start=date(2013, 5, 1), end=date(2013, 12, 31)), {"Raqqa": 1, "Aleppo": 1}),
        (View(start=date(2013, 5, 1), end=date(2013, 12, 31), basis="report"), {}),
        (View(start=date(2016, 11, 1), end=date(2016, 11, 30), basis="report"), {"Raqqa": 1, "Aleppo": 1}),
        (View(start=date(2014, 1, 1)), {"Raqqa": 1, "Mosul": 1}),
        (View(actors=("is",)), {"Raqqa": 2, "Aleppo": 1}),
        (View(actors=("The tribes",)), {"Mosul": 1}),
        (View(kinds=("seize",)), {"Raqqa": 1, "Aleppo": 1}),
        (View(statuses=("planned",)), {"Mosul": 1}),
        (View(publishers=("Sample daily",)), {"Raqqa": 1, "Mosul": 1}),
        (View(countries=("IQ",)), {"Mosul": 1}),
        (View(text="SPRING OF"), {"Raqqa": 1, "Aleppo": 1}),
        (View(text="100%"), {}),
        (View(text="'; drop table mentions; --"), {}),
        (View(place=RAQQA.id), {"Raqqa": 2}),
        (View(conflicting_only=True), {}),
        (View(actors=("is",), kinds=("seize",), countries=("SY",)), {"Raqqa": 1, "Aleppo": 1}),
    ],
)
def test_view_filters_places(store: SqlStore, view: View, places: dict[str, int]) -> None:
    assert named(store, view) == places


@pytest.mark.parametrize(
    ("view", "articles"),
    [
        (View(place=RAQQA.id), ["a2", "a1"]),
        (View(countries=("IQ",)), ["a3"]),
        (View(text="aleppo"), ["a1"]),
        (View(end=date(2013, 12, 31)), ["a1"]),
    ],
)
def test_view_filters_sentences_and_changes_alike(store: SqlStore, view: View, articles: list[str]) -> None:
    assert [s.article.id for s in store.sentences(view)] == articles
    assert [c.article.id for c in store.changes(view)] == articles


def test_sentences_come_in_pages(store: SqlStore) -> None:
    pages = [store.sentences(View(), limit=2), store.sentences(View(), limit=2, offset=2)]
    assert [[s.article.id for s in page] for page in pages] == [["a2", "a1"], ["a3"]]


def test_days_are_those_of_events_or_of_reports(store: SqlStore) -> None:
    assert store.day_tallies(View(place=RAQQA.id)) == [
        DayTally(date(2013, 3, 1), 1, 1),
        DayTally(date(2017, 10, 17), 1, 1),
    ]
    assert [d.day for d in store.day_tallies(View(basis="report", place=RAQQA.id))] == [
        date(2016, 11, 3),
        date(2017, 10, 17),
    ]


def test_facets_show_names_and_keep_unresolved_words(store: SqlStore) -> None:
    facets = store.facets()
    assert [(f.value, f.label, f.count) for f in facets.actors] == [
        (ISIS.id, ISIS.name, 2), (SDF.id, SDF.name, 1), ("The tribes", "The tribes", 1),
    ]  # fmt: skip
    assert (facets.first, facets.last) == (date(2013, 3, 1), date(2017, 10, 17))
    assert [f.value for f in facets.countries] == ["SY", "IQ"]


def test_candidates_that_lost_come_back_with_their_reasons(store: SqlStore) -> None:
    lost = store.sentences(View(countries=("IQ",)))[0].mentions[0].candidates
    assert [(c.place, c.reasons) for c in lost] == [(ALEPPO, ("the second largest of the name",))]


def test_file_that_is_no_store_is_named_and_left(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(b"not a database at all, but long enough to look like one" * 40)
    with pytest.raises(StoreError, match=r"x\.db"):
        open_store(f"sqlite:///{path}")
    assert path.read_bytes().startswith(b"not a database")


def test_other_database_and_other_version_are_refused(tmp_path: Path) -> None:
    for name, sql in (("other", "create table t (a)"), ("newer", "create table about (key, value)")):
        with sqlite3.connect(tmp_path / name) as connection:
            connection.execute(sql)
        with pytest.raises(StoreError, match="left as it is"):
            open_store(f"sqlite:///{tmp_path / name}")


@pytest.mark.parametrize("url", ["nonsense", "sqlite3:///x.db", "oracle+none://x", ""])
def test_address_that_is_none_is_named(url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATELINE_STORE", "also nonsense")
    with pytest.raises(StoreError, match=re.escape(url or "also nonsense")):
        open_store(url)


def test_store_that_must_exist_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store here yet"):
        open_store(f"sqlite:///{tmp_path / 'none.db'}", create=False)
    assert not list(tmp_path.iterdir())


def test_batch_that_fails_half_way_stores_nothing(tmp_path: Path, readings: list[Reading]) -> None:
    store = open_store(f"sqlite:///{tmp_path / 's.db'}")
    broken = replace(readings[1], article=replace(readings[1].article, title=None))  # type: ignore[arg-type]
    with pytest.raises(StoreError):
        store.add([readings[0], broken])
    assert store.counts() == Counts()


def test_undated_reports_are_in_no_span_of_days_and_come_last(store: SqlStore, readings: list[Reading]) -> None:
    undated = replace(readings[2], article=replace(readings[2].article, id="a0", published=None), changes=())
    store.add([undated])
    assert [s.article.id for s in store.sentences(View())] == ["a2", "a1", "a3", "a0"]
    assert [s.article.id for s in store.sentences(View(place=MOSUL.id))] == ["a3", "a0"]
    assert named(store, View(end=date(2100, 1, 1), basis="report")) == {"Raqqa": 2, "Aleppo": 1, "Mosul": 1}
    assert [d.day for d in store.day_tallies(View(basis="report"))] == [r.article.published for r in (readings[2], readings[0], readings[1])]  # fmt: skip


def test_place_named_twice_in_a_sentence_shows_it_once(store: SqlStore, readings: list[Reading]) -> None:
    twice = replace(
        readings[1], article=replace(readings[1].article, id="a9"), mentions=readings[1].mentions * 2, changes=()
    )
    store.add([twice])
    assert [s.article.id for s in store.sentences(View(place=RAQQA.id))] == ["a2", "a9", "a1"]


def test_lists_and_counts_are_read_from_indexes_in_order(tmp_path: Path, readings: list[Reading]) -> None:
    """What made a click on a place that is named often take seconds: a plan that looks through all sentences."""
    store, asked = open_store(f"sqlite:///{tmp_path / 's.db'}"), []
    store.add(readings)
    event.listen(store._engine, "before_cursor_execute", lambda *call: asked.append((call[2], call[3])))
    store.sentences(View(place=RAQQA.id))
    store.place_tallies(View(start=date(2016, 1, 1), end=date(2017, 1, 1)))
    with sqlite3.connect(tmp_path / "s.db") as connection:
        plans = [[row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", given)] for sql, given in asked]
    steps = [step for plan in plans for step in plan]
    assert "SEARCH mentions USING COVERING INDEX mentions_of_place (place_id=?)" in steps
    assert "SEARCH mentions USING COVERING INDEX mentions_by_day (lasting=? AND first_day>? AND first_day<?)" in steps
    assert (
        "SEARCH change_places USING COVERING INDEX change_places_by_day (lasting=? AND first_day>? AND first_day<?)"
        in steps
    )
    assert not [step for step in steps if step.startswith(("SCAN sentences", "SCAN mentions", "SCAN changes"))]


def test_a_part_of_a_place_is_found_under_both(store: SqlStore, readings: list[Reading]) -> None:
    east = replace(ALEPPO, id="dl:derived:east-of:gn:170063", name="eastern Aleppo", kind="derived", uncertainty_km=9.9)
    first = readings[0].mentions[0]
    parted = replace(first, area=east)
    article = replace(readings[0].article, title="With a part")
    store.add([replace(readings[0], article=article, mentions=(parted, *readings[0].mentions[1:]))])
    assert named(store, View())["eastern Aleppo"] == 1
    held = store.counts()
    assert (held.mentions, held.areas) == (5, 1)
    assert sum(named(store, View()).values()) == held.mentions - held.unresolved + held.areas
    (shown,) = store.sentences(View(place=east.id))
    assert shown.mentions.count(parted) == 1
    assert len(shown.mentions) == len(readings[0].mentions)
    raised = Flag(place_key("a1", parted), 0, "", "", "Ann", datetime(2026, 3, 4, tzinfo=UTC), "", (east.id,))
    store.flag([raised])
    assert "eastern Aleppo" not in named(store, View(flagged="hide"))


def test_conflicting_only_leaves_the_distances_that_do_not_fit(store: SqlStore, readings: list[Reading]) -> None:
    assert [d.distance.verdict for d in store.distances(View())] == ["agrees"]
    odd = next(r for r in readings if r.distances)
    article = replace(odd.article, id="a9", url=None)
    mine = replace(odd.distances[0].evidence, article_id="a9")
    far = replace(odd.distances[0], verdict="conflicts", evidence=mine)
    sentences = tuple(replace(s, article_id="a9") for s in odd.sentences)
    store.add([replace(odd, article=article, sentences=sentences, changes=(), distances=(far,))])
    assert [d.article.id for d in store.distances(View(conflicting_only=True))] == ["a9"]


def test_unplaced_only_leaves_the_sentences_that_name_what_has_no_place(store: SqlStore) -> None:
    view = View(unplaced_only=True)
    assert [s.article.id for s in store.sentences(view)] == ["a3"]
    assert [t.place.name for t in store.place_tallies(view)] == ["Mosul"]
