"""The box in which a visitor chooses sides or actors, makes sides of their own, and gives a state to start from."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from geo.errors import InputError
from geo.panels import moves
from geo.panels.acts import act_button
from geo.panels.given import MOST_MEGABYTES, TABLES, read_groups, read_loaded, write_groups
from geo.panels.state import BY_SIDE, COLOURED, MOST_TYPED, Loaded, answer_of, bind, current, guard, perform
from geo.panels.words import escape, plain_label
from geo.views.assumed import unread_holders
from geo.views.wording import count

UNGROUP = "ungroup"
"""The act of the button that takes an actor out of a side of the visitor's own (`geo.panels.acts`)."""
_STATE_FILE, _GROUP_FILE, _ACTORS, _SIDE = "given_file", "group_file", "group_actors", "group_side"
_NAMED = 6


def choose_sides(
    told: Sequence[tuple[str, str]], actors: Mapping[str, str], countries: Sequence[str]
) -> tuple[str, ...]:
    """The box; gives the keys of the sides that are chosen alone. `told` are keys and names of the sides that reports speak of,
    `actors` ids by label, `countries` those of the places told of."""
    labels = label_sides(told)
    state = current()
    with st.popover(_words(state.loaded), icon=":material/groups:", key="sides_box"):
        st.segmented_control("The map shows", COLOURED, required=True, **bind("by"))
        chosen: Sequence[str] = ()
        if state.coloured == BY_SIDE:
            chosen = st.multiselect(
                "Only these sides",
                list(labels),
                placeholder="every side",
                select_all=False,
                **bind("side", options=labels),
            )
        _choose_start(countries)
        _group_actors(actors)
    return tuple(labels[label] for label in chosen)


def _words(loaded: Loaded | None) -> str:
    """What the box is called: it says what is chosen in it, since it is mostly closed."""
    by = "By side" if current().coloured == BY_SIDE else "Sides"
    return f"{by}, with {plain_label(loaded.name)}" if loaded else by


def label_sides(told: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Keys by name; a name that two sides bear carries the key, too."""
    names = [name for _, name in told]
    return {name if names.count(name) == 1 else f"{name} ({key})": key for key, name in told}


def _choose_start(countries: Sequence[str]) -> None:
    st.html('<h2 class="dl-box">Where reports are silent, assume</h2>')
    st.toggle("each country’s own side", **bind("assume"))
    st.file_uploader(
        "a table or map of control", type=list(TABLES), key=_STATE_FILE, max_upload_size=MOST_MEGABYTES,
        on_change=guard(_take_state),
        help="CSV with the columns place and holder, and maybe day, lat, lon, country; or GeoJSON or KML with areas that have "
        "a holder. What has no day is of the day shown. It is kept for this session, and seen by you alone.",
    )  # fmt: skip
    state = current()
    if state.refused:
        st.error(plain_label(state.refused), icon=":material/error:")
    if state.loaded:
        st.html(f'<p class="dl-own">{escape(describe(state.loaded, countries))}</p>')
        forget = guard(partial(perform, moves.load, None))
        st.button("Forget it", on_click=forget, icon=":material/delete:", type="tertiary", key="given_forget")


def describe(loaded: Loaded, countries: Sequence[str]) -> str:
    """What a loaded table holds, and which of its holders mean no side. Plain text."""
    state = loaded.state
    parts = [
        count(len(state.places), "place") if state.places else "",
        count(len(state.areas), "area") if state.areas else "",
    ]
    unread = unread_holders(state, countries)
    named = ", ".join(f"“{holder}”" for holder in unread[:_NAMED])
    more = f" and {len(unread) - _NAMED:,} more" if len(unread) > _NAMED else ""
    lost = f" No side is called {named}{more}: rows of theirs count for nothing." if unread else ""
    return f"Assumed from {loaded.name}: {', '.join(p for p in parts if p)}.{lost}"


def _take_state() -> None:
    file = answer_of(_STATE_FILE)
    if file is None:
        perform(moves.load, None)
        return
    try:
        perform(moves.load, read_loaded(str(file.name), file.getvalue(), current()))  # type: ignore[attr-defined]
    except InputError as error:
        perform(moves.refuse, str(error))


def _group_actors(actors: Mapping[str, str]) -> None:
    st.html('<h2 class="dl-box">Sides of your own</h2>')
    pairs = moves.read_grouping(current().grouping)
    st.multiselect(
        "Actors", list(actors), key=_ACTORS, placeholder="actors to put together", select_all=False,
        label_visibility="collapsed",
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Side", key=_SIDE, placeholder="the name of their side", max_chars=80, label_visibility="collapsed"
        )
        st.button("Put on it", key="group_put", on_click=guard(partial(_put, actors)))
    if pairs:
        names = {value: label for label, value in actors.items()}
        st.html(groups_html(pairs, names))
        back = guard(partial(perform, moves.ungroup))
        with st.container(horizontal=True):
            st.button("Undo all", on_click=back, type="tertiary", key="group_forget", icon=":material/delete:")
            st.download_button(
                "Download", lambda: write_groups(pairs).encode("utf-8", "replace"), file_name="sides.csv", mime="text/csv",
                on_click="ignore", key="get_groups", type="tertiary", icon=":material/download:",
            )  # fmt: skip
    st.file_uploader(
        "or a file of them", type="csv", key=_GROUP_FILE, max_upload_size=1, on_change=guard(_take_groups),
        help="CSV with the columns actor (a name, or an id) and side, as `--sides` takes it.",
    )  # fmt: skip


def groups_html(pairs: Sequence[tuple[str, str]], names: Mapping[str, str]) -> str:
    """The visitor's sides with their actors, each a button that takes it out again. HTML."""
    by_side: dict[str, list[str]] = {}
    for actor, side in pairs:
        by_side.setdefault(side, []).append(actor)
    lines = (
        f'<div class="dl-also"><b>{escape(side)}</b>: '
        + "".join(act_button(UNGROUP, actor, f"{names.get(actor, actor)} ×", hint="Take it out") for actor in inside)
        + "</div>"
        for side, inside in by_side.items()
    )
    return "".join(lines)


def _put(actors: Mapping[str, str]) -> None:
    chosen, side = answer_of(_ACTORS), str(answer_of(_SIDE) or "").replace("=", " ").strip()
    labels = chosen if isinstance(chosen, list) else []
    if side and labels:
        perform(moves.group, [(actors[label], side[:MOST_TYPED]) for label in labels if label in actors])


def _take_groups() -> None:
    file = answer_of(_GROUP_FILE)
    if file is None:
        return
    try:
        perform(moves.group, read_groups(file.getvalue(), str(file.name)))  # type: ignore[attr-defined]
    except InputError as error:
        perform(moves.refuse, str(error))
