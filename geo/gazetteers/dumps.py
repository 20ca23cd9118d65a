"""Imports GeoNames' own dumps: a country's (`SY.zip`), all (`allCountries.zip`), or the names (`alternateNamesV2.zip`).

The rows go into a second gazetteer file beside the built one, so that a rebuild leaves them. A file of any size is read
line by line; an import that was interrupted goes on where it stopped when it is run again.
"""

import io
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from geo.errors import GazetteerError, InputError
from geo.gazetteers import schema
from geo.gazetteers.dump_rows import NAME_FIELDS, PLACE_FIELDS, place_row, read_names
from geo.gazetteers.file import is_ours
from geo.gazetteers.keys import NAME, name_keys
from geo.gazetteers.rows import Row
from geo.gazetteers.sqlite import Gazetteer, imported_path
from geo.records.places import Place

_BATCH = 5000
_PROGRESS = "CREATE TABLE IF NOT EXISTS progress (source TEXT PRIMARY KEY, lines INTEGER NOT NULL) WITHOUT ROWID"
# The file inside a zip that is no table of places.
_NOT_DATA = ("readme.txt", "iso-languagecodes.txt")


def import_dump(source: Path, gazetteer: Path, report: Callable[[int], None] = lambda lines: None) -> int:
    """Import a dump for the gazetteer file; returns the lines read in this run, and tells `report` how many in each batch.

    Raises InputError when `source` is no GeoNames dump, GazetteerError when what was imported before is damaged.
    """
    next(dump_lines(source), None)
    built = Gazetteer(gazetteer)
    target = imported_path(gazetteer)
    partial = target.with_name(f"{target.name}.partial")
    connection = open_partial(partial, target)
    try:
        count = _take_in(source, connection, built, report)
        schema.finish(connection, {"built": datetime.now(UTC).isoformat(timespec="seconds")})
    finally:
        connection.close()
    partial.replace(target)
    return count


def open_partial(partial: Path, target: Path) -> sqlite3.Connection:
    """The file that is worked on: one an interrupted import left, else a copy of what was imported before, else a new one."""
    if partial.exists() and not is_ours(partial):
        partial.unlink()
    if not partial.exists() and target.exists():
        shutil.copyfile(target, partial)
    if not partial.exists():
        schema.create(partial).close()
    connection = sqlite3.connect(partial)
    try:
        # With SQLite's own journal, a kill in the middle loses no more than the last batch.
        connection.execute(_PROGRESS)
    except sqlite3.DatabaseError as error:
        raise GazetteerError(f"{partial}: damaged ({error}); delete it and import again") from error
    return connection


def _take_in(source: Path, connection: sqlite3.Connection, built: Gazetteer, report: Callable[[int], None]) -> int:
    name = f"{source.name} {source.stat().st_size if source.exists() else 0}"
    done = next((row[0] for row in connection.execute("SELECT lines FROM progress WHERE source = ?", (name,))), 0)
    lines = islice(dump_lines(source), done, None)
    count = 0
    writer, units = schema.Writer(connection), built.unit_names()
    while batch := list(islice(lines, _BATCH)):
        where = f"{source}, after line {done + count}"
        if len(batch[0]) == PLACE_FIELDS:
            _write_places(batch, where, writer, units)
        else:
            _write_names(batch, where, connection, built)
        count += len(batch)
        connection.execute("INSERT OR REPLACE INTO progress VALUES (?, ?)", (name, done + count))
        connection.commit()
        report(len(batch))
    return count


def _write_places(batch: list[list[str]], where: str, writer: schema.Writer, units: dict[str, str]) -> None:
    rows = (place_row(fields, units, where) for fields in batch)
    for _ in writer.write(row for row in rows if row):
        pass


def _write_names(batch: list[list[str]], where: str, connection: sqlite3.Connection, built: Gazetteer) -> None:
    for number, name in read_names(batch, where):
        place = built.place(f"gn:{number}") or _place(connection, number)
        if place:
            keys = [(k, q, number) for k, q in name_keys(Row(place, (name,))) if q > NAME]
            connection.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", keys)


def _place(connection: sqlite3.Connection, number: int) -> Place | None:
    wanted = f"SELECT {schema.FIELDS} FROM place JOIN setting USING (setting) WHERE place = ?"  # noqa: S608
    row = connection.execute(wanted, (number,)).fetchone()
    return schema.make_place(row) if row else None


def dump_lines(source: Path) -> Iterator[list[str]]:
    """The fields of each line of a dump, zipped or plain. Raises InputError when it has neither 19 nor 8 to 10 fields."""
    try:
        for line in _text_lines(source):
            fields = line.rstrip("\r\n").split("\t")
            if len(fields) != PLACE_FIELDS and len(fields) not in NAME_FIELDS:
                raise InputError(f"{source}: no GeoNames dump: a line of {len(fields)} fields: {line[:60]!r}")
            yield fields
    except (OSError, UnicodeDecodeError, zipfile.BadZipFile) as error:
        raise InputError(f"{source}: cannot be read as a GeoNames dump: {error}") from error


def _text_lines(source: Path) -> Iterator[str]:
    if not zipfile.is_zipfile(source):
        with source.open(encoding="utf-8", newline="\n") as lines:
            yield from lines
        return
    with zipfile.ZipFile(source) as archive:
        tables = [n for n in archive.namelist() if n.lower().endswith(".txt") and n.lower() not in _NOT_DATA]
        if len(tables) != 1:
            raise InputError(f"{source}: a dump holds one table, this one {len(tables)}: {', '.join(tables[:3])}")
        with archive.open(tables[0]) as file:
            yield from io.TextIOWrapper(file, encoding="utf-8", newline="\n")


def count_lines(source: Path) -> int:
    """The number of lines of a dump, for a progress bar."""
    return sum(1 for _ in _text_lines(source))
