"""What has no day: how much of it there is, which it is, and a day to give to it, for this view alone or kept for all with who gave it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial

import streamlit as st

from geo.panels.acts import act_button
from geo.panels.answers import Answers, forget_counts
from geo.panels.evidence import as_sentence, show_sentences
from geo.panels.flags import ask_who, may_flag
from geo.panels.rights import read_user
from geo.panels.state import FIRST_DAY, LAST_DAY, answer_of, change, current, guard
from geo.panels.words import escape, plain_label
from geo.records.flags import Flag, day_key
from geo.records.text import Article
from geo.records.views import View
from geo.views.colours import ActorColours
from geo.views.undated import EVERY, day_given, give_day, kept_days, read_days
from geo.views.wording import count, write_day

UNDATE = "undate"
"""The act of the button that takes a kept day back (`geo.panels.acts`)."""
LISTED = 12
_ALL = "All of them"


def show_undated(answers: Answers, view: View, colours: ActorColours) -> None:
    """How many statements count on no day, with a way to read them and to give their reports a day."""
    undated = answers.undated(view)
    if not undated:
        return
    chosen, kept = dict(read_days(current().days)), kept_days(answers.flags)
    left = [fact for fact in undated if EVERY not in chosen and fact.article.id not in {*chosen, *kept}]
    said = f"{count(len(left), 'statement has', 'statements have')} no day, and no part in this" if left else ""
    known = f"{count(len(undated) - len(left), 'statement counts', 'statements count')} from a day that was given"
    with st.expander(
        "; ".join(part for part in (said, known if len(left) < len(undated) else "") if part),
        icon=":material/event_busy:",
    ):
        st.caption("Neither these sentences nor their reports say when. Give a report the day on which it appeared.")
        reports = {fact.article.id: fact.article for fact in undated}
        _ask_day(answers, reports, chosen)
        if here := [flag for report, flag in kept.items() if report in reports]:
            st.html(kept_html(here))
        show_sentences([as_sentence(fact) for fact in (left or undated)[:LISTED]], colours, chosen=None)
        if len(left or undated) > LISTED:
            st.caption(f"and {count(len(left or undated) - LISTED, 'more', 'more')}")


def _ask_day(answers: Answers, reports: Mapping[str, Article], chosen: Mapping[str, date]) -> None:
    titles = {i: plain_label(a.title.strip() or a.url or i) for i, a in reports.items()}

    def named(report: str) -> str:
        day = f" ({write_day(chosen[report])})" if report in chosen else ""
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
        st.button("Give this day", key="undated_give", on_click=guard(partial(_give, report or EVERY)),
                  help="For this view, and in its link.")  # fmt: skip
        if chosen:
            st.button(
                "Take all days back", key="undated_back", type="tertiary", on_click=guard(partial(change, days=()))
            )
    if may_flag() and report in reports:
        who = ask_who("undated_who")
        keep = guard(partial(_keep, answers, reports[report], who))
        st.button("Keep this day for all", key="undated_keep", on_click=keep, disabled=not who,
                  help="With your name and the time; it can be taken back.")  # fmt: skip


def _give(report: str) -> None:
    day = answer_of("undated_day")
    if isinstance(day, date):
        change(days=give_day(current().days, report, day))


def _keep(answers: Answers, article: Article, who: str) -> None:
    """Keep the chosen day of a report in the store, in the stead of one that was given before."""
    day = answer_of("undated_day")
    if not isinstance(day, date) or not who or not may_flag():
        return
    before = kept_days(answers.flags).get(article.id)
    if before is not None:
        answers.store.take_back([before.key], who)
    answers.store.flag([correct_day(article, day, who)])
    forget_counts()
    change(days=give_day(current().days, article.id, None))


def correct_day(article: Article, day: date, who: str) -> Flag:
    """The correction that a report appeared on a day, made now."""
    return Flag(day_key(article.id, day), 0, "", article.title, who, datetime.now(UTC), "the report names no day")


def kept_html(kept: Sequence[Flag]) -> str:
    """The days that people gave, with who and when, each with a button that takes it back where the visitor may. HTML."""
    back = may_flag()
    lines = (
        f'<p class="dl-sub">{escape(flag.quote.strip() or flag.key.article_id)}: {write_day(day_given(flag))}, given by '
        f"{escape(flag.who)} on {write_day(flag.since.date())}"
        + (act_button(UNDATE, flag.key.article_id, "Take back") if back else "")
        + "</p>"
        for flag in kept
    )
    return "".join(lines)


def take_back_day(answers: Answers, article_id: str) -> None:
    """Take the day of a report back that somebody gave it. For use as the handler of UNDATE."""
    flag = kept_days(answers.flags).get(article_id)
    if flag is not None and may_flag():
        answers.store.take_back([flag.key], read_user() or current().flagger or "a visitor")
        forget_counts()
