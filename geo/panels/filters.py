"""The filters in the sidebar. Each keeps its value in the link, under its own name."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from geo.panels.acts import act_button
from geo.records.views import DateBasis, Facet, Facets, FlaggedFilter, View
from geo.views.link import FILTERS, REPORT, read_report
from geo.views.wording import KINDS, STATUSES, count, country_names

_BASES: dict[str, DateBasis] = {"Event": "event", "Report": "report"}
HIDDEN = "Hidden"
_FLAGGED: dict[str, FlaggedFilter] = {HIDDEN: "hide", "Shown": "show", "Only these": "only"}
_FIRST, _LAST = date(1900, 1, 1), date(2100, 12, 31)


def choose_view(facets: Facets, flagged: int = 0) -> View:
    """Draw the filters here and give what they ask for. `flagged` is how many readings are flagged as wrong."""
    report = _choose_report()
    text = st.text_input("Words in the sentence", key="q", bind="query-params", placeholder="dam, airport, ceasefire …")
    start, end = _choose_days(facets)
    basis = st.segmented_control(
        "Dates are of the", list(_BASES), default="Event", key="dates", bind="query-params", required=True,
        help="The day something is said to have happened, or the day it was reported.",
    )  # fmt: skip
    actors = _choose("Actors", "actor", label_facets(facets.actors), "who took, lost or holds")
    kinds = _choose("What happened", "kind", {KINDS.get(f.value, f.value): f.value for f in facets.kinds})
    statuses = _choose(
        "How it is said", "status", {STATUSES.get(f.value, f.value).capitalize(): f.value for f in facets.statuses}
    )
    publishers = _choose("Publishers", "publisher", label_facets(facets.publishers))
    names = country_names()
    countries = _choose("Countries", "country", {names.get(f.value, f.value): f.value for f in facets.countries})
    conflicting = st.toggle("Only distances in conflict with the map", key="conflicts", bind="query-params")
    unplaced = st.toggle("Only sentences with an unplaced name", key="unplaced", bind="query-params")
    return View(
        start, end, _BASES[basis or "Event"], actors, kinds, statuses, publishers, countries, (text or "").strip(),
        conflicting_only=conflicting, unplaced_only=unplaced, flagged=_choose_flagged(flagged) if flagged else "show",
        articles=(report,) if report else (),
    )  # fmt: skip


def _choose_report() -> str | None:
    """The one report that the link asks for, with a way back to all."""
    report = read_report(st.query_params)
    if report:
        st.button("Only one report is shown: show all", on_click=show_all_reports, icon=":material/article:")
    return report


def show_all_reports() -> None:
    """Show no single report any longer. For use as a callback."""
    st.query_params.pop(REPORT, None)


def _choose_flagged(number: int) -> FlaggedFilter:
    chosen = st.segmented_control(
        "Flagged as wrong", list(_FLAGGED), default=HIDDEN, key="flagged", bind="query-params", required=True,
        help=f"{count(number, 'reading was', 'readings were')} flagged as wrong by people who use this store.",
    )  # fmt: skip
    return _FLAGGED[chosen or HIDDEN]


def hides_flagged() -> bool:
    """Whether the filter hides what is flagged as wrong, as it does until it is set."""
    return bool(st.session_state.get("flagged", HIDDEN) == HIDDEN)


def _choose_days(facets: Facets) -> tuple[date | None, date | None]:
    left, right = st.columns(2, gap="xsmall", wrap=False)
    limits: dict[str, Any] = {"value": None, "min_value": _FIRST, "max_value": _LAST, "bind": "query-params"}
    start = left.date_input("From", key="from", help=_extent(facets), **limits)
    end = right.date_input("Until", key="to", **limits)
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
        title, list(options), key=key, bind="query-params", placeholder=hint or "all", select_all=False
    )
    return tuple(options[label] for label in chosen)


def clear_filters() -> None:
    """Set every filter back to what it is in a bare link. For use as a callback."""
    empty: dict[str, Any] = {
        "q": "",
        "from": None,
        "to": None,
        "dates": "Event",
        "flagged": HIDDEN,
        "conflicts": False,
        "unplaced": False,
    }
    show_all_reports()
    for key in FILTERS:
        st.session_state[key] = empty.get(key, [])


CLEAR = "clear"
"""The act of the buttons beside what is shown that clear all filters."""


def clear_button() -> str:
    """A button that clears all filters, as HTML."""
    return act_button(CLEAR, "", "Clear all filters", css="dl-ready")


def is_filtered(view: View) -> bool:
    """Whether a filter leaves anything out. That what is flagged as wrong is hidden is no choice of the visitor's."""
    flagged: FlaggedFilter = "only" if view.flagged == "only" else "show"
    return replace(view, basis="event", flagged=flagged, place=None) != View()


def set_days(first: date | None, last: date | None) -> None:
    """Set the two dates, or none. For use in a callback."""
    st.session_state["from"], st.session_state["to"] = first, last
