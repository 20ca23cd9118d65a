"""What changed hands between two days."""

from collections.abc import Mapping
from dataclasses import dataclass

from geo.records.actors import Actor
from geo.records.places import Place
from geo.records.views import Holding


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
    """Whether the holder is another, rather than only the state."""
    return holder_of(turnover.before) != holder_of(turnover.after)


def holder_of(holding: Holding | None) -> Actor | None:
    """Who holds, if anybody is said to."""
    return holding.holder if holding else None


def _kind(holding: Holding | None) -> tuple[Actor | None, str] | None:
    return (holding.holder, holding.state) if holding else None
