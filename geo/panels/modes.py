"""What the map shows: what is said of places, who holds them on a day, or what changed hands between two days."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

MENTIONS, CONTROL, COMPARE = MODES = ("Reports", "Control", "Compare")
ON, THEN, STATE = "on", "then", "state"
"""Keys of the two days and of the states shown, in the session and in the link."""
_FIRST, _LAST = date(1900, 1, 1), date(2100, 12, 31)


def choose_mode() -> str:
    """The mode."""
    chosen = st.segmented_control(
        "The map shows", MODES, default=MENTIONS, key="show", bind="query-params", required=True,
        label_visibility="collapsed", on_change=_open_tab,
    )  # fmt: skip
    return str(chosen or MENTIONS)


def _open_tab() -> None:
    control = st.session_state.get("show") != MENTIONS
    st.session_state["tab"] = "Control" if control else "Sentences"


def choose_states(words: Mapping[str, str]) -> tuple[str, ...]:
    """The states that are shown, by their words; none chosen shows all."""
    named = {label.capitalize(): state for state, label in words.items()}
    chosen = st.multiselect(
        "States", list(named), key=STATE, bind="query-params", placeholder="Every state", label_visibility="collapsed",
        width=245, select_all=False,
    )  # fmt: skip
    return tuple(named[label] for label in chosen)


def choose_day(key: str, label: str, default: date) -> date:
    """A day, kept in the link once it is another than the default."""
    chosen = st.date_input(
        label, value=None, key=key, bind="query-params", min_value=_FIRST, max_value=_LAST, width=135,
        label_visibility="collapsed", help=None,
    )  # fmt: skip
    return chosen if isinstance(chosen, date) else default


def set_day(text: str) -> None:
    """Set the day of the control map. For use in a callback; what is no day is left out."""
    try:
        st.session_state[ON] = date.fromisoformat(text)
    except ValueError:
        return
