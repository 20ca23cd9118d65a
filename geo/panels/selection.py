"""What is selected on the page, kept in the session: a place, a line, and wishes to move the map."""

from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from geo.records.names import fold_name, skeleton
from geo.records.places import Place
from geo.views.link import MapMove, MapView
from geo.views.wording import PLACE_KINDS, country_names

PLACE, TAB = "place", "tab"
"""Keys of the place box and of the open tab, in the session and in the link."""


_CLOSE: dict[str, int] = {"country": 6, "region": 7, "admin1": 8}


def place_label(place: Place) -> str:
    """A place as the place box and the link name it: "Raqqa, Syria" or "Raqqa (province), Syria"."""
    kind = "" if place.kind == "settlement" else f" ({PLACE_KINDS[place.kind]})"
    inside = place.admin1 if place.admin1 and place.admin1 != place.name else ""
    country = country_names().get(place.country, place.country)
    return ", ".join(part for part in (place.name + kind, inside, country if country != place.name else "") if part)


def label_places(places: Iterable[Place]) -> dict[str, Place]:
    """Places by label; a later place of the same label carries its id as well."""
    labelled: dict[str, Place] = {}
    for place in places:
        label = place_label(place)
        labelled[label if label not in labelled else f"{label} · {place.id}"] = place
    return labelled


def find_place(asked: str | None, labelled: Mapping[str, Place]) -> Place | None:
    """The place meant by a label, an id, or a name in any spelling; of several the most mentioned."""
    if not asked:
        return None
    if asked in labelled:
        return labelled[asked]
    folded = fold_name(asked)
    ways = (
        lambda place: place.id == asked,
        lambda place: fold_name(place.name) == folded,
        lambda place: bool(skeleton(folded)) and skeleton(fold_name(place.name)) == skeleton(folded),
    )
    found = next((place for way in ways for place in labelled.values() if way(place)), None)
    return found or _find_in_parts(asked, labelled)


def _find_in_parts(asked: str, labelled: Mapping[str, Place]) -> Place | None:
    """ "Raqqa, Syria" where the label says "Raqqa, Ar-Raqqah, Syria"."""
    name, *rest = [fold_name(part) for part in asked.split(",")]
    inside = ((place, [fold_name(part) for part in label.split(",")]) for label, place in labelled.items())
    fitting = [(place, parts[0]) for place, parts in inside if rest and set(rest) <= set(parts)]
    sounds = skeleton(name)
    return next(
        (place for place, own in fitting if own == name or (sounds and skeleton(own) == sounds)),
        None,
    )


def choose_place(label: str | None) -> None:
    """Select the place of this label, or none. For use as a callback."""
    st.session_state[PLACE] = label
    st.session_state["_also"] = []


def remember_drawn(revision: str, labels: Sequence[str], lines: Sequence[str]) -> None:
    """Keep what the indexes in the map's next answer stand for: labels of places and ids of distances, as drawn."""
    st.session_state["_drawn"] = (revision, tuple(labels), tuple(lines))


def take_pick(revision: str, picked: Sequence[int], line: int | None) -> None:
    """Select what was clicked. A click on an earlier drawing selects nothing: its indexes mean other places now."""
    drawn, labels, lines = st.session_state.get("_drawn", ("", (), ()))
    if revision != drawn:
        return
    chosen = [labels[i] for i in picked if i < len(labels)]
    if chosen:
        choose_place(chosen[0])
        st.session_state["_also"] = chosen[1:]
    if line is not None and line < len(lines):
        st.session_state["_line"] = lines[line]
        st.session_state[TAB] = "Distances"


def under_click(labelled: Mapping[str, Place]) -> list[Place]:
    """The other places that lay under the last click."""
    return [labelled[label] for label in st.session_state.get("_also", []) if label in labelled]


def chosen_line() -> str | None:
    """The id of the distance whose line was clicked last."""
    found = st.session_state.get("_line")
    return found if isinstance(found, str) else None


def wish(place: Place | None) -> None:
    """Move the map to a place, or to all places. For use as a callback."""
    zoom = _CLOSE.get(place.kind, 9) if place else 0
    turn = current_wish().turn + 1
    st.session_state["_wish"] = MapMove(place.lat, place.lon, zoom, turn) if place else MapMove(0, 0, 0, turn)


def starting_view(asked: MapView | None, place: Place | None) -> MapView | None:
    """Where the map starts in this session: the link's view, else the link's place, else (None) all places."""
    if "_start" not in st.session_state:
        near = MapView(place.lat, place.lon, _CLOSE.get(place.kind, 8)) if place else None
        st.session_state["_start"] = asked or near
    start = st.session_state["_start"]
    return start if isinstance(start, MapView) else None


def current_wish() -> MapMove:
    """The last wish; turn 0 before the first."""
    found = st.session_state.get("_wish")
    return found if isinstance(found, MapMove) else MapMove(0, 0, 0, 0)
