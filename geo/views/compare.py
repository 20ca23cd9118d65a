"""What changed hands between two days, and where reports and somebody's table of control agree, differ or are silent."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from geo.records.actors import Actor
from geo.records.names import search_key
from geo.records.places import Place
from geo.records.views import Holding
from geo.views.assumed import GivenPlace, is_near
from geo.views.distance import near_km
from geo.views.sides import BY_TABLE, Sides


@dataclass(frozen=True, slots=True)
class Turnover:
    """A place whose holder is another on the later day than on the earlier; None where nobody is said to hold it."""

    place: Place
    before: Holding | None
    after: Holding | None


def compare_days(before: Mapping[str, Holding], after: Mapping[str, Holding]) -> list[Turnover]:
    """The places with another holder, or another state of the same holder: those that went from hand to hand first."""
    ids = [i for i in before.keys() | after.keys() if _kind(before.get(i)) != _kind(after.get(i))]
    found = [Turnover((after.get(i) or before[i]).place, before.get(i), after.get(i)) for i in ids]
    return sorted(found, key=_order)


def _order(turnover: Turnover) -> tuple[bool, bool, float, str]:
    known = holder_of(turnover.before) is not None and holder_of(turnover.after) is not None
    sure = turnover.after.confidence if turnover.after else 0.0
    return (not changed_hands(turnover), not known, -sure, turnover.place.id)


def changed_hands(turnover: Turnover) -> bool:
    """Whether another side has it, rather than only another state or another force of the same side."""
    before, after = turnover.before, turnover.after
    if before and after and before.side and after.side:
        return before.side != after.side
    return holder_of(before) != holder_of(after)


def holder_of(holding: Holding | None) -> Actor | None:
    """Who holds, if anybody is said to."""
    return holding.holder if holding else None


def _kind(holding: Holding | None) -> tuple[Actor | None, str] | None:
    return (holding.holder, holding.state) if holding else None


Agreement = Literal["agree", "differ", "not known", "reports silent", "table silent"]
"""`not known`: the table names a holder who is no side known there."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A row of somebody's table of control beside what reports say of its place on its day.

    `given` and `found` are keys of sides; "" where the table's holder is no side known there, and where reports name nobody.
    `place` is None where the row's place is not known; `row` is None for a place that reports tell of and the table does not.
    """

    agreement: Agreement
    row: GivenPlace | None
    place: Place | None
    given: str
    found: str
    holding: Holding | None


Named = Callable[[str], Collection[str]]
"""The ids of the places that go by a name."""


class PlaceFinder:
    """The place of a table's row among places: by its id, else by its name near its point, else by another name; a town before its
    district."""

    def __init__(self, places: Iterable[Place], named: Named) -> None:
        self._named = named
        self._by_id = {place.id: place for place in places}
        self._by_key: dict[str, list[Place]] = {}
        for place in self._by_id.values():
            self._by_key.setdefault(search_key(place.name), []).append(place)

    def find(self, row: GivenPlace) -> Place | None:
        """The place of a row; None where none is called so there."""
        if row.id in self._by_id:
            return self._by_id[row.id]
        near = [p for p in self._by_key.get(search_key(row.name), ()) if _may_be(p, row)]
        if not near:
            called = (self._by_id[i] for i in self._named(row.name) if i in self._by_id)
            near = [p for p in called if _may_be(p, row)]
        return min(near, key=lambda p: (p.kind != "settlement", _km(row, p), p.id), default=None)


def _may_be(place: Place, row: GivenPlace) -> bool:
    return place.kind not in ("country", "admin1") and is_near(row, place)


def find_place(row: GivenPlace, places: Sequence[Place], named: Named) -> Place | None:
    """The place of one row among places (`PlaceFinder`)."""
    return PlaceFinder(places, named).find(row)


def _km(row: GivenPlace, place: Place) -> float:
    return 0.0 if row.lat is None or row.lon is None else near_km(row.lat, row.lon, place.lat, place.lon)


def compare_state(
    rows: Iterable[GivenPlace],
    holdings: Mapping[str, Holding],
    places: Sequence[Place],
    named: Named,
    sides: Sides = BY_TABLE,
) -> list[Compared]:
    """A table of control of one day beside the holdings of that day: where they differ first, then where one is silent.

    `places` are all places that reports tell of. Of places that the table does not have those follow that are held.
    """
    finder = PlaceFinder(places, named)
    found = [_compare_row(row, holdings, finder, sides) for row in rows]
    told = {c.place.id for c in found if c.place is not None}
    rest = [
        Compared("table silent", None, h.place, "", h.side, h)
        for i, h in holdings.items()
        if i not in told and h.holder
    ]
    return sorted([*found, *rest], key=_compared_order)


def _compare_row(row: GivenPlace, holdings: Mapping[str, Holding], finder: PlaceFinder, sides: Sides) -> Compared:
    place = finder.find(row)
    holding = holdings.get(place.id) if place else None
    country = place.country if place else row.country
    given = sides.called(row.holder, country, row.day) or ""
    if holding is None or holding.holder is None:
        return Compared("reports silent", row, place, given, "", holding)
    agreement: Agreement = "not known" if not given else "agree" if given == holding.side else "differ"
    return Compared(agreement, row, place, given, holding.side, holding)


_AGREEMENTS = ("differ", "not known", "reports silent", "table silent", "agree")


def _compared_order(compared: Compared) -> tuple[int, float, str]:
    sure = compared.holding.confidence if compared.holding else 0.0
    name = compared.row.name if compared.row else compared.place.name if compared.place else ""
    return (_AGREEMENTS.index(compared.agreement), -sure, name)
