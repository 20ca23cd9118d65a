"""What is known of one place, word after word: how likely each side has it, who disputes and besieges it, who left.

A small probabilistic filter over sides (a hidden state that words turn and observe): a taking turns the chances towards its
taker by the chance that the word is so; that a side stands outside takes chance from it and gives it to those who oppose it.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from geo.records.actors import Actor
from geo.records.places import Place
from geo.records.views import Holding
from geo.views.assumed import Assumption
from geo.views.control_around import Around
from geo.views.control_evidence import TAKING, Claim, ControlTerms, Word, claim_chance, claims_of
from geo.views.control_sides import actor_of, is_own_word
from geo.views.sides import NOBODY, WORDS, Sides

SEEN = 0.01
"""A change of a chance below this is not worth a line."""
Fight = tuple[Word, str | None]
"""A word on fighting, and the side that attacks, where it is known."""


@dataclass(slots=True)
class Ledger:
    """What is known of one place while its words are read in order of their days.

    `chances` are those of the sides, and of nobody known; `moves` what each word since the holder came changed of them, `named`
    the actor by which a side is shown. `turn` counts what was read, `answered` is the last answer with what it was for
    (`geo.views.control_answer`).
    """

    place: Place
    terms: ControlTerms
    sides: Sides
    chances: dict[str, float] = field(default_factory=lambda: {NOBODY: 1.0})
    named: dict[str, Actor] = field(default_factory=dict)
    moves: list[tuple[Word, dict[str, float]]] = field(default_factory=list)
    holder: str | None = None
    since: date | None = None
    left: bool = False
    denials: list[Word] = field(default_factory=list)
    rivals: list[tuple[Word, str]] = field(default_factory=list)
    fights: list[Fight] = field(default_factory=list)
    siege: Fight | None = None
    told: set[str] = field(default_factory=set)
    last: date | None = None
    own_last: date | None = None
    had: date | None = None
    faded: date | None = None
    mentioned: date | None = None
    before: tuple[date, Mapping[str, float], Word] | None = None
    assumptions: list[Assumption] = field(default_factory=list)
    assumed: Assumption | None = None
    turn: int = 0
    answered: tuple[tuple[int, int], Around, Holding | None] | None = None

    # ---- reading

    def expect(self, word: Word) -> None:
        """What a word that is not read yet, the first on the place itself, tells of the days before it."""
        if self.before is not None or word.unit is not None:
            return
        for claim in claims_of(word, self.terms):
            shares = self._had_before(claim, word)
            if shares:
                self.before = (word.day, shares, word)
                return

    def _had_before(self, claim: Claim, word: Word) -> dict[str, float]:
        """Who had a place before somebody came, went or attacked: another, he, another."""
        side = self._side(claim.actor, word)
        if side is None or (claim.part == "comes" and word.fact.change.extent != "whole"):
            return {}
        if claim.part in ("goes", "has"):
            return {side: claim.chance * (self.terms.before if claim.part == "goes" else self.terms.before / 2)}
        return {s: share * claim.chance * self.terms.before for s, share in self._opponents(side, word).items()}

    @property
    def begins(self) -> date | None:
        """The first day on which something may be said of the place before a word on it is read."""
        days = [self.mentioned] if self.mentioned else []
        days += [self.before[0] - self.terms.before_for] if self.before else []
        days += [self.assumptions[-1].day] if self.assumptions else []
        return min(days, default=None)

    def read(self, word: Word) -> None:
        """Takes one more word in. What is planned or imagined changes nothing, nor does a copy of what was read before."""
        change = word.fact.change
        if (
            change.status in ("planned", "hypothetical")
            or change.confidence < self.terms.trusted
            or self._is_copy(word)
        ):
            return
        claims = claims_of(word, self.terms)
        if word.unit is not None and not claims:
            return
        claims = claims or self._unsaid(word)
        self.take_in_assumptions(word.day)
        self.turn += 1
        self._fade(word.day)
        self.last = word.day if self.last is None else max(self.last, word.day)
        before, holder = dict(self.chances), self.holder
        for claim in claims:
            self._weigh(claim, word)
        self._keep(word, before)
        if word.unit is None:
            self.own_last = word.day
        self._turn(word, holder)
        self._note(word, claims, holder)

    def assume(self, given: Iterable[Assumption]) -> None:
        """What a given table or map says of the place, to be taken in on its days."""
        self.assumptions = sorted(given, key=lambda a: a.day, reverse=True)

    def take_in_assumptions(self, day: date) -> None:
        """What is assumed of the place up to a day: it fills what is not known, and a little of what is."""
        while self.assumptions and self.assumptions[-1].day <= day:
            given = self.assumptions.pop()
            self.assumed, self.turn = given, self.turn + 1
            if given.weak:
                continue
            self._fade(given.day)
            unknown = self.chances.get(NOBODY, 0.0) * self.terms.assumption
            self.chances[NOBODY] = self.chances.get(NOBODY, 0.0) - unknown
            self.chances[given.side] = self.chances.get(given.side, 0.0) + unknown
            if self.holder is None and self.chances[given.side] >= self.terms.least:
                self.holder, self.since, self.left = given.side, given.day, False

    def _is_copy(self, word: Word) -> bool:
        """Whether the same sentence was read before of another report: a copy tells nothing new."""
        text = word.fact.text.strip()
        if len(text) < 30:
            return False
        key = (
            f"{hash(text)} {word.fact.change.kind} {word.unit.id if word.unit else ''} {word.fact.change.trigger.start}"
        )
        if key in self.told:
            return True
        self.told.add(key)
        return False

    def _unsaid(self, word: Word) -> tuple[Claim, ...]:
        """Who took a place of which it is only said that it was taken: the side that besieges it or has just fought for it."""
        change = word.fact.change
        whole = change.kind in TAKING and change.status == "completed" and change.extent == "whole"
        if not whole or self.holder is None or change.gained_by is not None:
            return ()
        sides = {side for _, side in ([self.siege] if self.siege else [])}
        sides |= {side for w, side in self.fights if word.day - w.day <= self.terms.fighting_for}
        named = [self.named[side] for side in sides if side not in (None, self.holder) and side in self.named]
        chance = claim_chance(word, self.terms) * self.terms.unsaid
        return (Claim("comes", named[0], chance),) if len(named) == 1 else ()

    def _fade(self, day: date) -> None:
        """What was known fades towards not known."""
        if self.faded is not None and day > self.faded:
            kept = math.exp(-((day - self.faded).days / self.terms.fading.days))
            self.chances = {side: chance * kept for side, chance in self.chances.items()}
            self.chances[NOBODY] = self.chances.get(NOBODY, 0.0) + 1 - kept
        self.faded = day if self.faded is None else max(self.faded, day)

    def _side(self, actor: Actor | None, word: Word) -> str | None:
        side = self.sides.key_of(actor, self.place.country, word.day)
        if side is not None and actor is not None and actor.id:
            self.named.setdefault(side, actor)
        return side

    def _weigh(self, claim: Claim, word: Word) -> None:
        side = self._side(claim.actor, word)
        if side is None:
            return
        if claim.part in ("comes", "has"):
            # Of words that mean a side of the table its actor is shown, of others they are.
            if claim.actor.id or side.startswith(WORDS):
                self.named[side] = claim.actor
            stranger = (
                self.terms.unnamed
                if claim.actor.id and self.sides.is_stranger(side, self.place.country, word.day)
                else 1.0
            )
            self._give(side, claim.chance * stranger * self._freshness(side, claim, word))
        elif claim.part == "goes":
            self._take_away(
                side,
                claim.chance * self._unit_freshness(word),
                word,
            )
        else:
            # Who has a place attacks from it, too, but does not shell it or lay siege to it.
            from_it = side == self.holder and word.fact.change.kind not in ("siege", "incident", "repel")
            self._take_away(side, claim.chance * (self.terms.sally if from_it else 1.0), word)

    def _give(self, side: str, chance: float) -> None:
        for other in self.chances:
            self.chances[other] *= 1 - chance
        self.chances[side] = self.chances.get(side, 0.0) + chance

    def _take_away(self, side: str, chance: float, word: Word) -> None:
        """Take chance from a side and from what is not known, and give it to those who may have the place instead."""
        shares = self._opponents(side, word)
        freed = self.chances.get(side, 0.0) * chance
        self.chances[side] = self.chances.get(side, 0.0) - freed
        if shares:
            unknown = self.chances.get(NOBODY, 0.0) * min(chance * self.terms.unheld, 0.95)
            self.chances[NOBODY] = self.chances.get(NOBODY, 0.0) - unknown
            freed += unknown
        for other, share in (shares or {NOBODY: 1.0}).items():
            self.chances[other] = self.chances.get(other, 0.0) + freed * share

    def _opponents(self, side: str, word: Word) -> dict[str, float]:
        """Who may have a place that a side has not: those told of there, else the other side of a war of two."""
        named = {
            s: max(c, 0.05) for s, c in self.chances.items() if s not in (NOBODY, side) and self._fights_there(s, word)
        }
        for mention in (word.fact.change.gained_by, word.fact.change.lost_by, word.fact.change.held_by):
            other = self._side(actor_of(mention), word)
            if other is not None and other != side and self._fights_there(other, word):
                named.setdefault(other, 0.05)
        if not named:
            others = self.sides.others(side, self.place.country, word.day)
            named = {others[0]: 1.0} if len(others) == 1 else {}
        total = sum(named.values())
        return {s: c / total for s, c in named.items()}

    def _fights_there(self, side: str, word: Word) -> bool:
        """Whether a side may be one of the war there: of a war that the table knows only its sides are."""
        return not self.sides.is_stranger(side, self.place.country, word.day)

    def _freshness(self, side: str, claim: Claim, word: Word) -> float:
        """How much a word counts that another side than the holder has the place: little, shortly after a word for the holder."""
        share = self._unit_freshness(word)
        if self.holder in (None, side) or self.had is None:
            return share
        scale = self.terms.background if claim.part == "has" else self.terms.turn
        least = 0.2 if claim.part == "has" else 0.5
        return share * (least + (1 - least) * (1 - math.exp(-((word.day - self.had).days / scale.days))))

    def _unit_freshness(self, word: Word) -> float:
        if word.unit is None or self.own_last is None:
            return 1.0
        return 1 - math.exp(-((word.day - self.own_last).days / self.terms.own_word_for.days))

    def _keep(self, word: Word, before: Mapping[str, float]) -> None:
        moved = {s: c - before.get(s, 0.0) for s, c in self.chances.items() if abs(c - before.get(s, 0.0)) >= SEEN}
        self.moves.append((word, moved))

    def _turn(self, word: Word, holder: str | None) -> None:
        """Who has the place after a word; with another one what was disputed before is over."""
        best = max((s for s in self.chances if s != NOBODY), key=lambda s: (self.chances[s], s), default=None)
        if best is None or self.chances[best] < self.terms.least:
            self.holder = None
        elif holder is None or best == holder or self.chances[best] > self.chances.get(holder, 0.0) + SEEN:
            self.holder = best
        if self.holder == holder:
            return
        self.since, self.left = word.day, self.holder is None
        self.denials, self.rivals, self.fights, self.siege = [], [], [], None
        self.moves = [self.moves[-1]]

    def _note(self, word: Word, claims: tuple[Claim, ...], holder: str | None) -> None:
        """What a word leaves of disputes: denials, rivals, fights, a siege, and what it ends of them."""
        change = word.fact.change
        said = self._side(actor_of(change.gained_by or change.held_by), word)
        if change.status == "denied":
            if change.kind != "withdraw" and (said is None or said == self.holder):
                self.denials.append(word)
        elif change.kind == "siege":
            self.siege = None if change.status == "negated" else (word, said)
        elif change.status == "negated":
            return
        elif (
            any(c.part in ("comes", "has") and c.chance >= self.terms.part_share for c in claims)
            and change.kind != "repel"
        ):
            self._note_taking(word, claims)
        elif claims and all(c.part == "goes" for c in claims):
            self._note_leaving(self._side(actor_of(change.lost_by), word))
        elif change.kind == "withdraw" and change.lost_by is None:
            return
        else:
            self._note_fight(word, said)

    def _note_taking(self, word: Word, claims: tuple[Claim, ...]) -> None:
        change = word.fact.change
        side = next((self._side(c.actor, word) for c in claims if c.part in ("comes", "has")), None)
        if side == self.holder:
            self.had = word.day
            if not is_own_word(change, actor_of(change.gained_by or change.held_by)):
                self.denials = []
            if change.kind != "hold" and change.extent == "whole":
                self.fights, self.rivals = [f for f in self.fights if f[0].day > word.day], []
        elif change.extent != "whole" and change.kind != "hold":
            self.fights.append((word, side))
        elif side is None or word.unit is not None or self.holder is None:
            return
        elif side.startswith(WORDS) or self._fights_there(side, word):
            self.rivals.append((word, side))

    def _note_leaving(self, leaver: str | None) -> None:
        if leaver is not None and leaver != self.holder:
            self.rivals = [r for r in self.rivals if r[1] != leaver]
            self.fights = [f for f in self.fights if f[1] != leaver]

    def _note_fight(self, word: Word, side: str | None) -> None:
        change = word.fact.change
        if change.kind in ("incident", "hold"):
            return
        if change.kind == "repel":
            side = self._side(actor_of(change.lost_by), word)
        elif (
            self.holder is not None
            and side == self.holder
            and change.status in ("completed", "state")
            and change.kind != "clash"
        ):
            return
        self.fights.append((word, side))

    # ---- what is known after the words that were read

    @property
    def unknown(self) -> float:
        """The chance that nothing is known of who has the place."""
        return self.chances.get(NOBODY, 0.0)

    def fights_on(self, day: date) -> tuple[Fight, ...]:
        """The fights that contest the place on a day: those that are not too long ago."""
        return tuple(f for f in self.fights if day - f[0].day <= self.terms.fighting_for)

    def raising(self, side: str | None) -> list[tuple[Word, float]]:
        """The words that raised the chance of a side since it came to have the place, and by how much."""
        return [(w, moved[side]) for w, moved in self.moves if side and moved.get(side, 0.0) > 0]

    def moved(self, word: Word, side: str | None) -> float:
        """By how much a word moved the chance of a side."""
        return next((moved.get(side or "", 0.0) for w, moved in self.moves if w is word), 0.0)

    def says_so(self, word: Word, side: str) -> bool:
        """Whether a word itself names somebody of a side as who took or has the place."""
        change = word.fact.change
        return self._side(actor_of(change.gained_by or change.held_by), word) == side

    def turns_after(self, day: date) -> date | None:
        """The first day after `day` on which time alone can change the state: fighting is over, or the last word is old."""
        ends = [word.day + self.terms.fighting_for for word, _ in self.fights]
        ends += [self.last + self.terms.stale_after] if self.last else []
        return min((end + timedelta(days=1) for end in ends if end >= day), default=None)
