"""The page under AppTest with everything on it that can be pressed: widgets, buttons inside its HTML, the map, the bars.

AppTest runs no browser, so what a browser would answer for the page's components is typed into a text box in their stead.
"""

import json
import random
import re
from collections.abc import Callable
from datetime import date
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from geo.panels.state import SURES, TABS

PAGE = str(Path(__file__).parent.parent / "dashboard.py")
_ACTS = re.compile(r'data-act="([^"]*)"')


def make_pressable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every component of the page a text box that answers for it."""
    monkeypatch.setattr("streamlit.components.v2.component", lambda *args, **options: _mount)
    monkeypatch.setattr("geo.layers.drawing.st_folium", _show_map)
    monkeypatch.setattr("streamlit.tabs", _show_tabs)
    # AppTest knows no box that takes what is typed into it.
    monkeypatch.setattr(Selectbox, "_widget_state", property(_state_of))


def _state_of(box: Any) -> WidgetState:
    state = WidgetState()
    state.id = box.id
    if box.value is not None:
        state.string_value = str(box.format_func(box.value))
    return state


_tabs = st.tabs


def _show_tabs(labels: list[str], *, key: str, on_change: Any, args: tuple[Any, ...] = (), **options: Any) -> Any:
    _box(key, partial(on_change, *args) if callable(on_change) else lambda: None, str)
    return _tabs(labels, key=key, on_change=on_change, args=args, **options)


def _box(key: str, heard: Callable[[], None], form: Callable[[str], object]) -> None:
    def answer() -> None:
        # The number after the line end makes the same answer twice two answers.
        st.session_state[key] = form(str(st.session_state[f"{key}_answer"]).rpartition("\n")[0])
        heard()

    st.text_input(f"{key} answers", key=f"{key}_answer", on_change=answer)


def _mount(*, key: str, data: Any = None, **options: Any) -> None:
    for name, heard in options.items():
        if name.startswith("on_"):
            _box(key, heard, lambda text, name=name: {name.removeprefix("on_").removesuffix("_change"): text})


def _show_map(*args: Any, key: str, on_change: Callable[[], None], feature_group_to_add: Any, **options: Any) -> None:
    st.session_state["map_drawn"] = feature_group_to_add
    _box(key, on_change, json.loads)


def html_of(app: AppTest) -> str:
    """All HTML on the page."""
    return "\n".join(element.proto.body for element in app.get("html"))


def acts_on(app: AppTest) -> list[str]:
    """What the buttons inside the page's HTML would say."""
    return [unescape(act) for act in _ACTS.findall(html_of(app))]


_turn = iter(range(1, 1_000_000_000))


def answer(app: AppTest, key: str, text: str) -> AppTest:
    """Have the component of this key answer."""
    return app.text_input(key=f"{key}_answer").set_value(f"{text}\n{next(_turn)}").run()


def press(app: AppTest, act: str) -> AppTest:
    """Press a button inside the page's HTML: both listeners hear it, as in a browser; the one that knows it acts."""
    keys = [box.key.removesuffix("_answer") for box in app.text_input if str(box.key).startswith("acts")]
    for key in keys:
        app.text_input(key=f"{key}_answer").set_value(f"{act}\n{next(_turn)}")
    return app.run()


def stands(app: AppTest) -> bool:
    """Whether the page is there: no exception, no part of it that failed, and the sidebar with its name."""
    return (
        not app.exception and not app.error and "dl-brand" in "\n".join(e.proto.body for e in app.sidebar.get("html"))
    )


def press_any(app: AppTest, dice: random.Random, names: list[str]) -> str:
    """Press one thing on the page at random, and say what it was. `names` are words to search places and sentences by."""
    return dice.choice(_possible(app, dice, names))()


def _possible(app: AppTest, dice: random.Random, names: list[str]) -> list[Callable[[], str]]:
    def widget(kind: str, box: Any, value: object) -> Callable[[], str]:
        def set_it() -> str:
            box.set_value(value).run()
            return f"{kind} {box.key} = {value!r}"

        return set_it

    def button(one: Any) -> Callable[[], str]:
        def click() -> str:
            one.click().run()
            return f"button {one.key or one.label}"

        return click

    def html(act: str) -> Callable[[], str]:
        def say() -> str:
            press(app, act)
            return f"act {act}"

        return say

    def component(key: str, text: str) -> Callable[[], str]:
        def say() -> str:
            answer(app, key, text)
            return f"{key} {text}"

        return say

    found: list[Callable[[], str]] = []
    days = [None, dice.choice(["2013-04-01", "2015-06-01", "2016-11-03", "2017-10-17", "2019-01-01"])]

    for box in app.date_input:
        day = dice.choice(days)
        found.append(widget("day", box, day and date.fromisoformat(day)))
    for box in app.multiselect:
        found.append(widget("many", box, dice.sample(list(box.options), min(len(box.options), dice.randint(0, 2)))))
    for box in app.toggle:
        found.append(widget("toggle", box, not box.value))
    found += [widget("group", box, dice.choice(box.options)) for box in app.get("button_group")]
    for box in app.selectbox:
        if box.key == "place":
            found.append(widget("select", box, dice.choice([*list(box.options)[:8], None, *names])))
        elif box.key == "sure":
            found.append(widget("select", box, dice.choice(SURES)))
        elif box.key in ("region", "who"):
            found.append(widget("select", box, dice.choice([*list(box.options)[:8], None])))
    typed = {"q": [*names, ""], "group_side": ["Rebels", "A = <b>", ""]}
    found += [widget("words", b, dice.choice(typed[str(b.key)])) for b in app.text_input if b.key in typed]
    found += [
        button(one) for one in app.button if not one.disabled and not str(one.key or "").startswith(("sign_", "own_"))
    ]
    acts = acts_on(app)
    kinds = sorted({act.partition(":")[0] for act in acts})
    found += [html(dice.choice([a for a in acts if a.partition(":")[0] == kind])) for kind in kinds for _ in (0, 1)]
    if any(box.key == "map_answer" for box in app.text_input):
        found += [component("map", _map_words(app, dice)) for _ in (0, 1)]
    if any(box.key == "tab_answer" for box in app.text_input):
        found += [component("tab", dice.choice(TABS)) for _ in (0, 1)]
    if any(box.key == "bars_answer" for box in app.text_input):
        found.append(component("bars", dice.choice(["2016-01-01/2017-12-31", "2013-03-01/2013-06-01", "", "nonsense"])))
    return found


def _map_words(app: AppTest, dice: random.Random) -> str:
    """What the map's script would send: a click on places or on a line, a day of the playback, where it stands."""
    state = app.session_state
    rev = dice.choice([_drawn_revision(state), "an earlier drawing"])
    kind = dice.choice(["picked", "line", "day", "view"])
    more: dict[str, Any] = {
        "picked": {"picked": [dice.randint(0, 3), dice.randint(0, 3)]},
        "line": {"line": dice.randint(0, 2)},
        "day": {"day": dice.choice(["2014-02-03", "2017-10-17", "no day"])},
        "view": {"view": [dice.uniform(-90, 90), dice.uniform(-180, 180), dice.randint(1, 18)]},
    }[kind]
    return json.dumps({"last_active_drawing": {"properties": {"rev": rev, **more}}})


def _drawn_revision(state: Any) -> str:
    if "map_drawn" not in state:
        return ""
    call = next(iter(state["map_drawn"]._children.values()))
    found = re.search(r'JSON\.parse\(("(?:[^"\\]|\\.)*")\)', call.argument)
    return str(json.loads(json.loads(found[1]))["rev"]) if found else ""
