"""Intervals of the calendar, half open: months, their parts, seasons, weeks from Monday, and the year that fits a report."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import Literal

from geo.languages.dates import DatePart

Interval = tuple[date, date]
Aim = Literal["past", "future", "nearest"]
"""Where a date without its year is looked for: up to the report, after it, or on the nearer side."""
DAY = timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """The same day `months` later (or earlier), the last of its month where that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def day_span(day: date) -> Interval:
    """One day."""
    return day, day + DAY


def month_span(year: int, month: int, part: DatePart | None = None) -> Interval:
    """A month or a part of it: early is 1 to 10, the middle 11 to 20, late 21 to the end."""
    first = date(year, month, 1)
    end = add_months(first, 1)
    if part is None:
        return first, end
    low, high = part.month
    start = first + (low - 1) * DAY if low > 0 else end + low * DAY
    return start, (first + high * DAY if high > 0 else end)


def year_span(year: int, part: DatePart | None = None) -> Interval:
    """A year or a part of it: early is January to April, the middle May to August, late September to December."""
    low, high = part.year if part else (1, 12)
    return date(year, low, 1), add_months(date(year, high, 1), 1)


def season_span(year: int, first_month: int, part: DatePart | None = None) -> Interval:
    """The three whole months of a season (of the north) or a part of them; a winter begins in December of its year."""
    first = date(year, first_month, 1)
    low, high = part.season if part else (0, 3)
    return add_months(first, low), add_months(first, high)


def week_span(day: date, weeks: int = 0) -> Interval:
    """The week, Monday to Sunday, that holds `day`, moved by `weeks`."""
    monday = day - day.weekday() * DAY + weeks * 7 * DAY
    return monday, monday + 7 * DAY


def weekend_span(day: date, which: str, *, future: bool) -> Interval:
    """The Saturday and Sunday that "the weekend" means in a report of `day`: the last one begun, or the coming one."""
    saturday = day - ((day.weekday() - 5) % 7) * DAY
    if which == "next" or future:
        saturday += 7 * DAY
    elif which == "last" and (day - saturday).days < 2:
        saturday -= 7 * DAY
    return saturday, saturday + 2 * DAY


def fitting_year(make: Callable[[int], Interval], report: date, aim: Aim) -> Interval:
    """The interval in the year that fits the report: the last one begun by then, the first one not over, or the nearest.

    `make` may raise ValueError for a year that lacks the day (29 February); so does this when none of twelve years has it.
    """
    spans = list(_in_years(make, report.year))
    past = [s for s in spans if s[0] <= report]
    coming = [s for s in spans if s[1] > report]
    if aim == "nearest":
        return min(past[-1:] + coming[:1], key=lambda s: abs(s[0] - report))
    return (coming if aim == "future" else past[::-1])[0]


def _in_years(make: Callable[[int], Interval], middle: int) -> Iterator[Interval]:
    for year in range(middle - 6, middle + 6):
        with suppress(ValueError):
            yield make(year)


def weekday_span(report: date, weekday: int, which: str, *, future: bool) -> Interval:
    """The day that a weekday means: the last one up to the report, with "last" before it, with "next" or of the future after it."""
    back = (report.weekday() - weekday) % 7
    if which == "this":
        return day_span(week_span(report)[0] + weekday * DAY)
    if which == "next":
        return day_span(report + (7 - back) * DAY)
    if which == "last":
        return day_span(report - (back or 7) * DAY)
    if future and back:
        return day_span(report + (7 - back) * DAY)
    return day_span(report - back * DAY)


def step_span(report: date, unit: str, steps: int) -> Interval:
    """The calendar week, month or year that lies `steps` from the report's; of a day the day."""
    if unit == "day":
        return day_span(report + steps * DAY)
    if unit == "week":
        return week_span(report, steps)
    moved = add_months(report, steps if unit == "month" else 12 * steps)
    return month_span(moved.year, moved.month) if unit == "month" else year_span(moved.year)
