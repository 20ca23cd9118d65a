"""Reports and changes over time, as bars under the map: drag across them, click one, or use the keys to set the dates."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import streamlit as st

from geo.records.views import DayTally

_BARS = (Path(__file__).parent / "assets" / "timeline.js").read_text(encoding="utf-8")
_FRAME = (
    '<div class="dl-time"><div class="dl-time-head"><span><i class="dl-time-reports"></i>reports '
    '<i class="dl-time-changes"></i>changes of control</span><output></output>'
    '<button type="button" class="dl-act" hidden>All dates</button></div><svg role="group"></svg></div>'
)
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


def pack_bars(bars: Sequence[Bar], start: date | None, end: date | None) -> dict[str, Any]:
    """What `assets/timeline.js` draws: a row `[from, before, reports, changes]` a bar, and the chosen days. No words."""
    rows = [[bar.start.isoformat(), bar.end.isoformat(), bar.reports, bar.changes] for bar in bars]
    return {"bars": rows, "from": start and start.isoformat(), "to": end and end.isoformat()}


def read_brush(answer: object) -> tuple[date | None, date | None] | None:
    """The first and last day chosen on the bars, (None, None) for all days, or None where nothing was."""
    days = answer.get("days") if isinstance(answer, Mapping) else getattr(answer, "days", None)
    if days == "":
        return None, None
    try:
        first, last = (date.fromisoformat(part) for part in str(days).split("/"))
    except ValueError:
        return None
    return min(first, last), max(first, last)


def show_timeline(
    tallies: Iterable[DayTally], start: date | None, end: date | None, *, key: str, on_brush: Callable[[], None]
) -> None:
    """The bars, or a line that says that nothing is dated. `on_brush` is called before the run that a choice starts."""
    bars = bin_days(list(tallies))
    if not bars:
        st.caption("Nothing that is shown has a date, so there are no bars.")
        return
    component = st.components.v2.component("timeline", html=_FRAME, js=_BARS, isolate_styles=False)
    component(key=key, data=pack_bars(bars, start, end), on_days_change=on_brush)
