"""Statements without a day: neither the sentence nor its report has one, so that they count on no day until somebody gives one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from geo.records.flags import Flag
from geo.records.views import ReportedChange
from geo.views.control import day_of
from geo.views.control_evidence import tells_of

EVERY = "*"
"""Stands for all reports without a day of their own that are given none."""


def find_undated(changes: Iterable[ReportedChange]) -> list[ReportedChange]:
    """The statements on who holds what that have no day."""
    return [fact for fact in changes if tells_of(fact.change) and day_of(fact.change, fact.article.published) is None]


def date_reports(changes: Iterable[ReportedChange], days: Mapping[str, date]) -> list[ReportedChange]:
    """The changes, with the days that are given to reports without one, by id or EVERY. What a report says of itself stays."""
    return [_dated(fact, days) for fact in changes]


def _dated(fact: ReportedChange, days: Mapping[str, date]) -> ReportedChange:
    day = days.get(fact.article.id, days.get(EVERY))
    if day is None or fact.article.published is not None:
        return fact
    return replace(fact, article=replace(fact.article, published=day, date_source="given here"))


def kept_days(flags: Iterable[Flag]) -> dict[str, Flag]:
    """The days that people gave to reports and nobody took back, by report: of several the latest given."""
    standing = (flag for flag in flags if flag.key.kind == "day" and flag.taken_back is None)
    return {flag.key.article_id: flag for flag in sorted(standing, key=lambda f: f.since)}


def day_given(flag: Flag) -> date | None:
    """The day that a correction gives; None where its words are none: a store may be of another hand."""
    try:
        return date.fromisoformat(flag.key.read)
    except ValueError:
        return None


def all_days(flags: Iterable[Flag], chosen: Mapping[str, date] = MappingProxyType({})) -> dict[str, date]:
    """The days that count: those that people gave, and before them those that a visitor chose for this view alone."""
    kept = {report: day for report, flag in kept_days(flags).items() if (day := day_given(flag))}
    return {**kept, **chosen}


def read_days(written: Iterable[str]) -> tuple[tuple[str, date], ...]:
    """Days from "report=2016-11-03", as a link carries them; what is of another form is left out."""
    found: dict[str, date] = {}
    for one in written:
        report, _, day = one.rpartition("=")
        try:
            found[report] = date.fromisoformat(day)
        except ValueError:
            continue
    return tuple(sorted((report, day) for report, day in found.items() if report))


def give_day(written: Sequence[str], report: str, day: date | None) -> tuple[str, ...]:
    """The days with that of one report set, or taken away."""
    others = tuple(one for one in written if one.rpartition("=")[0] != report)
    return (*others, f"{report}={day.isoformat()}") if day else others
