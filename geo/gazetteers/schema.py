"""The gazetteer's SQLite file: its tables, what is written to them, and how a file is known to be one."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from geo.gazetteers.keys import name_keys
from geo.gazetteers.other_names import join_names
from geo.gazetteers.rows import Row, importance
from geo.records.places import Place

APPLICATION_ID = 0x444C677A  # "DLgz"
VERSION = 2

# What many places share stands once, in `setting`: it makes the file half as large.
_TABLES = """
CREATE TABLE setting (
    setting INTEGER PRIMARY KEY, kind TEXT NOT NULL, country TEXT NOT NULL, admin1 TEXT NOT NULL, admin2 TEXT NOT NULL,
    source TEXT NOT NULL, feature TEXT NOT NULL, codes TEXT NOT NULL
);
CREATE TABLE place (
    place INTEGER PRIMARY KEY, slug TEXT, name TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
    setting INTEGER NOT NULL, population INTEGER NOT NULL, uncertainty REAL NOT NULL, importance REAL NOT NULL
);
CREATE TABLE name (
    key TEXT NOT NULL, quality INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, quality, place)
) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX IF NOT EXISTS place_point ON place (lat, lon);
CREATE INDEX IF NOT EXISTS place_setting ON place (setting);
CREATE INDEX IF NOT EXISTS setting_codes ON setting (codes);
"""
# Came later, without a new version: what was imported before stays of use.
OTHER_NAMES = "CREATE TABLE IF NOT EXISTS other_name (place INTEGER PRIMARY KEY, names TEXT NOT NULL)"
_ADD_NAMES = (
    "INSERT INTO other_name VALUES (?, ?) ON CONFLICT (place) DO UPDATE SET names = names || '|' || excluded.names"
)
FIELDS = (
    "place, slug, name, lat, lon, kind, country, admin1, admin2, population, uncertainty, source, feature, importance"
)
"""The columns of `place JOIN setting USING (setting)` that `make_place` reads."""


def create(path: Path) -> sqlite3.Connection:
    """A new, empty gazetteer file, tuned for being filled once."""
    connection = sqlite3.connect(path)
    connection.executescript(
        f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;"
        f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION};{_TABLES}"
    )
    return connection


class Writer:
    """Fills a gazetteer file. A place already there under its id keeps its record and gains the names."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.execute(OTHER_NAMES)
        rows = connection.execute("SELECT kind, country, admin1, admin2, source, feature, codes, setting FROM setting")
        self._settings: dict[tuple[str, ...], int] = {row[:7]: row[7] for row in rows}

    def write(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Write rows, yielding each."""
        for row in rows:
            key = place_key(row.place.id)
            self._connection.execute("INSERT OR IGNORE INTO place VALUES (?,?,?,?,?,?,?,?,?)", self._values(key, row))
            names = [(name, quality, key) for name, quality in name_keys(row)]
            self._connection.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", names)
            if also := (*row.names, *row.foreign):
                self._connection.execute(_ADD_NAMES, (key, join_names(row.place.name, also)))
            yield row

    def _values(self, key: int, row: Row) -> tuple[object, ...]:
        p = row.place
        weight = importance(p) if row.importance is None else row.importance
        slug = None if key > 0 else p.id
        return (
            key, slug, p.name, p.lat, p.lon, self._setting(row), p.population, p.uncertainty_km, round(weight, 3),
        )  # fmt: skip

    def _setting(self, row: Row) -> int:
        p = row.place
        shared = (p.kind, p.country, p.admin1, p.admin2, p.source, p.feature, row.codes)
        number = self._settings.get(shared)
        if number is None:
            number = self._settings[shared] = len(self._settings) + 1
            self._connection.execute("INSERT INTO setting VALUES (?,?,?,?,?,?,?,?)", (number, *shared))
        return number


def finish(connection: sqlite3.Connection, meta: dict[str, str]) -> None:
    """Index the file and mark it as whole; a file without this mark was cut short."""
    connection.executescript(_INDEXES)
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", (meta | {"whole": "yes"}).items())
    connection.commit()


def place_key(place_id: str) -> int:
    """The integer a place is stored under: its geonameid; for places of our own a negative number made from the id."""
    if place_id.startswith("gn:") and place_id[3:].isdigit():
        return int(place_id[3:])
    digest = hashlib.sha1(place_id.encode(), usedforsecurity=False).digest()
    return -1 - int.from_bytes(digest[:6], "big")


def make_place(row: Sequence[Any]) -> Place:
    """A place from the columns `FIELDS`."""
    key, slug, name, lat, lon, kind, country, admin1, admin2, population, uncertainty, source, feature = row[:13]
    return Place(
        slug or f"gn:{key}", name, lat, lon, kind, country, admin1, admin2, population, uncertainty, source,
        key if key > 0 else None, feature,
    )  # fmt: skip
