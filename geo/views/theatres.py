"""Where to look: the theatres of war that the places of a view lie in, and the box in which most of what is said happens."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from geo.records.places import Place
from geo.records.views import PlaceTally
from geo.settings import DATA
from geo.views.wording import country_names

Box = tuple[float, float, float, float]
"""South, west, north and east in degrees."""
MOST, LEAST_PLACES, ROOM = 12, 3, 0.15
"""Theatres offered; places from which one is offered; degrees left around its outermost places."""
_AREAS = ("country", "region")


@dataclass(frozen=True, slots=True)
class Theatre:
    """A theatre by name, the box its places lie in, and how many they are."""

    name: str
    box: Box
    places: int


@cache
def theatre_of() -> dict[str, str]:
    """The theatre's name by country, from `data/map_theatres.csv`; a country that is in none is one of its own."""
    path = DATA / "map_theatres.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        return {code: row["name"] for row in csv.DictReader(lines) for code in row["countries"].split("|")}


def find_theatres(tallies: Iterable[PlaceTally]) -> list[Theatre]:
    """The theatres of a view's places, those with most changes, then most mentions, first. Whole countries and regions count in none."""
    names, known = country_names(), theatre_of()
    there: dict[str, list[PlaceTally]] = {}
    for tally in tallies:
        place = tally.place
        if place.kind not in _AREAS and place.country:
            there.setdefault(known.get(place.country, names.get(place.country, place.country)), []).append(tally)
    ranked = sorted(there.items(), key=lambda pair: _weight(pair[1]), reverse=True)
    return [
        Theatre(name, box_of([tally.place for tally in told]), len(told))
        for name, told in ranked
        if len(told) >= LEAST_PLACES
    ][:MOST]


def _weight(told: Sequence[PlaceTally]) -> tuple[int, int]:
    return sum(t.changes for t in told), sum(t.mentions for t in told)


def box_of(places: Sequence[Place]) -> Box:
    """The box around places. Raises ValueError where there are none."""
    lats, lons = [place.lat for place in places], [place.lon for place in places]
    return min(lats) - ROOM, min(lons) - ROOM, max(lats) + ROOM, max(lons) + ROOM


def first_look(tallies: Sequence[PlaceTally]) -> Box | None:
    """The box in which nine tenths of the changes lie, or of what is said where nothing changes: where the speakers' capitals are
    is not where the war is. None where no place has a point of its own."""
    points = [t for t in tallies if t.place.kind not in _AREAS]
    weights = [(t, t.changes) for t in points if t.changes] or [(t, t.mentions) for t in points]
    if not weights:
        return None
    kept = {t.place.id: t.place for t, _ in weights}
    for axis in ("lat", "lon"):
        seen, whole = 0, sum(weight for _, weight in weights)
        for tally, weight in sorted(weights, key=lambda pair: float(getattr(pair[0].place, axis))):
            seen += weight
            if seen < whole * 0.05 or seen - weight > whole * 0.95:
                kept.pop(tally.place.id, None)
    return box_of(list(kept.values()) or [t.place for t, _ in weights])
