"""Finds the day of a report in its own text: a date that heads or closes it, or its dateline."""

import re
from dataclasses import replace
from datetime import date

from geo.extractors.dates.finding import find_written
from geo.extractors.dates.reading import Setting, read_written
from geo.languages.dates import DateRules, date_rules
from geo.records.dates import DateSpan

_FULL = ("day", "numbered day")


def report_date(text: str, language: str = "en", latest: date | None = None) -> DateSpan | None:
    """The report's own day as its text gives it, with year; None when no line at its head or foot does.

    The lines looked at and how a date may stand in them are the rule file's `report`. `latest` refuses later days.
    """
    rules = date_rules(language)
    for start, line in _edges(text, int(rules.report["lines"])):
        found = _in_line(line, rules)
        if found and (latest is None or (found.start and found.start <= latest)):
            return replace(
                found, start_offset=start + (found.start_offset or 0), end_offset=start + (found.end_offset or 0)
            )
    return None


def _edges(text: str, most: int) -> list[tuple[int, str]]:
    """The first and last lines that hold something, with their offsets, from the outside in."""
    lines = [(m.start(), m[0]) for m in re.finditer(r"[^\n\r]+", text) if m[0].strip()]
    head, foot = lines[:most], lines[max(most, len(lines) - most) :][::-1]
    first = head[:2]
    return [*first, *foot, *head[2:]]


def _in_line(line: str, rules: DateRules) -> DateSpan | None:
    for written in find_written(line[:400], rules):
        if written.rule.kind not in _FULL or "year" not in written.groups:
            continue
        words = re.escape(line[written.start : written.end])
        forms = ("alone", "behind", "dateline") if "month_number" in written.groups else ("alone", "dateline")
        meant = read_written(written, Setting(None), rules)
        if meant and any(_stands(line, rules.report[form], words) for form in forms):
            start, end = meant.interval
            return DateSpan(
                start, end, "day", "explicit", line[written.start : written.end], written.start, written.end
            )
    return None


def _stands(line: str, form: str, words: str) -> bool:
    weekday = r"[A-Za-z]{3,9}day"
    pattern = form.replace(" ", r"\s+").replace("{weekday}", weekday).replace("{date}", f"(?:{words})")
    return re.match(pattern, line, re.I) is not None
