"""The gazetteer's SQLite file: its tables, what is written to them, and how a file is known to be one."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from geo.gazetteers.keys import name_keys
from geo.gazetteers.rows import Row, importance

APPLICATION_ID = 0x444C677A  # "DLgz"
VERSION = 1

_TABLES = """
CREATE TABLE place (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL, kind TEXT NOT NULL,
    country TEXT NOT NULL, admin1 TEXT NOT NULL, admin2 TEXT NOT NULL, population INTEGER NOT NULL,
    uncertainty REAL NOT NULL, source TEXT NOT NULL, feature TEXT NOT NULL, importance REAL NOT NULL, codes TEXT NOT NULL
);
CREATE TABLE name (
    key TEXT NOT NULL, quality INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, quality, place)
) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_INDEXES = """
CREATE INDEX place_point ON place (lat, lon);
CREATE INDEX place_codes ON place (codes) WHERE codes != '';
"""
FIELDS = "id, name, lat, lon, kind, country, admin1, admin2, population, uncertainty, source, feature, importance"


def create(path: Path) -> sqlite3.Connection:
    """A new, empty gazetteer file, tuned for being filled once."""
    connection = sqlite3.connect(path)
    connection.executescript(
        f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;"
        f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {VERSION};{_TABLES}"
    )
    return connection


def fill(connection: sqlite3.Connection, rows: Iterable[Row]) -> Iterator[Row]:
    """Write rows, yielding each: a place already there under its id keeps its record and gains the names."""
    for row in rows:
        key = place_key(row.place.id)
        connection.execute(f"INSERT OR IGNORE INTO place VALUES ({','.join('?' * 15)})", _values(key, row))
        connection.executemany(
            "INSERT OR IGNORE INTO name VALUES (?, ?, ?)", ((k, q, key) for k, q in name_keys(row))
        )
        yield row


def finish(connection: sqlite3.Connection, meta: dict[str, str]) -> None:
    """Index the file and mark it as whole; a file without this mark was cut short."""
    connection.executescript(_INDEXES)
    connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
    connection.execute("INSERT INTO meta VALUES ('whole', 'yes')")
    connection.commit()
    connection.execute("ANALYZE")
    connection.commit()
    connection.close()


def place_key(place_id: str) -> int:
    """The integer a place is stored under: its geonameid; for places of our own a negative number made from the slug."""
    if place_id.startswith("gn:") and place_id[3:].lstrip("-").isdigit():
        return int(place_id[3:])
    digest = hashlib.sha1(place_id.encode(), usedforsecurity=False).digest()
    return -1 - int.from_bytes(digest[:6], "big")


def _values(key: int, row: Row) -> tuple[object, ...]:
    p = row.place
    weight = importance(p) if row.importance is None else row.importance
    return (
        key, p.id, p.name, p.lat, p.lon, p.kind, p.country, p.admin1, p.admin2, p.population, p.uncertainty_km, p.source,
        p.feature, round(weight, 3), row.codes,
    )  # fmt: skip
