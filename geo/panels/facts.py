"""What was read, in one line of HTML each, and the reasons for it. All words pass through `geo.panels.words`."""

from collections.abc import Iterator

from geo.panels.words import escape
from geo.records.actors import ActorMention
from geo.records.facts import ControlChange, StatedDistance
from geo.records.places import Place, PlaceMention
from geo.records.views import ReportedSentence
from geo.views.colours import ActorColours
from geo.views.wording import (
    BASES,
    PLACE_KINDS,
    PREPOSITIONS,
    SAYERS,
    STATUSES,
    VERDICTS,
    count,
    country_names,
    name_kind,
    write_distance,
    write_span,
)

UNSURE = 50
"""Per cent below which a reading says how little sure it is."""


def swatch(colour: str) -> str:
    """A small disc in an actor's colour."""
    return f'<span class="dl-swatch" style="--dl:{escape(colour)}"></span>'


def actor_name(mention: ActorMention) -> str:
    """The actor's name from the table, or the words as written."""
    return mention.actor.name if mention.actor else mention.text


def actor_words(mention: ActorMention | None, colours: ActorColours) -> str:
    """A coloured disc and the actor's name, or nothing."""
    if mention is None:
        return ""
    colour = colours.colour(mention.actor.id if mention.actor else mention.text)
    return f"{swatch(colour)}{escape(actor_name(mention))}"


def where(place: Place) -> str:
    """Province and country of a place, with its kind where that is no settlement. Plain text."""
    country = country_names().get(place.country, place.country)
    kind = "" if place.kind == "settlement" else PLACE_KINDS[place.kind]
    return ", ".join(part for part in (kind, place.admin1, country) if part and part != place.name)


def change_line(change: ControlChange, colours: ActorColours) -> str:
    """ "Recapture of Raqqa · done · by Iraqi forces, from Islamic State · 4 Mar 2013 · said by activists"."""
    places = ", ".join(m.place.name if m.place else m.text for m in change.places) or "a place not named"
    what = f"<b>{escape(name_kind(change))}</b> {PREPOSITIONS.get(change.kind, 'of')} <b>{escape(places)}</b>"
    parts = [what, escape(STATUSES[change.status]), sides(change, colours), when_words(change)]
    if change.attribution:
        parts.append(f"said by {escape(change.attribution.text or SAYERS[change.attribution.kind])}")
    if not is_sure(change, UNSURE):
        parts.append(f'<span class="dl-warn">not sure: {change.confidence:.0%}</span>')
    return " · ".join(part for part in parts if part)


def is_sure(change: ControlChange, per_cent: int) -> bool:
    """Whether a reading is at least so sure."""
    return change.confidence * 100 >= per_cent


def sides(change: ControlChange, colours: ActorColours) -> str:
    """Who gains or holds and who loses, each with a disc in its colour; empty where nobody is named."""
    named = (
        ("by", change.gained_by),
        ("held by", change.held_by),
        ("against" if change.kind == "incident" else "lost by", change.lost_by),
    )
    return ", ".join(f"{word} {actor_words(who, colours)}" for word, who in named if who)


def when_words(change: ControlChange) -> str:
    """When it is said to have happened, and how that is known where the words do not give the date."""
    how = BASES[change.when.basis] if change.when else ""
    return escape(write_span(change.when)) + (f' <span class="dl-quiet">({escape(how)})</span>' if how else "")


def distance_line(distance: StatedDistance) -> str:
    """ "Raqqa to Aleppo · stated 160 km, measured 169 km (+5%)", with a warning where they do not fit."""
    ends = [m.place.name if m and m.place else (m.text if m else "?") for m in (distance.of_place, distance.from_place)]
    words = f"{escape(ends[0])} to <b>{escape(ends[1])}</b> · {escape(write_distance(distance))}"
    verdict = escape(VERDICTS[distance.verdict])
    css = "dl-warn" if distance.verdict == "conflicts" else "dl-quiet"
    return f'{words} · <span class="{css}">{verdict}</span>'


def why(told: ReportedSentence) -> list[str]:
    """Everything that explains the reading of a sentence, a line of HTML each."""
    lines = [line for change in told.changes for line in _why_change(change)]
    lines += [line for distance in told.distances for line in _why_distance(distance)]
    lines += [line for mention in told.mentions for line in why_place(mention)]
    return lines or ["Nothing but the sentence was kept."]


def _why_change(change: ControlChange) -> Iterator[str]:
    yield (
        f"<b>{escape(name_kind(change))}, {escape(STATUSES[change.status])}</b>: read from "
        f"“{escape(change.trigger.text)}” by rule {escape(change.evidence.rule)}, confidence {change.confidence:.0%}"
    )
    yield from (escape(reason) for reason in change.reasons)


def _why_distance(distance: StatedDistance) -> Iterator[str]:
    yield f"<b>Distance</b>: read from “{escape(distance.text)}” by rule {escape(distance.evidence.rule)}"
    yield from (escape(reason) for reason in distance.reasons)


def why_place(mention: PlaceMention) -> Iterator[str]:
    """Which place was chosen for a name, with what score and why, and which others were not."""
    name = f"<b>“{escape(mention.text)}”</b>"
    reasons = "; ".join(escape(reason) for reason in mention.reasons)
    if mention.place is None:
        yield f"{name}: no place chosen" + (f" ({reasons})" if reasons else "")
    else:
        chosen = f"{escape(mention.place.name)} ({escape(where(mention.place))}), {mention.score:.0%} sure"
        yield f"{name}: {chosen}" + (f". {reasons}" if reasons else "")
    others = [c for c in mention.candidates if mention.place is None or c.place.id != mention.place.id]
    if others:
        listed = "; ".join(f"{escape(c.place.name)} ({escape(where(c.place))}) {c.score:.0%}" for c in others[:4])
        more = f" and {count(len(others) - 4, 'more', 'more')}" if len(others) > 4 else ""
        yield f"not chosen for {name}: {listed}{more}"
