"""Views that are ready to open, and what the reports hold most of: one press each instead of several filters."""

from collections.abc import Iterator, Sequence
from functools import partial

import streamlit as st

from geo.panels.acts import act_button, hear_acts
from geo.panels.answers import Answers
from geo.panels.filters import CLEAR, is_filtered, label_facets
from geo.panels.moves import (
    READY,
    chosen_in,
    clear_filters,
    open_actor,
    open_ready,
    search_words,
    show_only,
    toggle_value,
)
from geo.panels.reports import ONLY
from geo.panels.state import SURES, change, current, perform
from geo.panels.words import escape
from geo.records.views import Facets, View
from geo.views.counting import count_facets
from geo.views.wording import KINDS, STATUSES, country_names

MOST = 6
"""Values shown of each filter, the most frequent."""
OF_ALL = "Counted in all reports."
COUNTED = 100_000
"""Reports whose publishers are counted under filters."""


def show_ready(answers: Answers) -> None:
    """The buttons of the ready views, with how much each of them finds where that is known at once."""
    found = {"unplaced": answers.counts.unresolved, "conflicts": len(answers.distances(View(conflicting_only=True)))}
    buttons = []
    for name, (words, _) in READY.items():
        number, hint = (f" ({found[name]:,})", OF_ALL) if name in found else ("", "")
        buttons.append(act_button("ready", name, words + number, hint=hint, css="dl-ready"))
    st.html(f'<div class="dl-acts dl-readies">{"".join(buttons)}</div>')


def show_counts(answers: Answers, view: View, facets: Facets) -> None:
    """The most frequent values of every filter with their counts in what is shown; a press takes one into the filter or out of it."""
    # Counted only while it is open: a filter change that nobody watches here costs nothing.
    box = st.expander("Most frequent", icon=":material/bar_chart:", key="frequent", on_change="rerun")
    if box.open:
        filtered = is_filtered(view)
        if filtered:
            told = answers.changes(view), answers.reports(view, COUNTED), answers.place_tallies(view)
            counted = answers.keep(lambda: count_facets(facets, *told), "counted", view)
        with box:
            of_what = "Counted under the filters." if filtered else OF_ALL
            groups = _groups(facets, counted if filtered else facets)
            st.html(f'<p class="dl-sub">{of_what}</p>' + "".join(_group(*group) for group in groups))


def _groups(facets: Facets, counted: Facets) -> Iterator[tuple[str, str, Sequence[tuple[str, int]]]]:
    """Title, key of the filter, and the filter's own labels (`facets`, of which labels must tell apart) with counts."""
    names = country_names()

    def labelled(kind: str) -> list[tuple[str, int]]:
        labels = {value: label for label, value in label_facets(getattr(facets, kind)).items()}
        return [(labels[facet.value], facet.count) for facet in getattr(counted, kind)]

    yield (
        "Actors, by changes",
        "actor",
        labelled("actors"),
    )
    yield "What happened", "kind", [(KINDS.get(f.value, f.value), f.count) for f in counted.kinds]
    yield "How it is said", "status", [(STATUSES.get(f.value, f.value).capitalize(), f.count) for f in counted.statuses]
    yield "Publishers, by reports", "publisher", labelled("publishers")
    yield "Countries, by mentions", "country", [(names.get(f.value, f.value), f.count) for f in counted.countries]


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


def list_all(about: str) -> None:
    """List changes however sure their reading is. For use as a handler."""
    change(sure=SURES[0])


def hear_filters() -> None:
    """Make the buttons heard that set filters: outside the map's fragment, so that the whole page follows."""
    hear_acts(
        {
            "ready": partial(perform, open_ready), "filter": partial(perform, toggle_value), "words": partial(perform, search_words),
            "actor": partial(perform, open_actor), CLEAR: partial(perform, clear_filters), "sure": list_all, ONLY: partial(perform, show_only),
        },
        key="acts_filters",
    )  # fmt: skip
