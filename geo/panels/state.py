"""What the page shows, in one record, and its only owner.

The link, the widgets and the session all follow from a `PageState`; `change` is the one way to another. No widget writes the
link itself: whether a widget was drawn in the run before must not decide whether a press works.
"""

import logging
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, ParamSpec

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geo.errors import StoreError
from geo.records.views import View
from geo.views.assumed import StartingState
from geo.views.link import REPORT, MapMove, MapView, read_map_view, read_report, write_link

MODES = ("Reports", "Control", "Compare")
MENTIONS, CONTROL, COMPARE = MODES
TABS = ("Sentences", "Reports", "Control", "Changes", "Distances", "Place", "Actor")
BASES = ("Event", "Report")
BY_ACTOR, BY_SIDE = COLOURED = ("Actors", "Sides")
"""Whom the map of control shows: each force for itself, or those together who fight together."""
PLACES, PROVINCES, TABLE = LISTED = ("Places", "Provinces", "Your table")
"""What the list of control is of."""
HIDDEN, MARKED, ONLY = FLAGGED = ("Hidden", "Shown", "Only these")
MY_REPORTS, ALL_REPORTS = OWN = ("My reports", "All reports")
SURE, SURES = 50, (0, 50, 70, 80)
"""Per cent from which a reading is listed, unless the visitor chooses another."""
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
"""The days that can be chosen."""
MOST_TYPED, MOST_CHOSEN, MOST_GROUPED = 200, 60, 400
"""Characters, values, and actors of a grouping that are taken from a link: it may come from anybody."""


NO_WISH = MapMove(0, 0, 0, 0)


@dataclass(frozen=True, eq=False, slots=True)
class Loaded:
    """A table or map of control that the visitor chose from a file, under a name to show and a digest of what it holds."""

    name: str
    digest: str
    state: StartingState


@dataclass(frozen=True, slots=True)
class PageState:
    """All that a visitor has chosen. The first part is kept in the link (`PARAMETERS`), the rest in the session alone.

    Filters and selections are the words that the widgets show, so that links can be read; () , "" and None choose nothing.
    `under` are the labels of all places under the last click, `typed` the label that took the stead of what was typed, and that.
    `drawn` is what the indexes in the map's next answer stand for: its revision, labels of places, ids of distances.
    `pages` says how many of each list are shown under which view. `grouping` has the visitor's own sides as "actor=side";
    `loaded` is a table that gives a starting state for this session, `refused` why the last file was not taken.
    """

    start: date | None = None
    end: date | None = None
    basis: str = BASES[0]
    actors: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    words: str = ""
    conflicts: bool = False
    unplaced: bool = False
    flagged: str = HIDDEN
    report: str | None = None
    show: str = MENTIONS
    on: date | None = None
    then: date | None = None
    states: tuple[str, ...] = ()
    place: str | None = None
    who: str | None = None
    tab: str = TABS[0]
    days: tuple[str, ...] = ()
    reading: str | None = None
    sayers: tuple[str, ...] = ()
    sure: int = SURE
    coloured: str = BY_ACTOR
    sides: tuple[str, ...] = ()
    grouping: tuple[str, ...] = ()
    assume: bool = False
    listed: str = PLACES
    region: str | None = None

    seen: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    typed: tuple[str, str] = ("", "")
    drawn: tuple[str, tuple[str, ...], tuple[str, ...]] = ("", (), ())
    line: str | None = None
    wish: MapMove = NO_WISH
    opened: MapView | None = None
    begun: bool = False
    map_view: MapView | None = None
    asked: int = 0
    pages: tuple[tuple[str, View, int], ...] = ()
    flagging: str = ""
    flagger: str = ""
    own: str = ALL_REPORTS
    ahead: bool = False
    failed: str = ""
    loaded: Loaded | None = None
    refused: str = ""


Move = Callable[..., PageState]
"""A pure act: from a state, and what else it needs, to the state after it."""
Words = Sequence[str]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A field of the state that a widget shows. `name` is the widget's key, and its name in the link where it is `linked`.

    `read` makes the value from the words in a link and raises ValueError for nonsense; `write` is its counterpart.
    """

    field: str
    name: str
    read: Callable[[Words], Any]
    write: Callable[[Any], list[str]]
    filters: bool = True
    linked: bool = True


def _read_day(words: Words) -> date:
    day = date.fromisoformat(words[-1])
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(f"{day} lies outside {FIRST_DAY} to {LAST_DAY}")
    return day


def _read_text(words: Words) -> str:
    if "\x00" in words[-1]:
        raise ValueError("a zero byte is no text")
    return words[-1][:MOST_TYPED]


def _read_many(words: Words) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_read_text([word]) for word in words[:MOST_CHOSEN] if word))


def _read_grouping(words: Words) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_read_text([word]) for word in words[:MOST_GROUPED] if "=" in word))


def _read_flag(words: Words) -> bool:
    return {"true": True, "false": False}[words[-1].lower()]


def _one_of(options: Words) -> Callable[[Words], str]:
    return lambda words: options[options.index(words[-1])]


def _one_number(options: Sequence[int]) -> Callable[[Words], int]:
    return lambda words: options[options.index(int(words[-1]))]


def _write_one(value: object) -> list[str]:
    return [str(value).lower() if isinstance(value, bool) else str(value)]


PARAMETERS: Final = (
    Parameter("start", "from", _read_day, _write_one),
    Parameter("end", "to", _read_day, _write_one),
    Parameter("basis", "dates", _one_of(BASES), _write_one),
    Parameter("actors", "actor", _read_many, list),
    Parameter("kinds", "kind", _read_many, list),
    Parameter("statuses", "status", _read_many, list),
    Parameter("publishers", "publisher", _read_many, list),
    Parameter("countries", "country", _read_many, list),
    Parameter("sayers", "said", _read_many, list),
    Parameter("words", "q", _read_text, _write_one),
    Parameter("sure", "sure", _one_number(SURES), _write_one),
    Parameter("conflicts", "conflicts", _read_flag, _write_one),
    Parameter("unplaced", "unplaced", _read_flag, _write_one),
    Parameter("flagged", "flagged", _one_of(FLAGGED), _write_one),
    Parameter("report", REPORT, lambda words: read_report({REPORT: words[-1]}), _write_one),
    Parameter("show", "show", _one_of(MODES), _write_one, filters=False),
    Parameter("on", "on", _read_day, _write_one, filters=False),
    Parameter("then", "then", _read_day, _write_one, filters=False),
    Parameter("states", "state", _read_many, list, filters=False),
    Parameter("place", "place", _read_text, _write_one, filters=False),
    Parameter("who", "who", _read_text, _write_one, filters=False),
    Parameter("tab", "tab", _one_of(TABS), _write_one, filters=False),
    Parameter("days", "day", _read_many, list, filters=False),
    Parameter("reading", "read", lambda words: read_report({REPORT: words[-1]}), _write_one, filters=False),
    Parameter("coloured", "by", _one_of(COLOURED), _write_one, filters=False),
    Parameter("sides", "side", _read_many, list, filters=False),
    Parameter("grouping", "group", _read_grouping, list, filters=False),
    Parameter("assume", "assume", _read_flag, _write_one, filters=False),
    Parameter("listed", "list", _one_of(LISTED), _write_one, filters=False),
    Parameter("region", "region", _read_text, _write_one, filters=False),
    Parameter("own", "own_shown", _one_of(OWN), _write_one, filters=False, linked=False),
)
"""The one table of what widgets and the link carry, in the order in which the link carries it."""
LINKED = tuple(parameter for parameter in PARAMETERS if parameter.linked)
_LINK_NAMES = frozenset(parameter.name for parameter in LINKED)
_NAMED = {parameter.name: parameter for parameter in PARAMETERS}
_VIEW = ("lat", "lon", "z")
_DEFAULT = PageState()
_KEY = "page"


def read_state(link: Mapping[str, Words]) -> PageState:
    """The state that a link asks for. Nonsense in a link is ignored, never an error."""
    read: dict[str, Any] = {}
    for parameter in LINKED:
        words = link.get(parameter.name)
        if words and words[-1]:
            try:
                read[parameter.field] = parameter.read(words)
            except (ValueError, KeyError):
                continue
    return PageState(**read, opened=read_map_view({name: words[-1] for name, words in link.items() if words}))


def write_state(state: PageState) -> dict[str, list[str]]:
    """What the link carries of a state: all that is not as in a bare link."""
    return {
        parameter.name: parameter.write(value)
        for parameter in LINKED
        if (value := getattr(state, parameter.field)) != getattr(_DEFAULT, parameter.field)
    }


def without_filters(state: PageState) -> PageState:
    """The state with every filter as it is in a bare link; what is shown and selected stays."""
    return replace(state, **{p.field: getattr(_DEFAULT, p.field) for p in PARAMETERS if p.filters})


# The owner: nothing else in the program touches the session or the link (tests/test_house.py).


def current() -> PageState:
    """The page's state; in a new session that of the link."""
    state = st.session_state.get(_KEY)
    if isinstance(state, PageState):
        return state
    state = read_state(_link())
    st.session_state[_KEY] = state
    return state


def begin_run() -> None:
    """At the head of a run: take the link's state where the visitor went back or forward to it."""
    state = current()
    if getattr(get_script_run_ctx(), "is_history_navigation", False):
        asked = read_state(_link())
        linked = {p.field: getattr(asked, p.field) for p in LINKED}
        st.session_state[_KEY] = state = replace(state, **linked, under=(), line=None)
    _keep_link(state)


def change(**changed: Any) -> PageState:
    """Set fields of the state, in the session and in the link. For use in callbacks, and before what they concern is drawn."""
    return perform(lambda state: replace(state, **changed))


def perform(move: Move, *needed: Any) -> PageState:
    """Move on to the state that a pure act gives."""
    before = current()
    after = move(before, *needed)
    if after != before:
        st.session_state[_KEY] = after
        _keep_link(after)
    return after


def bind(name: str, *, options: Collection[str] | None = None, then: Move | None = None) -> dict[str, Any]:
    """Key and callback for the widget of a parameter, which shows the state's value and changes it; `then` is an act besides.

    With `options` a value that is none of them is dropped first: the link may be of another store.
    """
    parameter = _NAMED[name]
    value = getattr(current(), parameter.field)
    if options is not None and (fitting := _fit(value, options)) != value:
        value = getattr(change(**{parameter.field: fitting}), parameter.field)
    shown = list(value) if isinstance(value, tuple) else value
    # Only where it differs: a widget that is told its own value anew loses what is being typed into it.
    if name not in st.session_state or st.session_state[name] != shown:
        st.session_state[name] = shown
    return {"key": name, "on_change": guard(_take), "args": (name, then)}


def _fit(value: Any, options: Collection[str]) -> Any:
    if isinstance(value, tuple):
        return tuple(one for one in value if one in options)
    return value if value in options else None


def _take(name: str, then: Move | None) -> None:
    parameter, chosen = _NAMED[name], st.session_state.get(name)
    value = tuple(chosen) if isinstance(chosen, list | tuple) else chosen
    if value is None:
        value = getattr(_DEFAULT, parameter.field)
    change(**{parameter.field: value[:MOST_TYPED] if isinstance(value, str) else value})
    if then:
        perform(then)


def answer_of(key: str) -> object:
    """What the component or the widget that bears this key has answered; None before it has."""
    return st.session_state.get(key)


def current_link() -> str:
    """The address that opens what is shown now, with the map's view where it is known."""
    state = current()
    return write_link(st.context.url or "", write_state(state), state.map_view)


def _link() -> dict[str, list[str]]:
    return {str(name): st.query_params.get_all(name) for name in st.query_params}


def _keep_link(state: PageState) -> None:
    """Have the link say what the state says. What it holds besides stays, but for the map's first view once all else differs."""
    held, wanted = _link(), write_state(state)
    if {name: words for name, words in held.items() if name in _LINK_NAMES} == wanted:
        return
    others = {name: words for name, words in held.items() if name not in (*_LINK_NAMES, *_VIEW)}
    st.query_params.from_dict({**others, **wanted})


# Failures: one part, or one press, never the page.

P = ParamSpec("P")
_LOG = logging.getLogger(__name__)
FAILED = "This did not work, and nothing was changed. The rest of the page stands."


def guard(act: Callable[P, object]) -> Callable[P, None]:
    """A callback that ends no page: what it raises is kept for `show_trouble`, and for the server's log."""

    def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
        before = st.session_state.get(_KEY)
        try:
            act(*args, **kwargs)
        except Exception:
            _LOG.exception("a press on the page failed")
            if isinstance(before, PageState):
                st.session_state[_KEY] = after = replace(before, failed=FAILED)
                _keep_link(after)

    return guarded


@contextmanager
def part(name: str) -> Iterator[None]:
    """A part of the page, by name: what it raises is shown in its place, and what stands around it is drawn.

    StoreError passes: without the store there is no page.
    """
    try:
        yield
    except StoreError:
        raise
    except Exception:
        _LOG.exception("%s could not be drawn", name)
        _show_failure(f"{name} could not be drawn. The rest of the page stands.", key=f"anew_{name}")


def show_trouble() -> None:
    """What the last press failed with, once, and a way out."""
    failed = current().failed
    if failed:
        change(failed="")
        _show_failure(failed, key="anew")


def _show_failure(words: str, *, key: str) -> None:
    st.error(words, icon=":material/error:")
    st.button("Start anew", on_click=start_anew, key=key, icon=":material/restart_alt:")


def start_anew() -> None:
    """Forget all that was chosen, as in a new session from a bare link. For use as a callback."""
    st.session_state.clear()
    st.session_state[_KEY] = PageState()
    _keep_link(PageState())
