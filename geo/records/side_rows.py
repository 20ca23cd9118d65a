"""The table of sides from its rows: `data/sides.csv` beside `data/actors.csv`, checked row by row."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from geo.errors import DataFileError
from geo.records.actors import Allegiance, read_allegiances
from geo.records.names import fold_name
from geo.records.sides import Side, SideTable

COLUMNS = ("theatre", "countries", "from", "to", "side", "role", "name", "actors", "words", "source")
ANY = "any"
"""The theatre of the rows that give the words of a role in all wars."""
SET_ASIDE = "articles"
"""The role of the row with the words that may stand before a word for a side."""


def read_side_table(sides: Path, actors: Path) -> SideTable:
    """The table of sides. Raises DataFileError, naming file and line, when a row is wrong."""
    rows = [*_rows(actors, ("id", "name", "aliases", "allegiance"))]
    names = {row["id"]: row["name"] for _, row in rows}
    allegiances = {row["id"]: _allegiances(row["allegiance"], where) for where, row in rows}
    called = {
        fold_name(name): row["id"]
        for _, row in reversed(rows)
        for name in (row["name"], *row["aliases"].split("|"))
        if name
    }
    found, role_words = list[Side](), dict[str, frozenset[str]]()
    for where, row in _rows(sides, COLUMNS):
        if row["theatre"] == ANY:
            role_words[row["role"]] = _folded(row["words"])
        else:
            found.append(_side(row, where, names, role_words))
    set_aside = role_words.pop(SET_ASIDE, frozenset())
    return SideTable(tuple(found), role_words, set_aside, allegiances, names, called)


def _rows(path: Path, columns: Iterable[str]) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines, strict=True)
            if missing := set(columns) - set(reader.fieldnames or ()):
                raise DataFileError(f"{path}: missing column {', '.join(sorted(missing))}")
            for row in reader:
                where = f"{path}, line {reader.line_num}"
                if None in row or None in row.values():
                    raise DataFileError(f"{where}: {len(reader.fieldnames or ())} fields are needed: {row}")
                yield where, row
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataFileError(f"{path}: not a table: {error}") from error


def _side(row: Mapping[str, str], where: str, actors: Mapping[str, str], roles: Mapping[str, object]) -> Side:
    known = {role for role in roles if role != SET_ASIDE}
    if unknown := [a for a in _parts(row["actors"]) if a not in actors] + [
        r for r in _parts(row["role"]) if r not in known
    ]:
        raise DataFileError(f"{where}: neither an actor of the table of actors nor a role: {', '.join(unknown)}")
    if not all((row["theatre"], row["side"], row["name"], row["actors"], row["source"])):
        raise DataFileError(f"{where}: theatre, side, name, actors and source are needed: {row!r}")
    countries = _parts(row["countries"])
    if not countries or not all(len(c) == 2 and c.isupper() for c in countries):
        raise DataFileError(f"{where}: not country codes: {row['countries']!r}")
    first, last = (_day(row[column], where) for column in ("from", "to"))
    if first and last and last < first:
        raise DataFileError(f"{where}: it ends before it begins: {row['from']} to {row['to']}")
    return Side(
        row["side"], row["name"], row["theatre"], countries, first, last,
        _parts(row["role"]), _parts(row["actors"]), _folded(row["words"]),
    )  # fmt: skip


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)


def _folded(text: str) -> frozenset[str]:
    return frozenset(folded for part in _parts(text) if (folded := fold_name(part)))


def _day(text: str, where: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise DataFileError(f"{where}: not a day (2013-04-09): {text!r}") from error


def _allegiances(text: str, where: str) -> tuple[Allegiance, ...]:
    try:
        return read_allegiances(text)
    except ValueError as error:
        raise DataFileError(f"{where}: {error}") from error
