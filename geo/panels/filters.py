"""The filters in the sidebar, each bound to its parameter of the page's state."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from geo.panels.acts import act_button
from geo.panels.state import BASES, FIRST_DAY, FLAGGED, HIDDEN, LAST_DAY, SURES, bind, change, current, guard
from geo.records.views import DateBasis, Facet, Facets, FlaggedFilter, View
from geo.views.wording import KINDS, SAYERS, STATUSES, count, country_names

_BASES: dict[str, DateBasis] = dict(zip(BASES, ("event", "report"), strict=True))
_FLAGGED: dict[str, FlaggedFilter] = dict(zip(FLAGGED, ("hide", "show", "only"), strict=True))


_SAYERS = {"The report itself": "", **{words.capitalize(): kind for kind, words in SAYERS.items()}}


def choose_view(facets: Facets, flagged: int = 0) -> View:
    """Draw the filters here and give what they ask for. `flagged` is how many readings are flagged as wrong."""
    report = _choose_report()
    text = st.text_input("Words in the sentence", placeholder="dam, airport, ceasefire …", **bind("q"))
    start, end = _choose_days(facets)
    basis = st.segmented_control(
        "Dates are of the", BASES, required=True, **bind("dates"),
        help="The day something is said to have happened, or the day it was reported.",
    )  # fmt: skip
    actors = _choose("Actors", "actor", label_facets(facets.actors), "who took, lost or holds")
    kinds = _choose("What happened", "kind", {KINDS.get(f.value, f.value): f.value for f in facets.kinds})
    statuses = _choose(
        "How it is said", "status", {STATUSES.get(f.value, f.value).capitalize(): f.value for f in facets.statuses}
    )
    sayers = _choose("Who says so", "said", _SAYERS)
    st.selectbox(
        "List changes that are", SURES, format_func=lambda n: f"at least {n} % sure" if n else "read at all", **bind("sure"),
        help="How sure the reading is, by its own reckoning. The map weighs all of them.",
    )  # fmt: skip
    publishers = _choose("Publishers", "publisher", label_facets(facets.publishers))
    names = country_names()
    countries = _choose("Countries", "country", {names.get(f.value, f.value): f.value for f in facets.countries})
    conflicting = st.toggle("Only distances in conflict with the map", **bind("conflicts"))
    unplaced = st.toggle("Only sentences with an unplaced name", **bind("unplaced"))
    return View(
        start, end, _BASES[basis or "Event"], actors, kinds, statuses, publishers, countries, (text or "").strip(),
        conflicting_only=conflicting, unplaced_only=unplaced, flagged=_choose_flagged(flagged) if flagged else "show",
        articles=(report,) if report else (), sayers=sayers,
    )  # fmt: skip


def _choose_report() -> str | None:
    """The one report that the link asks for, with a way back to all."""
    report = current().report
    if report:
        everything = guard(partial(change, report=None))
        st.button("Only one report is shown: show all", on_click=everything, icon=":material/article:")
    return report


def _choose_flagged(number: int) -> FlaggedFilter:
    chosen = st.segmented_control(
        "Flagged as wrong", FLAGGED, required=True, **bind("flagged"),
        help=f"{count(number, 'reading was', 'readings were')} flagged as wrong by people who use this store.",
    )  # fmt: skip
    return _FLAGGED[chosen or HIDDEN]


def hides_flagged() -> bool:
    """Whether the filter hides what is flagged as wrong, as it does until it is set."""
    return current().flagged == HIDDEN


def _choose_days(facets: Facets) -> tuple[date | None, date | None]:
    left, right = st.columns(2, gap="xsmall", wrap=False)
    limits: dict[str, Any] = {"value": None, "min_value": FIRST_DAY, "max_value": LAST_DAY}
    start = left.date_input("From", help=_extent(facets), **limits, **bind("from"))
    end = right.date_input("Until", **limits, **bind("to"))
    if isinstance(start, date) and isinstance(end, date) and start > end:
        st.warning("“From” is after “Until”, so nothing is shown.", icon=":material/event_busy:")
    return start if isinstance(start, date) else None, end if isinstance(end, date) else None


def _extent(facets: Facets) -> str:
    return f"The reports speak of {facets.first} to {facets.last}." if facets.first else "Nothing is dated."


def label_facets(facets: Sequence[Facet]) -> dict[str, str]:
    """Values by label; a label that two values share carries the value too."""
    labels = [f.label for f in facets]
    return {f.label if labels.count(f.label) == 1 else f"{f.label} ({f.value})": f.value for f in facets}


def _choose(title: str, key: str, options: Mapping[str, str], hint: str = "") -> tuple[Any, ...]:
    chosen = st.multiselect(
        title, list(options), placeholder=hint or "all", select_all=False, **bind(key, options=options)
    )
    return tuple(options[label] for label in chosen)


CLEAR = "clear"
"""The act of the buttons beside what is shown that clear all filters."""


def clear_button() -> str:
    """A button that clears all filters, as HTML."""
    return act_button(CLEAR, "", "Clear all filters", css="dl-ready")


def is_filtered(view: View) -> bool:
    """Whether a filter leaves anything out. That what is flagged as wrong is hidden is no choice of the visitor's."""
    flagged: FlaggedFilter = "only" if view.flagged == "only" else "show"
    return replace(view, basis="event", flagged=flagged, place=None) != View()
