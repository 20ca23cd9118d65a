"""Who holds what on any day: a pure function of what reports say, each answer with what it rests on.

After the practice of conflict maps that separate an event from a state: a change of hands lasts until the next one, fighting
and sieges are states of their own, and a plan changes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from heapq import heappop, heappush

from geo.records.actors import Actor
from geo.records.facts import ControlChange
from geo.records.places import Place
from geo.records.views import Holding, ReportedChange
from geo.views.control_ledger import TAKING, ControlTerms, Ledger, Word, tells_of
from geo.views.control_sides import actor_of, same_side

UNITS = ("admin1", "admin2")
"""Kinds of places whose changes reach the places in them."""
Members = Mapping[str, Sequence[Place]]
"""The places in a unit, by the unit's id."""
TERMS = ControlTerms()


def control_on(
    day: date, changes: Iterable[ReportedChange], terms: ControlTerms = TERMS, members: Members | None = None
) -> dict[str, Holding]:
    """Who holds each place on a day, by place id. Changes dated later are left out.

    `members` gives the places that a province-wide change reaches; by default those that the changes themselves name.
    """
    return next(holdings for _, holdings in control_over([day], changes, terms, members))


def control_over(
    days: Sequence[date], changes: Iterable[ReportedChange], terms: ControlTerms = TERMS, members: Members | None = None
) -> Iterator[tuple[date, dict[str, Holding]]]:
    """`control_on` for several days in ascending order, each change read once: what a slider plays."""
    waiting = _waiting(changes, members, terms)
    ledgers: dict[str, Ledger] = {}
    for day in days:
        _read_until(day, waiting, ledgers, terms)
        found = {place_id: ledger.on(day) for place_id, ledger in ledgers.items()}
        yield day, {place_id: holding for place_id, holding in found.items() if holding is not None}


def control_turns(
    days: Sequence[date], changes: Iterable[ReportedChange], terms: ControlTerms = TERMS, members: Members | None = None
) -> Iterator[tuple[date, dict[str, Holding | None]]]:
    """What `control_over` tells, for each day only of the places that may look another way than on the day before it.

    Those are the places of which something new is said, and those where fighting is over or the last word has grown old.
    """
    waiting = _waiting(changes, members, terms)
    ledgers: dict[str, Ledger] = {}
    turns: list[tuple[date, str]] = []
    for day in days:
        touched = _read_until(day, waiting, ledgers, terms)
        while turns and turns[0][0] <= day:
            touched.add(heappop(turns)[1])
        yield day, {place_id: ledgers[place_id].on(day) for place_id in sorted(touched)}
        for place_id in touched:
            turn = ledgers[place_id].turns_after(day)
            if turn is not None:
                heappush(turns, (turn, place_id))


def _waiting(
    changes: Iterable[ReportedChange], members: Members | None, terms: ControlTerms
) -> list[tuple[Place, Word]]:
    """Every word, the latest first: those that are read are taken from the end."""
    facts = [fact for fact in changes if tells_of(fact.change)]
    return _words(facts, members if members is not None else members_of(facts), terms)[::-1]


def _read_until(
    day: date, waiting: list[tuple[Place, Word]], ledgers: dict[str, Ledger], terms: ControlTerms
) -> set[str]:
    """Read the words up to and with a day; the ids of the places that they are of."""
    touched: set[str] = set()
    while waiting and waiting[-1][1].day <= day:
        place, word = waiting.pop()
        ledgers.setdefault(place.id, Ledger(place, terms)).read(word)
        touched.add(place.id)
    return touched


def members_of(changes: Iterable[ReportedChange]) -> dict[str, tuple[Place, ...]]:
    """The places that changes name, by the id of the province or district they lie in, where changes name that too."""
    places = {m.place.id: m.place for fact in changes for m in fact.change.places if m.place is not None}
    units = [p for p in places.values() if p.kind in UNITS]
    small = [p for p in places.values() if p.kind not in (*UNITS, "country", "region")]
    return {u.id: tuple(p for p in small if _lies_in(p, u)) for u in units}


def _lies_in(place: Place, unit: Place) -> bool:
    name = place.admin1 if unit.kind == "admin1" else place.admin2
    return place.country == unit.country and name == (getattr(unit, unit.kind) or unit.name)


def _words(facts: Iterable[ReportedChange], members: Members, terms: ControlTerms) -> list[tuple[Place, Word]]:
    """Every word on every place, by day; a word on a place itself comes before one on its province."""
    facts, found = list(facts), list[tuple[Place, Word]]()
    taken = _takings(facts)
    for fact in facts:
        day = day_of(fact.change, fact.article.published)
        if day is None:
            continue
        for place in _places_of(fact):
            found.append((place, Word(_counts_from(fact, day, taken.get((fact.article.id, place.id), ())), fact)))
            if place.kind in UNITS and fact.change.extent == "whole":
                found += [(p, Word(day, fact, place, terms.unit_share)) for p in members.get(place.id, ())]
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
    return {m.place.id: m.place for m in fact.change.places if m.place is not None}.values()


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
