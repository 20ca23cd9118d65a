"""The one path by which words of the news reach the screen: everything is escaped here, and only here does HTML begin."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlsplit

from geo.records.actors import ActorMention
from geo.records.facts import ControlChange
from geo.records.places import PlaceMention
from geo.records.views import ReportedSentence

MARKS = {
    "place": "Place",
    "actor": "Actor",
    "trigger": "What happened",
    "distance": "Distance",
    "date": "Date",
    "sayer": "Who says so",
}
"""The kinds of marks in the order of the legend; each is a class of `assets/panels.css`."""
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~:$^&=\"'@/])")


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of the article, in code points, that is marked as one of MARKS; `extra` is one more class, or ""."""

    start: int
    end: int
    kind: str
    extra: str = ""


def escape(text: object) -> str:
    """Text as it may stand in HTML, in an element or in a quoted attribute."""
    return html.escape(str(text), quote=True)


def plain_label(text: str) -> str:
    """Text for a label that Streamlit reads as Markdown (a button, an expander): every character that means something there
    is escaped, and line ends become spaces."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def safe_link(url: str | None) -> str | None:
    """An address of http or https with a host, or None: no other scheme may be clicked."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    return parts.geturl() if parts.scheme in ("http", "https") and parts.netloc else None


def link(url: str | None, words: str) -> str:
    """The words as a link that opens a new tab and gives it no way back, or as plain text where the address is none."""
    target = safe_link(url)
    if target is None:
        return f"<span>{escape(words)}</span>"
    return f'<a href="{escape(target)}" target="_blank" rel="noopener noreferrer">{escape(words)}</a>'


def link_on_page(query: str, words: str) -> str:
    """The words as a link to the page itself with a query ("?report=…"), in a new tab: this one keeps its session."""
    return f'<a href="?{escape(query.removeprefix("?"))}" target="_blank" rel="noopener">{escape(words)}</a>'


def mark_sentence(told: ReportedSentence, chosen: str | None = None) -> str:
    """The sentence as HTML with its places, actors, triggers, distances, dates and sayers marked."""
    return mark_text(told.text, told.sentence.start, marks_of(told, chosen))


def mark_text(text: str, offset: int, marks: Iterable[Marked]) -> str:
    """Text that starts at `offset` in its article as HTML. Marks may overlap; the piece they share gets all their classes."""
    inside = [m for m in marks if m.start < offset + len(text) and m.end > offset and m.start < m.end]
    cuts = {offset, offset + len(text)} | {c for m in inside for c in (m.start, m.end)}
    edges = sorted(c for c in cuts if offset <= c <= offset + len(text))
    return "".join(_piece(text[a - offset : b - offset], a, b, inside) for a, b in pairwise(edges))


def _piece(text: str, start: int, end: int, marks: Iterable[Marked]) -> str:
    over = [m for m in marks if m.start <= start and m.end >= end]
    if not over:
        return escape(text)
    kinds = [kind for kind in MARKS if any(m.kind == kind for m in over)]
    classes = " ".join(f"dl-{kind}" for kind in [*kinds, *(m.extra for m in over if m.extra)])
    title = " · ".join(MARKS[kind] for kind in kinds)
    return f'<mark class="{classes}" title="{title}">{escape(text)}</mark>'


def marks_of(told: ReportedSentence, chosen: str | None = None) -> list[Marked]:
    """All marks of a sentence; mentions of the place with the id `chosen` stand out, those without a place too."""
    places = [Marked(m.start, m.end, "place", _extra(m, chosen)) for m in told.mentions]
    stated = [Marked(d.start, d.end, "distance") for d in told.distances]
    return [*places, *stated, *(m for change in told.changes for m in marks_of_change(change))]


def _extra(mention: PlaceMention, chosen: str | None) -> str:
    if mention.place is None:
        return "unplaced"
    return "chosen" if mention.place.id == chosen else ""


def marks_of_change(change: ControlChange) -> Iterator[Marked]:
    """The trigger, the actors, the date and the sayer of a change."""
    yield Marked(change.trigger.start, change.trigger.end, "trigger")
    actors: tuple[ActorMention | None, ...] = (change.gained_by, change.lost_by, change.held_by)
    for actor in actors:
        if actor and actor.text:
            yield Marked(actor.start, actor.end, "actor")
    if change.when and change.when.start_offset is not None and change.when.end_offset is not None:
        yield Marked(change.when.start_offset, change.when.end_offset, "date")
    if change.attribution:
        yield Marked(change.attribution.start, change.attribution.end, "sayer")
