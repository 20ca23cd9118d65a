"""The line over the map: how much is shown of how much."""

import streamlit as st

from geo.panels.answers import Answers
from geo.panels.filters import clear_button, hides_flagged, is_filtered
from geo.panels.words import escape
from geo.records.views import View
from geo.views.wording import count


def show_figures(answers: Answers, view: View) -> None:
    """Places, mentions, changes, distances and reports under the filters, out of all that the store holds, and a way out of the filters."""
    held, filtered = answers.counts, is_filtered(view)
    tallies, distances = answers.place_tallies(view), len(answers.distances(view))
    told, changes = answers.count_told(view) if filtered or _hidden(answers) else (held.articles, held.changes)
    reports = f"{told:,} of {count(held.articles, 'report')}" if filtered else count(held.articles, "report")
    figures = (
        count(len(tallies), "place"),
        f"{sum(t.mentions for t in tallies):,} of {count(held.mentions - held.unresolved + held.areas, 'mention')}",
        f"{changes:,} of {count(held.changes, 'change')} of control",
        f"{distances:,} of {count(held.distances, 'stated distance')}",
        f"from {reports}",
        *_hidden(answers),
    )
    clear = f" {clear_button()}" if filtered else ""
    st.html(f'<div class="dl-figures">{" · ".join(escape(f) for f in figures)}{clear}</div>')


def _hidden(answers: Answers) -> tuple[str, ...]:
    """That something is hidden since it was flagged as wrong: nobody shall miss it unknowingly."""
    number = sum(flag.taken_back is None for flag in answers.flags)
    return (f"{number:,} flagged as wrong and hidden",) if number and hides_flagged() else ()


def show_brand() -> None:
    """The name of the page and what it shows, at the top of the sidebar."""
    st.html(
        '<h1 class="dl-brand">Dateline</h1><p class="dl-sub">What reports say of places: who took them, and how far.</p>'
    )


def show_sample_note() -> None:
    """That what is shown is the sample, and how to read own reports."""
    st.caption(
        "You see the **sample**: reports written for this project on documented events. "
        "Read your own with `python -m geo ingest FILES`."
    )
