"""The line over the map: how much is shown of how much."""

from collections.abc import Sequence

import streamlit as st

from geo.panels.answers import Answers
from geo.panels.filters import clear_button, hides_flagged, is_filtered
from geo.panels.words import escape
from geo.records.views import DayTally, PlaceTally, View
from geo.views.wording import count


def show_figures(
    answers: Answers, view: View, tallies: Sequence[PlaceTally], days: Sequence[DayTally], distances: int
) -> None:
    """Places, mentions, changes and distances under the filters, out of all that the store holds, and a way out of the filters."""
    held = answers.counts
    mentions, dated = sum(t.mentions for t in tallies), sum(d.changes for d in days)
    # Days count what is dated: a report without a date has its changes, too.
    changes = dated if is_filtered(view) or _hidden(answers) else held.changes
    figures = (
        count(len(tallies), "place"),
        f"{mentions:,} of {count(held.mentions - held.unresolved + held.areas, 'mention')}",
        f"{changes:,} of {count(held.changes, 'change')} of control",
        f"{distances:,} of {count(held.distances, 'stated distance')}",
        f"from {count(held.articles, 'report')}",
        *_hidden(answers),
    )
    clear = f" {clear_button()}" if is_filtered(view) else ""
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
