"""A table of control that the visitor loaded beside what reports say: where both agree, where they differ, and where one is silent."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from geo.panels.acts import act_button
from geo.panels.answers import Answers
from geo.panels.control import holding_words
from geo.panels.evidence import as_sentence, card
from geo.panels.facts import where
from geo.panels.given import reports_alone
from geo.panels.provinces import DAY
from geo.panels.state import Loaded
from geo.panels.words import escape
from geo.records.places import Place
from geo.records.views import ReportedChange, View
from geo.views.assumed import GivenPlace, StartingState
from geo.views.colours import ActorColours
from geo.views.compare import Agreement, Compared, compare_state
from geo.views.export_holdings import compared_csv
from geo.views.sides import Sides
from geo.views.wording import count, write_day

LISTED, SENTENCES = 50, 3
AGREEMENTS: Mapping[Agreement, tuple[str, str]] = {
    "differ": ("they differ", "differ"), "not known": ("the table’s holder is not known", "name no side known there"),
    "reports silent": ("reports are silent", "of which reports are silent"), "agree": ("both agree", "agree"),
    "table silent": ("the table is silent", "that the table does not have"),
}  # fmt: skip
"""How both stand to each other, of one place and counted, in the order in which they are listed."""


def show_against(answers: Answers, view: View, loaded: Loaded, day: date, colours: ActorColours) -> None:
    """The comparison on the table's day next to the one shown, with the sentences; the table itself is not assumed in it."""
    alone = reports_alone(answers.given)
    asked = replace(answers, given=alone)
    on = nearest_day(loaded.state, day)
    holdings, history = asked.holdings(view, on), asked.history(view)
    places = [holding.place for holding in holdings.values()]
    rows = rows_on(loaded.state, on, places)
    compared = answers.keep(
        lambda: compare_state(rows, holdings, places, answers.store.called, alone.basis.sides),
        f"against {loaded.digest} {on} {alone.key} {answers.days}", view,
    )  # fmt: skip
    st.html(_head(compared, loaded, on, day))
    facts = {fact.id: fact for fact in history}
    sides = alone.basis.sides
    st.download_button(
        "Download this comparison (CSV)", lambda: compared_csv([(on, compared)], facts, sides).encode("utf-8", "replace"),
        file_name="comparison.csv", mime="text/csv", on_click="ignore", key="get_comparison", type="tertiary",
        icon=":material/download:",
    )  # fmt: skip
    order = list(AGREEMENTS)
    listed = sorted(compared, key=lambda c: order.index(c.agreement))[:LISTED]
    st.html("".join(row(c, facts, colours, sides) for c in listed))
    if len(compared) > LISTED:
        st.caption(f"and {len(compared) - LISTED:,} more, in the download.")


def nearest_day(state: StartingState, day: date) -> date:
    """Of the days that a table tells of the last that is not after a day, else its first."""
    days = sorted({row.day for row in state.places} | {area.day for area in state.areas})
    return max((d for d in days if d <= day), default=days[0])


def rows_on(state: StartingState, day: date, places: Sequence[Place]) -> list[GivenPlace]:
    """The rows of a day; of areas a row for each place that lies in one."""
    rows = [row for row in state.places if row.day == day]
    if any(area.day == day for area in state.areas):
        inside = ((place, state.area_holder(place, day)) for place in places)
        rows += [
            GivenPlace(p.name, holder, day, p.id, p.lat, p.lon, p.country) for p, holder in inside if holder is not None
        ]
    return rows


def _head(compared: Sequence[Compared], loaded: Loaded, on: date, day: date) -> str:
    """What the comparison came to, with a button for its day where another is shown. HTML."""
    counts = Counter(c.agreement for c in compared)
    told = "; ".join(f"<b>{counts[a]:,}</b> {words}" for a, (_, words) in AGREEMENTS.items() if counts[a])
    both = counts["agree"] + counts["differ"]
    share = f" Where both speak, {counts['agree'] / both:.0%} agree.".replace("%", " %") if both else ""
    go = "" if on == day else " " + act_button(DAY, on.isoformat(), f"Show {write_day(on)}", css="dl-ready")
    return f'<p class="dl-sub">{escape(loaded.name)} beside what reports say on {write_day(on)}, places: {told}.{share}{go}</p>'


def row(compared: Compared, facts: Mapping[str, ReportedChange], colours: ActorColours, sides: Sides) -> str:
    """One place: what the table says, what reports say, and the sentences folded away. HTML."""
    place, given, holding = compared.place, compared.row, compared.holding
    name = given.name if given else place.name if place else ""
    shown = act_button("open", place.id, name, hint="Show it on the map", css="dl-name") if place else escape(name)
    inside = f' <span class="dl-head">{escape(where(place))}</span>' if place else ""
    table = f"table: {_table_words(compared, sides)}" if given else ""
    reports = f"reports: {holding_words(holding, colours)}" if holding and holding.holder else ""
    ids = (*holding.supports, *holding.against)[:SENTENCES] if holding else ()
    told = [facts[i] for i in ids if i in facts]
    cards = "".join(card(as_sentence(fact), colours, place.id if place else None) for fact in told)
    folded = f"<details><summary>{count(len(told), 'sentence')}</summary>{cards}</details>" if told else ""
    css = "dl-card dl-differ" if compared.agreement == "differ" else "dl-card"
    lines = "".join(f'<p class="dl-facts">{line}</p>' for line in (table, reports) if line)
    return (
        f'<div class="{css}"><p>{shown}{inside} · <b>{AGREEMENTS[compared.agreement][0]}</b></p>{lines}{folded}</div>'
    )


def _table_words(compared: Compared, sides: Sides) -> str:
    """The holder as the table writes it, and which side that is. HTML."""
    row = compared.row
    written = escape(row.holder) if row else ""
    if not compared.given:
        return f"{written} (no side known there)"
    name = sides.name_of(compared.given, row.day if row else None)
    return written if name == (row.holder if row else "") else f"{written} ({escape(name)})"
