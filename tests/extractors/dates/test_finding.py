"""Dates in sentences, as half-open intervals against the report's day."""

from datetime import date

import pytest

from geo.extractors.dates.finding import find_dates
from geo.records.dates import DateSpan
from tests.extractors.towns import parse

REPORT = date(2016, 11, 3)  # a Thursday


def dates(text: str, published: date | None = REPORT) -> list[DateSpan]:
    _, sentences = parse(text)
    return [found for s in sentences for found in find_dates(s, published)]


def interval(text: str, published: date | None = REPORT) -> tuple[str | None, str | None]:
    (found,) = dates(text, published)
    return found.start and found.start.isoformat(), found.end and found.end.isoformat()


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("ISIS took Raqqa in the spring of 2013.", "2013-03-01", "2013-06-01"),
        ("The army began to retake it in the summer of 2016.", "2016-06-01", "2016-09-01"),
        ("The offensive in Mosul began on 17 October.", "2016-10-17", "2016-10-18"),
        ("Last week the units stopped fighting.", "2016-10-24", "2016-10-31"),
        ("Carter spoke of it on Friday.", "2016-10-28", "2016-10-29"),
        ("They entered on Thursday.", "2016-11-03", "2016-11-04"),
        ("It fell in late 2014.", "2014-09-01", "2015-01-01"),
        ("From June to August 2014 it was shelled.", "2014-06-01", "2014-09-01"),
        ("From 3 to 5 October they met.", "2016-10-03", "2016-10-06"),
        ("It has been cut off since 12 October.", "2016-10-12", "2016-11-04"),
        ("It was theirs until 2014.", None, "2015-01-01"),
        ("They left in the night of 2 to 3 October.", "2016-10-02", "2016-10-04"),
        ("They left on the night of 1 October.", "2016-10-01", "2016-10-03"),
        ("They left two days ago.", "2016-11-01", "2016-11-02"),
        ("It was shelled in the past 48 hours.", "2016-11-01", "2016-11-04"),
    ],
)
def test_intervals(text: str, start: str | None, end: str | None) -> None:
    assert interval(text) == (start, end)


def test_offsets_are_the_articles() -> None:
    text = "They came. It fell on 17 October."
    (found,) = dates(text)
    assert text[found.start_offset : found.end_offset] == found.text == "17 October"


def test_a_day_without_its_year_is_not_after_the_report() -> None:
    assert interval("It fell on 20 December.") == ("2015-12-20", "2015-12-21")


@pytest.mark.parametrize(
    "text",
    [
        "The operation will begin on 20 December.",
        "They plan to begin on 20 December.",
        "He said that they would begin on 20 December.",
    ],
)
def test_of_the_future_it_is(text: str) -> None:
    (found,) = dates(text)
    assert (found.start, found.future) == (date(2016, 12, 20), True)


def test_what_was_said_of_a_plan_stays_in_the_past() -> None:
    assert interval("He said on Friday that the operation will begin soon.") == ("2016-10-28", "2016-10-29")


def test_a_deadline_is_the_nearer_day() -> None:
    assert interval("They must leave by 10 November.") == (None, "2016-11-11")


def test_granularity_and_basis() -> None:
    assert [(d.granularity, d.basis) for d in dates("In May 2014, on Monday and last year.")] == [
        ("month", "explicit"),
        ("day", "relative"),
        ("year", "relative"),
    ]


def test_the_next_day_follows_the_date_before() -> None:
    _, following = dates("The palace was left on 19 October and taken the next day.")
    assert following.start == date(2016, 10, 20)


def test_without_the_reports_day_only_whole_dates_are_read() -> None:
    assert interval("It fell on 17 October and on 3 May 2014, yesterday and last week.", None) == (
        "2014-05-03",
        "2014-05-04",
    )


@pytest.mark.parametrize(
    "text",
    [
        "We may march on Raqqa.",
        "The second army sat in the hall.",
        "General May led 2015 men and 300 tanks.",
        "In the fall of Mosul many died.",
        "It lasted three weeks and two days.",
        "In the 1990s it was quiet.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert dates(text) == []
