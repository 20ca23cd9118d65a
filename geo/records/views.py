"""What an analyst asks to see, and what a store answers."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from geo.records.actors import Actor, SayerKind
from geo.records.facts import ControlChange, ControlKind, ControlStatus, StatedDistance
from geo.records.places import Place, PlaceMention
from geo.records.text import Article, Sentence

DateBasis = Literal["event", "report"]
FlaggedFilter = Literal["show", "hide", "only"]
"""Readings that somebody flagged as wrong (`geo.records.flags`): shown with the others, hidden, or nothing but them."""


@dataclass(frozen=True, slots=True)
class View:
    """The filters. An empty tuple, None or "" filters nothing; `start` and `end` are both inclusive days.

    `basis` says whether the dates are of the event (the report's where the sentence gives none) or of the report.
    Without `kinds` incidents are left out where changes are counted and listed: they change nothing.
    A place passes when something said of it passes; `actors` are actor ids (or words as written, where unresolved)
    and look at who gained, lost or held. `articles` are ids: nothing but these reports.
    `sayers` are kinds of who says so; "" is nobody but the report itself.
    With `unplaced_only` a sentence passes when it names something that no place was found for.
    """

    start: date | None = None
    end: date | None = None
    basis: DateBasis = "event"
    actors: tuple[str, ...] = ()
    kinds: tuple[ControlKind, ...] = ()
    statuses: tuple[ControlStatus, ...] = ()
    publishers: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    text: str = ""
    place: str | None = None
    conflicting_only: bool = False
    flagged: FlaggedFilter = "show"
    articles: tuple[str, ...] = ()
    unplaced_only: bool = False
    sayers: tuple[SayerKind | Literal[""], ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceTally:
    """A place and how much is said of it under a view; `gained_by` is the latest actor said to have gained it.

    Copies and near copies of one text are several `reports` and one of `stories`.
    """

    place: Place
    mentions: int
    reports: int
    changes: int
    gained_by: Actor | None = None
    last: date | None = None
    stories: int = 0


@dataclass(frozen=True, slots=True)
class ReportedSentence:
    """A sentence beside its report and all that was read in it. `article.text` is left empty; offsets stay the article's.

    `story` is the same for reports that are copies of one text.
    """

    article: Article
    sentence: Sentence
    text: str
    mentions: tuple[PlaceMention, ...] = ()
    changes: tuple[ControlChange, ...] = ()
    distances: tuple[StatedDistance, ...] = ()
    story: str = ""


@dataclass(frozen=True, slots=True)
class ReportTally:
    """A report (`article.text` empty) and how many of its sentences tell something under a view. Copies of one text share a `story`."""

    article: Article
    told: int
    story: str = ""


@dataclass(frozen=True, slots=True)
class ReportedChange:
    """A control change beside its report (`article.text` empty) and the words of its sentence (from `sentence.start`)."""

    id: str
    change: ControlChange
    article: Article
    sentence: Sentence
    text: str


HoldingState = Literal["held", "contested", "besieged", "claimed", "left"]
"""Said to be held; sides disagree or fighting is reported; besieged; held by the word of the holder's own side alone; left."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A reported change, by id, and by how much it raised or lowered the chance that the holder has the place (-1 to 1)."""

    fact: str
    weight: float


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds a place on a day, by what reports say: an answer with what it rests on and what speaks against it.

    `holder` is None where nobody is said to hold it; its `id` is "" where the words could not be resolved. `since` is the day
    from which it is said to be so, `last` that of the last word on the place, `age` the days from then to the day asked,
    `stale` whether that is too long. `rivals` are who disputes or attacks it; `unit` is the province that the word was of,
    where it was not of the place itself. `supports` and `against` are ids of reported changes; `reasons` say why in words.

    `confidence` is the chance that the holder has the place then. `side` is the id of the holder's side, `inferred` says that no
    word names the holder and it follows from others, `assumed` from which given table or map it comes where reports are
    silent, `stories` how many reports speak for it, `weights` how much each word counts.
    """

    place: Place
    holder: Actor | None
    state: HoldingState
    since: date | None
    last: date
    age: int
    stale: bool
    confidence: float
    supports: tuple[str, ...]
    against: tuple[str, ...] = ()
    rivals: tuple[Actor, ...] = ()
    unit: Place | None = None
    reasons: tuple[str, ...] = ()
    side: str = ""
    inferred: bool = False
    assumed: str = ""
    stories: int = 0
    weights: tuple[Weighed, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportedDistance:
    """A stated distance beside its report (`article.text` empty) and the words of its sentence."""

    id: str
    distance: StatedDistance
    article: Article
    sentence: Sentence
    text: str


@dataclass(frozen=True, slots=True)
class Facet:
    """One value to filter by, how to show it, and how many facts carry it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facets:
    """What can be filtered by in a store, most frequent first, and the first and last day anything is dated."""

    actors: tuple[Facet, ...] = ()
    kinds: tuple[Facet, ...] = ()
    statuses: tuple[Facet, ...] = ()
    publishers: tuple[Facet, ...] = ()
    countries: tuple[Facet, ...] = ()
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class DayTally:
    """One day's reports and changes, for the histogram."""

    day: date
    reports: int
    changes: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What a store holds. `areas` are parts of places that mentions mean besides ("northern Syria"), counted on the map like mentions."""

    articles: int = 0
    sentences: int = 0
    mentions: int = 0
    unresolved: int = 0
    distances: int = 0
    changes: int = 0
    stories: int = 0
    areas: int = 0


@dataclass(frozen=True, slots=True)
class Added:
    """What an ingest did: articles new, known already (nothing done), changed (read anew), and withdrawn before (left out)."""

    new: int = 0
    known: int = 0
    changed: int = 0
    ids: tuple[str, ...] = field(default=())
    withdrawn: int = 0


def join_added(one: Added, other: Added) -> Added:
    """What two ingests did."""
    ids = tuple(dict.fromkeys((*one.ids, *other.ids)))
    sums = {name: getattr(one, name) + getattr(other, name) for name in ("new", "known", "changed", "withdrawn")}
    return Added(ids=ids, **sums)
