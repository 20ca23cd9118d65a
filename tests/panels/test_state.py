"""The page's state: links open it again, and nonsense in one is left out."""

from dataclasses import fields, replace
from datetime import date

import pytest

from geo.panels.moves import clear_filters, open_mode, open_ready, search_words, set_day, toggle_value
from geo.panels.state import LINKED, PARAMETERS, PageState, read_state, write_state
from geo.views.link import MapView

FULL = PageState(
    start=date(2016, 1, 1), end=date(2017, 1, 1), basis="Report", actors=("Islamic State", "The tribes"), kinds=("Capture",),
    statuses=("Done",), publishers=("Sample daily",), countries=("Iraq",), words="dam & bridge", conflicts=True, unplaced=True,
    flagged="Shown", report="a1", show="Compare", on=date(2017, 2, 3), then=date(2016, 2, 3), states=("Contested",),
    place="Raqqa, Syria", who="Islamic State", tab="Place", days=("a1=2016-11-03",), reading="a1", sayers=("Monitor",), sure=70,
    coloured="Sides", sides=("Islamic State",), grouping=("is=Jihadists",), assume=True, listed="Provinces", region="Raqqa, Syria",
)  # fmt: skip


def test_every_parameter_comes_back_from_its_link() -> None:
    assert read_state(write_state(FULL)) == FULL
    assert len(write_state(FULL)) == len(LINKED)


def test_a_bare_link_is_the_bare_state() -> None:
    assert (read_state({}), write_state(PageState())) == (PageState(), {})


def test_every_parameter_is_a_field_and_every_name_is_used_once() -> None:
    assert {p.field for p in PARAMETERS} <= {f.name for f in fields(PageState)}
    assert len({p.name for p in PARAMETERS}) == len(PARAMETERS)


@pytest.mark.parametrize("nonsense", ["", "nan", "\x00", "2999-01-01", "1e9", "<script>", "True?"])
def test_nonsense_is_left_out(nonsense: str) -> None:
    words = {
        "from": [nonsense],
        "dates": [nonsense],
        "show": [nonsense],
        "tab": [nonsense],
        "conflicts": [nonsense],
        "lat": [nonsense],
    }
    assert read_state(words) == PageState()


def test_what_a_link_may_hold_is_limited() -> None:
    state = read_state({"q": ["x" * 9000], "actor": [str(n) for n in range(900)]})
    assert (len(state.words), len(state.actors)) == (200, 60)


def test_a_link_says_where_the_map_opens() -> None:
    assert read_state({"lat": ["35.5"], "lon": ["39"], "z": ["8"]}).opened == MapView(35.5, 39, 8)


def test_clearing_leaves_what_is_selected() -> None:
    after = clear_filters(FULL)
    assert after == replace(
        PageState(),
        show="Compare",
        coloured=FULL.coloured,
        sides=FULL.sides,
        grouping=FULL.grouping,
        assume=FULL.assume,
        listed=FULL.listed,
        region=FULL.region,
        on=FULL.on,
        then=FULL.then,
        states=FULL.states,
        place=FULL.place,
        who=FULL.who,
        tab="Place",
        days=FULL.days,
        reading=FULL.reading,
    )


def test_ready_view_sets_what_it_is_of_and_leaves_the_other_filters() -> None:
    after = open_ready(replace(FULL, actors=("Islamic State",)), "contested")
    assert (after.show, after.states, after.conflicts, after.place) == (
        "Control",
        ("Contested", "Besieged"),
        False,
        None,
    )
    assert after.actors == ("Islamic State",)
    assert open_ready(FULL, "none of them") == FULL


@pytest.mark.parametrize(
    ("about", "actors"),
    [
        ("actor:The tribes", ("Islamic State",)),
        ("actor:New", ("Islamic State", "The tribes", "New")),
        ("other:New", FULL.actors),
        ("", FULL.actors),
    ],
)
def test_a_value_goes_into_its_filter_and_out_again(about: str, actors: tuple[str, ...]) -> None:
    assert toggle_value(FULL, about).actors == actors


def test_words_that_are_looked_for_leave_the_place() -> None:
    after = search_words(FULL, "dam")
    assert (after.words, after.place, after.tab) == ("dam", None, "Sentences")


def test_a_mode_opens_its_tab_and_no_day_is_left_out() -> None:
    assert open_mode(replace(FULL, show="Control")).tab == "Control"
    assert open_mode(replace(FULL, show="Reports")).tab == "Sentences"
    assert set_day(FULL, "no day") == FULL
    assert set_day(FULL, "2015-06-01").on == date(2015, 6, 1)
