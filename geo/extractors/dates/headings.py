"""Days that head what stands below them, as in timelines and live blogs: "28 March", "MARCH 2015", "14.05 GMT"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from geo.extractors.dates.finding import find_written
from geo.extractors.dates.reading import Meant, Setting, read_written
from geo.languages.dates import DateRules, date_rules
from geo.records.dates import DateSpan
from geo.records.text import Article

_HEAD_LINES = 4
"""Lines within which a single day is the heading of the whole; further down it is a note of the page."""

_YEAR = re.compile(r"(?:19|20)\d\d")
_TURN = timedelta(days=250)
"""A day so long before that of the heading above it is one of the next year: "30 December", "2 January"."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that dates what follows, up to the next one: where it ends, and the day it names (its offsets the article's)."""

    end: int
    day: DateSpan


def find_headings(article: Article) -> tuple[Heading, ...]:
    """The lines of an article that date what stands below them, in order.

    A day without its year takes that of the headings above it, else the one that fits the report. A single line of the kind
    counts only at the head of the text, or where words stood behind it in its line.
    """
    rules = date_rules(article.language)
    lines = [m for m in rules.heading.finditer(article.text) if m["date"]]
    if len(lines) == 1 and not _heads_all(article.text, lines[0]):
        return ()
    found = tuple(_read(lines, article.published, rules))
    return () if len(found) == 1 and _is_reports(found[0].day, article.published) else found


def day_over(headings: Sequence[Heading], at: int) -> DateSpan | None:
    """The day that heads what stands at an offset; None where none does."""
    return next((h.day for h in reversed(headings) if h.end <= at), None)


def _heads_all(text: str, line: re.Match[str]) -> bool:
    before = text[: line.start()]
    follows = re.match(r"\n[ \t]*\S", text[line.end() : line.end() + 80])
    return line[0].rstrip().endswith((":", "-", "–", "—")) or (before.count("\n") < _HEAD_LINES and follows is not None)


def _is_reports(day: DateSpan, published: date | None) -> bool:
    return published is not None and day.start == published and day.granularity == "day"


def _read(lines: Sequence[re.Match[str]], published: date | None, rules: DateRules) -> Iterator[Heading]:
    above: date | None = None
    for line in lines:
        meant = _meant(line["date"], published, above, rules)
        if meant is None:
            continue
        start, end = meant.interval
        last = _meant(line["until"], published, start, rules) if line["until"] else None
        if last is not None and last.interval[1] > start:
            end, meant = last.interval[1], replace(meant, granularity="span")
        above = start if above is not None or _YEAR.search(line["date"]) else None
        first, behind = line.start("date"), line.end("until" if line["until"] else "date")
        words = line.string[first:behind]
        yield Heading(line.end(), DateSpan(start, end, meant.granularity, meant.basis, words, first, behind))


def _meant(words: str, published: date | None, above: date | None, rules: DateRules) -> Meant | None:
    """The interval of a heading's words, of the year of the headings `above`; a month or year alone is read as behind "in"."""
    found = find_written(words, rules) or find_written(f"in {words.capitalize()}", rules)
    if not found:
        return None
    written = found[0]
    if above is None or "year" in written.groups:
        return read_written(written, Setting(published), rules)
    of_year, of_next = (
        read_written(replace(written, groups={**written.groups, "year": str(year)}), Setting(published), rules)
        for year in (above.year, above.year + 1)
    )
    turned = of_year is not None and above - of_year.interval[0] > _TURN
    passed = of_next is not None and (published is None or of_next.interval[0] <= published)
    return of_next if turned and passed else of_year
