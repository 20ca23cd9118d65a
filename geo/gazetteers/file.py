"""Gazetteer files as such: is it one, is it whole, is it of today; opened read only, by any thread."""

import sqlite3
import threading
from pathlib import Path
from typing import Any

from geo.errors import GazetteerError, MissingPartError
from geo.gazetteers import schema

REBUILD = "run: python -m geo gazetteer build"


class GazetteerFile:
    """One gazetteer file, read only. Raises MissingPartError where there is none, GazetteerError where it is no whole one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._check()
        self.meta: dict[str, str] = dict(self.query("SELECT key, value FROM meta"))

    def query(self, sql: str, *values: Any) -> list[Any]:
        """Rows of the file. Raises GazetteerError when it turns out damaged."""
        try:
            return list(self._connection().execute(sql, values))
        except sqlite3.DatabaseError as error:
            raise GazetteerError(f"{self.path}: damaged, or no gazetteer ({error}); {REBUILD}") from error

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            # Never written in place, so that SQLite need not look for changes or locks.
            uri = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
            connection = self._local.connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        return connection

    def _check(self) -> None:
        if not self.path.is_file():
            raise MissingPartError(f"there is no gazetteer at {self.path}; {REBUILD}")
        if not is_ours(self.path):
            raise GazetteerError(f"{self.path}: not a gazetteer of Dateline; move it away or set DATELINE_GAZETTEER")
        if self._pragma("user_version") != schema.VERSION:
            raise GazetteerError(f"{self.path}: made by another version of Dateline; {REBUILD}")
        size = self._pragma("page_count") * self._pragma("page_size")
        if self.path.stat().st_size < size or not self.query("SELECT 1 FROM meta WHERE key = 'whole'"):
            raise GazetteerError(f"{self.path}: cut short; {REBUILD}")

    def _pragma(self, name: str) -> int:
        return int(self.query(f"PRAGMA {name}")[0][0])


def is_ours(path: Path) -> bool:
    """Whether a file carries the sign of a gazetteer of ours (SQLite's application id, bytes 68 to 71)."""
    with path.open("rb") as file:
        head = file.read(72)
    return head[:6] == b"SQLite" and head[68:72] == schema.APPLICATION_ID.to_bytes(4, "big")
