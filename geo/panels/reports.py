"""Reports: a list, filtered as the map is, and one of them whole with everything marked that was read in it."""

from collections.abc import Sequence

import streamlit as st

from geo.panels.acts import act_button
from geo.panels.answers import Answers
from geo.panels.evidence import join_facts, places_of, show_buttons
from geo.panels.facts import change_line, distance_line
from geo.panels.legend import show_mark_legend
from geo.panels.state import current
from geo.panels.words import Marked, escape, link, mark_text, marks_of
from geo.records.text import TITLE_GAP, Article
from geo.records.views import ReportedSentence, ReportTally, View
from geo.views.colours import ActorColours
from geo.views.wording import count, write_day

READ, LIST, ONLY = "read", "list", "report"
"""Acts: open a report, go back to the list, show nothing but this report."""
MOST_SENTENCES, PLACES = 10_000, 40


def list_reports(reports: Sequence[ReportTally], total: int, seen: Sequence[str]) -> str:
    """The list, as HTML: day, publisher and title, which opens the report; how much of it is told; whether it was opened before."""
    copies: dict[str, int] = {}
    for report in reports:
        copies[report.story] = copies.get(report.story, 0) + 1
    rows = "".join(_row(report, copies[report.story] - 1, report.article.id in seen) for report in reports)
    return f'<p class="dl-sub">{count(total, "report")}, latest first; a dot: not opened yet</p><ul class="dl-reports">{rows}</ul>'


def _row(report: ReportTally, copies: int, seen: bool) -> str:
    article = report.article
    told = f"{count(report.told, 'sentence')}" + (f" · {count(copies, 'copy', 'copies')} here" if copies else "")
    title = act_button(READ, article.id, article.title.strip() or article.url or "untitled report", css="dl-name")
    return (
        f'<li class="{"dl-seen" if seen else "dl-new"}"><div class="dl-head">{write_day(article.published)} · '
        f'{escape(article.publisher or "publisher not known")} · {told}</div><div dir="auto">{title}</div></li>'
    )


def show_report(answers: Answers, article_id: str, colours: ActorColours, here: View) -> bool:
    """A report whole: title, text with its marks, what was read, its places. False where there is none of this id."""
    article = answers.article(article_id)
    if article is None:
        return False
    of_it = View(articles=(article_id,), flagged=here.flagged)
    told = list(join_facts(answers.sentences(of_it, MOST_SENTENCES, 0)).values())
    st.html(
        f'<div class="dl-acts">{act_button(LIST, "", "‹ All reports", css="dl-ready")}'
        f"{act_button(ONLY, article_id, 'Only this on the map', css='dl-ready')}</div>{write_report(article, told, here.place)}"
    )
    show_mark_legend()
    places = {place.id: place for one in told for place in places_of(one)}
    st.html(
        f"<h2>Places</h2>{show_buttons(list(places.values())[:PLACES]) or _NONE}<h2>What was read</h2>{_facts(told, colours)}"
    )
    for version in answers.store.versions(article_id):
        with st.expander(f"As it stood until {write_day(version.until.date())}"):
            st.html(write_report(version.article, (), None))
    return True


_NONE = '<p class="dl-quiet">None.</p>'


def write_report(article: Article, told: Sequence[ReportedSentence], chosen: str | None) -> str:
    """Head, title and text of a report as HTML, with all marks of its sentences."""
    marks = [mark for one in told for mark in marks_of(one, chosen)]
    title = article.title.strip() or "untitled report"
    if article.title:
        title_html = mark_text(article.title, -len(article.title) - len(TITLE_GAP), marks)
    else:
        title_html = escape(title)
    head = f"{write_day(article.published)} · {escape(article.publisher or 'publisher not known')}"
    source = f" · {link(article.url, 'to the report')}" if article.url else ""
    paragraphs = "".join(f'<p dir="auto">{words}</p>' for words in _paragraphs(article.text, marks))
    return f'<article class="dl-report"><div class="dl-head">{head}{source}</div><p class="dl-title" dir="auto">{title_html}</p>{paragraphs}</article>'


def _paragraphs(text: str, marks: Sequence[Marked]) -> list[str]:
    found: list[str] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            found.append(mark_text(line, at, marks))
        at += len(line) + 1
    return found


def _facts(told: Sequence[ReportedSentence], colours: ActorColours) -> str:
    lines = [change_line(change, colours) for one in told for change in one.changes]
    lines += [distance_line(distance) for one in told for distance in one.distances]
    return f'<ul class="dl-facts">{"".join(f"<li>{line}</li>" for line in lines)}</ul>' if lines else _NONE


def show_reports(answers: Answers, here: View, colours: ActorColours, limit: int) -> bool:
    """The open report, or the list of those under the view. Whether there are more than `limit`."""
    state = current()
    if state.reading and show_report(answers, state.reading, colours, here):
        return False
    total, _ = answers.count_told(here)
    st.html(list_reports(answers.reports(here, limit), total, state.seen))
    return total > limit
