"""The report's own day, from the lines that head or close it."""

from datetime import date

import pytest

from geo.extractors.dates.report_date import report_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The Pentagon talks.\n\nTurkey's role in the assault 03.11.2016\n\nShare this news", date(2016, 11, 3)),
        ("RAQQA, Syria, Nov. 3, 2016 (Reuters) - Fighters took it.", date(2016, 11, 3)),
        ("MOSUL, 17 October 2016 — The offensive began.", date(2016, 10, 17)),
        ("3 November 2016\n\nFighters took it.", date(2016, 11, 3)),
        ("A title\nPublished: Thursday, 3 November 2016 at 12:30\nFighters took it.", date(2016, 11, 3)),
        ("Fighters took it.\nBAGHDAD 2016-10-17", date(2016, 10, 17)),
    ],
)
def test_a_line_at_the_head_or_foot_dates_the_report(text: str, day: date) -> None:
    found = report_date(text)
    assert found is not None
    assert (found.start, found.granularity) == (day, "day")
    assert text[found.start_offset : found.end_offset] == found.text


@pytest.mark.parametrize(
    "text",
    [
        "Fighters took it on 3 November 2016.\nIt was quiet then.",
        "In Raqqa, on 3 May 2014 - a bad day - people died.",
        "It fell on 3 November.",
        "",
    ],
)
def test_a_date_in_prose_does_not(text: str) -> None:
    assert report_date(text) is None


def test_a_later_day_than_possible_is_refused() -> None:
    assert report_date("03.11.2116", latest=date(2030, 1, 1)) is None
