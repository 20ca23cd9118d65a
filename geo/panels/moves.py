"""What presses do: pure acts from one state of the page to the next (`geo.panels.state`)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from geo.panels.state import (
    BY_SIDE,
    COMPARE,
    CONTROL,
    MENTIONS,
    MOST_GROUPED,
    PLACES,
    TABLE,
    Loaded,
    PageState,
    without_filters,
)
from geo.records.places import Place
from geo.records.views import View
from geo.views.link import MapMove, MapView

CONTESTED_STATES = ("Contested", "Besieged")
READY: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "contested": ("Contested places", {"show": CONTROL, "tab": "Control", "states": CONTESTED_STATES}),
    "turned": ("What changed hands", {"show": COMPARE, "tab": "Control"}),
    "conflicts": ("Distances in conflict", {"show": MENTIONS, "tab": "Distances", "conflicts": True}),
    "unplaced": ("Names without a place", {"show": MENTIONS, "tab": "Sentences", "unplaced": True}),
}
"""Ready views by name: words on the button, and what the view sets; the days, actors and other filters stay as they are."""
_PLAIN: Mapping[str, Any] = {"states": (), "conflicts": False, "unplaced": False, "place": None}
_LISTS = {
    "actor": "actors",
    "kind": "kinds",
    "status": "statuses",
    "publisher": "publishers",
    "said": "sayers",
    "country": "countries",
}
CLOSE: Mapping[str, int] = {"country": 6, "region": 7, "admin1": 8}
"""Zoom levels that show an area of a kind."""
_CLOSE_TO_A_TOWN = 9
MOST_WORDS, MOST_SEEN = 200, 2000


def open_ready(state: PageState, name: str) -> PageState:
    """Open a ready view; a name of none does nothing: it comes from a browser."""
    return replace(state, **{**_PLAIN, **READY[name][1]}) if name in READY else state


def toggle_value(state: PageState, about: str) -> PageState:
    """Take a value into its filter or out of it: "key:label"."""
    key, _, label = about.partition(":")
    if key not in _LISTS:
        return state
    chosen: tuple[str, ...] = getattr(state, _LISTS[key])
    after = tuple(one for one in chosen if one != label) if label in chosen else (*chosen, label)
    changed: dict[str, Any] = {_LISTS[key]: after}
    return replace(state, **changed)


def chosen_in(state: PageState, key: str) -> tuple[str, ...]:
    """The labels that the filter of this parameter holds."""
    chosen: tuple[str, ...] = getattr(state, _LISTS[key])
    return chosen


def clear_filters(state: PageState, about: str = "") -> PageState:
    """Set every filter back to what it is in a bare link."""
    return without_filters(state)


def search_words(state: PageState, text: str) -> PageState:
    """Look for words in the sentences."""
    return replace(state, words=text[:MOST_WORDS], place=None, tab="Sentences")


def open_actor(state: PageState, label: str) -> PageState:
    """Open an actor's page."""
    return replace(state, who=label, place=None, tab="Actor")


def read_report(state: PageState, article_id: str) -> PageState:
    """Open a report; it counts as seen."""
    seen = state.seen if article_id in state.seen else (*state.seen, article_id)[-MOST_SEEN:]
    return replace(state, reading=article_id, seen=seen, tab="Reports")


def list_reports(state: PageState, about: str = "") -> PageState:
    """Go back from a report to the list."""
    return replace(state, reading=None)


def show_only(state: PageState, article_id: str) -> PageState:
    """Show nothing but one report."""
    return replace(state, report=article_id, place=None)


def open_mode(state: PageState) -> PageState:
    """Open the tab that goes with what the map shows."""
    return replace(state, tab="Sentences" if state.show == MENTIONS else "Control")


def set_days(state: PageState, first: date | None, last: date | None) -> PageState:
    """Set the two dates, or none."""
    return replace(state, start=first, end=last)


def set_day(state: PageState, text: str) -> PageState:
    """Set the day of the control map; what is no day is left out."""
    try:
        return replace(state, on=date.fromisoformat(text))
    except ValueError:
        return state


def group(state: PageState, pairs: Sequence[tuple[str, str]]) -> PageState:
    """Put actors on sides of the visitor's own: pairs of actor and side, a side "" takes the actor out again."""
    kept = dict(read_grouping(state.grouping)) | dict(pairs)
    written = tuple(f"{actor}={side}" for actor, side in kept.items() if actor and side)[:MOST_GROUPED]
    # What was chosen of the sides may be called otherwise now.
    return replace(state, grouping=written, sides=(), coloured=BY_SIDE if written else state.coloured)


def ungroup(state: PageState, actor: str = "") -> PageState:
    """Take an actor out of the visitor's own sides, or all of them."""
    return group(state, [(actor, "")]) if actor else replace(state, grouping=(), sides=())


def read_grouping(written: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs of actor and side in "actor=side"; a name may hold the sign itself, a side not."""
    pairs = (one.rpartition("=") for one in written)
    return [(actor.strip(), side.strip()) for actor, _, side in pairs if actor.strip() and side.strip()]


def load(state: PageState, loaded: Loaded | None) -> PageState:
    """Take a table as a starting state of this session, and show what it says beside reports; None takes it away."""
    return replace(state, loaded=loaded, refused="", listed=TABLE if loaded else PLACES)


def refuse(state: PageState, why: str) -> PageState:
    """Say why a file is not taken."""
    return replace(state, refused=why)


def choose_place(state: PageState, label: str | None) -> PageState:
    """Select the place of this label, or none."""
    return replace(state, place=label, under=())


def take_typed(state: PageState, label: str) -> PageState:
    """Put a place's label in the stead of what was typed, and keep that: other places may be called so too."""
    return replace(choose_place(state, label), typed=(label, state.place or ""))


def take_pick(state: PageState, revision: str, picked: Sequence[int], line: int | None) -> PageState:
    """Select what was clicked. A click on an earlier drawing selects nothing: its indexes mean other places now."""
    drawn, labels, lines = state.drawn
    if revision != drawn:
        return state
    chosen = tuple(labels[i] for i in picked if i < len(labels))
    if chosen:
        state = replace(state, place=chosen[0], under=chosen)
    if line is not None and 0 <= line < len(lines):
        state = replace(state, line=lines[line], tab="Distances")
    return state


def choose_under_click(state: PageState, label: str) -> PageState:
    """Select another of the places that lay under the last click, and keep them all at hand."""
    return replace(state, place=label) if label in state.under else state


def wish(state: PageState, place: Place | None) -> PageState:
    """Move the map to a place, or to all places."""
    turn = state.wish.turn + 1
    if place is None:
        return replace(state, wish=MapMove(0, 0, 0, turn))
    return replace(state, wish=MapMove(place.lat, place.lon, how_close(place), turn))


def how_close(place: Place) -> int:
    """The zoom level that shows a place with what lies around it."""
    return CLOSE.get(place.kind, _CLOSE_TO_A_TOWN)


def keep_view(state: PageState, view: MapView | None) -> PageState:
    """Keep where the map says it stands."""
    return replace(state, map_view=view) if view else state


def ask_for_view(state: PageState) -> PageState:
    """Ask the map where it stands; it answers before long."""
    return replace(state, asked=state.asked + 1)


def show_more(state: PageState, name: str, here: View, page: int) -> PageState:
    """Show one more page of a list."""
    others = tuple(one for one in state.pages if one[0] != name)
    return replace(state, pages=(*others, (name, here, shown_of(state, name, here, page) + page)))


def shown_of(state: PageState, name: str, here: View, page: int) -> int:
    """How many of a list are shown: more after presses of the button, one page again once the view is another."""
    return next((number for one, view, number in state.pages if one == name and view == here), page)
