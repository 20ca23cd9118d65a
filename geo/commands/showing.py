"""A reading as text for a terminal: what was read, the words it rests on, and why."""

from rich.console import Console
from rich.text import Text

from geo.commands.console import printable
from geo.records.actors import ActorMention
from geo.records.dates import DateSpan
from geo.records.facts import ControlChange, Reading, StatedDistance
from geo.records.places import Place, PlaceMention
from geo.records.text import Sentence
from geo.views.wording import incident_class


def show_reading(console: Console, reading: Reading, *, why: bool = False) -> None:
    """Print an article sentence by sentence with what each says; `why` adds the reasons and the candidates that lost."""
    article = reading.article
    _line(console, article.title, "bold")
    _line(console, f"{article.publisher or 'unknown publisher'}, {article.published or 'undated'}", "dim")
    for sentence in reading.sentences:
        _show_sentence(console, reading, sentence, why)
    for note in reading.notes:
        _line(console, f"  note: {note}", "dim")


def _show_sentence(console: Console, reading: Reading, sentence: Sentence, why: bool) -> None:
    _line(console, "\n" + reading.article.words(sentence.start, sentence.end))
    for mention in (m for m in reading.mentions if m.sentence == sentence.index):
        _line(console, f"  place     {mention.text} → {_told_place(mention.place)} ({mention.score:.2f})", "green")
        _show_reasons(console, mention.reasons, why)
        _show_losers(console, mention, why)
    for distance in (d for d in reading.distances if d.evidence.sentence == sentence.index):
        _line(console, f"  distance  {told_distance(distance)}", "cyan")
        _show_reasons(console, (f"rule {distance.evidence.rule}", *distance.reasons), why)
    for change in (c for c in reading.changes if c.evidence.sentence == sentence.index):
        label = "incident" if change.kind == "incident" else "control "
        _line(console, f"  {label}  {told_change(change)}", "yellow")
        _show_reasons(console, change.reasons, why)


def _show_losers(console: Console, mention: PlaceMention, why: bool) -> None:
    if why:
        for other in mention.candidates:
            if other.place != mention.place:
                _line(
                    console,
                    f"      not {_told_place(other.place)} ({other.score:.2f}): {'; '.join(other.reasons)}",
                    "dim",
                )


def _show_reasons(console: Console, reasons: tuple[str, ...], why: bool) -> None:
    if why:
        for reason in reasons:
            _line(console, f"      {reason if reason.startswith('though ') else f'because {reason}'}", "dim")


def told_distance(distance: StatedDistance) -> str:
    """A stated distance in a line: value, ends, and how it measures."""
    way = f"{distance.bearing} of" if distance.bearing else "from"
    ends = f"{_words(distance.of_place)} is {distance.text} {way} {_words(distance.from_place)}"
    return (
        ends if distance.measured_km is None else f"{ends}; measured {distance.measured_km:.1f} km: {distance.verdict}"
    )


def told_change(change: ControlChange) -> str:
    """A control change in a line: kind, status, sides, places, when and who says so."""
    sides = [f"{role} {_told_actor(who)}" for role, who in _sides(change) if who]
    what = incident_class(change) if change.kind == "incident" else change.kind
    where = "at " + ", ".join(m.text for m in change.places) if change.places else "at no named place"
    when = f"when {_told_date(change.when)}" if change.when else "undated"
    said = f"says {change.attribution.text}" if change.attribution else "the report's own word"
    return "; ".join([f"{what} ({change.status})", where, *sides, when, said, f"confidence {change.confidence:.2f}"])


def _sides(change: ControlChange) -> tuple[tuple[str, ActorMention | None], ...]:
    if change.kind == "incident":
        return ("by", change.gained_by), ("against", change.lost_by)
    return ("gained by", change.gained_by), ("lost by", change.lost_by), ("held by", change.held_by)


def _told_actor(mention: ActorMention) -> str:
    return f"{mention.text} = {mention.actor.name}" if mention.actor else f"{mention.text} (unresolved)"


def _told_date(when: DateSpan) -> str:
    return f"{when.start or '…'} to before {when.end or '…'} ({when.granularity}, {when.basis})"


def _told_place(place: Place | None) -> str:
    if place is None:
        return "unresolved"
    within = ", ".join(part for part in (place.admin1, place.country) if part and part != place.name)
    return f"{place.name} [{place.id}, {place.kind}{', ' + within if within else ''}, {place.lat:.3f} {place.lon:.3f}]"


def _words(mention: PlaceMention | None) -> str:
    return mention.text if mention else "a place not named"


def _line(console: Console, text: str, style: str = "") -> None:
    console.print(Text(printable(text), style=style), soft_wrap=True)
