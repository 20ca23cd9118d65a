"""The built gazetteer: candidate places by name, from one SQLite file, read only."""

import sqlite3
import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from geo.errors import GazetteerError, MissingPartError
from geo.gazetteers import schema
from geo.gazetteers.keys import ALTERNATE, QUALITIES, SKELETON_SIGN
from geo.records.names import fold_name, skeleton, strip_article
from geo.records.places import MatchQuality, NameMatch, Place
from geo.settings import gazetteer_path

# So much rarer is a place meant by another name of it than one of the same importance by its own.
ALTERNATE_PENALTY = 0.7
SKELETON_LIMIT = 60


class Gazetteer:
    """A gazetteer file opened for reading, usable from several threads."""

    def __init__(self, path: Path | None = None) -> None:
        """Raises MissingPartError when there is no file and GazetteerError when it is no whole gazetteer."""
        self.path = path or gazetteer_path()
        self._local = threading.local()
        self._check()
        self._cached = lru_cache(maxsize=65536)(self._match)
        self._cached_place = lru_cache(maxsize=65536)(self._place)

    def match(self, name: str) -> Sequence[NameMatch]:
        """All places known under `name`: by name or alternate name, by importance; then by stripped article; consonants last."""
        return self._cached(fold_name(name))

    def is_name(self, name: str) -> bool:
        """Whether `match` would find anything by name, alternate name or without the article."""
        found = self.match(name)
        return bool(found) and found[0].quality != "skeleton"

    def place(self, place_id: str) -> Place | None:
        """The place of an id."""
        return self._cached_place(place_id)

    def _match(self, folded: str) -> tuple[NameMatch, ...]:
        if not folded:
            return ()
        found = self._under(folded, None)
        bare = strip_article(folded)
        if bare != folded:
            found += self._under(bare, "stripped")
        bones = skeleton(folded) if not found and folded.isascii() else ""
        if bones:
            found = self._under(SKELETON_SIGN + bones, "skeleton")[:SKELETON_LIMIT]
        return tuple(_first_of_each(found, folded))

    def _under(self, key: str, at_least: MatchQuality | None) -> list[tuple[MatchQuality, Place]]:
        rows = self._query(
            f"SELECT quality, {schema.FIELDS} FROM name JOIN place ON place.rowid = name.place WHERE name.key = ?", key
        )
        rows.sort(key=lambda r: (r[0] if r[0] > ALTERNATE else 0, (r[0] == ALTERNATE) * ALTERNATE_PENALTY - r[-1]))
        return [(at_least or QUALITIES[row[0]], make_place(row[1:])) for row in rows]

    def _place(self, place_id: str) -> Place | None:
        rows = self._query(f"SELECT {schema.FIELDS} FROM place WHERE rowid = ?", schema.place_key(place_id))
        return make_place(rows[0]) if rows and rows[0][0] == place_id else None

    def _query(self, sql: str, *values: Any) -> list[Any]:
        connection = getattr(self._local, "connection", None)
        if connection is None:
            uri = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
            connection = self._local.connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        try:
            return list(connection.execute(sql, values))
        except sqlite3.DatabaseError as error:
            raise GazetteerError(f"{self.path}: damaged ({error}); run: python -m geo gazetteer build") from error

    def _check(self) -> None:
        if not self.path.exists():
            raise MissingPartError(f"there is no gazetteer at {self.path}; run: python -m geo gazetteer build")
        if self._query("PRAGMA application_id")[0][0] != schema.APPLICATION_ID:
            raise GazetteerError(f"{self.path}: not a gazetteer of Dateline; move it away or set DATELINE_GAZETTEER")
        if self._query("PRAGMA user_version")[0][0] != schema.VERSION:
            raise GazetteerError(f"{self.path}: of another version of Dateline; run: python -m geo gazetteer build")
        if not self._query("SELECT 1 FROM meta WHERE key = 'whole'"):
            raise GazetteerError(f"{self.path}: cut short while it was built; run: python -m geo gazetteer build")


def make_place(row: Sequence[Any]) -> Place:
    """A place from the columns `schema.FIELDS`."""
    key = schema.place_key(row[0])
    return Place(*row[:11], geonameid=key if key > 0 else None, feature=row[11])


def _first_of_each(found: list[tuple[MatchQuality, Place]], name: str) -> list[NameMatch]:
    seen: dict[str, NameMatch] = {}
    for quality, place in found:
        seen.setdefault(place.id, NameMatch(place, name, quality))
    return list(seen.values())


def open_gazetteer(path: Path | None = None, *, quiet: bool = False) -> Gazetteer:
    """The gazetteer, built first where there is none yet."""
    wanted = path or gazetteer_path()
    if not wanted.exists():
        from geo.gazetteers.build import build_gazetteer

        build_gazetteer(wanted, quiet=quiet)
    return Gazetteer(wanted)
