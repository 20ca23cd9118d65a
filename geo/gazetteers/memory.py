"""A small gazetteer in memory, with the same look-ups as the built one."""

import math
from collections.abc import Iterable, Sequence

from geo.gazetteers.geocoder import PlaceGeocoder
from geo.gazetteers.keys import name_keys
from geo.gazetteers.other_names import choose_names
from geo.gazetteers.ranking import Found, ranked_matches, spelled_alike
from geo.gazetteers.rows import Row, importance
from geo.records.names import fold_name, look_up_key
from geo.records.places import NameMatch, Place


class MemoryGazetteer(PlaceGeocoder):
    """Places with their other names, held in dictionaries: for tests and for a project's own short list."""

    def __init__(self, places: Iterable[tuple[Place, Sequence[str]]]) -> None:
        super().__init__()
        self._places: dict[str, Place] = {}
        self._keys: dict[str, Found] = {}
        self._names: dict[str, list[str]] = {}
        for place, names in places:
            self._places.setdefault(place.id, place)
            self._names.setdefault(place.id, []).extend(names)
            for key, quality in name_keys(Row(place, tuple(names))):
                self._keys.setdefault(key, []).append((quality, importance(place), place))

    def match(self, name: str) -> Sequence[NameMatch]:
        """All places known under `name`; see `ranked_matches` for the order."""
        return ranked_matches(look_up_key(name), self._under)

    def spelled_alike(self, name: str) -> Sequence[NameMatch]:
        """The places whose names share the consonants of `name`, also where `match` finds others by the very name."""
        return spelled_alike(fold_name(name), self._under)

    def _under(self, key: str) -> Found:
        return self._keys.get(key, [])

    def place(self, place_id: str) -> Place | None:
        """The place of an id."""
        return self._places.get(place_id)

    def other_names(self, place_id: str) -> tuple[str, ...]:
        """The names that a place goes by besides its main one."""
        place = self.place(place_id)
        return choose_names(place, self._names[place_id]) if place else ()

    def country(self, code: str) -> Place | None:
        """The country of an ISO 3166-1 alpha-2 code."""
        return next((p for p in self._places.values() if p.kind == "country" and p.country == code), None)

    def near(self, lat: float, lon: float, km: float, limit: int = 20) -> tuple[Place, ...]:
        """Settlements within so many kilometres of a point, nearest first."""
        return nearest((p for p in self._places.values() if p.kind == "settlement"), lat, lon, km, limit)


def nearest(places: Iterable[Place], lat: float, lon: float, km: float, limit: int) -> tuple[Place, ...]:
    """Those within `km` of a point, nearest first; distances on a sphere of 6,371 km (haversine)."""
    apart = sorted((haversine_km(lat, lon, p.lat, p.lon), p.id, p) for p in places)
    return tuple(place for distance, _, place in apart[:limit] if distance <= km)


def haversine_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The great-circle distance in kilometres: exact enough to sort by, not to report."""
    a, b = math.radians(lat1), math.radians(lat2)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))
