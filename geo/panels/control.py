"""Who holds what, and what changed hands, as lists that open down to the sentences."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import streamlit as st

from geo.panels.acts import act_button
from geo.panels.evidence import as_sentence, card, show_sentences
from geo.panels.facts import swatch, where
from geo.panels.words import escape
from geo.records.places import Place
from geo.records.views import Holding, ReportedChange, ReportedSentence
from geo.views.colours import ActorColours
from geo.views.compare import Turnover, changed_hands
from geo.views.control import day_of
from geo.views.wording import count, write_chance, write_day

LISTED, COMPARED, SOURCES = 60, 40, 8
COUNTED_DAYS = 60
"""An age in days says more than a date up to so many."""
_ORDER = {"contested": 0, "besieged": 1, "claimed": 2, "held": 3, "left": 4}
STATES = {
    "held": "held", "contested": "contested", "besieged": "besieged", "claimed": "claimed by its own side only",
    "left": "left by its last holder",
}  # fmt: skip
_JOINED = {"besieged": ", fighting with"}

CHANCE_HINT = (
    "How likely it is that it has the place, as often as such answers were right when measured against known tables"
)
STATE_CHOICES = {
    "contested": "contested", "besieged": "besieged", "claimed": "claimed", "held": "held", "left": "left",
}  # fmt: skip
"""States as the filter calls them."""


def holder_words(holding: Holding | None, colours: ActorColours) -> str:
    """The holder with its colour, or that nobody is known. HTML."""
    if holding is None or holding.holder is None:
        return f"{swatch(colours.colour(None))}holder not known"
    actor = holding.holder
    return f"{swatch(colours.colour(actor.id or actor.name))}{escape(actor.name)}"


def holding_words(holding: Holding, colours: ActorColours) -> str:
    """State, rivals, how likely it is and whether anybody says so, since when, and how old the last word is. HTML."""
    rivals = ", ".join(escape(r.name) for r in holding.rivals)
    told = holding.supports or holding.against
    parts = [
        holder_words(holding, colours), f"<b>{STATES[holding.state]}</b>" + (f"{_JOINED.get(holding.state, ' with')} {rivals}" if rivals else ""),
        f'<span title="{CHANCE_HINT}">{write_chance(holding.confidence)}</span>' if holding.holder else "",
        _told_or_not(holding),
        f"since {write_day(holding.since)}" if holding.since else "",
        f"last word {_when(holding)}" + (", no recent report" if holding.stale else "") if told else "",
        f"by what is said of {escape(holding.unit.name)}" if holding.unit else "",
    ]  # fmt: skip
    return " · ".join(part for part in parts if part)


def _told_or_not(holding: Holding) -> str:
    """That a holder is assumed, or follows from what is said without being said. HTML."""
    if holding.assumed:
        return f'<i class="dl-square"></i>assumed, from {escape(holding.assumed)}'
    return '<i class="dl-bored"></i>inferred: no report says so outright' if holding.inferred else ""


def _when(holding: Holding) -> str:
    """How long before the day the last word was, while days can be pictured, else its date."""
    if holding.age > COUNTED_DAYS:
        return write_day(holding.last)
    return f"{count(holding.age, 'day')} before" if holding.age else "that day"


def show_holdings(
    day: date,
    holdings: Mapping[str, Holding],
    changes: Sequence[ReportedChange],
    colours: ActorColours,
    place: Place | None,
) -> None:
    """Who holds what on a day, or the selected place's state with the sentences for and against it."""
    if place:
        _show_one(day, holdings.get(place.id), changes, colours)
        return
    st.caption(f"Who holds what on {write_day(day)}, by what reports say: {count(len(holdings), 'place')}.")
    listed = sorted(holdings.values(), key=lambda h: (h.stale, _ORDER[h.state], -h.confidence, h.place.id))
    if listed:
        st.html("".join(_row(holding.place, holding_words(holding, colours)) for holding in listed[:LISTED]))
    if len(listed) > LISTED:
        st.caption(f"{len(listed) - LISTED:,} more are on the map; click a circle or find a place above.")


def _row(place: Place, words: str, more: str = "") -> str:
    name = act_button("open", place.id, place.name, hint="Show it on the map, with the sentences", css="dl-name")
    return (
        f'<div class="dl-card"><p>{name} <span class="dl-head">{escape(where(place))}</span></p>'
        f'<p class="dl-facts">{words}</p>{more}</div>'
    )


def _show_one(day: date, holding: Holding | None, changes: Sequence[ReportedChange], colours: ActorColours) -> None:
    if holding is None:
        st.info(f"No report says who held it by {write_day(day)}.", icon=":material/help:")
        return
    reasons = "".join(f"<li>{escape(reason)}</li>" for reason in holding.reasons)
    st.html(
        f'<div class="dl-card dl-here"><p class="dl-head">On {write_day(day)}</p><p>{holding_words(holding, colours)}</p>'
        f"<p>{_balance(holding)}</p><details><summary>Why?</summary><ul>{reasons}</ul></details></div>"
    )
    for title, ids in (("What speaks for it", holding.supports), ("What speaks against it", holding.against)):
        _show_facts(title, weigh(ids, holding), changes, colours, holding.place.id)


def weigh(ids: Iterable[str], holding: Holding) -> dict[str, float | None]:
    """The weight of each of some statements, by id."""
    weights = {weighed.fact: weighed.weight for weighed in holding.weights}
    return {i: weights.get(i, 0.0) for i in ids}


def _balance(holding: Holding) -> str:
    """How many statements speak for a holder and against it. HTML."""
    if not holding.supports and not holding.against:
        return "No statement is of the place itself."
    told = f"{count(len(holding.supports), 'statement speaks', 'statements speak')} for it"
    told += f", in {count(holding.stories, 'report')}" if holding.stories > 1 else ""
    return f"{told}; {len(holding.against) or 'none'} against."


def _show_facts(
    title: str,
    wanted: Mapping[str, float | None],
    changes: Sequence[ReportedChange],
    colours: ActorColours,
    chosen: str,
) -> None:
    """Statements, by id, as sentences; each with its weight where it is given."""
    found = sorted((c for c in changes if c.id in wanted), key=_latest_first)
    if not found:
        return
    moved = dict[tuple[str, int], float]()
    for fact in found:
        key, weight = (fact.article.id, fact.sentence.index), wanted[fact.id]
        if weight is not None:
            moved[key] = moved.get(key, 0.0) + weight

    def note(told: ReportedSentence) -> str:
        weight = moved.get((told.article.id, told.sentence.index))
        return "" if weight is None else weight_line(weight)

    st.html(f"<h2>{title}</h2>")
    show_sentences([as_sentence(fact) for fact in found[:SOURCES]], colours, chosen=chosen, note=note)
    if len(found) > SOURCES:
        st.caption(f"and {count(len(found) - SOURCES, 'earlier statement')}, in the tab of changes.")


def weight_line(weight: float) -> str:
    """By how much a sentence raised or lowered the chance, in points of a hundred. HTML."""
    points = round(weight * 100)
    if not points:
        return '<p class="dl-weight">changed the chance by less than a point</p>'
    word, css = ("raised", "dl-for") if points > 0 else ("lowered", "dl-against")
    return f'<p class="dl-weight {css}">{word} the chance by {count(abs(points), "point")}</p>'


def _latest_first(fact: ReportedChange) -> tuple[int, int, str]:
    """By the day that is told of, then by the report's, the latest first."""
    days = day_of(fact.change, fact.article.published), fact.article.published
    told, published = (-day.toordinal() if day else 0 for day in days)
    return told, published, fact.id


def show_turnovers(
    days: tuple[date, date],
    turnovers: Sequence[Turnover],
    changes: Sequence[ReportedChange],
    colours: ActorColours,
    place: Place | None,
) -> None:
    """What changed between two days: each place with before and after, or the selected one with its sentences."""
    mine = [t for t in turnovers if place is None or t.place.id == place.id]
    hands = sum(changed_hands(t) for t in mine)
    st.caption(
        f"From {write_day(days[0])} to {write_day(days[1])}: {count(hands, 'place')} changed hands, "
        f"{count(len(mine) - hands, 'other changed', 'others changed')} in state only."
    )
    if place and mine:
        st.html(_row(place, _turnover_words(mine[0], colours)))
        for title, holding in (("The later state", mine[0].after), ("The earlier state", mine[0].before)):
            if holding:
                _show_facts(f"{title} rests on", dict.fromkeys(holding.supports), changes, colours, place.id)
        return
    known = {c.id: c for c in changes} if mine else {}
    rows = (_row(t.place, _turnover_words(t, colours), _told_of(t, known, colours)) for t in mine[:COMPARED])
    if mine:
        st.html("".join(rows))
    if len(mine) > COMPARED:
        st.caption(f"{len(mine) - COMPARED:,} more are ringed on the map; click one or find it above.")


def _told_of(turnover: Turnover, known: Mapping[str, ReportedChange], colours: ActorColours) -> str:
    """The last sentence of each day that says who holds the place, folded away. HTML."""
    last = (("Later", turnover.after), ("Earlier", turnover.before))
    told = [(word, known[h.supports[-1]]) for word, h in last if h and h.supports and h.supports[-1] in known]
    cards = "".join(f"<p><b>{word}</b></p>{card(as_sentence(fact), colours, turnover.place.id)}" for word, fact in told)
    return f"<details><summary>{count(len(told), 'sentence')}</summary>{cards}</details>" if told else ""


def _turnover_words(turnover: Turnover, colours: ActorColours) -> str:
    return f"{_short(turnover.before, colours)} → {_short(turnover.after, colours)}"


def _short(holding: Holding | None, colours: ActorColours) -> str:
    state = f", {STATES[holding.state]}" if holding and holding.state != "held" else ""
    told = ", assumed" if holding and holding.assumed else ", inferred" if holding and holding.inferred else ""
    return holder_words(holding, colours) + state + told
