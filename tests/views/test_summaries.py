"""Histories and records of places and actors, from what reports say."""

from dataclasses import replace
from datetime import date

from geo.records.views import View
from geo.stores.sql import SqlStore
from geo.views.summaries import (
    Rival,
    control_stretches,
    count_publishers,
    count_spellings,
    oldest_first,
    record_actor,
    rivals,
)
from tests.stories import ALEPPO, ISIS, RAQQA, SDF


def test_control_of_a_place_is_a_row_of_stretches(store: SqlStore) -> None:
    stretches = control_stretches(store.changes(View(place=RAQQA.id)))
    told = [(s.start, s.end, s.actor.text) for s in stretches]
    assert told == [(date(2013, 3, 1), date(2017, 10, 17), "ISIS"), (date(2017, 10, 17), None, "SDF")]


def test_a_plan_is_no_stretch_and_an_undated_change_has_the_day_of_its_report(store: SqlStore) -> None:
    plan = next(c for c in store.changes(View()) if c.change.status == "planned")
    assert control_stretches([plan]) == []
    done = replace(plan, change=replace(plan.change, status="completed"))
    assert [(s.start, s.actor.text) for s in control_stretches([done])] == [(date(2016, 10, 1), "The tribes")]
    nowhen = replace(done, article=replace(done.article, published=None))
    assert oldest_first([nowhen]) == []


def test_of_two_words_on_one_day_the_last_makes_the_stretch(store: SqlStore) -> None:
    taken, retaken = sorted(store.changes(View(place=RAQQA.id)), key=lambda c: c.article.published or date.min)
    same_day = replace(taken, id="0", change=replace(taken.change, when=retaken.change.when))
    stretches = control_stretches([replace(retaken, id="1"), same_day])
    assert [(s.start, s.end, s.actor.text) for s in stretches] == [(date(2017, 10, 17), None, "SDF")]


def test_actor_gains_loses_and_plans_are_kept_apart(store: SqlStore) -> None:
    isis = record_actor(store.changes(View()), ISIS.id)
    assert (len(isis.gained), len(isis.lost), len(isis.other)) == (1, 1, 1)
    assert isis.by_year == {2013: (1, 0), 2017: (0, 1)}
    assert len(record_actor(store.changes(View()), SDF.id).gained) == 1


def test_spellings_publishers_and_rivals_are_counted(store: SqlStore) -> None:
    told = store.sentences(View(place=RAQQA.id))
    assert count_spellings(told, RAQQA.id) == [("Raqqa", 2)]
    assert rivals(told, RAQQA.id) == [Rival(ALEPPO, 0.1, ("the second largest of the name",), 2)]
    assert sorted(count_publishers(store.changes(View()))) == [("Sample agency", 1), ("Sample daily", 2)]
