"""The sentences behind what is shown: each with its report, its marks, what was read in it and why."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from geo.panels.acts import act_button
from geo.panels.facts import change_line, distance_line, why
from geo.panels.flags import flag_button, flag_lines, may_flag, remembered_flags
from geo.panels.words import escape, link, mark_sentence, safe_link
from geo.records.places import Place
from geo.records.text import Article
from geo.records.views import ReportedChange, ReportedDistance, ReportedSentence
from geo.views.colours import ActorColours
from geo.views.flagged import NO_FLAGS, Standing
from geo.views.wording import count, write_day

Note = Callable[[ReportedSentence], str]
"""What stands above a sentence, as HTML."""


def head(article: Article) -> str:
    """The report's day, publisher and title, linked where it has an address."""
    who = escape(article.publisher or "publisher not known")
    title = article.title.strip() or article.url or "untitled report"
    return f'<div class="dl-head">{write_day(article.published)} · {who} · {link(article.url, title)}</div>'


def open_button(told: ReportedSentence) -> str:
    """A button that opens the sentence's report, as HTML."""
    return act_button("read", told.article.id, "Report", hint="Read the whole report", css="dl-read")


def cite(told: ReportedSentence) -> str:
    """A line to cite a sentence by: publisher, title, day, the number of the sentence, address. Plain text."""
    article = told.article
    parts = (
        article.publisher, f"“{article.title.strip()}”" if article.title.strip() else "", write_day(article.published),
        f"sentence {told.sentence.index + 1}" if told.sentence.index >= 0 else "title", safe_link(article.url) or f"report {article.id}",
    )  # fmt: skip
    return ", ".join(part for part in parts if part)


def fold_stories(told: Iterable[ReportedSentence]) -> list[tuple[ReportedSentence, list[Article]]]:
    """Sentences, each once with all that was read in it, and the other reports that carry the same words as copies of one text.

    The first is shown, the others stand beside it. A report is no copy of itself.
    """
    folded: dict[tuple[str, str, int], tuple[ReportedSentence, list[Article]]] = {}
    for (article_id, index), sentence in join_facts(told).items():
        key = (sentence.story or article_id, sentence.text, 0)
        if key not in folded:
            folded[key] = (sentence, [])
        elif folded[key][0].article.id == article_id:
            folded[*key[:2], index] = (sentence, [])
        elif article_id not in (copy.id for copy in folded[key][1]):
            folded[key][1].append(sentence.article)
    return list(folded.values())


def join_facts(told: Iterable[ReportedSentence]) -> dict[tuple[str, int], ReportedSentence]:
    """Sentences by report and number, in the order in which each comes first, with the facts of all that are the same sentence."""
    joined: dict[tuple[str, int], ReportedSentence] = {}
    for one in told:
        key = (one.article.id, one.sentence.index)
        before = joined.get(key)
        joined[key] = one if before is None else _join(before, one)
    return joined


def _join(one: ReportedSentence, other: ReportedSentence) -> ReportedSentence:
    def both(name: str) -> tuple[Any, ...]:
        here = getattr(one, name)
        return (*here, *(fact for fact in getattr(other, name) if fact not in here))

    return replace(one, mentions=both("mentions"), changes=both("changes"), distances=both("distances"))


def card(
    told: ReportedSentence,
    colours: ActorColours,
    chosen: str | None = None,
    copies: Sequence[Article] = (),
    standing: Standing = NO_FLAGS,
) -> str:
    """A sentence as a card: head, marked words, what was read, who flagged it, the reports that repeat it, and why."""
    facts = [change_line(change, colours) for change in told.changes] + [distance_line(d) for d in told.distances]
    listed = f'<ul class="dl-facts">{"".join(f"<li>{fact}</li>" for fact in facts)}</ul>' if facts else ""
    reasons = [*why(told), f"<b>To cite</b>: {escape(cite(told))}"]
    also = ", ".join(link(a.url, a.publisher or "publisher not known") for a in copies)
    repeated = (
        f'<div class="dl-head">The same words in {count(len(copies), "more report")}: {also}</div>' if copies else ""
    )
    return (
        f'<article class="dl-card">{head(told.article)}<p dir="auto">{mark_sentence(told, chosen)}</p>{listed}{flag_lines(told, standing)}{repeated}'
        f"<details><summary>Why?</summary><ul>{''.join(f'<li>{r}</li>' for r in reasons)}</ul></details></article>"
    )


def as_sentence(fact: ReportedChange | ReportedDistance) -> ReportedSentence:
    """A change or a distance as the sentence it stands in, with nothing but it marked."""
    if isinstance(fact, ReportedChange):
        return ReportedSentence(fact.article, fact.sentence, fact.text, fact.change.places, (fact.change,))
    ends = tuple(m for m in (fact.distance.from_place, fact.distance.of_place) if m)
    return ReportedSentence(fact.article, fact.sentence, fact.text, ends, (), (fact.distance,))


def places_of(told: ReportedSentence) -> list[Place]:
    """The places a sentence names, each once, in the order of its words."""
    named = sorted(((m.start, m.place) for m in told.mentions if m.place), key=lambda pair: pair[0])
    return list({place.id: place for _, place in named}.values())


def show_sentences(
    told: Sequence[ReportedSentence], colours: ActorColours, *, chosen: str | None, note: Note | None = None
) -> None:
    """Sentences as cards, each with a button a place that moves the map there: one piece of HTML, however many there are.

    `note` gives a line of HTML to stand above a sentence.
    """
    standing, button, above = remembered_flags(), flag_button if may_flag() else no_button, note or no_button
    cards = (
        above(sentence)
        + card(sentence, colours, chosen, copies, standing)
        + show_buttons(places_of(sentence)[:6], open_button(sentence) + button(sentence))
        for sentence, copies in fold_stories(told)
    )
    st.html("".join(cards))


def no_button(told: ReportedSentence) -> str:
    """No button at a sentence, for who may not flag it."""
    return ""


def show_buttons(places: Iterable[Place], more: str = "") -> str:
    """A button a place that moves the map there, and `more` buttons, as HTML."""
    buttons = "".join(act_button("show", p.id, p.name, hint="Show on the map", css="dl-aim") for p in places)
    return f'<div class="dl-acts">{buttons}{more}</div>' if buttons or more else ""
