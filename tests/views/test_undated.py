"""Statements without a day are found, and count from the day that is given to their report."""

from dataclasses import replace
from datetime import UTC, date, datetime

from geo.records.flags import Flag, ReadingKey, day_key
from geo.records.views import ReportedChange, View
from geo.stores.sql import SqlStore
from geo.views.control import control_on
from geo.views.flagged import standing_flags
from geo.views.undated import EVERY, all_days, date_reports, find_undated, give_day, read_days
from tests.stories import RAQQA


def undated(store: SqlStore) -> list[ReportedChange]:
    """The changes of the story, that of the SDF's taking without any day."""
    return [
        replace(fact, change=replace(fact.change, when=None), article=replace(fact.article, published=None))
        if fact.article.id == "a2"
        else fact
        for fact in store.changes(View())
    ]


def test_statements_without_a_day_are_found(store: SqlStore) -> None:
    assert [fact.article.id for fact in find_undated(undated(store))] == ["a2"]
    assert find_undated(store.changes(View())) == []


def test_a_day_that_is_given_counts_and_is_marked(store: SqlStore) -> None:
    day = date(2017, 10, 20)
    for given in ({"a2": day}, {EVERY: day}):
        told = date_reports(undated(store), given)
        assert find_undated(told) == []
        holder = control_on(day, told)[RAQQA.id].holder
        assert holder is not None
        assert holder.name == "Syrian Democratic Forces"
        assert {fact.article.date_source for fact in told if fact.article.id == "a2"} == {"given here"}


def test_what_a_report_says_of_itself_stays(store: SqlStore) -> None:
    told = store.changes(View())
    assert date_reports(told, {EVERY: date(1990, 1, 1), "a1": date(1990, 1, 1)}) == told


def test_given_days_come_back_from_a_link() -> None:
    written = give_day(give_day((), "a=b", date(2016, 1, 2)), EVERY, date(2017, 3, 4))
    assert read_days(written) == (("*", date(2017, 3, 4)), ("a=b", date(2016, 1, 2)))
    assert read_days([*written, "nonsense", "x=nan", "=2016-01-01"]) == read_days(written)
    assert give_day(written, "a=b", None) == ("*=2017-03-04",)


def given(report: str, day: date, hour: int, *, back: bool = False) -> Flag:
    when = datetime(2026, 12, 1, hour, tzinfo=UTC)
    return Flag(day_key(report, day), 0, "", "", "Ann", when, taken_back=when if back else None)


def test_of_days_that_people_gave_the_latest_that_stands_counts() -> None:
    flags = [
        given("a2", date(2017, 10, 20), 9),
        given("a2", date(2017, 10, 18), 8),
        given("a3", date(2016, 1, 1), 9, back=True),
    ]
    assert all_days(flags) == {"a2": date(2017, 10, 20)}
    assert all_days(flags, {"a2": date(2017, 1, 1)}) == {"a2": date(2017, 1, 1)}
    assert standing_flags(flags) == {}


def test_a_correction_that_is_no_day_counts_as_none() -> None:
    odd = replace(given("a2", date(2017, 1, 1), 9), key=ReadingKey("a2", "day", 0, 0, "soon"))
    assert all_days([odd]) == {}
