"""Views that are ready to open, and what the reports hold most of: one press each instead of several filters."""

from collections.abc import Iterator, Mapping, Sequence

import streamlit as st

from geo.panels.acts import act_button, hear_acts
from geo.panels.answers import Answers
from geo.panels.control import CONTESTED_STATES
from geo.panels.filters import CLEAR, clear_filters, label_facets
from geo.panels.modes import COMPARE, CONTROL, MENTIONS, STATE
from geo.panels.words import escape
from geo.records.views import Facets, View
from geo.views.wording import KINDS, STATUSES, country_names

MOST = 6
"""Values shown of each filter, the most frequent."""
OF_ALL = "Counted in all reports, whatever the filters leave."
"""What the numbers are of: they are asked for once a store, not at each change of a filter."""
READY: Mapping[str, tuple[str, Mapping[str, object]]] = {
    "contested": ("Contested places", {"show": CONTROL, "tab": "Control", STATE: list(CONTESTED_STATES)}),
    "turned": ("What changed hands", {"show": COMPARE, "tab": "Control"}),
    "conflicts": ("Distances in conflict", {"show": MENTIONS, "tab": "Distances", "conflicts": True}),
    "unplaced": ("Names without a place", {"show": MENTIONS, "tab": "Sentences", "unplaced": True}),
}
"""Words on the button, and what the view sets; the days, actors and other filters stay as they are."""
_PLAIN: Mapping[str, object] = {STATE: [], "conflicts": False, "unplaced": False, "place": None}


def show_ready(answers: Answers) -> None:
    """The buttons of the ready views, with how much each of them finds where that is known at once."""
    found = {"unplaced": answers.counts.unresolved, "conflicts": len(answers.distances(View(conflicting_only=True)))}
    buttons = []
    for name, (words, _) in READY.items():
        number, hint = (f" ({found[name]:,})", OF_ALL) if name in found else ("", "")
        buttons.append(act_button("ready", name, words + number, hint=hint, css="dl-ready"))
    st.html(f'<div class="dl-acts dl-readies">{"".join(buttons)}</div>')


def open_ready(name: str) -> None:
    """Open a ready view. For use as a handler; a name of none does nothing."""
    if name in READY:
        for key, value in {**_PLAIN, **READY[name][1]}.items():
            st.session_state[key] = value
        # The box of states is only there while control is shown: until it is, it does not keep the link itself.
        st.query_params[STATE] = st.session_state[STATE]


def show_counts(facets: Facets) -> None:
    """The most frequent values of every filter with their counts in the whole store; a press takes one into the filter or out of it."""
    with st.expander("Most frequent", icon=":material/bar_chart:"):
        st.html(f'<p class="dl-sub">{OF_ALL}</p>' + "".join(_group(*group) for group in _groups(facets)))


def _groups(facets: Facets) -> Iterator[tuple[str, str, Sequence[tuple[str, int]]]]:
    """Title, key of the filter, and the filter's own labels with counts."""
    names = country_names()
    yield (
        "Actors, by changes",
        "actor",
        [(label, facets.actors[i].count) for i, label in enumerate(label_facets(facets.actors))],
    )
    yield "What happened", "kind", [(KINDS.get(f.value, f.value), f.count) for f in facets.kinds]
    yield "How it is said", "status", [(STATUSES.get(f.value, f.value).capitalize(), f.count) for f in facets.statuses]
    labels = enumerate(label_facets(facets.publishers))
    yield "Publishers, by reports", "publisher", [(label, facets.publishers[i].count) for i, label in labels]
    yield "Countries, by mentions", "country", [(names.get(f.value, f.value), f.count) for f in facets.countries]


def _group(title: str, key: str, counted: Sequence[tuple[str, int]]) -> str:
    if not counted:
        return ""
    most, chosen = counted[0][1], st.session_state.get(key) or []
    rows = "".join(
        f'<li style="--dl-share:{n / most:.0%}">{act_button("filter", f"{key}:{label}", label, css="dl-on" if label in chosen else "")}'
        f"<span>{n:,}</span></li>"
        for label, n in counted[:MOST]
    )
    return f'<p class="dl-sub">{escape(title)}</p><ul class="dl-counts">{rows}</ul>'


def toggle_value(about: str) -> None:
    """Take a value into its filter or out of it: "key:label". For use as a handler."""
    key, _, label = about.partition(":")
    if key in ("actor", "kind", "status", "publisher", "country"):
        chosen = list(st.session_state.get(key) or [])
        st.session_state[key] = [v for v in chosen if v != label] if label in chosen else [*chosen, label]


def search_words(text: str) -> None:
    """Look for words in the sentences. For use as a handler."""
    st.session_state["q"], st.session_state["place"], st.session_state["tab"] = text[:200], None, "Sentences"


def show_actor_page(label: str) -> None:
    """Open an actor's page. For use as a handler."""
    st.session_state["who"], st.session_state["place"], st.session_state["tab"] = label, None, "Actor"
    st.query_params["who"] = label  # the box of actors, too, keeps the link itself only once it is there


def hear_filters() -> None:
    """Make the buttons heard that set filters: outside the map's fragment, so that the whole page follows."""
    hear_acts(
        {
            "ready": open_ready, "filter": toggle_value, "words": search_words, "actor": show_actor_page,
            CLEAR: lambda _: clear_filters(),
        },
        key="acts_filters",
    )  # fmt: skip
