"""The panel beside the map: the place that is selected, and what is said under the filters."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from geo.panels.acts import act_button
from geo.panels.answers import Answers
from geo.panels.briefing import describe_view
from geo.panels.evidence import as_sentence, show_sentences
from geo.panels.facts import is_sure, where
from geo.panels.filters import clear_button, is_filtered
from geo.panels.legend import show_mark_legend
from geo.panels.moves import choose_place, show_more, shown_of, take_typed, wish
from geo.panels.profile import PlacePage, show_actor, show_place
from geo.panels.reports import show_reports
from geo.panels.selection import Called, find_namesakes, find_place, label_of, typed_for
from geo.panels.state import TABS, PageState, bind, current, guard, perform
from geo.panels.words import escape, plain_label
from geo.records.places import Place
from geo.records.views import ReportedChange, ReportedDistance, ReportedSentence, View
from geo.views.actor_names import find_actors
from geo.views.colours import ActorColours
from geo.views.summaries import count_unplaced
from geo.views.wording import count

READ_FOR_PLACE = 300
"""Sentences that a place's page counts spellings and rivals in, the latest."""
LISTED = 250
"""Places in the box's list, most mentioned first; typing finds the others."""
OFFERED = 6
"""Other places offered beside the selected one."""
UNDER, NAMESAKE = "under", "namesake"
OTHERS = {UNDER: "Also here:", NAMESAKE: "Also called so:"}
"""Why another place is offered, by the act of its button."""
Choice = tuple[str, int]
"""A place offered: its label, and how often it is mentioned."""
PAGE = 12
"""Sentences shown at first, and more with each press of the button."""


def choose_selected(
    labelled: Mapping[str, Place], actors: Mapping[str, str], called: Called
) -> tuple[Place | None, list[str]]:
    """The search box: a place by any name or from the list, or None for all, and the labels of its namesakes.

    Actors and words are offered where no place fits.
    """

    def go_there(state: PageState) -> PageState:
        place = find_place(state.place, labelled, called)
        return wish(take_typed(state, label_of(place, labelled)) if place else state, place)

    asked = st.selectbox(
        "Place", list(labelled)[:LISTED], index=None, accept_new_options=True, **bind("place", then=go_there),
        placeholder="Find a place by any of its names, an actor, or words", label_visibility="collapsed",
    )  # fmt: skip
    place = find_place(asked, labelled, called)
    if asked and place is None:
        _offer_others(asked, actors)
    namesakes = find_namesakes(typed_for(asked), place, labelled, called) if asked and place else []
    return place, [label_of(one, labelled) for one in namesakes]


def _offer_others(asked: str, actors: Mapping[str, str]) -> None:
    """Where no place is called so: the actors that are, and the sentences that say it."""
    st.caption(f"No place under these filters is called “{plain_label(asked)}”.")
    fitting = find_actors(asked, actors)
    buttons = [act_button("actor", name, f"Actor: {name}") for name in fitting]
    buttons.append(act_button("words", asked, f"Sentences that say “{asked}”"))
    st.html(f'<div class="dl-acts">{"".join(buttons)}</div>')


def show_place_head(place: Place, others: Mapping[str, Sequence[Choice]]) -> None:
    """Name and position of the selected place, and a line of other places for each reason to offer them."""
    inside = f"{escape(where(place))} · " if where(place) else ""
    lines = "".join(_other_places(act, choices) for act, choices in others.items() if choices)
    st.html(
        f'<p class="dl-title">{escape(place.name)}</p><p class="dl-sub">{inside}{place.lat:.4f}, {place.lon:.4f}</p>{lines}'
    )
    with st.container(horizontal=True, gap="small", key="acts_place"):
        show, leave = guard(partial(perform, wish, place)), guard(partial(perform, choose_place, None))
        st.button("Show on map", on_click=show, type="tertiary", icon=":material/my_location:")
        st.button("All places", on_click=leave, type="tertiary", icon=":material/close:")


def _other_places(act: str, choices: Sequence[Choice]) -> str:
    """ "Also called so: Tripoli, Lebanon (3)": a line of buttons, as HTML."""
    shown = ((label, label if act == NAMESAKE else label.partition(",")[0], n) for label, n in choices[:OFFERED])
    buttons = "".join(act_button(act, label, f"{words} ({n:,})", hint=label) for label, words, n in shown)
    more = f" and {len(choices) - OFFERED:,} more" if len(choices) > OFFERED else ""
    return f'<div class="dl-also">{OTHERS[act]}{buttons}{more}</div>'


@dataclass(frozen=True, slots=True)
class Scene:
    """What the panel speaks of: the store's answers, the filters, the colours, the actors' ids by label, the selected place,
    and other places to offer beside it, by the act of their buttons."""

    answers: Answers
    view: View
    colours: ActorColours
    actors: Mapping[str, str]
    place: Place | None
    others: Mapping[str, Sequence[Choice]]


def show_side(scene: Scene, show_control: Callable[[], None]) -> None:
    """The selected place's head, and the tabs; each reads the store only while it is open."""
    answers, place = scene.answers, scene.place
    if place:
        show_place_head(place, scene.others)
    here = replace(scene.view, place=place.id if place else None)
    shows: tuple[Callable[[], None], ...] = (
        lambda: _show_told(scene, here),
        lambda: _show_reports(scene, here),
        show_control,
        lambda: _show_changes(scene, here),
        lambda: _show_facts(scene, here, _line_first(answers.distances(here), current().line), "stated distance"),
        lambda: _show_place(answers, here, scene.colours, place),
        lambda: _show_actor(answers, scene.view, scene.colours, scene.actors),
    )
    for tab, show in zip(st.tabs(TABS, **bind("tab")), shows, strict=True):
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
        "Actor", list(actors), index=None, label_visibility="collapsed", placeholder="Choose an actor",
        **bind("who", options=actors),
    )  # fmt: skip
    if name is None:
        st.info("What an actor is said to have gained, lost and held, year by year.", icon=":material/groups:")
        return
    show_actor(actors[name], name, answers.changes(replace(view, actors=(actors[name],))), colours)


def first_sentences(answers: Answers, here: View) -> Sequence[ReportedSentence]:
    """The sentences that the panel opens with, and one more."""
    return answers.sentences(here, PAGE + 1, 0)


def _shown(name: str, here: View) -> int:
    return shown_of(current(), name, here, PAGE)


def _more(words: str, name: str, here: View) -> None:
    st.button(words, key=f"more_{name}", on_click=guard(partial(perform, show_more, name, here, PAGE)))


def _show_told(scene: Scene, here: View) -> None:
    limit = _shown("told", here)
    found = scene.answers.sentences(here, limit + 1, 0)
    if not found:
        return _show_nothing(scene, here)
    if here.unplaced_only:
        st.html(_unplaced(scene.answers.sentences(here, READ_FOR_PLACE, 0)))
    show_mark_legend()
    show_sentences(found[:limit], scene.colours, chosen=here.place)
    if len(found) > limit:
        _more("Show more sentences", "told", here)
    return None


def _show_reports(scene: Scene, here: View) -> None:
    if show_reports(scene.answers, here, scene.colours, _shown("reports", here)):
        _more("Show more reports", "reports", here)


def _show_changes(scene: Scene, here: View) -> None:
    """The changes that the reading is sure enough of, and how many it is not."""
    least, told = current().sure, scene.answers.changes(here)
    sure = [fact for fact in told if is_sure(fact.change, least)]
    if sure or not told:
        _show_facts(scene, here, sure, "change of control", "changes of control")
    if len(sure) < len(told):
        left, everything = count(len(told) - len(sure), "reading"), act_button("sure", "0", "Show them", css="dl-ready")
        st.html(f'<p class="dl-sub">{left} below {least} % sure left out. {everything}</p>')


def _unplaced(told: Sequence[ReportedSentence]) -> str:
    """The names that no place was found for, most frequent first, each a button that looks for its sentences. HTML."""
    named = count_unplaced(told)
    buttons = "".join(act_button("words", name, f"{name} ({n})", hint="Read its sentences") for name, n in named[:40])
    return f'<p class="dl-sub">{count(len(named), "name")} without a place, in these sentences:</p><div class="dl-acts">{buttons}</div>'


def _show_facts(
    scene: Scene, here: View, facts: Sequence[ReportedChange | ReportedDistance], one: str, many: str = ""
) -> None:
    if not facts:
        return _show_nothing(scene, here)
    name = one.partition(" ")[0]
    limit = _shown(name, here)
    keys = list(dict.fromkeys((fact.article.id, fact.sentence.index) for fact in facts))
    said = f" in {count(len(keys), 'sentence')}" if len(keys) != len(facts) else ""
    st.caption(count(len(facts), one, many or one + "s") + said + (", latest first" if len(facts) > 1 else ""))
    first = set(keys[:limit])
    told = [as_sentence(fact) for fact in facts if (fact.article.id, fact.sentence.index) in first]
    show_sentences(told, scene.colours, chosen=here.place)
    if len(keys) > limit:
        _more(f"Show more of {count(len(keys), 'sentence')}", name, here)
    return None


def _line_first(facts: Sequence[ReportedDistance], line: str | None) -> list[ReportedDistance]:
    return sorted(facts, key=lambda fact: fact.id != line)


def _show_nothing(scene: Scene, here: View) -> None:
    """That nothing is said, which filters may be why, and a way out of them."""
    if not is_filtered(here):
        st.info("Nothing of this kind is said here.", icon=":material/search_off:")
        return
    st.info("Nothing is said here under these filters.", icon=":material/filter_alt_off:")
    names = {value: label for label, value in scene.actors.items()}
    st.html(
        f'<p class="dl-sub">{escape(describe_view(here, names=names))}</p><div class="dl-acts">{clear_button()}</div>'
    )
