"""What a sentence states: distances and changes of control. A fact is what is said, not what is true."""

from dataclasses import dataclass
from typing import Literal

from geo.records.actors import ActorMention, Attribution
from geo.records.dates import DateSpan
from geo.records.places import OtherNames, PlaceMention
from geo.records.text import Article, Evidence, Sentence, Span

Unit = Literal["km", "m", "mi", "nmi", "ft", "yd", "league"]
Bearing = Literal["N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"]
Limit = Literal["", "at_most", "at_least"]
Verdict = Literal["agrees", "longer", "conflicts", "unmeasured"]
"""Stated against measured: in agreement; longer as roads are; in conflict; or one end is not known."""
ControlKind = Literal[
    "seize", "regain", "transfer", "withdraw", "advance", "offensive", "siege", "clash", "repel", "hold", "incident"
]
"""`incident`: force or protest at a place of which nothing changes hands (an arrest, a bombing, a march); never a word on control."""
ControlStatus = Literal[
    "completed", "ongoing", "started", "attempted", "failed", "planned", "negated", "denied", "hypothetical", "state"
]
ControlExtent = Literal["whole", "part", "around"]
"""How much of its places a change speaks of: the whole, a part ("a district of"), or only what lies around ("the countryside of")."""


@dataclass(frozen=True, slots=True)
class StatedDistance:
    """ "160 km from Aleppo": `from_place` is the anchor (Aleppo), `of_place` what is located, where the sentence says.

    `km` is the stated value in kilometres, `bearing` the direction from the anchor. `measured_km` is the geodesic between
    the two points, `deviation_km` measured minus stated; both None unless both ends are placed. Of a range ("12-15 km")
    `value` is the middle, `low_km` and `high_km` its ends; `limit` tells "no more than" and "at least".
    """

    start: int
    end: int
    text: str
    value: float
    unit: Unit
    km: float
    bearing: Bearing | None
    approximate: bool
    from_place: PlaceMention | None
    of_place: PlaceMention | None
    evidence: Evidence
    measured_km: float | None = None
    deviation_km: float | None = None
    verdict: Verdict = "unmeasured"
    reasons: tuple[str, ...] = ()
    limit: Limit = ""
    low_km: float | None = None
    high_km: float | None = None


@dataclass(frozen=True, slots=True)
class ControlChange:
    """A change or state of control that a sentence states, with its status, its sides, its places and who says so.

    Of an incident `gained_by` is who did it and `lost_by` whom it was done to, where they are known as parties.
    """

    kind: ControlKind
    status: ControlStatus
    gained_by: ActorMention | None
    lost_by: ActorMention | None
    held_by: ActorMention | None
    places: tuple[PlaceMention, ...]
    when: DateSpan | None
    attribution: Attribution | None
    trigger: Span
    confidence: float
    evidence: Evidence
    reasons: tuple[str, ...] = ()
    extent: ControlExtent = "whole"


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one article. `notes` say what was strange and gave no fact; `called` are other names of its places."""

    article: Article
    sentences: tuple[Sentence, ...]
    mentions: tuple[PlaceMention, ...]
    distances: tuple[StatedDistance, ...]
    changes: tuple[ControlChange, ...]
    notes: tuple[str, ...] = ()
    called: tuple[OtherNames, ...] = ()
