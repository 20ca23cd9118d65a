"""Dates in words: "17 февраля 2024 года", "в ночь на 5 марта", "у п'ятницю", "минулого тижня", "в вересні", "позавчора"."""

import calendar
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from geo.languages.inflected import inflected_words
from geo.records.dates import Basis, DateSpan, Granularity
from geo.text.inflected import InflectedSentence, Word

DAY = timedelta(days=1)
Plain = Mapping[str, Any]
_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and where its words stand in the sentence; `told` counts from the event told before, not from the report's day."""

    first: int
    last: int
    span: DateSpan


def find_dates(
    parsed: InflectedSentence, today: date | None, language: str, before: date | None = None
) -> tuple[Dated, ...]:
    """The dates of a sentence in order; those relative to the report only where its day is known. `before` is the day told of before."""
    words, found, at = parsed.words, list[Dated](), 0
    rules = inflected_words(language, "dates")
    while at < len(words):
        dated = next(_at(words, at, rules, today, before), None)
        if dated is None:
            at += 1
            continue
        start, end = words[dated.first].start, words[dated.last].end
        text = parsed.text[start - parsed.sentence.start : end - parsed.sentence.start]
        found.append(replace(dated, span=replace(dated.span, text=text, start_offset=start, end_offset=end)))
        at = dated.last + 1
    return tuple(found)


def heading_date(dates: Sequence[Dated], parsed: InflectedSentence) -> Dated | None:
    """The date that a line of a chronicle opens with: "10 января. …", "4 червня: …"."""
    first = dates[0] if dates else None
    behind = parsed.words[first.last + 1].text if first and first.last + 1 < len(parsed.words) else "."
    return first if first and first.first == 0 and behind in ".:—–-" and first.span.granularity == "day" else None


def _at(
    words: Sequence[Word], at: int, rules: dict[str, object] | object, today: date | None, before: date | None
) -> Iterator[Dated]:
    plain: dict = rules  # type: ignore[type-arg, assignment]
    night = _matches(words, at, plain["night"])
    first = at + len(plain["night"]) if night else at
    day = _number(words, first)
    month = _month(words, first + 1, plain) if day else None
    if day and month and 1 <= day <= 31:
        last, year = _year(words, first + 2, plain)
        if (span := _day((day, month, year), today, night)) is not None:
            yield Dated(at, last if year else first + 1, span)
    elif (month := _month(words, at, plain)) and not words[at].text[:1].isdigit():
        last, year = _year(words, at + 1, plain)
        if year or today:
            year = year or _nearest_year(month, 1, today)
            yield Dated(at, last if last > at else at, _months(year, month, month, "month", "explicit"))
    if (season := next((plain["seasons"][s] for s in words[at].lemmas if s in plain["seasons"]), None)) is not None:
        last, year = _year(words, at + 1, plain)
        if year:
            end_year = year + (season[1] < season[0])
            span = DateSpan(date(year, season[0], 1), _next_month(end_year, season[1]), "season", "explicit")
            yield Dated(at, last, span)
    last, year = _year(words, at, plain, alone=True)
    if year:
        yield Dated(at, last, DateSpan(date(year, 1, 1), date(year + 1, 1, 1), "year", "explicit"))
    yield from _relative(words, at, plain, today, before)


def _day(said: tuple[int, int, int | None], today: date | None, night: bool) -> DateSpan | None:
    """The span of a day, month and perhaps year; of the night before it too."""
    day, month, year = said
    try:
        there = date(year or _nearest_year(month, day, today), month, day)
    except ValueError:
        return None
    return DateSpan(there - DAY * night, there + DAY, "span" if night else "day", "explicit")


def _relative(words: Sequence[Word], at: int, plain: Plain, today: date | None, before: date | None) -> Iterator[Dated]:
    if today is None:
        return
    weekday = next((plain["weekdays"][w] for w in words[at].lemmas if w in plain["weekdays"]), None)
    if weekday is not None and at and words[at - 1].text.lower() in plain["weekday_before"]:
        said = today - DAY * ((today.weekday() - weekday) % 7)
        yield Dated(at, at, DateSpan(said, said + DAY, "day", "relative"))
    for row in plain["spans"]:
        if _matches(words, at, row["words"]):
            first, last = today + DAY * row["first"], today + DAY * row["last"]
            if row.get("week"):
                first = today - DAY * (today.weekday() + 7)
                last = first + 6 * DAY
            yield Dated(
                at,
                at + len(row["words"]) - 1,
                DateSpan(first, last + DAY, "week" if row.get("week") else "span", "relative"),
            )
    for row in plain["relative"]:
        if _matches(words, at, row["words"]):
            said = ((before or today) if row.get("told") else today) + DAY * row["days"]
            yield Dated(at, at + len(row["words"]) - 1, DateSpan(said, said + DAY, "day", "relative"))


def _matches(words: Sequence[Word], at: int, wanted: Sequence[str]) -> bool:
    span = words[at : at + len(wanted)]
    return len(span) == len(wanted) and all(
        want in word.lemmas or want == word.text.lower() for want, word in zip(wanted, span, strict=True)
    )


def _number(words: Sequence[Word], at: int) -> int | None:
    text = words[at].text if at < len(words) else ""
    return int(text) if text.isdigit() and len(text) <= 4 else None


def _month(words: Sequence[Word], at: int, plain: Plain) -> int | None:
    if at >= len(words):
        return None
    return next((plain["months"][m] for m in sorted(words[at].lemmas) if m in plain["months"]), None)


def _year(words: Sequence[Word], at: int, plain: Plain, alone: bool = False) -> tuple[int, int | None]:
    """The number of the last word of a year and the year, at a word; without the word "year" only behind a month."""
    year = _number(words, at)
    if year is None or year not in _YEARS:
        return at - 1, None
    called = at + 1 < len(words) and bool(words[at + 1].lemmas & set(plain["year_words"]))
    if alone and not called:
        return at - 1, None
    return at + called, year


def _nearest_year(month: int, day: int, today: date | None) -> int:
    if today is None:
        raise ValueError("the year of a day is not known without that of the report")
    return today.year if (month, day) <= (today.month, today.day + 1) else today.year - 1


def _months(year: int, first: int, last: int, granularity: Granularity, basis: Basis) -> DateSpan:
    return DateSpan(date(year, first, 1), _next_month(year, last), granularity, basis)


def _next_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1]) + DAY
