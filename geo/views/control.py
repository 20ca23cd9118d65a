"""Who holds what on any day: a pure function of what reports say, each answer with what it rests on.

After the practice of conflict maps that separate an event from a state: a change of hands lasts until the next one, fighting
and sieges are states of their own, and a plan changes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import heapify, heappop, heappush

from geo.records.actors import Actor
from geo.records.facts import ControlChange
from geo.records.places import Place
from geo.records.views import Holding, ReportedChange
from geo.views.assumed import StartingState
from geo.views.control_answer import answer_on
from geo.views.control_around import Around, Neighbours
from geo.views.control_evidence import TAKING, ControlTerms, Word, reaches_places, tells_of
from geo.views.control_ledger import Ledger
from geo.views.control_sides import actor_of, same_side
from geo.views.sides import BY_TABLE, NOBODY, Sides

UNITS = ("admin1", "admin2")
"""Kinds of places whose changes reach the places in them."""
Members = Mapping[str, Sequence[Place]]
"""The places in a unit, by the unit's id."""
TERMS = ControlTerms()


@dataclass(frozen=True)
class Basis:
    """What an analyst gives beside the reports: who is on which side, a known state, assumed where reports are silent, and places
    that are asked for though no report may name them: what is said of their province and known around them says whose they are."""

    sides: Sides = BY_TABLE
    start: StartingState | None = None
    places: tuple[Place, ...] = ()


BASIS = Basis()


def control_on(
    day: date, changes: Iterable[ReportedChange], terms: ControlTerms = TERMS, members: Members | None = None,
    basis: Basis = BASIS,
) -> dict[str, Holding]:  # fmt: skip
    """Who holds each place on a day, by place id. Changes dated later are left out.

    `members` gives the places that a province-wide change reaches; by default those that the changes themselves name;
    `basis` what an analyst gives beside the reports.
    """
    return next(holdings for _, holdings in control_over([day], changes, terms, members, basis))


def control_over(
    days: Sequence[date], changes: Iterable[ReportedChange], terms: ControlTerms = TERMS, members: Members | None = None,
    basis: Basis = BASIS,
) -> Iterator[tuple[date, dict[str, Holding]]]:  # fmt: skip
    """`control_on` for several days in ascending order, each change read once: what a slider plays."""
    ground = Ground(changes, terms, members, basis)
    for day in days:
        ground.read_until(day)
        found = {place_id: ground.on(place_id, day) for place_id in ground.ledgers}
        yield day, {place_id: holding for place_id, holding in found.items() if holding is not None}


def control_turns(
    days: Sequence[date], changes: Iterable[ReportedChange], terms: ControlTerms = TERMS, members: Members | None = None,
    basis: Basis = BASIS,
) -> Iterator[tuple[date, dict[str, Holding | None]]]:  # fmt: skip
    """What `control_over` tells, for each day only of the places that may look another way than on the day before it.

    Those are the places of which something new is said, those around them of which little is known, and those where fighting
    is over or the last word has grown old.
    """
    ground = Ground(changes, terms, members, basis)
    turns = ground.beginnings()
    heapify(turns)
    for day in days:
        touched = ground.read_until(day)
        while turns and turns[0][0] <= day:
            touched.add(heappop(turns)[1])
        yield day, {place_id: ground.on(place_id, day) for place_id in sorted(touched)}
        for place_id in touched:
            turn = ground.ledgers[place_id].turns_after(day)
            if turn is not None:
                heappush(turns, (turn, place_id))


class Ground:
    """The places of all words with what is known of each, while the words are read in order of their days."""

    def __init__(
        self, changes: Iterable[ReportedChange], terms: ControlTerms = TERMS, members: Members | None = None,
        basis: Basis = BASIS,
    ) -> None:  # fmt: skip
        named = list(changes)
        facts = [fact for fact in named if tells_of(fact.change)]
        words = _words(facts, members if members is not None else members_of(facts, basis.places))
        self.terms, self.sides = terms, basis.sides
        self.ledgers: dict[str, Ledger] = {}
        for place, word in words:
            self._ledger(place).expect(word)
        for fact in named:
            self._mention(fact)
        for place in basis.places:
            self._ledger(place).mentioned = date.min
        if basis.start is not None:
            for ledger in self.ledgers.values():
                ledger.assume(basis.start.of(ledger.place))
        # The latest first: those that are read are taken from the end.
        self._waiting = words[::-1]
        places = (ledger.place for ledger in self.ledgers.values())
        self._known: dict[str, Around] = {}
        self._around = Neighbours(places, terms.around_km, terms.around_scale)

    def _ledger(self, place: Place) -> Ledger:
        found = self.ledgers.get(place.id)
        if found is None:
            found = self.ledgers[place.id] = Ledger(place, self.terms, self.sides)
        return found

    def _mention(self, fact: ReportedChange) -> None:
        """A place of which only a plan or an incident is told is one of the war all the same: what lies around it says whose."""
        day = day_of(fact.change, fact.article.published)
        if day is None:
            return
        for place in _places_of(fact):
            ledger = self._ledger(place)
            ledger.mentioned = min(ledger.mentioned or day, day)

    def beginnings(self) -> list[tuple[date, str]]:
        """The days on which something can be said of places before any word on them is read, with their ids."""
        return [(day, i) for i, ledger in self.ledgers.items() if (day := ledger.begins)]

    def read_until(self, day: date) -> set[str]:
        """Read the words up to and with a day; the ids of the places that may look another way by them."""
        touched: set[str] = set()
        while self._waiting and self._waiting[-1][1].day <= day:
            place, word = self._waiting.pop()
            self.ledgers[place.id].read(word)
            touched.add(place.id)
        near = {i for place_id in touched for i, _ in self._around.of(place_id)}
        for place_id in touched | near:
            self._known.pop(place_id, None)
        return touched | near

    def on(self, place_id: str, day: date) -> Holding | None:
        """Who holds a place on a day up to which all is read."""
        if place_id not in self._known:
            self._known[place_id] = self._look_around(place_id)
        return answer_on(self.ledgers[place_id], day, self._known[place_id])

    def _look_around(self, place_id: str) -> Around:
        """What is known of the places around, by nearness: the chances of the sides, of which what is missing to 1 is not known,
        and the share of those places that came to each side since the last word on this one."""
        own, terms = self.ledgers[place_id], self.terms
        found, turned, whole = dict[str, float](), dict[str, float](), terms.around_doubt
        for near, share in self._around.of(place_id):
            ledger = self.ledgers[near]
            # What is only said of their province is no more than is said of this one's.
            if ledger.own_last is None:
                continue
            whole += share * (1 - ledger.unknown)
            for side, chance in ledger.chances.items():
                if side != NOBODY:
                    found[side] = found.get(side, 0.0) + share * chance
            if ledger.holder and ledger.since and own.own_last and ledger.since - own.own_last > terms.background:
                turned[ledger.holder] = turned.get(ledger.holder, 0.0) + share * ledger.chances[ledger.holder]
        return Around({s: c / whole for s, c in found.items()}, {s: c / whole for s, c in turned.items()})


def members_of(changes: Iterable[ReportedChange], others: Iterable[Place] = ()) -> dict[str, tuple[Place, ...]]:
    """The places that changes name, and others, by the id of the province or district they lie in, where changes name that too."""
    places = {m.place.id: m.place for fact in changes for m in fact.change.places if m.place is not None}
    places |= {p.id: p for p in others if p.id not in places}
    units = [p for p in places.values() if p.kind in UNITS]
    small = [p for p in places.values() if p.kind not in (*UNITS, "country", "region")]
    return {u.id: tuple(p for p in small if _lies_in(p, u)) for u in units}


def _lies_in(place: Place, unit: Place) -> bool:
    name = place.admin1 if unit.kind == "admin1" else place.admin2
    return place.country == unit.country and name == (getattr(unit, unit.kind) or unit.name)


def _words(facts: Iterable[ReportedChange], members: Members) -> list[tuple[Place, Word]]:
    """Every word on every place, by day; a word on a place itself comes before one on its province."""
    facts, found = list(facts), list[tuple[Place, Word]]()
    taken = _takings(facts)
    for fact in facts:
        day = day_of(fact.change, fact.article.published)
        if day is None:
            continue
        for place in _places_of(fact):
            found.append((place, Word(_counts_from(fact, day, taken.get((fact.article.id, place.id), ())), fact)))
            if place.kind in UNITS and reaches_places(fact.change):
                found += [(p, Word(day, fact, place)) for p in members.get(place.id, ())]
    return sorted(
        found,
        key=lambda pair: (
            pair[1].day,
            pair[1].unit is not None,
            pair[1].fact.article.published or pair[1].day,
            pair[1].fact.id,
        ),
    )


def _places_of(fact: ReportedChange) -> Iterable[Place]:
    """The places of a change, but none whose name is only a piece of a longer one that is no place known ("the Kreminna-Svatove
    highway" is not Kreminna)."""
    told = fact.change.places
    longer = [m for m in told if m.place is None]
    inside = {id(m) for m in told for n in longer if n.start <= m.start and m.end <= n.end and m is not n}
    return {m.place.id: m.place for m in told if m.place is not None and id(m) not in inside}.values()


def _takings(facts: Iterable[ReportedChange]) -> dict[tuple[str, str], list[ReportedChange]]:
    """What each report says of each place having been taken, by ids of report and place."""
    taken: dict[tuple[str, str], list[ReportedChange]] = {}
    for fact in facts:
        if fact.change.kind in TAKING and fact.change.status == "completed" and fact.change.gained_by:
            for place in _places_of(fact):
                taken.setdefault((fact.article.id, place.id), []).append(fact)
    return taken


def _counts_from(fact: ReportedChange, day: date, taken: Iterable[ReportedChange]) -> date:
    """The day a word counts from. A report that has a side take the place tells of what was before, too: that another side
    held it, or that it was besieged. Without a day of its own, such a word counts from the day before."""
    change, holder = fact.change, actor_of(fact.change.held_by)
    if change.kind not in ("hold", "siege") or (change.when is not None and change.when.basis != "report"):
        return day
    ended = (
        day_of(other.change, other.article.published)
        for other in taken
        if (other.change.extent == "whole" if change.kind == "siege" else _other_side(holder, other.change))
    )
    return min([day, *(when - timedelta(days=1) for when in ended if when)])


def _other_side(holder: Actor | None, taking: ControlChange) -> bool:
    return holder is not None and not same_side(actor_of(taking.gained_by), holder)


def day_of(change: ControlChange, published: date | None) -> date | None:
    """The first day on which a change is said to be so: of its own date, else of its report; None without either, and where
    its date is said but not understood."""
    when = change.when
    if when is None:
        return published
    if when.start is None and when.end is None:
        return None
    if when.start is not None:
        return when.start
    return published if when.end is None else min(when.end, published or when.end)
