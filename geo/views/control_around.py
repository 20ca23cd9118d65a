"""The places around a place, and how much they tell of it: near ones more than far ones, on a grid of degrees."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from geo.records.places import Place

MOST = 12
"""Places around one that are asked: the nearest."""
WIDE = ("admin1", "admin2", "country", "region", "water", "area")
"""Kinds of places whose point says nothing of what lies around it."""
_DEGREE_KM = 111.2
"""A degree of latitude, by the mean radius of the Earth (IUGG, 6371 km)."""


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of the places around one, by nearness: the chances of the sides, and the share that came to each since the
    last word on the place itself."""

    chances: Mapping[str, float] = field(default_factory=dict)
    turned: Mapping[str, float] = field(default_factory=dict)


NOTHING_AROUND = Around()


class Neighbours:
    """Places with the ids of those around each, and their weight e^(-distance / `scale`): up to `reach` km, in its country."""

    def __init__(self, places: Iterable[Place], reach: float, scale: float) -> None:
        self._reach, self._scale = reach, scale
        self._places = {p.id: p for p in places if p.kind not in WIDE}
        self._size = reach / _DEGREE_KM
        self._cells: dict[tuple[str, int, int], list[Place]] = {}
        for place in self._places.values():
            self._cells.setdefault(self._cell(place), []).append(place)
        self._found: dict[str, Sequence[tuple[str, float]]] = {}

    def of(self, place_id: str) -> Sequence[tuple[str, float]]:
        """The ids and weights of the nearest places around one; of who is nobody's neighbour none."""
        found = self._found.get(place_id)
        if found is None:
            place = self._places.get(place_id)
            found = self._found[place_id] = self._find(place) if place else ()
        return found

    def _cell(self, place: Place) -> tuple[str, int, int]:
        return (place.country, math.floor(place.lat / self._size), math.floor(place.lon / self._size))

    def _find(self, place: Place) -> Sequence[tuple[str, float]]:
        country, row, column = self._cell(place)
        narrow = math.cos(math.radians(min(abs(place.lat), 80.0)))
        wide = math.ceil(1 / narrow)
        near = []
        for across in range(-wide, wide + 1):
            for up in (-1, 0, 1):
                for other in self._cells.get((country, row + up, column + across), ()):
                    north = (other.lat - place.lat) * _DEGREE_KM
                    km = math.hypot(north, (other.lon - place.lon) * _DEGREE_KM * narrow)
                    if km <= self._reach and other.id != place.id:
                        near.append((km, other.id))
        return tuple((i, math.exp(-km / self._scale)) for km, i in sorted(near)[:MOST])
