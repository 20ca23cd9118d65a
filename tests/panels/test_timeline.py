"""Days become bars that a pointer can hit, and a drag across them becomes two days."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from geo.panels.timeline import MOST_BARS, bin_days, pack_bars, read_brush
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


def test_bars_and_chosen_days_go_to_the_browser_as_numbers_and_days() -> None:
    packed = pack_bars(bin_days(days(2)), None, date(2013, 3, 6))
    assert packed["bars"] == [["2013-03-05", "2013-03-06", 2, 1], ["2013-03-06", "2013-03-07", 2, 1]]
    assert (packed["from"], packed["to"]) == (None, "2013-03-06")


def test_chosen_days_come_back_in_order_and_all_days_as_none() -> None:
    assert read_brush({"days": "2016-10-19/2016-10-17"}) == (date(2016, 10, 17), date(2016, 10, 19))
    assert read_brush({"days": ""}) == (None, None)


@pytest.mark.parametrize("answer", [None, {}, {"days": None}, {"days": "2016-10-19"}, {"days": "x/y"}, {"days": [1, 2]},
    {"days": "2016-02-30/2016-03-01"}])  # fmt: skip
def test_no_days_are_none(answer: object) -> None:
    assert read_brush(answer) is None
