"""Coordinates that stand in a text."""

import pytest

from geo.gazetteers.sqlite import Gazetteer
from geo.text.coordinates import find_coordinates
from tests.text.reading import parse, read_toponyms


@pytest.mark.parametrize(
    ("written", "point"),
    [
        ("36.2021, 37.1343", (36.2021, 37.1343)),
        ("36.2021° N, 37.1343° E", (36.2021, 37.1343)),
        ("35°57′N 39°1′E", (35.95, 39.016667)),
        ("35°57'12\" N, 39°01'30\" E", (35.953333, 39.025)),
        ("1.676S 29.222E", (-1.676, 29.222)),
        ("38S LC 30125 99877", (34.326275, 43.15352)),
    ],
)
def test_each_way_of_writing_gives_the_point(written: str, point: tuple[float, float]) -> None:
    text = f"The strike hit {written} at dawn."
    (found,) = find_coordinates(parse(text))
    assert found.written_point == pytest.approx(point)
    assert text[found.start : found.end] == written


@pytest.mark.parametrize(
    "text",
    ["Oil rose from 71.25 to 73.40 dollars.", "They lost 12.5, 13.5 and 20.1 per cent.", "See 95.1234, 20.1234 there."],
)
def test_other_numbers_are_none(text: str) -> None:
    assert find_coordinates(parse(text)) == ()


def test_coordinates_and_names_stand_in_the_order_of_the_text(gazetteer: Gazetteer) -> None:
    found = read_toponyms("Near Aleppo, at 36.2021, 37.1343, a drone from Turkey fell.", gazetteer)
    assert [t.text for t in found] == ["Aleppo", "36.2021, 37.1343", "Turkey"]
