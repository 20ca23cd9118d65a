"""The pages of one place and of one actor, as tabs of the panel."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import streamlit as st

from geo.panels.evidence import as_sentence, card, show_sentences
from geo.panels.facts import actor_name, change_line, distance_line, swatch, where
from geo.panels.words import escape, link
from geo.records.places import Place
from geo.records.views import ReportedChange, ReportedDistance, ReportedSentence
from geo.views.colours import ActorColours
from geo.views.summaries import (
    Stretch,
    actor_key,
    control_stretches,
    count_publishers,
    count_spellings,
    oldest_first,
    record_actor,
    rivals,
)
from geo.views.wording import PLACE_KINDS, count, write_day

LISTED = 30
"""Statements and distances listed on a place's page."""


@dataclass(frozen=True, slots=True)
class PlacePage:
    """A place with its other names and what is said of it: the latest sentences, all changes, all distances."""

    place: Place
    names: Sequence[str]
    sentences: Sequence[ReportedSentence]
    changes: Sequence[ReportedChange]
    distances: Sequence[ReportedDistance]


def show_place(page: PlacePage, colours: ActorColours) -> None:
    """A place's record with its other names, its control history, who reported it, how it is written, and what it was not taken for."""
    place, sentences, changes, distances = page.place, page.sentences, page.changes, page.distances
    st.html(_record(place, page.names, sentences))
    stretches = control_stretches(changes)
    st.html(f"<h2>Who is said to have had it</h2>{_strip(stretches, colours)}{_history(changes, place, colours)}")
    listed = ", ".join(f"{escape(name)} ({n})" for name, n in count_publishers(changes)) or "nobody"
    st.html(f'<h2>Changes reported by</h2><p class="dl-list">{listed}</p>')
    st.html(f"<h2>Distances stated ({len(distances)})</h2>{_stated(distances, place, colours)}")
    st.html(f"<h2>Not taken for</h2>{_rivals(place, sentences)}")


def _record(place: Place, names: Sequence[str], sentences: Sequence[ReportedSentence]) -> str:
    spelled = ", ".join(f"{escape(text)} ({n})" for text, n in count_spellings(sentences, place.id)[:8])
    number = place.geonameid
    source = (
        link(f"https://www.geonames.org/{number}", f"GeoNames {number}") if number else escape(place.source or place.id)
    )
    rows = (
        ("Kind", escape(PLACE_KINDS[place.kind])), ("Lies in", escape(where(place))),
        ("Coordinates", f"{place.lat:.4f}, {place.lon:.4f}" + _give_or_take(place)),
        ("People", f"{place.population:,}" if place.population else ""), ("Record", source),
        ("Written as", spelled), ("Also called", also_called(names)),
    )  # fmt: skip
    body = "".join(f"<tr><th>{name}</th><td>{value}</td></tr>" for name, value in rows if value)
    return f'<table class="dl-table">{body}</table>'


def also_called(names: Sequence[str]) -> str:
    """A place's other names, each in its own direction. HTML."""
    return " · ".join(f'<bdi dir="auto">{escape(name)}</bdi>' for name in names)


def _give_or_take(place: Place) -> str:
    return f", give or take {place.uncertainty_km:g} km" if place.uncertainty_km else ""


def _strip(stretches: Sequence[Stretch], colours: ActorColours) -> str:
    if not stretches:
        return '<p class="dl-quiet">No report under these filters says that it changed hands.</p>'
    last = stretches[-1].start.toordinal() + 30
    parts = [(s, max((s.end.toordinal() if s.end else last) - s.start.toordinal(), 1)) for s in stretches]
    pieces = "".join(
        f'<span style="flex:{days};--dl:{colours.colour(actor_key(s.actor))}" title="{escape(_stretch_words(s))}"></span>'
        for s, days in parts
    )
    told = "; ".join(f"{swatch(colours.colour(actor_key(s.actor)))}{escape(_stretch_words(s))}" for s in stretches)
    return f'<div class="dl-strip" role="img" aria-label="Control over time">{pieces}</div><p class="dl-sub">{told}</p>'


def _stretch_words(stretch: Stretch) -> str:
    until = f" until {write_day(stretch.end)}" if stretch.end else ""
    return f"{actor_name(stretch.actor)} from {write_day(stretch.start)}{until}"


def _history(changes: Iterable[ReportedChange], place: Place, colours: ActorColours) -> str:
    dated = oldest_first(changes)
    lines = "".join(
        f"<li><details><summary>{change_line(fact.change, colours)}</summary>"
        f"{card(as_sentence(fact), colours, place.id)}</details></li>"
        for fact in dated[-LISTED:]
    )
    said = (
        f"All {len(dated)} dated statements"
        if len(dated) <= LISTED
        else f"The last {LISTED} of {len(dated):,} dated statements"
    )
    return f'<details class="dl-why"><summary>{said}</summary><ul>{lines}</ul></details>' if dated else ""


def _stated(distances: Sequence[ReportedDistance], place: Place, colours: ActorColours) -> str:
    lines = "".join(
        f"<li><details><summary>{distance_line(fact.distance)}</summary>"
        f"{card(as_sentence(fact), colours, place.id)}</details></li>"
        for fact in distances[:LISTED]
    )
    return f'<div class="dl-why"><ul>{lines}</ul></div>' if lines else '<p class="dl-quiet">None.</p>'


def _rivals(place: Place, sentences: Sequence[ReportedSentence]) -> str:
    lost = rivals(sentences, place.id)[:8]
    rows = "".join(
        f"<tr><td>{escape(rival.place.name)}</td><td>{escape(where(rival.place))}<br>"
        f'<span class="dl-quiet">{escape("; ".join(rival.reasons))}</span></td>'
        f"<td>at best {rival.score:.0%}</td><td>{count(rival.times, 'time')}</td></tr>"
        for rival in lost
    )
    return (
        f'<table class="dl-table">{rows}</table>' if rows else '<p class="dl-quiet">No other place bears the name.</p>'
    )


def show_actor(actor_id: str, name: str, changes: Sequence[ReportedChange], colours: ActorColours) -> None:
    """An actor's gains and losses by year, and the statements on each side."""
    record = record_actor(changes, actor_id)
    st.html(f'<p class="dl-title">{swatch(colours.colour(actor_id))}{escape(name)}</p>')
    figures = (("gained", record.gained), ("lost", record.lost), ("held", record.held))
    st.html(f'<p class="dl-sub">{", ".join(f"said to have {word} {len(facts)}" for word, facts in figures)}</p>')
    if record.by_year:
        _show_years(record.by_year)
    for title, facts in (("Gained", record.gained), ("Lost", record.lost), ("Holds or held", record.held),
                         ("Planned, tried, denied and other", record.other)):  # fmt: skip
        if facts:
            with st.expander(f"{title} ({len(facts)})", expanded=title == "Gained"):
                told = [as_sentence(fact) for fact in facts[:8]]
                show_sentences(told, colours, chosen=None)


def _show_years(by_year: dict[int, tuple[int, int]]) -> None:
    values = [
        {"year": str(year), "what": what, "n": n, "order": order}
        for year, pair in by_year.items()
        for order, (what, n) in enumerate((("gained", pair[0]), ("lost", -pair[1])))
    ]
    colour = {"field": "what", "type": "nominal", "title": None, "scale": {"range": ["#17a673", "#d55e00"]}}
    spec = {
        "data": {"values": values}, "mark": "bar", "height": 110,
        "encoding": {"x": {"field": "year", "type": "ordinal", "title": None, "axis": {"labelAngle": 0}},
                     "y": {"field": "n", "type": "quantitative", "title": None, "axis": {"format": "d"}},
                     "color": colour},
    }  # fmt: skip
    st.vega_lite_chart(spec, alt="Places gained (up) and lost (down) a year")
