"""What a visitor gives beside the reports: sides of their own, and a known state to start from."""

import re
from dataclasses import replace
from datetime import date

import pytest

from geo.errors import InputError
from geo.panels.choose_sides import describe, groups_html, label_sides
from geo.panels.given import (
    NOTHING_GIVEN,
    given_by,
    only_sides,
    places_given,
    read_groups,
    read_loaded,
    reports_alone,
    with_places,
    write_groups,
)
from geo.panels.moves import group, load, read_grouping, ungroup
from geo.panels.state import BY_SIDE, CONTROL, MENTIONS, PLACES, TABLE, PageState, read_state, write_state
from geo.records.places import Place
from tests.stories import ALEPPO, MOSUL, RAQQA

DAY = date(2016, 1, 1)
SHOWN = PageState(show=CONTROL, on=DAY)
TABLE_FILE = b"place,holder,lat,lon,country\nRaqqa,Islamic State,35.95,39.0,SY\nTabqa,Islamic State,35.84,38.54,\n"


def nobody(_: str) -> frozenset[str]:
    return frozenset()


def test_nothing_given_is_nothing() -> None:
    assert given_by(PageState()) == NOTHING_GIVEN


def test_sides_are_shown_where_the_map_is_of_control() -> None:
    by_side = replace(SHOWN, coloured=BY_SIDE)
    assert given_by(by_side).by_side
    assert not given_by(replace(by_side, show=MENTIONS)).by_side
    assert only_sides(given_by(by_side), ["a"]).sides == ("a",)
    assert only_sides(given_by(SHOWN), ["a"]).sides == ()


def test_actors_are_put_together_and_taken_apart_again() -> None:
    state = group(SHOWN, [("is", "Jihadists"), ("The tribes", "Jihadists"), ("sdf", "Others")])
    assert read_grouping(state.grouping) == [("is", "Jihadists"), ("The tribes", "Jihadists"), ("sdf", "Others")]
    assert state.coloured == BY_SIDE
    assert given_by(state).basis.sides.own == {"is": "Jihadists", "the tribes": "Jihadists", "sdf": "Others"}
    assert read_grouping(ungroup(state, "is").grouping) == [("The tribes", "Jihadists"), ("sdf", "Others")]
    assert ungroup(state).grouping == ()


def test_an_actor_put_on_another_side_leaves_the_first() -> None:
    state = group(group(SHOWN, [("is", "One")]), [("is", "Two")])
    assert read_grouping(state.grouping) == [("is", "Two")]


def test_a_grouping_is_in_the_link_and_nonsense_in_a_link_is_left_out() -> None:
    state = group(SHOWN, [("a=b", "Side & <b>")])
    assert read_state(write_state(state)).grouping == state.grouping
    assert read_state({"group": ["nonsense", "is=Jihadists", "=x", "y="]}).grouping == ("is=Jihadists", "=x", "y=")
    assert given_by(PageState(grouping=("=x", "y=", "is=J"))).basis.sides.own == {"is": "J"}


def test_a_file_of_sides_goes_out_as_it_came_in() -> None:
    pairs = [("is", "Jihadists"), ("Free Syrian Army", "Rebels, all")]
    assert read_groups(write_groups(pairs).encode(), "sides.csv") == pairs
    for wrong in (b"actor\nis\n", b"\xff\xfe", b"actor,side\nis,A\nis,B\n"):
        with pytest.raises(InputError, match=r"sides\.csv"):
            read_groups(wrong, "sides.csv")


def test_a_table_is_of_the_day_shown_and_opens_its_comparison() -> None:
    loaded = read_loaded("../known <1>.csv", TABLE_FILE, SHOWN)
    assert [(row.name, row.day) for row in loaded.state.places] == [("Raqqa", DAY), ("Tabqa", DAY)]
    state = load(SHOWN, loaded)
    assert (state.listed, load(state, None).listed, load(state, None).loaded) == (TABLE, PLACES, None)
    given = given_by(state)
    assert given.basis.start is not None
    assert [a.side for a in given.basis.start.of(RAQQA)] == ["syria-isis"]
    assert reports_alone(given).basis.start is None
    assert given.key != reports_alone(given).key


def test_what_is_no_table_is_refused_with_its_name() -> None:
    for name, written in (
        ("a.csv", b"town\nx\n"),
        ("a.pdf", b"%PDF"),
        ("a.csv", b"place,holder\n"),
        ("a.kml", b"<kml"),
    ):
        with pytest.raises(InputError, match=re.escape(name)):
            read_loaded(name, written, SHOWN)


def test_places_of_a_table_that_no_report_tells_of_are_asked_for() -> None:
    loaded = read_loaded("known.csv", TABLE_FILE, SHOWN)
    found = places_given(loaded.state, [ALEPPO], [ALEPPO, RAQQA, MOSUL], nobody)
    assert [(p.id, p.name, p.country) for p in found] == [
        (RAQQA.id, "Raqqa", "SY"),
        ("given:Tabqa:35.840,38.540", "Tabqa", "SY"),
    ]
    assert with_places(given_by(load(SHOWN, loaded)), found).basis.places == tuple(found)


def test_places_far_from_all_others_have_no_country_and_are_left_out() -> None:
    loaded = read_loaded("known.csv", b"place,holder,lat,lon\nNowhere,Islamic State,-60,10\n", SHOWN)
    assert places_given(loaded.state, [ALEPPO], [ALEPPO], nobody) == []


def test_holders_that_mean_no_side_are_named() -> None:
    loaded = read_loaded("known.csv", b"place,holder\nRaqqa,Martians\nAleppo,Islamic State\n", SHOWN)
    assert describe(loaded, ["SY"]) == (
        "Assumed from known.csv: 2 places. No side is called “Martians”: rows of theirs count for nothing."
    )


def test_names_of_sides_are_told_apart_and_escaped() -> None:
    assert label_sides([("a", "Rebels"), ("b", "Rebels"), ("c", "Army")]) == {
        "Rebels (a)": "a", "Rebels (b)": "b", "Army": "c",
    }  # fmt: skip
    html = groups_html([("<img>", "<b>x</b>")], {})
    assert "<img>" not in html
    assert "<b>x</b>" not in html


def test_a_place_of_a_table_is_a_settlement_of_its_own() -> None:
    loaded = read_loaded("known.csv", TABLE_FILE, SHOWN)
    (tabqa,) = [p for p in places_given(loaded.state, [RAQQA], [], nobody) if p.name == "Tabqa"]
    assert tabqa == Place(tabqa.id, "Tabqa", 35.84, 38.54, "settlement", "SY", source="given")
