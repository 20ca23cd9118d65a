"""What a place's and an actor's page say: histories, counts, and who lost as a candidate."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from geo.records.actors import ActorMention
from geo.records.facts import ControlChange, ControlKind, ControlStatus
from geo.records.places import Candidate, Place
from geo.records.views import ReportedChange, ReportedSentence

GAINS: tuple[ControlKind, ...] = ("seize", "regain", "transfer", "hold")
HAPPENED: tuple[ControlStatus, ...] = ("completed", "state")


def day_of(fact: ReportedChange) -> date | None:
    """The first day a change is dated to, else its report's; None where its date is said but not understood."""
    when = fact.change.when
    if when is not None and when.start is None and when.end is None:
        return None
    return (when.start if when else None) or fact.article.published


def oldest_first(changes: Iterable[ReportedChange]) -> list[ReportedChange]:
    """Changes by day; undated ones are left out."""
    dated = [(day, c.id, c) for c in changes if (day := day_of(c))]
    return [change for _, _, change in sorted(dated, key=lambda row: row[:2])]


def gainer(change: ControlChange) -> ActorMention | None:
    """Who has the place after it, if it is said to have happened: the gainer, or who holds it as things stand."""
    return (change.gained_by or change.held_by) if change.kind in GAINS and change.status in HAPPENED else None


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `start` until `end` (the next said change of hands, or None) the place is said to be the actor's."""

    start: date
    end: date | None
    actor: ActorMention


def control_stretches(changes: Iterable[ReportedChange]) -> list[Stretch]:
    """One after the other, who is said to have had a place: of one day the last word counts, and neighbours of one actor are
    put together."""
    steps: list[tuple[date, ActorMention]] = []
    for fact in oldest_first(changes):
        actor, day = gainer(fact.change), day_of(fact)
        if actor and day:
            steps = [step for step in steps if step[0] != day]
            if not steps or actor_key(steps[-1][1]) != actor_key(actor):
                steps.append((day, actor))
    ends = [*(day for day, _ in steps[1:]), *([None] if steps else [])]
    return [Stretch(day, end, actor) for (day, actor), end in zip(steps, ends, strict=True)]


def actor_key(mention: ActorMention) -> str:
    """The actor's id, or the words as written where it is not known."""
    return mention.actor.id if mention.actor else mention.text


def count_publishers(changes: Iterable[ReportedChange]) -> list[tuple[str, int]]:
    """Who reported, most often first."""
    return Counter(c.article.publisher or "publisher not known" for c in changes).most_common()


def count_spellings(sentences: Iterable[ReportedSentence], place_id: str) -> list[tuple[str, int]]:
    """How a place is written, most often first."""
    named = (m.text for s in sentences for m in s.mentions if m.place and m.place.id == place_id)
    return Counter(named).most_common()


def count_unplaced(sentences: Iterable[ReportedSentence]) -> list[tuple[str, int]]:
    """The names that no place was found for, most often first."""
    return Counter(m.text for s in sentences for m in s.mentions if m.place is None).most_common()


@dataclass(frozen=True, slots=True)
class Rival:
    """A place that another was chosen over: its best score, the reasons for and against it there, and how often it was considered."""

    place: Place
    score: float
    reasons: tuple[str, ...]
    times: int


def rivals(sentences: Iterable[ReportedSentence], place_id: str) -> list[Rival]:
    """The places that lost to this one, nearest rival first."""
    best: dict[str, Candidate] = {}
    times: Counter[str] = Counter()
    for mention in (m for s in sentences for m in s.mentions if m.place and m.place.id == place_id):
        for candidate in (c for c in mention.candidates if c.place.id != place_id):
            times[candidate.place.id] += 1
            if candidate.place.id not in best or candidate.score > best[candidate.place.id].score:
                best[candidate.place.id] = candidate
    lost = (Rival(c.place, c.score, c.reasons, times[i]) for i, c in best.items())
    return sorted(lost, key=lambda rival: -rival.score)


@dataclass(frozen=True, slots=True)
class ActorRecord:
    """What an actor is said to have gained, lost and held, and what it planned, tried or was denied, latest first."""

    gained: tuple[ReportedChange, ...] = ()
    lost: tuple[ReportedChange, ...] = ()
    held: tuple[ReportedChange, ...] = ()
    other: tuple[ReportedChange, ...] = ()
    by_year: dict[int, tuple[int, int]] = field(default_factory=dict)


def record_actor(changes: Sequence[ReportedChange], actor_id: str) -> ActorRecord:
    """The changes sorted by what they say of the actor; `by_year` counts gains and losses said to have happened."""
    sides: dict[str, list[ReportedChange]] = {"gained": [], "lost": [], "held": [], "other": []}
    years: dict[int, list[int]] = {}
    for fact in changes:
        side = _side(fact.change, actor_id)
        sides[side].append(fact)
        day = day_of(fact)
        if day and side in ("gained", "lost"):
            years.setdefault(day.year, [0, 0])[side == "lost"] += 1
    counted = {year: (gains, losses) for year, (gains, losses) in sorted(years.items())}
    gained, lost, held, other = (tuple(facts) for facts in sides.values())
    return ActorRecord(gained, lost, held, other, counted)


def _side(change: ControlChange, actor_id: str) -> str:
    def is_actor(mention: ActorMention | None) -> bool:
        return mention is not None and actor_key(mention) == actor_id

    if change.status not in HAPPENED or change.kind == "incident":
        return "other"
    if is_actor(change.gained_by) and change.kind in GAINS:
        return "gained"
    if is_actor(change.lost_by):
        return "lost"
    return "held" if is_actor(change.held_by) or change.kind == "hold" else "other"
