"""What is shown as one page to print or to send: map, list, sources and limits, in a file that needs nothing else."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

from geo.panels.evidence import card
from geo.panels.facts import swatch, where
from geo.panels.picture import draw_picture
from geo.panels.words import escape, link
from geo.records.text import Article
from geo.records.views import PlaceTally, ReportedDistance, ReportedSentence, View
from geo.views.colours import ActorColours
from geo.views.export import CREDIT
from geo.views.flagged import Standing, count_at_places
from geo.views.wording import KINDS, SAYERS, STATUSES, count, country_names, write_day

LISTED = 25
"""Places in the table of a briefing."""
_PRINT = (Path(__file__).parent / "assets" / "briefing.css").read_text(encoding="utf-8")
_MARKS = (Path(__file__).parent / "assets" / "panels.css").read_text(encoding="utf-8").partition("/* The page:")[0]
# No script runs in the file, whatever a viewer does with it, and it loads nothing.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a briefing tells: the filters, the selected place's name or "", the link that opens it, the day, the facts, what of them is flagged, and actors' names."""

    view: View
    place: str
    address: str
    made: date
    tallies: Sequence[PlaceTally]
    told: Sequence[ReportedSentence]
    distances: Sequence[ReportedDistance]
    standing: Standing = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


def write_briefing(shown: Shown, colours: ActorColours) -> str:
    """The briefing as HTML."""
    title = f"Dateline briefing{f': {shown.place}' if shown.place else ''}"
    cards = "".join(card(sentence, colours, shown.view.place, (), shown.standing) for sentence in shown.told)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}"><title>{escape(title)}</title>'
        f"<style>{_MARKS}{_PRINT}</style></head><body><h1>{escape(title)}</h1><p>Made on {write_day(shown.made)}. "
        f"{escape(f'Place: {shown.place}. ' if shown.place else '')}{escape(describe_view(shown.view, len(shown.standing), shown.names))} {link(shown.address, 'Open this view')}</p>"
        f'<p class="dl-sub">{escape(CREDIT)}</p>{draw_picture(shown.tallies, shown.distances, colours)}'
        f"<h2>Places</h2>{_places(shown, colours)}<h2>What reports say</h2>{cards}<h2>Sources</h2><ol>{_sources(shown.told)}</ol></body></html>"
    )


_FLAGGED = {"show": "shown and marked", "hide": "hidden", "only": "nothing else is shown"}


def describe_view(view: View, flagged: int = 0, names: Mapping[str, str] = MappingProxyType({})) -> str:
    """The filters in words, and what they do with the readings, so many, that people flagged as wrong. `names` are the actors' by id."""
    countries = country_names()
    days = (
        f"{f'from {write_day(view.start)} ' if view.start else ''}{f'until {write_day(view.end)}' if view.end else ''}"
    )
    parts = (
        ("dates of the " + view.basis, days.strip()), ("actors", ", ".join(names.get(a, a) for a in view.actors)),
        ("what happened", ", ".join(KINDS[k] for k in view.kinds)),
        ("how it is said", ", ".join(STATUSES[s] for s in view.statuses)),
        ("said by", ", ".join(SAYERS[kind] if kind else "the report itself" for kind in view.sayers)),
        ("publishers", ", ".join(view.publishers)), ("countries", ", ".join(countries.get(c, c) for c in view.countries)),
        ("words", view.text), ("distances", "in conflict only" if view.conflicting_only else ""),
        ("names", "without a place only" if view.unplaced_only else ""),
        ("reports", "one only" if view.articles else ""),
        ("readings flagged as wrong", _FLAGGED[view.flagged] if flagged else ""),
    )  # fmt: skip
    chosen = "; ".join(f"{name}: {value}" for name, value in parts if value)
    return f"Filters: {chosen}." if chosen else "No filters."


def _places(shown: Shown, colours: ActorColours) -> str:
    """The places most spoken of: how often, with how many changes of control, and who is last said to have gained each."""
    tallies, flagged = (
        shown.tallies,
        count_at_places(shown.standing) if shown.view.flagged != "hide" else Counter[str](),
    )
    rows = "".join(
        f"<tr><td><b>{escape(t.place.name)}</b></td><td>{escape(where(t.place))}</td><td>{count(t.mentions, 'mention')}</td>"
        f"<td>{count(t.changes, 'change')}</td><td>{_gained(t, colours)}{_flagged(flagged[t.place.id])}</td></tr>"
        for t in tallies[:LISTED]
    )
    more = f"<p>and {count(len(tallies) - LISTED, 'more place')}.</p>" if len(tallies) > LISTED else ""
    return f'<table class="dl-table">{rows}</table>{more}' if rows else "<p>None.</p>"


def _gained(tally: PlaceTally, colours: ActorColours) -> str:
    if tally.gained_by is None:
        return ""
    return f"last gained by {swatch(colours.colour(tally.gained_by.id))}{escape(tally.gained_by.name)}"


def _flagged(number: int) -> str:
    return f'<div class="dl-flagged">{count(number, "reading")} flagged as wrong</div>' if number else ""


def _sources(told: Sequence[ReportedSentence]) -> str:
    articles: dict[str, Article] = {sentence.article.id: sentence.article for sentence in told}
    return "".join(
        f"<li>{escape(a.publisher or 'publisher not known')}, {write_day(a.published)}: {link(a.url, a.title or 'untitled')}</li>"
        for a in articles.values()
    )
