"""What the map shows: what is said of places, who holds them on a day, or what changed hands between two days."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from geo.panels.moves import open_mode
from geo.panels.state import FIRST_DAY, LAST_DAY, LISTED, MENTIONS, MODES, PLACES, TABLE, bind, change, current


def choose_mode() -> str:
    """The mode."""
    chosen = st.segmented_control(
        "The map shows", MODES, required=True, label_visibility="collapsed", **bind("show", then=open_mode)
    )
    return str(chosen or MENTIONS)


def choose_states(words: Mapping[str, str]) -> tuple[str, ...]:
    """The states that are shown, by their words; none chosen shows all."""
    named = {label.capitalize(): state for state, label in words.items()}
    chosen = st.multiselect(
        "States", list(named), placeholder="Every state", label_visibility="collapsed", width=180, select_all=False,
        **bind("state", options=named),
    )  # fmt: skip
    return tuple(named[label] for label in chosen)


def choose_day(name: str, label: str, default: date) -> date:
    """A day, by the name of its parameter; kept in the link once it is another than the default."""
    chosen = st.date_input(
        label, value=None, min_value=FIRST_DAY, max_value=LAST_DAY, width=135, label_visibility="collapsed", help=None,
        **bind(name),
    )  # fmt: skip
    return chosen if isinstance(chosen, date) else default


def choose_list(*, with_table: bool) -> str:
    """What the list of control is of: places, provinces, or the visitor's own table where there is one."""
    if current().listed == TABLE and not with_table:
        change(listed=PLACES)
    offered = LISTED if with_table else tuple(one for one in LISTED if one != TABLE)
    chosen = st.segmented_control(
        "The list is of", offered, required=True, label_visibility="collapsed", **bind("list")
    )
    return str(chosen or PLACES)
