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
        # What was imported by an earlier version has none; it need not be imported again for all else.
        self.has_names = bool(self.query("SELECT 1 FROM sqlite_schema WHERE name = 'other_name'"))

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
        head = _head(self.path)
        if self.path.stat().st_size < _number(head, 16, 2) * _number(head, 28, 4):
            raise GazetteerError(f"{self.path}: cut short; {REBUILD}")
        if not is_of_today(self.path):
            raise GazetteerError(f"{self.path}: made by another version of Dateline; {REBUILD}")
        if not self.query("SELECT 1 FROM meta WHERE key = 'whole'"):
            raise GazetteerError(f"{self.path}: cut short; {REBUILD}")


def is_ours(path: Path) -> bool:
    """Whether a file is an SQLite database with the sign of a gazetteer of ours."""
    head = _head(path)
    return head.startswith(b"SQLite format 3") and _number(head, 68, 4) == schema.APPLICATION_ID


def is_of_today(path: Path) -> bool:
    """Whether a gazetteer file has the tables that this version of Dateline reads."""
    return _number(_head(path), 60, 4) == schema.VERSION


def _head(path: Path) -> bytes:
    """The first 72 bytes, where SQLite keeps the size of a page (at 16), the number of pages (28), the version that the
    program gave the file (60) and its application id (68): https://www.sqlite.org/fileformat.html#the_database_header"""
    with path.open("rb") as file:
        return file.read(72)


def _number(head: bytes, at: int, size: int) -> int:
    return int.from_bytes(head[at : at + size], "big")
