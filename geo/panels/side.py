"""The panel beside the map: the place that is selected, and what is said under the filters."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from geo.panels.acts import act_button
from geo.panels.answers import Answers
from geo.panels.evidence import as_sentence, show_sentences
from geo.panels.facts import where
from geo.panels.legend import show_mark_legend
from geo.panels.profile import PlacePage, show_actor, show_place
from geo.panels.selection import PLACE, TAB, Called, choose_place, chosen_line, find_place, place_label, wish
from geo.panels.words import escape, plain_label
from geo.records.names import fold_name
from geo.records.places import Place
from geo.records.views import ReportedChange, ReportedDistance, ReportedSentence, View
from geo.views.colours import ActorColours
from geo.views.summaries import count_unplaced
from geo.views.wording import count

READ_FOR_PLACE = 300
"""Sentences that a place's page counts spellings and rivals in, the latest."""
LISTED = 250
"""Places in the box's list, most mentioned first; typing finds the others."""
TABS = ["Sentences", "Control", "Changes", "Distances", "Place", "Actor"]
PAGE = 12
"""Sentences shown at first, and more with each press of the button."""


def choose_selected(labelled: Mapping[str, Place], actors: Iterable[str], called: Called) -> Place | None:
    """The search box: a place by any name or from the list, or None for all; actors and words are offered where no place fits."""

    def go_there() -> None:
        place = find_place(st.session_state[PLACE], labelled, called)
        if place:
            st.session_state[PLACE] = next(label for label, one in labelled.items() if one is place)
        wish(place)

    asked = st.selectbox(
        "Place", list(labelled)[:LISTED], on_change=go_there, index=None, key=PLACE, bind="query-params", accept_new_options=True,
        placeholder="Find a place by any of its names, an actor, or words", label_visibility="collapsed",
    )  # fmt: skip
    place = find_place(asked, labelled, called)
    if asked and place is None:
        _offer_others(asked, actors)
    return place


def _offer_others(asked: str, actors: Iterable[str]) -> None:
    """Where no place is called so: the actors that are, and the sentences that say it."""
    st.caption(f"No place under these filters is called “{plain_label(asked)}”.")
    fitting = [name for name in actors if fold_name(asked) in fold_name(name)][:5]
    buttons = [act_button("actor", name, f"Actor: {name}") for name in fitting]
    buttons.append(act_button("words", asked, f"Sentences that say “{asked}”"))
    st.html(f'<div class="dl-acts">{"".join(buttons)}</div>')


def show_place_head(place: Place, also: Sequence[Place]) -> None:
    """Name and position of the selected place, and the others that lay under the same click."""
    inside = f"{escape(where(place))} · " if where(place) else ""
    st.html(
        f'<p class="dl-title">{escape(place.name)}</p><p class="dl-sub">{inside}{place.lat:.4f}, {place.lon:.4f}</p>'
    )
    with st.container(horizontal=True, gap="small", key="acts_place"):
        st.button("Show on map", on_click=wish, args=(place,), type="tertiary", icon=":material/my_location:")
        st.button("All places", on_click=choose_place, args=(None,), type="tertiary", icon=":material/close:")
        for other in also:
            st.button(
                plain_label(place_label(other)), key=f"also_{other.id}", on_click=choose_place,
                args=(place_label(other),), type="tertiary", icon=":material/stacks:", help="Under the same click",
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scene:
    """What the panel speaks of: the store's answers, the filters, the colours, and the selected place."""

    answers: Answers
    view: View
    colours: ActorColours
    place: Place | None


def show_side(scene: Scene, actors: Mapping[str, str], show_control: Callable[[], None]) -> None:
    """The tabs; each reads the store only while it is open. `actors` are ids by label."""
    answers, view, colours, place = scene.answers, scene.view, scene.colours, scene.place
    here = replace(view, place=place.id if place else None)
    shows: tuple[Callable[[], None], ...] = (
        lambda: _show_told(answers, here, colours),
        show_control,
        lambda: _show_facts(answers.changes(here), colours, here, "change of control", "changes of control"),
        lambda: _show_facts(_line_first(answers.distances(here), chosen_line()), colours, here, "stated distance"),
        lambda: _show_place(answers, here, colours, place),
        lambda: _show_actor(answers, view, colours, actors),
    )
    for tab, show in zip(st.tabs(TABS, key=TAB, on_change="rerun", bind="query-params"), shows, strict=True):
        if tab.open:
            with tab:
                show()


def _show_place(answers: Answers, here: View, colours: ActorColours, place: Place | None) -> None:
    if place is None:
        st.info("Click a circle on the map, or find a place in the box above.", icon=":material/touch_app:")
        return
    sentences = answers.sentences(here, READ_FOR_PLACE, 0)
    facts = answers.changes(here), answers.distances(here)
    show_place(PlacePage(place, answers.names(place.id), sentences, *facts), colours)


def _show_actor(answers: Answers, view: View, colours: ActorColours, actors: Mapping[str, str]) -> None:
    name = st.selectbox(
        "Actor", list(actors), index=None, key="who", bind="query-params", label_visibility="collapsed",
        placeholder="Choose an actor",
    )  # fmt: skip
    if name is None:
        st.info("What an actor is said to have gained, lost and held, year by year.", icon=":material/groups:")
        return
    show_actor(actors[name], name, answers.changes(replace(view, actors=(actors[name],))), colours)


def first_sentences(answers: Answers, here: View) -> Sequence[ReportedSentence]:
    """The sentences that the panel opens with, and one more."""
    return answers.sentences(here, PAGE + 1, 0)


def _shown(name: str, here: View) -> int:
    """How many are shown: more after presses of the button, PAGE again once the view is another."""
    view, number = st.session_state.get(f"_shown_{name}", (None, PAGE))
    return int(number) if view == here else PAGE


def _more(name: str, here: View) -> None:
    st.session_state[f"_shown_{name}"] = (here, _shown(name, here) + PAGE)


def _show_told(answers: Answers, here: View, colours: ActorColours) -> None:
    limit = _shown("told", here)
    found = answers.sentences(here, limit + 1, 0)
    if not found:
        return _show_nothing()
    if here.unplaced_only:
        st.html(_unplaced(answers.sentences(here, READ_FOR_PLACE, 0)))
    show_mark_legend()
    show_sentences(found[:limit], colours, chosen=here.place)
    if len(found) > limit:
        st.button("Show more sentences", key="more_told", on_click=_more, args=("told", here))
    return None


def _unplaced(told: Sequence[ReportedSentence]) -> str:
    """The names that no place was found for, most frequent first, each a button that looks for its sentences. HTML."""
    named = count_unplaced(told)
    buttons = "".join(act_button("words", name, f"{name} ({n})", hint="Read its sentences") for name, n in named[:40])
    return f'<p class="dl-sub">{count(len(named), "name")} without a place, in these sentences:</p><div class="dl-acts">{buttons}</div>'


def _show_facts(
    facts: Sequence[ReportedChange | ReportedDistance], colours: ActorColours, here: View, one: str, many: str = ""
) -> None:
    if not facts:
        return _show_nothing()
    name = one.partition(" ")[0]
    limit = _shown(name, here)
    st.caption(f"{count(len(facts), one, many or one + 's')}, latest first")
    sentences = [as_sentence(fact) for fact in facts[:limit]]
    show_sentences(sentences, colours, chosen=here.place)
    if len(facts) > limit:
        st.button(f"Show more of {len(facts):,}", key=f"more_{name}", on_click=_more, args=(name, here))
    return None


def _line_first(facts: Sequence[ReportedDistance], line: str | None) -> list[ReportedDistance]:
    return sorted(facts, key=lambda fact: fact.id != line)


def _show_nothing() -> None:
    st.info("Nothing is said here under these filters.", icon=":material/filter_alt_off:")
