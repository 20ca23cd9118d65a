"""A reading that a person says is wrong: which one, who says so, when and why. Nothing read is deleted by it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from geo.records.actors import ActorMention
from geo.records.facts import ControlChange, StatedDistance
from geo.records.places import PlaceMention
from geo.records.views import ReportedSentence

FlaggedKind = Literal["change", "distance", "place", "day"]
"""What was read: a change of control, a stated distance, or which place a name means; `day` is a person's word on which day a report
without one appeared."""


@dataclass(frozen=True, slots=True)
class ReadingKey:
    """One thing read in an article, told by the words it was read in and by what was read, so that reading the article
    again gives the same key, and reading it otherwise gives another. `start` and `end` are the article's code points."""

    article_id: str
    kind: FlaggedKind
    start: int
    end: int
    read: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A person's word that a reading is wrong. `words` are those it was read in, `quote` is their sentence, `places` are ids
    of the places it speaks of; `since` is in UTC. Taken back, it stays, with who took it back and when.
    """

    key: ReadingKey
    sentence: int
    words: str
    quote: str
    who: str
    since: datetime
    why: str = ""
    places: tuple[str, ...] = ()
    taken_back: datetime | None = None
    taken_back_by: str | None = None
    id: int | None = field(default=None, compare=False)


def change_key(change: ControlChange) -> ReadingKey:
    """The key of a change: its trigger, kind, status, sides and places."""
    at = ",".join(_where(mention) for mention in change.places)
    sides = ((" by ", change.gained_by), (" from ", change.lost_by), (" held by ", change.held_by))
    who = "".join(f"{word}{_who(actor)}" for word, actor in sides if actor)
    trigger, read = change.trigger, f"{change.kind} ({change.status}) at {at}{who}"
    return ReadingKey(change.evidence.article_id, "change", trigger.start, trigger.end, read)


def distance_key(distance: StatedDistance) -> ReadingKey:
    """The key of a stated distance: its words, kilometres and two ends."""
    read = f"{distance.km:g} km from {_where(distance.from_place)} to {_where(distance.of_place)}"
    return ReadingKey(distance.evidence.article_id, "distance", distance.start, distance.end, read)


def place_key(article_id: str, mention: PlaceMention) -> ReadingKey:
    """The key of a name read as a place: the name's words and the place."""
    return ReadingKey(article_id, "place", mention.start, mention.end, _where(mention))


def day_key(article_id: str, day: date) -> ReadingKey:
    """The key of the day that somebody gives to a report."""
    return ReadingKey(article_id, "day", 0, 0, day.isoformat())


def keys_of(told: ReportedSentence) -> Iterator[ReadingKey]:
    """The keys of all that was read in a sentence; names without a place were not read as any."""
    yield from (change_key(change) for change in told.changes)
    yield from (distance_key(distance) for distance in told.distances)
    yield from (place_key(told.article.id, mention) for mention in told.mentions if mention.place)


def _where(mention: PlaceMention | None) -> str:
    return "?" if mention is None else mention.place.id if mention.place else mention.text


def _who(mention: ActorMention) -> str:
    return mention.actor.id if mention.actor else mention.text
