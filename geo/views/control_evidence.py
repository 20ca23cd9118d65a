"""What a word says of who holds a place: somebody has it, comes into it, goes, or stands outside it, and how much that counts."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from geo.records.actors import Actor
from geo.records.facts import ControlChange
from geo.records.places import Place
from geo.records.views import ReportedChange
from geo.views.codes import derive_codes
from geo.views.control_sides import actor_of, is_own_word, same_side

TAKING = ("seize", "regain", "transfer")
"""Kinds of changes by which a place comes into other hands."""
FIRST_HAND = ("completed", "state")
_FROM_AFAR = "Explosions/Remote violence"
"""ACLED's type of events that are done from afar: nobody shells what he has."""
Part = Literal["comes", "has", "goes", "outside"]


@dataclass(frozen=True, slots=True)
class ControlTerms:
    """How much and how long words count. The numbers were chosen on half of the places of a table of control of the wars in
    Ukraine and Syria, the chances shown too; docs/control.md has what comes of them for the other half.

    After `stale_after` the last word is old; fighting contests a place for `fighting_for`. Changes below the confidence
    `trusted` are left out.

    The chance that a word is so is the confidence of its reading to the power `lift`; times `own_claim` where only the side it
    serves says so, `unnamed` where its taker is no known actor, `part_share` where it is of a part, `unit_share` of a taking and
    `unit_hold_share` of a holding that is said of a whole province, of which what is unsurely read counts still less (to the power
    `unit_doubt` more). Who besieges, shells or attacks a place has it not with
    `siege`, `shelling`, `attack`; who is beaten off with `repulse`; who is told to have it attacks from it
    more often than it (`sally`); who advances into it may stay with `entering`; who
    besieges or fights for a place that is only said to be taken took it with `unsaid`. Where nothing
    is known yet, an attack says so much more often (`unheld` times) that the other side has the place.

    A word that another side has the place counts in full when the last word for its holder is older than `background` (reports
    tell of what was before), a taking when it is older than `turn`, a word on a province when the last word on the place itself
    is older than `own_word_for`. What is known fades with `fading`, in days to 1/e.

    What is not known of a place is filled by the nearest places up to `around_km`, weighed by e^(-km / `around_scale`) against a
    doubt of `around_doubt`; to the power `neighbourly` they count against what is known of it, too. Of the chances of a place,
    `turning` times the share of those around that have come to another side since go to that side. The first word on a place
    tells with `before` who had it in the `before_for` before it.

    A starting state fills what is not known with `assumption`. Nobody is named below the chance `least`. The chance shown goes from
    `floor` to `sure`, by the number of reports that say so (none, 1, 2 …), as the filter's goes from 0 to 1 (to the power `steep`),
    times `disputed` where the place is contested.
    """

    stale_after: timedelta = timedelta(days=180)
    fighting_for: timedelta = timedelta(days=21)
    trusted: float = 0.3
    lift: float = 1.1
    own_claim: float = 0.7
    unnamed: float = 0.4
    unit_doubt: float = 3.0
    unit_share: float = 0.95
    unit_hold_share: float = 0.05
    part_share: float = 0.1
    siege: float = 0.6
    shelling: float = 0.2
    attack: float = 0.5
    repulse: float = 0.6
    entering: float = 0.2
    sally: float = 0.3
    unsaid: float = 0.8
    unheld: float = 3.0
    background: timedelta = timedelta(days=8)
    turn: timedelta = timedelta(days=3)
    own_word_for: timedelta = timedelta(days=120)
    fading: timedelta = timedelta(days=1500)
    around_km: float = 80.0
    around_scale: float = 40.0
    around_doubt: float = 0.25
    neighbourly: float = 0.65
    turning: float = 0.8
    before: float = 0.9
    before_for: timedelta = timedelta(days=240)
    assumption: float = 0.7
    least: float = 0.3
    floor: float = 0.45
    steep: float = 1.5
    sure: tuple[float, ...] = (0.87, 0.87, 0.97, 0.98, 0.91)
    disputed: float = 0.95


@dataclass(frozen=True, slots=True)
class Word:
    """One change as it bears on one place: the day it is dated to, and the province it was said of."""

    day: date
    fact: ReportedChange
    unit: Place | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a word says of an actor at a place, and the chance that it is so."""

    part: Part
    actor: Actor
    chance: float


@dataclass(frozen=True, slots=True)
class _Parties:
    """Who comes, goes and has by a change."""

    gained: Actor | None
    lost: Actor | None
    held: Actor | None


def claims_of(word: Word, terms: ControlTerms) -> tuple[Claim, ...]:
    """What a word claims of its place. Plans, fancies and words on nobody in particular claim nothing."""
    change = word.fact.change
    chance = claim_chance(word, terms)
    parties = _Parties(*(actor_of(m) for m in (change.gained_by, change.lost_by, change.held_by)))
    if change.status == "negated":
        return _negated(change, parties, chance)
    if change.status not in ("completed", "state", "ongoing", "started", "attempted", "failed"):
        return ()
    if change.kind == "withdraw":
        return _withdrawal(change, parties, chance)
    if change.kind in (*TAKING, "hold") and change.status in FIRST_HAND:
        return _taking(change, parties, chance, terms)
    return _fight(change, parties, chance, terms)


def claim_chance(word: Word, terms: ControlTerms) -> float:
    """The chance that what a word says is so: that of its reading, less where only the side that it serves says it, more where
    its loser does, and less for a place in the province that it is of."""
    change = word.fact.change
    chance: float = min(change.confidence, 1.0) ** terms.lift
    taker = actor_of(change.gained_by or change.held_by)
    if is_own_word(change, taker):
        chance *= terms.own_claim
    elif change.attribution and change.lost_by and same_side(change.attribution.actor, actor_of(change.lost_by)):
        chance = 1 - (1 - chance) / 2
    if taker is not None and not taker.id:
        chance *= terms.unnamed
    if word.unit is not None:
        chance *= min(change.confidence, 1.0) ** terms.unit_doubt
        chance *= terms.unit_hold_share if change.kind == "hold" else terms.unit_share
    return min(chance, 0.97)


def _negated(change: ControlChange, parties: _Parties, chance: float) -> tuple[Claim, ...]:
    """That a side no longer has a place is its going; that it has not taken it says that it stands outside."""
    if change.kind == "hold" and parties.held is not None and change.extent == "whole":
        return (Claim("goes", parties.held, chance),)
    if change.kind in TAKING and parties.gained is not None:
        return (Claim("outside", parties.gained, chance / 2),)
    return ()


def _withdrawal(change: ControlChange, parties: _Parties, chance: float) -> tuple[Claim, ...]:
    """Who leaves is gone; a withdrawal of nobody in particular unseats nobody."""
    if change.status != "completed" or change.extent != "whole":
        return ()
    if parties.gained is not None:
        return (Claim("comes", parties.gained, chance),)
    return (Claim("goes", parties.lost, chance),) if parties.lost is not None else ()


def _taking(change: ControlChange, parties: _Parties, chance: float, terms: ControlTerms) -> tuple[Claim, ...]:
    taker = parties.gained or parties.held
    if taker is None:
        return (Claim("goes", parties.lost, chance),) if parties.lost is not None and change.extent == "whole" else ()
    part: Part = "has" if change.kind == "hold" else "comes"
    if change.extent == "around":
        return (Claim("outside", taker, chance * terms.attack),) if part == "comes" else ()
    return (Claim(part, taker, chance if change.extent == "whole" else chance * terms.part_share),)


def _fight(change: ControlChange, parties: _Parties, chance: float, terms: ControlTerms) -> tuple[Claim, ...]:
    """Who attacks, besieges or shells a place stands outside it; who beats an attack off has it; who is attacked there, too."""
    if change.kind in ("hold", "clash") or change.status == "state":
        return ()
    if change.kind == "repel":
        has, outside = parties.gained or parties.held, parties.lost
        counts = chance * terms.repulse
    elif change.kind == "advance" and change.status == "completed" and change.extent == "whole" and parties.gained:
        return (Claim("comes", parties.gained, chance * terms.entering),)
    else:
        has, outside = parties.lost, parties.gained
        counts = chance * {"siege": terms.siege, "incident": terms.shelling}.get(change.kind, terms.attack)
    pairs: tuple[tuple[Part, Actor | None], ...] = (("outside", outside), ("has", has))
    return tuple(Claim(part, actor, counts) for part, actor in pairs if actor is not None)


def tells_of(change: ControlChange) -> bool:
    """Whether a change says anything of who holds its places: no plan does, and of incidents only fire from afar by somebody known."""
    if not change.places or change.status in ("planned", "hypothetical"):
        return False
    if change.kind != "incident":
        return True
    known = change.gained_by is not None and change.gained_by.actor is not None
    return known and derive_codes(change).acled_event == _FROM_AFAR


def reaches_places(change: ControlChange) -> bool:
    """Whether what is said of a whole province is said of its places: who came to have it or left it. Fighting for it is not."""
    if change.extent != "whole":
        return False
    if change.kind == "withdraw":
        return change.status == "completed" and bool(change.lost_by or change.gained_by)
    return change.kind in (*TAKING, "hold") and change.status in FIRST_HAND
