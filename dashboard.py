"""The page: filters in, map and sentences out. `streamlit run dashboard.py`, or `make run`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from geo.errors import StoreError
from geo.layers.control import (
    colours_of,
    colours_used,
    mark_comparison,
    mark_holdings,
    pack_playback,
    pack_swipe,
    signs_used,
)
from geo.layers.distances import DistanceLine, draw_distances
from geo.layers.drawing import Drawing, read_answer, revision, show_drawing
from geo.layers.marks import ASSUMED, INFERRED, Mark, mark_tallies
from geo.layers.reference import offer_villages
from geo.panels import legend, modes, moves, selection
from geo.panels.acts import hear_acts
from geo.panels.against import show_against
from geo.panels.ahead import ask_ahead
from geo.panels.answers import Answers, find_answers
from geo.panels.choose_sides import UNGROUP, choose_sides
from geo.panels.control import STATE_CHOICES, show_holdings, show_turnovers
from geo.panels.filters import choose_view, label_facets
from geo.panels.flags import FLAG, ask_about, remember_flags, show_flagging
from geo.panels.given import given_by, only_sides, places_given, with_places
from geo.panels.head import show_brand, show_figures, show_sample_note
from geo.panels.legend import show_credits, show_guide, show_legend
from geo.panels.own_reports import add_own_reports, show_own_reports
from geo.panels.provinces import DAY, show_provinces
from geo.panels.ready import hear_filters, show_counts, show_ready
from geo.panels.reports import LIST, READ
from geo.panels.share import show_share, show_way_out
from geo.panels.side import NAMESAKE, UNDER, Choice, Scene, choose_selected, first_sentences, show_side
from geo.panels.state import (
    COMPARE,
    CONTROL,
    MENTIONS,
    PROVINCES,
    TABLE,
    answer_of,
    begin_run,
    change,
    current,
    guard,
    part,
    perform,
    show_trouble,
)
from geo.panels.takeaway import show_takeaway
from geo.panels.timeline import read_brush, show_timeline
from geo.panels.undated import UNDATE, show_undated, take_back_day
from geo.panels.welcome import show_failure, show_welcome
from geo.records.places import Place
from geo.records.views import Facets, View
from geo.views.colours import ActorColours, assign_colours
from geo.views.compare import compare_days
from geo.views.flagged import standing_flags
from geo.views.frames import in_states
from geo.views.theatres import Box, Theatre, find_theatres, first_look
from geo.views.undated import read_days

MAP, BARS = "map", "bars"
MAP_HEIGHT, PANEL_HEIGHT = 510, 570
# Places, the most mentioned, whose countries' villages are drawn around them.
MOST_VILLAGES = 400
# Changes of control up to which it is worked out before anybody asks who held what: some three seconds, once a store.
WORKED_OUT_AHEAD = 50_000
SIGNS = {INFERRED: legend.INFERRED, ASSUMED: legend.ASSUMED}
ASSETS = Path(__file__).parent / "geo" / "panels" / "assets"


def main() -> None:
    """Draw the page."""
    sidebar: Any = "collapsed" if st.context.is_embedded else 232
    st.set_page_config("Dateline", ASSETS / "icon.svg", layout="wide", initial_sidebar_state=sidebar)
    st.html(ASSETS / "panels.css")
    begin_run()
    show_trouble()
    with part("The page"):
        show_all()


def show_all() -> None:
    """The page, or what to do where there are no reports or they cannot be read."""
    try:
        answers = add_own_reports(find_answers())
        if answers:
            show_page(answers)
        else:
            show_welcome()
    except StoreError as error:
        show_failure(error)


def show_page(answers: Answers) -> None:
    """Filters in the sidebar; map, panel and bars beside it."""
    facets = answers.facets()
    with st.sidebar:
        show_brand()
        if answers.sample:
            show_sample_note()
        show_guide()
        with part("Your own reports"):
            show_own_reports()
        with part("The ready views"):
            show_ready(answers)
        view = choose_view(facets, len(standing_flags(answers.flags)))
        clear = guard(partial(perform, moves.clear_filters))
        st.button("Clear all filters", on_click=clear, icon=":material/filter_alt_off:")
        with part("The most frequent values"):
            show_counts(answers, view, facets)
        show_credits()
        hear_filters()
    explore(answers, view, facets)
    if answers.counts.changes <= WORKED_OUT_AHEAD and not current().ahead:
        change(ahead=True)
        ask_ahead(partial(answers.playback, View()))
    all_days = replace(view, start=None, end=None)
    with part("The bars"):
        show_timeline(answers.day_tallies(all_days), view.start, view.end, key=BARS, on_brush=guard(take_brush))


@st.fragment
def explore(answers: Answers, view: View, facets: Facets) -> None:
    """All that a click on the map or in the panel changes; the filters stay as they are."""
    try:
        with part("The map and what is said"):
            show_map_and_panel(answers, view, facets)
    except StoreError as error:
        show_failure(error)


def show_map_and_panel(answers: Answers, view: View, facets: Facets) -> None:
    """Figures, map, legend and panel."""
    answers = take_what_is_given(answers, view)
    remember_flags(answers)
    colours = assign_colours((f.value, f.label) for f in facets.actors)
    if answers.given.by_side:
        colours = answers.side_colours(view)
    ask_ahead(partial(answers.day_tallies, view), partial(first_sentences, answers, view))
    left, right = st.columns([21, 8], gap="small")
    with left, st.container(horizontal=True, vertical_alignment="center", gap="small", key="mode"):
        answers, shown = choose_what_is_shown(answers, view, facets, colours)
        figures = st.container(width="content", key="figures")
    actors = label_facets(facets.actors)
    with right, st.container(horizontal=True, vertical_alignment="center", gap="small", key="head"):
        find, actions = st.container(key="find"), st.container(horizontal=True, width="content", gap="small")
    with find:
        place, namesakes = choose_selected(shown.labelled, actors, answers.called)
    list_control = partial(show_control, answers, view, colours, shown, place)
    fill_map = partial(show_map, shown, place, colours, find_looks(answers, view, shown.mode))
    scene = Scene(answers, view, colours, actors, place, find_others(shown, place, namesakes))
    fill_panel = partial(show_panel, scene, list_control)
    drawn = selection.remember_drawn(
        revision(shown.marks, shown.lines), list(shown.labelled), [line.id for line in shown.lines]
    )
    # What stands on the page already can wait for what does not: after a click the panel goes first, after a filter the map.
    for where, name, fill in ((right, "The panel", fill_panel), (left, "The map", fill_map))[:: 1 if drawn else -1]:
        with where, part(name):
            fill()
    with actions, part("Downloads and links"):
        if st.context.is_embedded:
            show_way_out()
        else:
            show_takeaway(answers, view, colours, place, shown.days[1] if shown.mode != MENTIONS else None)
            show_share()
    with figures, part("The figures"):
        show_figures(answers, view)
    hear_acts(
        {
            "show": partial(show_place, answers), "open": partial(open_place, answers, shown.labelled), FLAG: ask_about,
            READ: partial(perform, moves.read_report), LIST: partial(perform, moves.list_reports),
            UNDER: partial(perform, moves.choose_under_click), NAMESAKE: partial(open_label, shown.labelled),
            UNGROUP: partial(perform, moves.ungroup), UNDATE: partial(take_back_day, answers), DAY: partial(perform, moves.set_day),
        }
    )  # fmt: skip
    with part("Flagging"):
        show_flagging(answers)


def take_what_is_given(answers: Answers, view: View) -> Answers:
    """The answers with what the visitor gives beside the reports: days, sides, a state to start from and its places."""
    given = given_by(current())
    if given.loaded:
        start, called = given.loaded.state, answers.store.called
        silent = answers.keep(
            lambda: places_given(start, _told_of(answers, view), [t.place for t in answers.place_tallies(view)], called),
            f"given {given.key}", view,
        )  # fmt: skip
        given = with_places(given, silent)
    return replace(answers, days=read_days(current().days), given=given)


def _told_of(answers: Answers, view: View) -> list[Place]:
    """The places that changes speak of."""
    return list({m.place.id: m.place for fact in answers.history(view) for m in fact.change.places if m.place}.values())


@dataclass(frozen=True)
class Shown:
    """What the map shows: its mode, one or two days, marks and their places by label, lines, the colours and signs on it, and a
    playback."""

    mode: str
    days: tuple[date, date]
    marks: Sequence[Mark]
    labelled: Mapping[str, Place]
    lines: Sequence[DistanceLine] = ()
    used: frozenset[int] = frozenset()
    control: Mapping[str, Any] | None = None
    swipe: Mapping[str, str] | None = None
    states: tuple[str, ...] = ()
    signs: frozenset[int] = frozenset()
    by_side: bool = False


def choose_what_is_shown(answers: Answers, view: View, facets: Facets, colours: ActorColours) -> tuple[Answers, Shown]:
    """The mode, its days and sides, and the marks and lines of it; and the answers of those sides."""
    first, last = view.start or facets.first or date.today(), view.end or facets.last or date.today()
    mode = modes.choose_mode()
    year_before = view.start or max(first, last - timedelta(days=365))
    then = modes.choose_day("then", "Earlier day", year_before) if mode == COMPARE else first
    day = modes.choose_day("on", "Day", last) if mode != MENTIONS else last
    states = modes.choose_states(STATE_CHOICES) if mode == CONTROL else ()
    if mode != MENTIONS:
        told = answers.sides(view) if answers.given.by_side else []
        chosen = choose_sides(told, label_facets(facets.actors), [f.value for f in facets.countries])
        answers = replace(answers, given=only_sides(answers.given, chosen))
    asked = Shown(mode, (then, day), (), {}, states=states, by_side=answers.given.by_side)
    return answers, make_shown(answers, view, colours, asked)


def make_shown(answers: Answers, view: View, colours: ActorColours, asked: Shown) -> Shown:
    """The marks and lines of a mode on its days."""
    then, day = asked.days
    if asked.mode == MENTIONS:
        marks = answers.keep(lambda: mark_tallies(answers.place_tallies(view), colours), "marks", view)
        labelled = answers.keep(lambda: label_marks(marks), "labels", view)
        lines, used = draw_distances(answers.distances(view)), frozenset(mark.colour for mark in marks)
        return replace(asked, marks=marks, labelled=labelled, lines=lines, used=used)
    if asked.mode == CONTROL:
        with st.spinner("Working out who held what …"):
            playback = answers.playback(view)
        marks = mark_holdings(playback, in_states(answers.holdings(view, day), asked.states), colours)
        return replace(
            asked, marks=marks, labelled=label_marks(marks), used=frozenset(colours_used(marks, playback, colours)),
            control=pack_playback(playback, day, colours, asked.states), signs=signs_used(marks, playback),
        )  # fmt: skip
    marks, earlier = mark_comparison(answers.holdings(view, then), answers.holdings(view, day), colours)
    used = frozenset(n for mark in (*marks, *earlier) for n in colours_of(mark))
    swipe, signs = pack_swipe(asked.days, earlier), signs_used([*marks, *earlier])
    return replace(asked, marks=marks, labelled=label_marks(marks), used=used, swipe=swipe, signs=signs)


def label_marks(marks: Sequence[Mark]) -> dict[str, Place]:
    """The places of marks by label, in their order."""
    return selection.label_places(mark.place for mark in marks)


def show_control(answers: Answers, view: View, colours: ActorColours, shown: Shown, place: Place | None) -> None:
    """Who holds what on the day, or what changed between the two days."""
    earlier, day = shown.days
    if place is None:
        show_undated(answers, view, colours)
    holdings, history = answers.holdings(view, day), answers.history(view)
    if shown.mode == COMPARE:
        turnovers = compare_days(answers.holdings(view, earlier), holdings)
        show_turnovers(shown.days, turnovers, history, colours, place)
        return
    listed = (
        modes.choose_list(with_table=answers.given.loaded is not None) if shown.mode == CONTROL and not place else ""
    )
    if listed == PROVINCES:
        show_provinces(answers, view, day, holdings)
    elif listed == TABLE and answers.given.loaded:
        show_against(answers, view, answers.given.loaded, day, colours)
    else:
        show_holdings(day, holdings if place else in_states(holdings, shown.states), history, colours, place)


def show_panel(scene: Scene, list_control: Callable[[], None]) -> None:
    """What is said, of the selected place or of all."""
    with st.container(height=PANEL_HEIGHT, border=False, key="panel"):
        show_side(scene, list_control)


def find_others(shown: Shown, place: Place | None, namesakes: Sequence[str]) -> dict[str, list[Choice]]:
    """The places to offer beside the selected one: those under the same click, and its namesakes."""
    here = selection.under_click(shown.labelled, place) if place else []
    apart = [label for label in namesakes if label not in here]
    return {UNDER: count_mentions(shown, here), NAMESAKE: count_mentions(shown, apart)}


def count_mentions(shown: Shown, labels: Sequence[str]) -> list[Choice]:
    """Labels of places on the map with how often each is mentioned."""
    numbers = {mark.place.id: mark.mentions for mark in shown.marks} if labels else {}
    return [(label, numbers[shown.labelled[label].id]) for label in labels]


def find_looks(answers: Answers, view: View, mode: str) -> tuple[Sequence[Theatre], Box | None, Sequence[str]]:
    """The theatres to go to, the box of what is shown, and the villages around."""
    tallies = answers.place_tallies(view)
    theatres = answers.keep(lambda: find_theatres(tallies), "theatres", view)
    look = answers.keep(lambda: first_look(tallies), "look", view) if mode == MENTIONS else None
    return theatres, look, offer_villages(dict.fromkeys(t.place.country for t in tallies[:MOST_VILLAGES]))


def show_map(
    shown: Shown, place: Place | None, colours: ActorColours, looks: tuple[Sequence[Theatre], Box | None, Sequence[str]]
) -> None:
    """The map with the selected place ringed, and its legend; the link's view is where it starts, and only a wish moves it later."""
    ids = [mark.place.id for mark in shown.marks]
    drawing = Drawing(
        shown.marks, shown.lines, ids.index(place.id) if place and place.id in ids else -1,
        st.context.theme.type or "light", selection.starting_view(place), current().wish, current().asked,
        shown.control, shown.swipe, *looks,
    )  # fmt: skip
    with st.container(key="map_frame"):
        show_drawing(drawing, key=MAP, height=MAP_HEIGHT, on_answer=guard(take_map_answer))
        signs = [words for sign, words in SIGNS.items() if sign in shown.signs]
        show_legend(colours, used=shown.used, mode=shown.mode, by_side=shown.by_side, signs=signs)


def take_map_answer() -> None:
    """Select what was clicked on the map, keep where it stands, and follow the day at which its slider came to rest."""
    answer = read_answer(answer_of(MAP))
    if answer:
        perform(moves.keep_view, answer.view)
        perform(moves.take_pick, answer.rev, answer.picked, answer.line)
        perform(moves.set_day, answer.day)


def show_place(answers: Answers, place_id: str) -> None:
    """Move the map to a place."""
    place = answers.store.place(place_id)
    if place:
        perform(moves.wish, place)


def open_place(answers: Answers, labelled: Mapping[str, Place], place_id: str) -> None:
    """Select a place and move the map there."""
    place = answers.store.place(place_id)
    if place:
        label = selection.label_of(place, labelled)
        open_label({label: place}, label)


def open_label(labelled: Mapping[str, Place], label: str) -> None:
    """Select the place of a label and move the map there."""
    if label in labelled:
        perform(moves.choose_place, label)
        perform(moves.wish, labelled[label])


def take_brush() -> None:
    """Set the dates to what was dragged across the bars."""
    days = read_brush(answer_of(BARS))
    if days:
        perform(moves.set_days, *days)


main()
