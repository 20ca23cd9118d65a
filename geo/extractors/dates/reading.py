"""Turns a match of a date rule into an interval: one reader for each kind of wording."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import cast

from geo.extractors.dates.calendar import (
    DAY,
    Aim,
    Interval,
    add_months,
    day_span,
    fitting_year,
    month_span,
    season_span,
    step_span,
    week_span,
    weekday_span,
    weekend_span,
    year_span,
)
from geo.languages.dates import DateKind, DateRule, DateRules
from geo.records.dates import Basis, Granularity


@dataclass(frozen=True, slots=True)
class Written:
    """A date as written: where it stands in its text, the rule that matched, and the words of the rule's groups."""

    start: int
    end: int
    rule: DateRule
    groups: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a date is read against: the report's day (None: unknown), the date before it in the sentence, and where it lies."""

    report: date | None
    before: date | None = None
    aim: Aim = "past"

    @property
    def future(self) -> bool:
        """Whether the date lies after the report."""
        return self.aim == "future"


@dataclass(frozen=True, slots=True)
class Meant:
    """The interval that a written date means."""

    interval: Interval
    granularity: Granularity
    basis: Basis = "explicit"


def read_written(written: Written, setting: Setting, rules: DateRules) -> Meant | None:
    """The interval of a written date; None when it needs the report's day and that is unknown, or the day does not exist."""
    try:
        return _READERS[written.rule.kind](_Words(written.groups, rules), setting)
    except (ValueError, OverflowError, IndexError):
        return None


class _Words:
    """A match's groups as numbers."""

    def __init__(self, groups: Mapping[str, str], rules: DateRules) -> None:
        self.groups, self.rules = groups, rules

    def text(self, *names: str) -> str:
        """The first of the groups that matched, in lower case with single spaces; else ""."""
        found = next((self.groups[n] for n in names if self.groups.get(n)), "")
        return " ".join(found.lower().split())

    def word(self, kind: str, *names: str) -> int | None:
        """What the first matched group means by a table of words."""
        text = self.text(*names)
        return self.rules.words[kind].get(text) if text else None

    def day(self, name: str = "day") -> int:
        """The day of the month of digits or an ordinal."""
        text = self.text(name)
        digits = re.match(r"\d+", text)
        return int(digits[0]) if digits else int(self.rules.words["ordinals"][text])

    @property
    def month(self) -> int:
        """The month's number."""
        number = self.text("month_number")
        return int(number) if number else int(self.rules.words["months"][self.text("month")])

    @property
    def year(self) -> int | None:
        """The year, where one is written."""
        return int(self.groups["year"]) if self.groups.get("year") else None

    @property
    def count(self) -> int:
        """The number before a unit; raises ValueError for one that is none ("few")."""
        text = self.text("number", "number2")
        if text.isdigit():
            return int(text)
        if text and text not in self.rules.words["numbers"]:
            raise ValueError(f"no number: {text!r}")
        return int(self.rules.words["numbers"].get(text, 1))

    @property
    def unit(self) -> str:
        """The unit's name in the singular."""
        return str(self.rules.words["units"].get(self.text("unit", "unit2", "unit3"), ""))

    @property
    def which(self) -> str:
        """Which one of several is meant: "last", "next", "this", or "" where nothing tells."""
        return str(self.rules.words["which"].get(self.text("which", "which2"), ""))

    def fit(self, make: Callable[[int], Interval], setting: Setting) -> Interval:
        """The interval in the written year, else in the one that fits the report."""
        if self.year is not None:
            return make(self.year)
        if setting.report is None:
            raise ValueError("the year is unknown")
        span = fitting_year(make, setting.report, "future" if self.which == "next" else setting.aim)
        skips = self.which == "last" and span[1] > setting.report
        return make(span[0].year - 1) if skips else span


def _day(words: _Words, setting: Setting) -> Meant:
    return Meant(words.fit(lambda y: day_span(date(y, words.month, words.day())), setting), "day")


def _numbered_day(words: _Words, setting: Setting) -> Meant:
    """Day before month; month before day where only that is possible, or where only that is not after the report."""
    year, first, second = int(words.groups["year"]), words.day(), words.month
    days = [date(year, m, d) for d, m in ((first, second), (second, first)) if m <= 12 and d <= 31]
    early = [d for d in days if setting.report is None or d <= setting.report]
    return Meant(day_span((early or days)[0]), "day")


def _days(words: _Words, setting: Setting) -> Meant:
    first, last = words.day(), words.day("day2")

    def make(year: int) -> Interval:
        end = date(year, words.month, last) + DAY
        if first > last:
            raise ValueError("the days run backwards")
        return date(year, words.month, first), end

    return Meant(words.fit(make, setting), "span")


def _month(words: _Words, setting: Setting) -> Meant:
    part = words.rules.part_of.get(words.text("part"))
    span = words.fit(lambda y: month_span(y, words.month, part), setting)
    return Meant(span, "span" if part else "month", "relative" if words.text("which") else "explicit")


def _season(words: _Words, setting: Setting) -> Meant:
    part = words.rules.part_of.get(words.text("part"))
    first_month = int(words.rules.words["seasons"][words.text("season")])
    span = words.fit(lambda y: season_span(y, first_month, part), setting)
    relative = words.year is None
    return Meant(span, "span" if part else "season", "relative" if relative else "explicit")


def _year(words: _Words, _: Setting) -> Meant:
    year, part = int(words.groups["year"]), words.rules.part_of.get(words.text("part"))
    last = words.text("year2")
    if not last:
        return Meant(year_span(year, part), "span" if part else "year")
    end = int(last) if len(last) == 4 else year - year % 100 + int(last)
    if not year < end <= year + 60:
        raise ValueError("the years run backwards")
    return Meant((date(year, 1, 1), date(end + 1, 1, 1)), "span")


def _known(setting: Setting) -> date:
    if setting.report is None:
        raise ValueError("the report's day is unknown")
    return setting.report


def _weekday(words: _Words, setting: Setting) -> Meant:
    report, weekday = _known(setting), words.word("weekdays", "weekday", "weekday2")
    which = words.which
    if weekday is None:
        raise ValueError("no weekday")
    if words.rules.words["weekdays"] and "week" in words.text("whole").split():
        weeks = {"last": -1, "next": 1}.get(which, 0)
        return Meant(day_span(week_span(report, weeks)[0] + weekday * DAY), "day", "relative")
    start, end = weekday_span(report, weekday, which, future=setting.future)
    night = bool(words.text("time"))
    return Meant((start, end + DAY if night else end), "span" if night else "day", "relative")


def _night(words: _Words, setting: Setting) -> Meant:
    weekday = words.word("weekdays", "weekday2")
    if weekday is None:
        raise ValueError("no weekday")
    start, end = weekday_span(_known(setting), weekday, "", future=setting.future)
    return Meant((start - DAY, end), "span", "relative")


def _offset(words: _Words, setting: Setting) -> Meant:
    report = _known(setting)
    if words.text("overnight"):
        return Meant((report - DAY, report + DAY), "span", "relative")
    steps = -1 if words.text("yesterday") else 1 if words.text("tomorrow") else 0
    twice = words.text("yesterday", "tomorrow").startswith("the day")
    return Meant(day_span(report + steps * (2 if twice else 1) * DAY), "day", "relative")


def _neighbour(words: _Words, setting: Setting) -> Meant:
    """A day counted from the date before it in the sentence; the eve also from the report."""
    steps = -1 if words.text("before") else 1 if words.text("after") else 0
    origin = setting.before or (_known(setting) if steps < 0 else None)
    if origin is None:
        raise ValueError("no date to count from")
    return Meant(day_span(origin + steps * DAY), "day", "relative")


def _ago(words: _Words, setting: Setting) -> Meant:
    report, unit = _known(setting), words.unit
    if unit == "hour":
        return Meant(day_span(report), "day", "relative")
    if unit == "weekend":
        raise ValueError("no count of weekends")
    granularity: Granularity = (
        "day" if unit == "day" else "week" if unit == "week" else "month" if unit == "month" else "year"
    )
    return Meant(step_span(report, unit, -words.count), granularity, "relative")


def _past(words: _Words, setting: Setting) -> Meant:
    report, unit = _known(setting), words.unit
    if unit == "hour":
        return Meant((report - -(-words.count // 24) * DAY, report + DAY), "span", "relative")
    start = _moved_back(report, unit, words.count)
    return Meant((start, report + DAY), "span", "relative")


def _moved_back(report: date, unit: str, count: int) -> date:
    if unit in ("day", "week"):
        return report - count * (7 if unit == "week" else 1) * DAY
    return add_months(report, -count * (12 if unit == "year" else 1))


def _step(words: _Words, setting: Setting) -> Meant:
    report, unit, which = _known(setting), words.unit, words.which
    if unit == "weekend":
        return Meant(weekend_span(report, which, future=setting.future), "span", "relative")
    steps = {"last": -1, "next": 1}.get(which, 0)
    start, end = step_span(report, unit, steps)
    if (part := words.text("part")) in words.rules.sooner:
        return Meant((start, report + DAY), "span", "relative")
    if part:
        return Meant((report, end), "span", "relative")
    granularity: Granularity = "week" if unit == "week" else "month" if unit == "month" else "year"
    return Meant((start, end), granularity, "relative")


def _later(words: _Words, setting: Setting) -> Meant:
    """So long after, or before, the date before it; never after the report."""
    if setting.before is None:
        raise ValueError("no date to count from")
    unit, count = words.unit, -words.count if words.text("sooner") else words.count
    if unit in ("day", "week", "hour"):
        span, granularity = day_span(setting.before + count * {"day": 1, "week": 7, "hour": 0}[unit] * DAY), "day"
    elif unit in ("month", "year"):
        moved = add_months(setting.before, count * (12 if unit == "year" else 1))
        span, granularity = (month_span(moved.year, moved.month) if unit == "month" else year_span(moved.year)), unit
    else:
        raise ValueError("no count of weekends")
    if setting.report is not None and span[0] > setting.report:
        raise ValueError("after the report")
    return Meant(span, cast(Granularity, granularity), "relative")


_FEW = {"day": 7, "week": 4, "month": 6, "year": 5}
"""How many of a unit "a few" and "recent" reach back at most; our own reading of the words."""


def _vague(words: _Words, setting: Setting) -> Meant:
    """ "In recent days", "a few weeks ago"."""
    report = _known(setting)
    return Meant((_moved_back(report, words.unit, _FEW[words.unit]), report + DAY), "span", "relative")


def _lone_day(words: _Words, setting: Setting) -> Meant:
    """ "On the 17th": the last such day up to the report."""
    report, day = _known(setting), words.day()
    months = ((report.year * 12 + report.month - 1 - back) for back in range(3))
    for year, month in (divmod(m, 12) for m in months):
        with suppress(ValueError):
            if (found := date(year, month + 1, day)) <= report:
                return Meant(day_span(found), "day")
    raise ValueError("no such day")


def _unread(_words: _Words, _setting: Setting) -> Meant:
    raise ValueError("a date that is not understood")


_READERS: dict[DateKind, Callable[[_Words, Setting], Meant]] = {
    "day": _day, "numbered day": _numbered_day, "days": _days, "month": _month, "season": _season, "year": _year,
    "night": _night, "weekday": _weekday, "offset": _offset, "neighbour": _neighbour, "ago": _ago, "past": _past,
    "step": _step, "later": _later, "vague": _vague, "lone day": _lone_day, "prior": _unread, "unknown": _unread,
}  # fmt: skip
