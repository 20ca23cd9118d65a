"""What has no day: how much of it there is, which it is, and a day to give to it."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from geo.panels.answers import Answers
from geo.panels.evidence import as_sentence, show_sentences
from geo.panels.state import FIRST_DAY, LAST_DAY, answer_of, change, current, guard
from geo.panels.words import plain_label
from geo.records.views import ReportedChange, View
from geo.views.colours import ActorColours
from geo.views.undated import EVERY, give_day, read_days
from geo.views.wording import count, write_day

LISTED = 12
_ALL = "All of them"


def show_undated(answers: Answers, view: View, colours: ActorColours) -> None:
    """How many statements count on no day, with a way to read them and to give their reports a day."""
    undated = answers.undated(view)
    if not undated:
        return
    given = dict(read_days(current().days))
    left = [fact for fact in undated if EVERY not in given and fact.article.id not in given]
    said = f"{count(len(left), 'statement has', 'statements have')} no day, and no part in this" if left else ""
    known = f"{count(len(undated) - len(left), 'statement counts', 'statements count')} from a day that you gave"
    with st.expander(
        "; ".join(part for part in (said, known if len(left) < len(undated) else "") if part),
        icon=":material/event_busy:",
    ):
        st.caption("Neither these sentences nor their reports say when. Give a report the day on which it appeared.")
        _ask_day(undated, given)
        show_sentences([as_sentence(fact) for fact in (left or undated)[:LISTED]], colours, chosen=None)
        if len(left or undated) > LISTED:
            st.caption(f"and {count(len(left or undated) - LISTED, 'more', 'more')}")


def _ask_day(undated: Sequence[ReportedChange], given: dict[str, date]) -> None:
    titles = {
        fact.article.id: plain_label(fact.article.title.strip() or fact.article.url or fact.article.id)
        for fact in undated
    }

    def named(report: str) -> str:
        day = f" ({write_day(given[report])})" if report in given else ""
        return _ALL if report == EVERY else titles.get(report, report) + day

    report = st.selectbox(
        "Report", [EVERY, *titles], key="undated_report", label_visibility="collapsed",
        format_func=named,
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.date_input(
            "Day of the report", value=None, key="undated_day", min_value=FIRST_DAY, max_value=LAST_DAY, width=150,
            label_visibility="collapsed",
        )  # fmt: skip
        st.button("Give this day", key="undated_give", on_click=guard(partial(_give, report or EVERY)))
        if given:
            st.button(
                "Take all days back", key="undated_back", type="tertiary", on_click=guard(partial(change, days=()))
            )


def _give(report: str) -> None:
    day = answer_of("undated_day")
    if isinstance(day, date):
        change(days=give_day(current().days, report, day))
