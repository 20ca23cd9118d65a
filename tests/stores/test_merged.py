"""Two stores shown as one answer as one store with all their reports does."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from geo.records.facts import Reading
from geo.records.flags import change_key
from geo.records.places import OtherNames
from geo.records.views import View
from geo.stores import open_store
from geo.stores.merged import MergedStore, Part
from geo.stores.sql import SqlStore
from tests.stores.test_flags import on_change
from tests.stories import MOSUL, RAQQA

VIEWS = (
    View(), View(place=RAQQA.id), View(actors=("is",)), View(start=date(2014, 1, 1)), View(text="aleppo"),
    View(countries=("IQ",)), View(publishers=("Sample daily",), basis="report", end=date(2017, 1, 1)),
)  # fmt: skip


@pytest.fixture
def parts(readings: list[Reading]) -> Iterator[tuple[SqlStore, SqlStore]]:
    both = open_store("sqlite://"), open_store("sqlite://")
    both[0].add(readings[:1])
    both[1].add(readings[1:])
    yield both
    for store in both:
        store.close()


@pytest.fixture
def merged(parts: tuple[SqlStore, SqlStore]) -> MergedStore:
    return MergedStore([Part(store) for store in parts])


@pytest.mark.parametrize("view", VIEWS)
def test_answers_are_those_of_one_store(store_in_memory: SqlStore, merged: MergedStore, readings: list[Reading], view: View) -> None:  # fmt: skip
    store_in_memory.add(readings)
    assert merged.place_tallies(view) == store_in_memory.place_tallies(view)
    assert merged.day_tallies(view) == store_in_memory.day_tallies(view)
    assert merged.changes(view) == store_in_memory.changes(view)
    assert merged.distances(view) == store_in_memory.distances(view)
    assert merged.sentences(view) == store_in_memory.sentences(view)
    assert merged.sentences(view, limit=1, offset=1) == store_in_memory.sentences(view, limit=1, offset=1)


def test_counts_facets_and_places_are_those_of_one_store(
    store_in_memory: SqlStore, merged: MergedStore, readings: list[Reading]
) -> None:
    store_in_memory.add(readings)
    assert (merged.counts(), merged.facets()) == (store_in_memory.counts(), store_in_memory.facets())
    assert (merged.place(RAQQA.id), merged.place("gn:1")) == (RAQQA, None)


def test_part_of_a_store_shows_the_articles_named(parts: tuple[SqlStore, SqlStore]) -> None:
    some = MergedStore([Part(parts[0]), Part(parts[1], ("a3",))])
    assert [s.article.id for s in some.sentences(View())] == ["a1", "a3"]
    counts = some.counts()
    assert (counts.articles, counts.mentions, counts.changes, counts.distances) == (2, 3, 2, 1)


def test_view_of_one_report_shows_it_out_of_whichever_part_has_it(parts: tuple[SqlStore, SqlStore]) -> None:
    some = MergedStore([Part(parts[0]), Part(parts[1], ("a3",))])
    assert [[s.article.id for s in some.sentences(View(articles=(i,)))] for i in ("a1", "a2", "a3")] == [
        ["a1"],
        [],
        ["a3"],
    ]


def test_flags_go_to_the_store_of_their_article(
    merged: MergedStore, parts: tuple[SqlStore, SqlStore], readings: list[Reading]
) -> None:
    assert merged.flag([on_change(r) for r in readings]) == 3
    assert [len(store.flags()) for store in parts] == [1, 2]
    assert merged.changes(View(flagged="hide")) == []
    assert merged.take_back([change_key(r.changes[0]) for r in readings[1:]], "Bob") == 2
    assert len(merged.changes(View(flagged="hide"))) == 2
    assert {f.taken_back_by for f in merged.flags()} == {None, "Bob"}


def test_undated_reports_come_last(store_in_memory: SqlStore, merged: MergedStore, parts: tuple[SqlStore, SqlStore], readings: list[Reading]) -> None:  # fmt: skip
    undated = replace(readings[2], article=replace(readings[2].article, id="a0", published=None), changes=())
    parts[0].add([undated])
    store_in_memory.add([*readings, undated])
    assert [s.article.id for s in merged.sentences(View())] == [s.article.id for s in store_in_memory.sentences(View())]
    assert merged.changes(View()) == store_in_memory.changes(View())


def test_other_names_are_those_of_all_parts(
    merged: MergedStore, parts: tuple[SqlStore, SqlStore], readings: list[Reading]
) -> None:
    parts[0].add([replace(readings[0], called=(OtherNames(RAQQA.id, ("Rakka", "الرقة")),))], again=True)
    parts[1].add([replace(readings[2], called=(OtherNames(MOSUL.id, ("Rakka",)),))], again=True)
    assert merged.called("al-rakka") == {RAQQA.id, MOSUL.id}
    assert (merged.names(RAQQA.id), merged.names(MOSUL.id), merged.names("gn:1")) == (
        ("Rakka", "الرقة"),
        ("Rakka",),
        (),
    )
