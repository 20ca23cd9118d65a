"""geopy's Geocoder interface over a gazetteer, so that it and an online geopy geocoder are interchangeable."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from geo.gazetteers.queries import parts_of_query
from geo.gazetteers.subdivisions import name_keys
from geo.records.places import NameMatch, Place

# How far, in kilometres, `reverse` looks for a place, nearest ring first.
_RINGS = (5.0, 25.0, 100.0)


class PlaceGeocoder(Geocoder, ABC):  # type: ignore[misc]
    """A geopy geocoder that asks no server: what it knows are the places of `match` and `near`."""

    @abstractmethod
    def match(self, name: str) -> Sequence[NameMatch]:
        """All places known under `name`, in any of its forms, most likely first."""

    @abstractmethod
    def spelled_alike(self, name: str) -> Sequence[NameMatch]:
        """The places whose names share the consonants of `name`, also where `match` finds others by the very name."""

    @abstractmethod
    def place(self, place_id: str) -> Place | None:
        """The place of an id."""

    @abstractmethod
    def near(self, lat: float, lon: float, km: float, limit: int = 20) -> tuple[Place, ...]:
        """Settlements within so many kilometres of a point, nearest first."""

    @abstractmethod
    def country(self, code: str) -> Place | None:
        """The country of an ISO 3166-1 alpha-2 code."""

    def is_name(self, name: str) -> bool:
        """Whether `match` would find anything by name, alternate name or without the article."""
        found = self.match(name)
        return bool(found) and found[0].quality != "skeleton"

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,
        country_codes: str | Sequence[str] | None = None,
    ) -> Location | list[Location] | None:
        """The place of a name, most likely first, or all of them as a list; None when there is none.

        After a comma may stand what the place lies in ("Kobani, Syria"). A part of a place or a border that no gazetteer knows
        ("northern Syria", "Idlib countryside", "Syrian-Turkish border") is made from what it knows. `country_codes` keeps places of these
        countries alone (ISO 3166-1 alpha-2). `timeout` is there for geopy's sake.
        """
        name, *within = [part.strip() for part in query.split(",")]
        codes = (country_codes,) if isinstance(country_codes, str) else tuple(country_codes or ())
        wanted = {code.upper() for code in codes}
        known = self.match(name)
        named = [m.place for m in known if m.quality != "skeleton"]
        # What is only spelled alike is no answer to "northern Syria".
        found = named or parts_of_query(name, self) or [m.place for m in known]
        places = [p for p in found if not wanted or p.country in wanted]
        return self._given([p for p in places if self._lies_in(p, within)], exactly_one)

    def reverse(
        self, query: Any, *, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL
    ) -> Location | list[Location] | None:
        """The settlement nearest to a point (anything geopy's Point reads), or several as a list; None beyond 100 km."""
        point = Point(query)
        for km in _RINGS:
            places = self.near(point.latitude, point.longitude, km)
            if places:
                return self._given(list(places), exactly_one)
        return None

    def _given(self, places: list[Place], exactly_one: bool) -> Location | list[Location] | None:
        if not places:
            return None
        return self.location(places[0]) if exactly_one else [self.location(place) for place in places]

    def location(self, place: Place) -> Location:
        """A place as geopy gives it: address "Raqqa, Raqqa Governorate, Syria", point, and the record as `raw`."""
        country = self.country(place.country) if place.country and place.kind != "country" else None
        parts = dict.fromkeys((place.name, place.admin1, country.name if country else ""))
        return Location(", ".join(filter(None, parts)), Point(place.lat, place.lon), asdict(place))

    def _lies_in(self, place: Place, within: list[str]) -> bool:
        country = self.country(place.country)
        of_country = [m.place.country for part in within for m in self.match(part)[:3] if m.place.kind == "country"]
        known = name_keys(place.admin1, place.admin2, country.name if country else "")
        return all(name_keys(part) & known for part in within) or (bool(of_country) and place.country in of_country)
