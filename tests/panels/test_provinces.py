"""A province's towns by side over time, as columns and as a table."""

import re
from dataclasses import replace
from datetime import date, timedelta

from geo.panels.provinces import COLUMNS, chart, chart_days, days_told, table
from geo.records.dates import DateSpan
from geo.views.by_side import side_colours
from geo.views.control import control_over
from geo.views.regions import region_over
from geo.views.sides import BY_TABLE
from tests.views.test_state_tables import ON, WORDS


def test_days_of_a_chart_cover_all_that_is_told_with_the_day_asked_for() -> None:
    days = chart_days([date(2012, 1, 1), date(2020, 1, 1)], date(2016, 2, 3))
    assert (days[0], days[-1], date(2016, 2, 3) in days) == (date(2012, 1, 1), date(2020, 1, 1), True)
    assert len(days) <= COLUMNS + 2
    assert days == sorted(set(days))
    assert chart_days([], ON) == [ON]


def test_columns_and_table_count_each_sides_towns() -> None:
    days = [ON - timedelta(days=3), ON]
    over = region_over(control_over(days, WORDS), "UA", "Kharkiv Oblast")
    colours = side_colours(WORDS)
    drawn = chart(over, ON, colours, BY_TABLE)
    assert drawn.count("<button") == 2
    assert drawn.count("dl-now") == 1
    assert "Russia 2, Ukraine 1" in drawn
    assert re.findall(r"height:([0-9.]+)%", drawn)[-2:] == ["66.7", "33.3"]
    # The same side stands below in both columns.
    lowest = [re.findall(r"--dl:(#[0-9a-f]+)", column)[0] for column in drawn.split("<button")[1:]]
    assert lowest == [colours.colour("ukraine-russia")] * 2
    listed = re.sub("<[^>]*>", " ", table(over[1], colours, BY_TABLE))
    assert "2 of 3" in listed
    assert "Sukha Kamianka" in listed


def test_a_chart_reaches_the_days_of_the_province_but_for_a_few() -> None:
    old = replace(
        WORDS[0],
        change=replace(WORDS[0].change, when=DateSpan(date(1932, 6, 1), date(1932, 7, 1), "month", "explicit", "")),
    )
    told = days_told([old, *WORDS * 20], "UA", "Kharkiv Oblast")
    assert told[0].year == 2022
    assert days_told(WORDS, "UA", "Kherson Oblast") == []
