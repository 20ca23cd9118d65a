"""Reports and changes over time, as bars under the map: drag across them to set the dates."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import streamlit as st

from geo.records.views import DayTally
from geo.views.wording import count

DAYS = "days"
MOST_BARS = 170
"""More bars than this are narrower than a pointer hits: days are then put together to weeks, months, quarters or years."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Reports and changes from `start` up to and without `end`."""

    start: date
    end: date
    reports: int
    changes: int


def bin_days(tallies: Sequence[DayTally]) -> list[Bar]:
    """Days put together so that at most MOST_BARS bars cover them: by day, week, month, quarter, or year."""
    if not tallies:
        return []
    first, last = tallies[0].day, tallies[-1].day
    begin = next(
        b for b in (_day, _week, _month, _quarter, _year) if _bars_needed(b, first, last) <= MOST_BARS or b is _year
    )
    reports: Counter[date] = Counter()
    changes: Counter[date] = Counter()
    for tally in tallies:
        reports[begin(tally.day)] += tally.reports
        changes[begin(tally.day)] += tally.changes
    return [Bar(start, _next(begin, start), reports[start], changes[start]) for start in sorted(reports)]


def _day(day: date) -> date:
    return day


def _week(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month(day: date) -> date:
    return day.replace(day=1)


def _quarter(day: date) -> date:
    return day.replace(month=day.month - (day.month - 1) % 3, day=1)


def _year(day: date) -> date:
    return day.replace(month=1, day=1)


_LENGTH: dict[Callable[[date], date], int] = {_day: 1, _week: 7, _month: 31, _quarter: 92, _year: 366}


def _bars_needed(begin: Callable[[date], date], first: date, last: date) -> float:
    return ((last - first).days + 1) / _LENGTH[begin]


def _next(begin: Callable[[date], date], start: date) -> date:
    return begin(start + timedelta(days=_LENGTH[begin]))


def draw_bars(bars: Sequence[Bar], start: date | None, end: date | None) -> dict[str, Any]:
    """A Vega-Lite chart: pale bars of reports, strong bars of changes, the chosen days shaded; dragging selects days."""
    time = {"field": "start", "type": "temporal", "title": None}
    x = {**time, "axis": {"format": "%b %Y", "labelAngle": 0, "tickCount": 8, "grid": False}}
    days = [
        {"field": "start", "type": "temporal", "title": "from"},
        {"field": "end", "type": "temporal", "title": "before"},
    ]
    tips = [*days, {"field": "reports"}, {"field": "changes"}]
    pale = _bars("reports", "#8a949e", 0.45)
    strong = _bars("changes", "#2f7fc1", 0.95)
    pale["params"] = [{"name": DAYS, "select": {"type": "interval", "encodings": ["x"]}}]
    for layer in (pale, strong):
        layer["encoding"] |= {"x": x, "x2": {"field": "end"}, "tooltip": tips}
    chosen = [_shade(bars, start, end)] if start or end else []
    return {"data": {"values": [_row(bar) for bar in bars]}, "layer": [*chosen, pale, strong], "height": 90}


def _bars(field: str, colour: str, opacity: float) -> dict[str, Any]:
    y = {"field": field, "type": "quantitative", "title": None, "axis": {"tickCount": 3, "format": "d"}}
    return {"mark": {"type": "bar", "color": colour, "opacity": opacity}, "encoding": {"y": y, "y2": {"datum": 0}}}


def _shade(bars: Sequence[Bar], start: date | None, end: date | None) -> dict[str, Any]:
    days = {"start": (start or bars[0].start).isoformat(), "end": _after(end or bars[-1].end).isoformat()}
    x = {"field": "start", "type": "temporal"}
    mark = {"type": "rect", "color": "#e69f00", "opacity": 0.16}
    return {"data": {"values": [days]}, "mark": mark, "encoding": {"x": x, "x2": {"field": "end"}}}


def _after(day: date) -> date:
    return day + timedelta(days=1)


def _row(bar: Bar) -> dict[str, Any]:
    days = {"start": bar.start.isoformat(), "end": bar.end.isoformat()}
    return {**days, "reports": bar.reports, "changes": bar.changes}


def read_brush(event: Any) -> tuple[date, date] | None:
    """The first and last day of what was dragged across, or None. Vega gives milliseconds since 1970."""
    try:
        low, high = event["selection"][DAYS]["start"]
        first, last = (date(1970, 1, 1) + timedelta(milliseconds=float(n)) for n in (low, high))
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    return min(first, last), max(first, last)


def show_timeline(
    tallies: Iterable[DayTally], start: date | None, end: date | None, *, key: str, on_brush: Callable[[], None]
) -> None:
    """The bars, or a line that says that nothing is dated. `on_brush` is called before the run that a drag starts."""
    bars = bin_days(list(tallies))
    if not bars:
        st.caption("Nothing under these filters is dated.")
        return
    words = f"{count(sum(b.changes for b in bars), 'change')} of control and reports a day, {bars[0].start} to {bars[-1].end}"
    st.caption("**Over time:** reports (grey) and changes of control (blue). Drag across the bars to set the dates.")
    st.vega_lite_chart(draw_bars(bars, start, end), key=key, on_select=on_brush, selection_mode=DAYS, alt=words)
