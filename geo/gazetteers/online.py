"""An online geopy geocoder (Nominatim, GeoNames) beside the gazetteer: asked only for what that does not know.

Opt-in: nothing in Dateline uses it by itself. Questions are spaced out and every answer is kept on disk, so that no name is
asked twice. Whoever uses it accepts the service's terms (https://operations.osmfoundation.org/policies/nominatim/).
"""

import json
import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from geopy.exc import GeopyError
from geopy.extra.rate_limiter import RateLimiter

from geo.errors import MissingPartError
from geo.gazetteers.base import PlaceNames
from geo.gazetteers.online_places import place_of
from geo.records.names import fold_name
from geo.records.places import NameMatch, Place
from geo.settings import data_home

_TABLE = "CREATE TABLE IF NOT EXISTS answer (service TEXT, name TEXT, places TEXT, PRIMARY KEY (service, name))"


class OnlineNames:
    """PlaceNames over a gazetteer and an online geocoder: names that the first does not know are asked of the second.

    `geocoder` is anything with geopy's `geocode(query, exactly_one=False)`; at most one question goes out in `pause`
    seconds. Answers are kept in `cache`. `is_name` never asks: it knows the gazetteer and the answers kept.
    """

    def __init__(self, geocoder: Any, beside: PlaceNames, cache: Path | None = None, pause: float = 1.0) -> None:
        self._service = type(geocoder).__name__.lower()
        self._beside = beside
        self._ask = RateLimiter(
            geocoder.geocode,
            min_delay_seconds=pause,
            error_wait_seconds=2 * pause,
            max_retries=1,
            swallow_exceptions=False,
        )
        path = cache or data_home() / "online.db"
        path.parent.mkdir(parents=True, exist_ok=True)
        self._kept = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._kept.execute(_TABLE)
        self._lock = threading.Lock()

    def match(self, name: str) -> Sequence[NameMatch]:
        """What the gazetteer knows under the name; else what the service answers, as it orders it; else spellings alike.

        Raises MissingPartError when the service cannot be reached.
        """
        known = self._beside.match(name)
        if known and known[0].quality != "skeleton":
            return known
        folded = fold_name(name)
        with self._lock:
            places = self._answer(folded)
            if places is None:
                places = self._keep(folded, self._asked(name))
        return (*(NameMatch(place, folded, "name") for place in places), *known)

    def spelled_alike(self, name: str) -> Sequence[NameMatch]:
        """The spellings alike that the gazetteer has; a service gives none."""
        return self._beside.spelled_alike(name)

    def is_name(self, name: str) -> bool:
        """Whether the gazetteer knows the name, or an answer kept does."""
        return self._beside.is_name(name) or bool(self._answer(fold_name(name)))

    def place(self, place_id: str) -> Place | None:
        """The place of an id, from the gazetteer or the answers kept."""
        known = self._beside.place(place_id)
        if known or not place_id.startswith(f"{self._service}:"):
            return known
        rows = self._kept.execute("SELECT places FROM answer WHERE places LIKE ?", (f'%"{place_id}"%',)).fetchall()
        return next((p for row in rows for p in _read(row[0]) if p.id == place_id), None)

    def other_names(self, place_id: str) -> tuple[str, ...]:
        """The other names that the gazetteer has; a service gives none."""
        return self._beside.other_names(place_id)

    def _answer(self, folded: str) -> tuple[Place, ...] | None:
        asked = "SELECT places FROM answer WHERE service = ? AND name = ?"
        row = self._kept.execute(asked, (self._service, folded)).fetchone()
        return _read(row[0]) if row else None

    def _asked(self, name: str) -> tuple[Place, ...]:
        try:
            found = self._ask(name, exactly_one=False) or []
        except GeopyError as error:
            raise MissingPartError(f"{self._service} gave no answer for {name!r}: {error}") from error
        places = (place_of(self._service, location) for location in found)
        return tuple(place for place in places if place)

    def _keep(self, folded: str, places: tuple[Place, ...]) -> tuple[Place, ...]:
        plain = json.dumps([asdict(place) for place in places], ensure_ascii=False)
        self._kept.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?)", (self._service, folded, plain))
        return places


def nominatim(beside: PlaceNames) -> OnlineNames:
    """OpenStreetMap's public Nominatim beside a gazetteer, at the one question a second that its terms allow."""
    from geopy.geocoders import Nominatim

    return OnlineNames(Nominatim(user_agent="dateline"), beside)


def _read(plain: str) -> tuple[Place, ...]:
    return tuple(Place(**fields) for fields in json.loads(plain))
