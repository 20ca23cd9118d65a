"""Days become bars that a pointer can hit, and a drag across them becomes two days."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from geo.panels.timeline import MOST_BARS, bin_days, draw_bars, read_brush
from geo.records.views import DayTally


def days(count: int, step: int = 1) -> list[DayTally]:
    return [DayTally(date(2013, 3, 5) + timedelta(days=i * step), 2, 1) for i in range(count)]


@pytest.mark.parametrize(
    ("tallies", "first"),
    [(days(20), date(2013, 3, 5)), (days(300), date(2013, 3, 4)), (days(2500), date(2013, 3, 1)), (days(400, 30), date(2013, 1, 1)), (days(900, 60), date(2013, 1, 1))],
)  # fmt: skip
def test_days_are_put_together_until_the_bars_are_wide_enough(tallies: list[DayTally], first: date) -> None:
    bars = bin_days(tallies)
    assert len(bars) <= MOST_BARS
    assert bars[0].start == first
    assert sum(bar.changes for bar in bars) == len(tallies)
    assert all(a.end <= b.start for a, b in pairwise(bars))


def test_nothing_dated_makes_no_bars() -> None:
    assert bin_days([]) == []


def test_chosen_days_are_shaded() -> None:
    bars = bin_days(days(20))
    assert [len(draw_bars(bars, start, None)["layer"]) for start in (None, date(2013, 3, 6))] == [2, 3]


def test_drag_in_milliseconds_gives_first_and_last_day() -> None:
    event = {"selection": {"days": {"start": [1476662400000, 1476835200000.5]}}}
    assert read_brush(event) == (date(2016, 10, 17), date(2016, 10, 19))


@pytest.mark.parametrize("event", [None, {}, {"selection": {"days": {}}}, {"selection": {"days": {"start": ["x", 1]}}},
    {"selection": {"days": {"start": [1e300, 2]}}}])  # fmt: skip
def test_no_drag_is_none(event: object) -> None:
    assert read_brush(event) is None
