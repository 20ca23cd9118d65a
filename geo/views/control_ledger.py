"""What is known of one place, word after word: who took it, who disputes it, who besieges it, who left."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from geo.records.actors import Actor
from geo.records.facts import ControlChange
from geo.records.places import Place
from geo.records.views import Holding, HoldingState, ReportedChange
from geo.views.control_sides import actor_of, is_own_word, same_side

TAKING = ("seize", "regain", "transfer")
"""Kinds of changes by which a place comes into other hands."""


@dataclass(frozen=True, slots=True)
class ControlTerms:
    """How long words count. After `stale_after` the last word is old; fighting contests a place for `fighting_for`.

    A report that calls a place held by another side than the one said to have taken it within `overlap` before contests it.
    A word on a whole province counts `unit_share` for each place in it, and not against a word on the place itself that is at
    most `own_word_for` old. Changes below the confidence `trusted` are left out.
    """

    stale_after: timedelta = timedelta(days=180)
    fighting_for: timedelta = timedelta(days=21)
    overlap: timedelta = timedelta(days=3)
    own_word_for: timedelta = timedelta(days=60)
    unit_share: float = 0.5
    trusted: float = 0.3


@dataclass(frozen=True, slots=True)
class Word:
    """One change as it bears on one place: the day it is dated to, the province it was said of, and how much it counts."""

    day: date
    fact: ReportedChange
    unit: Place | None = None
    share: float = 1.0


@dataclass(slots=True)
class Ledger:
    """The state of one place while its words are read in order of their days."""

    place: Place
    terms: ControlTerms
    holder: Actor | None = None
    since: date | None = None
    left: bool = False
    supports: list[Word] = field(default_factory=list)
    own_words_only: bool = False
    denials: list[Word] = field(default_factory=list)
    rivals: list[tuple[Word, Actor]] = field(default_factory=list)
    fights: list[tuple[Word, Actor | None]] = field(default_factory=list)
    siege: Word | None = None
    last: date | None = None
    own_last: date | None = None

    def read(self, word: Word) -> None:
        """Takes one more word in. What is planned or imagined changes nothing."""
        change = word.fact.change
        if change.status in ("planned", "hypothetical") or change.confidence < self.terms.trusted:
            return
        if word.unit is not None and self._has_own_word(word):
            return
        self.last = word.day if self.last is None else max(self.last, word.day)
        if word.unit is None:
            self.own_last = word.day
        if change.status == "denied":
            self._deny(word)
        elif change.status == "negated":
            self._negate(word)
        elif change.kind == "siege":
            self.siege = word
        elif change.kind == "withdraw":
            self._withdraw(word)
        elif change.kind in (*TAKING, "hold") and change.status in ("completed", "state"):
            self._take(word)
        else:
            self._fight(word)

    def _has_own_word(self, word: Word) -> bool:
        return self.own_last is not None and word.day - self.own_last <= self.terms.own_word_for

    def _deny(self, word: Word) -> None:
        change = word.fact.change
        said = actor_of(change.gained_by or change.held_by)
        if change.kind == "withdraw":
            if self.holder is not None and same_side(actor_of(change.lost_by), self.holder):
                self.supports.append(word)
        elif said is None or same_side(said, self.holder):
            self.denials.append(word)

    def _negate(self, word: Word) -> None:
        change = word.fact.change
        if change.kind == "siege":
            self.siege = None
        elif change.kind == "hold" and same_side(actor_of(change.held_by), self.holder):
            self._leave(word)

    def _withdraw(self, word: Word) -> None:
        change = word.fact.change
        leaver = actor_of(change.lost_by)
        if change.status != "completed" or change.extent != "whole":
            self._fight(word)
        elif change.gained_by is not None:
            self._take(word)
        elif self.holder is None or leaver is None or same_side(leaver, self.holder):
            self._leave(word)
        else:
            self.supports.append(word)
            self.rivals = [r for r in self.rivals if not same_side(r[1], leaver)]
            self.fights = [f for f in self.fights if not same_side(f[1], leaver)]

    def _leave(self, word: Word) -> None:
        self._reset(None, word)
        self.left = True

    def _take(self, word: Word) -> None:
        change = word.fact.change
        taker = actor_of(change.gained_by or change.held_by)
        if taker is None:
            if self.holder is not None and same_side(actor_of(change.lost_by), self.holder):
                self._leave(word)
            else:
                self._fight(word)
        elif self.holder is not None and same_side(taker, self.holder):
            self._support(word, taker)
        elif change.extent == "around" or (change.extent == "part" and change.kind != "hold"):
            self._fight(word)
        elif self._overlaps(word):
            self.rivals.append((word, taker))
        else:
            self._reset(taker, word)

    def _support(self, word: Word, taker: Actor) -> None:
        self.supports.append(word)
        if not is_own_word(word.fact.change, taker):
            self.own_words_only, self.denials = False, []
        if word.fact.change.kind != "hold":
            self.fights = [f for f in self.fights if f[0].day > word.day]
            self.rivals = []

    def _overlaps(self, word: Word) -> bool:
        """Whether another side is said to have the place at the same time, so that the two words disagree."""
        # That somebody else left is no word that the holder has it.
        having = [w.day for w in self.supports if w.fact.change.kind != "withdraw"]
        if self.holder is None or not having:
            return False
        apart = word.day - having[-1]
        return apart <= (self.terms.overlap if word.fact.change.kind == "hold" else timedelta(0))

    def _reset(self, holder: Actor | None, word: Word) -> None:
        self.holder, self.since, self.left = holder, word.day, False
        self.supports, self.denials, self.rivals, self.fights, self.siege = [word], [], [], [], None
        self.own_words_only = is_own_word(word.fact.change, holder)

    def _fight(self, word: Word) -> None:
        change = word.fact.change
        side = actor_of(change.gained_by or (change.held_by if change.kind != "hold" else None))
        if change.kind == "repel" and same_side(side, self.holder):
            self.supports.append(word)
            side = actor_of(change.lost_by)
        if (
            change.status in ("completed", "state")
            and change.kind != "clash"
            and self.holder is not None
            and same_side(side, self.holder)
        ):
            return
        self.fights.append((word, side))

    def on(self, day: date) -> Holding | None:
        """The answer for a day on or after the last word; None where no word says anything of it."""
        if self.last is None:
            return None
        fights = [f for f in self.fights if day - f[0].day <= self.terms.fighting_for]
        state, reasons = self._state(fights)
        if state is None:
            return None
        against = [*self.denials, *(w for w, _ in self.rivals), *(w for w, _ in fights)]
        against += [self.siege] if self.siege is not None and state == "besieged" else []
        rivals = [a for _, a in self.rivals] + [a for _, a in fights if a is not None and not same_side(a, self.holder)]
        age = (day - self.last).days
        stale = day - self.last > self.terms.stale_after
        if stale:
            reasons.append(f"the last word is {age} days old")
        unit = next((w.unit for w in self.supports), None) if all(w.unit for w in self.supports) else None
        if unit is not None:
            reasons.append(f"said of {unit.name} as a whole")
        return Holding(
            self.place, self.holder, state, self.since, self.last, age, stale, self._confidence(),
            _ids(self.supports), _ids(against), tuple(dict.fromkeys(rivals)), unit, tuple(reasons),
        )  # fmt: skip

    def turns_after(self, day: date) -> date | None:
        """The first day after `day` on which time alone can change the state: fighting is over, or the last word is old."""
        ends = [word.day + self.terms.fighting_for for word, _ in self.fights]
        ends += [self.last + self.terms.stale_after] if self.last else []
        return min((end + timedelta(days=1) for end in ends if end >= day), default=None)

    def _state(self, fights: list[tuple[Word, Actor | None]]) -> tuple[HoldingState | None, list[str]]:
        held_by = f"{self.holder.name} is said to hold it" if self.holder else "nobody is said to hold it"
        besieger = actor_of(self.siege.fact.change.gained_by) if self.siege is not None else None
        besieged = self.siege is not None and not same_side(besieger, self.holder)
        rival = f"{self.rivals[-1][1].name} is said to have it at the same time" if self.rivals else ""
        signs: tuple[tuple[object, HoldingState, str], ...] = (
            (self.rivals, "contested", rival),
            (self.denials, "contested", "this is denied"),
            (besieged, "besieged", "it is said to be besieged"),
            (fights, "contested", "fighting is reported"),
            (self.left, "left", "who held it is said to have left"),
            (self.holder is not None and self.own_words_only, "claimed", "only its own side says so"),
        )
        for sign, state, reason in signs:
            if sign:
                return state, [held_by, reason]
        return ("held", [held_by]) if self.holder is not None else (None, [])

    def _confidence(self) -> float:
        return round(max((w.fact.change.confidence * w.share for w in self.supports), default=0.0), 2)


def _ids(words: list[Word]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(w.fact.id for w in words))


def tells_of(change: ControlChange) -> bool:
    """Whether a change says anything of who holds its places: no plan does, and no incident."""
    return bool(change.places) and change.kind != "incident" and change.status not in ("planned", "hypothetical")
