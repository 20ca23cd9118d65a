"""Buttons inside the page's own HTML: hundreds of them cost the browser no more than their words.

A Streamlit button each would: a list of twelve sentences carries some sixty, and drawing them took longer than asking the store.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

import streamlit as st

from geo.panels.state import answer_of, guard
from geo.panels.words import escape

KEY = "acts"
_LISTEN = (Path(__file__).parent / "assets" / "acts.js").read_text(encoding="utf-8")
Handlers = Mapping[str, Callable[[str], object]]


def act_button(act: str, about: str, words: str, *, hint: str = "", css: str = "") -> str:
    """A button as HTML. Pressing it calls the handler of `act` with `about`; words and hint are escaped here."""
    title = f' title="{escape(hint)}"' if hint else ""
    return (
        f'<button type="button" class="dl-act {escape(css)}" data-act="{escape(act)}:{escape(about)}"{title}>'
        f"{escape(words)}</button>"
    )


def hear_acts(handlers: Handlers, *, key: str = KEY) -> None:
    """Make the buttons with these handlers heard: mount the listener, once a run. A press runs the part of the page it stands in."""

    def heard() -> None:
        take_act(read_act(answer_of(key)), handlers)

    component = st.components.v2.component(KEY, js=_LISTEN)
    component(
        key=key, data={"acts": sorted(handlers)}, height=1,
        on_act_change=guard(heard),
    )  # fmt: skip


def read_act(value: object) -> str:
    """What was pressed, in what the browser answers; "" where that is of another form."""
    pressed = value.get("act") if isinstance(value, Mapping) else getattr(value, "act", None)
    return pressed if isinstance(pressed, str) else ""


def take_act(pressed: str, handlers: Handlers) -> None:
    """Call the handler that what was pressed names. What names none does nothing: it comes from a browser."""
    act, _, about = pressed.partition(":")
    if act in handlers:
        handlers[act](about)
