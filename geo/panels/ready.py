"""Views that are ready to open, and what the reports hold most of: one press each instead of several filters."""

from collections.abc import Iterator, Sequence
from functools import partial

import streamlit as st

from geo.panels.acts import act_button, hear_acts
from geo.panels.answers import Answers
from geo.panels.filters import CLEAR, label_facets
from geo.panels.moves import READY, chosen_in, clear_filters, open_actor, open_ready, search_words, toggle_value
from geo.panels.state import current, perform
from geo.panels.words import escape
from geo.records.views import Facets, View
from geo.views.wording import KINDS, STATUSES, country_names

MOST = 6
"""Values shown of each filter, the most frequent."""
OF_ALL = "Counted in all reports, whatever the filters leave."
"""What the numbers are of: they are asked for once a store, not at each change of a filter."""


def show_ready(answers: Answers) -> None:
    """The buttons of the ready views, with how much each of them finds where that is known at once."""
    found = {"unplaced": answers.counts.unresolved, "conflicts": len(answers.distances(View(conflicting_only=True)))}
    buttons = []
    for name, (words, _) in READY.items():
        number, hint = (f" ({found[name]:,})", OF_ALL) if name in found else ("", "")
        buttons.append(act_button("ready", name, words + number, hint=hint, css="dl-ready"))
    st.html(f'<div class="dl-acts dl-readies">{"".join(buttons)}</div>')


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
    most, chosen = counted[0][1], chosen_in(current(), key)
    rows = "".join(
        f'<li style="--dl-share:{n / most:.0%}">{act_button("filter", f"{key}:{label}", label, css="dl-on" if label in chosen else "")}'
        f"<span>{n:,}</span></li>"
        for label, n in counted[:MOST]
    )
    return f'<p class="dl-sub">{escape(title)}</p><ul class="dl-counts">{rows}</ul>'


def hear_filters() -> None:
    """Make the buttons heard that set filters: outside the map's fragment, so that the whole page follows."""
    hear_acts(
        {
            "ready": partial(perform, open_ready), "filter": partial(perform, toggle_value), "words": partial(perform, search_words),
            "actor": partial(perform, open_actor), CLEAR: partial(perform, clear_filters),
        },
        key="acts_filters",
    )  # fmt: skip
