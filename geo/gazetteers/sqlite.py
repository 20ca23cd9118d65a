"""The built gazetteer: candidate places by name, by point and by unit, from one SQLite file and what was imported."""

import math
import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from geo.errors import MissingPartError
from geo.gazetteers import schema
from geo.gazetteers.file import GazetteerFile, is_of_today, is_ours
from geo.gazetteers.geocoder import PlaceGeocoder
from geo.gazetteers.memory import nearest
from geo.gazetteers.other_names import SIGN, choose_names
from geo.gazetteers.ranking import Found, ranked_matches, spelled_alike
from geo.records.names import fold_name, look_up_key, strip_article
from geo.records.places import NameMatch, Place
from geo.settings import gazetteer_path

# Only names of columns are put together here, never values.
_PLACES = f"SELECT {schema.FIELDS} FROM place JOIN setting USING (setting)"  # noqa: S608
_NAMED = f"SELECT quality, {schema.FIELDS} FROM name JOIN place USING (place) JOIN setting USING (setting)"  # noqa: S608
_CACHED = 65536
_NAMES_CACHED = 8192
_KM_PER_DEGREE = 111.2


class Gazetteer(PlaceGeocoder):
    """The gazetteer at `path` (by default `settings.gazetteer_path()`), read only, usable from several threads.

    Rows of imported dumps (`imported_path`) are read beside it; where both have a place, the built record stays.
    Raises MissingPartError when there is no file, and GazetteerError when it is no whole gazetteer.
    """

    def __init__(self, path: Path | None = None) -> None:
        super().__init__()
        self.path = path or gazetteer_path()
        self.files = [GazetteerFile(self.path)]
        if imported_path(self.path).exists():
            self.files.append(GazetteerFile(imported_path(self.path)))
        self._match = lru_cache(maxsize=_CACHED)(lambda folded: ranked_matches(folded, self._under))
        self._is_key = lru_cache(maxsize=_CACHED)(self._has_key)
        self._place = lru_cache(maxsize=_CACHED)(self._find_place)
        self._names = lru_cache(maxsize=_NAMES_CACHED)(self._find_names)
        self._country = lru_cache(maxsize=512)(self._find_country)

    def match(self, name: str) -> Sequence[NameMatch]:
        """All places known under `name`; see `ranked_matches` for the order. Some 40 µs, cached."""
        return self._match(look_up_key(name))

    def is_name(self, name: str) -> bool:
        """Whether `match` would find anything by name, alternate name or without the article. Some 10 µs, cached."""
        return self._is_key(look_up_key(name))

    def spelled_alike(self, name: str) -> Sequence[NameMatch]:
        """The places whose names share the consonants of `name`, also where `match` finds others by the very name."""
        return spelled_alike(fold_name(name), self._under)

    def place(self, place_id: str) -> Place | None:
        """The place of an id."""
        return self._place(place_id)

    def other_names(self, place_id: str) -> tuple[str, ...]:
        """The names that a place goes by besides its main one, in all scripts. Some 100 µs, cached."""
        return self._names(place_id)

    def country(self, code: str) -> Place | None:
        """The country of an ISO 3166-1 alpha-2 code."""
        return self._country(code)

    def near(self, lat: float, lon: float, km: float, limit: int = 20) -> tuple[Place, ...]:
        """Settlements within so many kilometres of a point, nearest first."""
        high = km / _KM_PER_DEGREE
        wide = high / max(0.01, math.cos(math.radians(min(89.0, abs(lat) + high))))
        where = f"{_PLACES} WHERE lat BETWEEN ? AND ? AND lon BETWEEN ? AND ? AND kind = 'settlement'"
        box = (lat - high, lat + high, lon - wide, lon + wide)
        found = {row[0]: row for file in reversed(self.files) for row in file.query(where, *box)}
        return nearest(map(schema.make_place, found.values()), lat, lon, km, limit)

    def members(self, place_id: str, limit: int = 1000) -> tuple[Place, ...]:
        """The settlements of a country, province or district, largest first."""
        codes = self._codes(place_id)
        if not codes:
            return ()
        where = "kind = 'settlement' AND (codes = ? OR (codes >= ? AND codes < ?))"
        order = f"{_PLACES} WHERE {where} ORDER BY population DESC, place LIMIT ?"
        # "/" is the character after ".", the one that parts the codes.
        rows = self.files[0].query(order, codes, f"{codes}.", f"{codes}/", limit)
        return tuple(map(schema.make_place, rows))

    def unit_names(self) -> dict[str, str]:
        """The names of all provinces and districts by GeoNames code ("SY.04", "SY.04.172956")."""
        wanted = "SELECT codes, name FROM place JOIN setting USING (setting) WHERE kind LIKE 'admin_' AND codes != ''"
        return dict(self.files[0].query(wanted))

    def _codes(self, place_id: str) -> str:
        unit = self.place(place_id)
        if unit is None or unit.kind not in ("country", "admin1", "admin2"):
            return ""
        wanted = "SELECT codes FROM place JOIN setting USING (setting) WHERE place = ?"
        return next((row[0] for row in self.files[0].query(wanted, schema.place_key(place_id))), "")

    def _has_key(self, folded: str) -> bool:
        wanted = "SELECT 1 FROM name WHERE key IN (?, ?) LIMIT 1"
        return bool(folded) and any(file.query(wanted, folded, strip_article(folded)) for file in self.files)

    def _under(self, key: str) -> Found:
        built = self.files[0].query(f"{_NAMED} WHERE name.key = ?", key)
        found = [(row[0], row[-1], schema.make_place(row[1:])) for row in built]
        return found + (self._imported(key) if len(self.files) > 1 else [])

    def _imported(self, key: str) -> Found:
        found = []
        for quality, number in self.files[1].query("SELECT quality, place FROM name WHERE key = ?", key):
            row = self._row(number)
            if row:
                found.append((quality, row[-1], schema.make_place(row)))
        return found

    def _row(self, number: int) -> Sequence[Any] | None:
        for file in self.files:
            rows = file.query(f"{_PLACES} WHERE place = ?", number)
            if rows:
                return tuple(rows[0])
        return None

    def _find_place(self, place_id: str) -> Place | None:
        row = self._row(schema.place_key(place_id))
        place = schema.make_place(row) if row else None
        return place if place and place.id == place_id else None

    def _find_names(self, place_id: str) -> tuple[str, ...]:
        place, key = self.place(place_id), schema.place_key(place_id)
        told = (
            file.query("SELECT names FROM other_name WHERE place = ?", key) for file in self.files if file.has_names
        )
        written = [name for rows in told for row in rows for name in row[0].split(SIGN)]
        return choose_names(place, written) if place else ()

    def _find_country(self, code: str) -> Place | None:
        rows = self.files[0].query(f"{_PLACES} WHERE kind = 'country' AND country = ?", code)
        return schema.make_place(rows[0]) if rows else None


def imported_path(path: Path) -> Path:
    """Where the rows of imported dumps are kept: beside the built file, so that a rebuild leaves them."""
    return path.with_name(f"{path.stem}-imported{path.suffix}")


def open_gazetteer(path: Path | None = None, *, quiet: bool = False) -> Gazetteer:
    """The gazetteer, built first where there is none yet or the data it was built from has changed.

    Two processes do not build at once: the second waits and takes what the first built. Raises GazetteerError when a
    file of another kind stands there, or ours is damaged.
    """
    wanted = path or gazetteer_path()
    if needs_build(wanted):
        from geo.gazetteers.build import build_gazetteer

        wanted.parent.mkdir(parents=True, exist_ok=True)
        with _lock(wanted) as lock:
            lock.execute("BEGIN EXCLUSIVE")
            if needs_build(wanted):
                build_gazetteer(wanted, quiet=quiet)
    return Gazetteer(wanted)


def needs_build(path: Path) -> bool:
    """Whether there is no gazetteer yet, or one of an older program or older data."""
    if not path.exists():
        return True
    if not is_ours(path):
        return False
    if not is_of_today(path):
        return True
    from geo.gazetteers.build import fingerprint

    return GazetteerFile(path).meta.get("fingerprint") != fingerprint()


def _lock(path: Path) -> sqlite3.Connection:
    """An SQLite file used as a lock: held on every system, and let go when its process dies."""
    try:
        return sqlite3.connect(path.with_name(f"{path.name}.lock"), timeout=600, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise MissingPartError(f"{path.parent}: the gazetteer cannot be written there ({error})") from error
