"""The page: filters in, map and sentences out. `streamlit run dashboard.py`, or `make run`."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import streamlit as st

from geo.errors import StoreError
from geo.layers.distances import DistanceLine, draw_distances
from geo.layers.drawing import Drawing, revision, show_drawing, take_answer
from geo.layers.marks import Mark, mark_tallies
from geo.panels import selection
from geo.panels.answers import Answers, find_answers
from geo.panels.filters import choose_view, clear_filters, label_facets, set_days
from geo.panels.head import show_brand, show_figures, show_sample_note
from geo.panels.legend import show_guide, show_legend
from geo.panels.share import asked, keep_view, show_share
from geo.panels.side import choose_selected, show_place_head, show_side
from geo.panels.takeaway import show_takeaway
from geo.panels.timeline import read_brush, show_timeline
from geo.panels.welcome import show_failure, show_welcome
from geo.records.places import Place
from geo.records.views import View
from geo.views.colours import ActorColours, assign_colours
from geo.views.link import read_map_view

MAP, BARS = "map", "bars"
MAP_HEIGHT, PANEL_HEIGHT = 540, 600
ASSETS = Path(__file__).parent / "geo" / "panels" / "assets"


def main() -> None:
    """Draw the page."""
    st.set_page_config("Dateline", ASSETS / "icon.svg", layout="wide", initial_sidebar_state=320)
    st.html(ASSETS / "panels.css")
    try:
        answers = find_answers()
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
        view = choose_view(facets)
        st.button("Clear all filters", on_click=clear_filters, icon=":material/filter_alt_off:")
        show_guide()
    if answers.sample:
        show_sample_note()
    colours = assign_colours((f.value, f.label) for f in facets.actors)
    explore(answers, view, colours, label_facets(facets.actors))
    show_timeline(
        answers.day_tallies(replace(view, start=None, end=None)), view.start, view.end, key=BARS, on_brush=take_brush
    )


@st.fragment
def explore(answers: Answers, view: View, colours: ActorColours, actors: dict[str, str]) -> None:
    """All that a click on the map or in the panel changes; the filters stay as they are."""
    tallies, distances = answers.place_tallies(view), answers.distances(view)
    labelled = selection.label_places(tallies)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="head"):
        show_figures(answers, tallies, answers.day_tallies(view), len(distances))
        actions = st.container(horizontal=True, width="content")
    left, right = st.columns([8, 5], gap="medium")
    with right:
        place = choose_selected(labelled)
    with actions:
        show_takeaway(answers, view, colours, place)
        show_share()
    with left:
        marks, lines = mark_tallies(tallies, colours), draw_distances(distances)
        selection.remember_drawn(revision(marks, lines), list(labelled), [line.id for line in lines])
        show_map(marks, lines, place)
        show_legend(colours, used={mark.colour for mark in marks})
    with right, st.container(height=PANEL_HEIGHT, border=False, key="panel"):
        if place:
            show_place_head(place, selection.under_click(labelled))
        show_side(answers, view, colours, place, actors)


def show_map(marks: Sequence[Mark], lines: Sequence[DistanceLine], place: Place | None) -> None:
    """The map with the selected place ringed; the link's view is where it starts, and only a wish moves it later."""
    ids = [mark.place.id for mark in marks]
    first = selection.starting_view(read_map_view(st.query_params), place)
    drawing = Drawing(
        marks, lines, ids.index(place.id) if place and place.id in ids else -1, st.context.theme.type or "light",
        first, selection.current_wish(), asked(),
    )  # fmt: skip
    with st.container(key="map_frame"):
        show_drawing(drawing, key=MAP, height=MAP_HEIGHT, on_answer=take_map_answer)


def take_map_answer() -> None:
    """Select what was clicked on the map, and keep where it stands."""
    answer = take_answer(MAP)
    if answer:
        keep_view(answer.view)
        selection.take_pick(answer.rev, answer.picked, answer.line)


def take_brush() -> None:
    """Set the dates to what was dragged across the bars."""
    days = read_brush(st.session_state.get(BARS))
    if days:
        set_days(*days)


main()
