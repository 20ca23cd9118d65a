"""Which column of a table, or name in a line of JSON, is which field of an article: as the user says, or by the name it has."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from geo.errors import InputError
from geo.settings import DATA
from geo.sources.article_fields import FIELDS

NAMES = DATA / "article_columns.csv"
HOW = "--column text=body"


@dataclass(frozen=True, slots=True)
class Columns:
    """What the user says: pairs of a field and its column. With any, columns of no field are left out; without, they are an error.

    A field that nobody names is in the column of its own name, else in the first whose name is known to mean it.
    """

    said: tuple[tuple[str, str], ...] = ()

    def find(self, names: Sequence[str]) -> dict[str, str]:
        """The fields by the columns of a table that hold them. Raises InputError for a column named that is not there, or of no field."""
        if missing := [column for _, column in self.said if column not in names]:
            raise InputError(f"no column {_quoted(missing)}; there are {_quoted(names)}")
        found = self._match(names)
        if unknown := self._unknown(names):
            raise InputError(
                f"unknown column {_quoted(unknown)}; the columns are {', '.join(FIELDS)}; name them: {HOW}"
            )
        return found

    def fields(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """A line of JSON, which may leave out what others have, by its fields; names of no field stay as they are, to be told."""
        known = {field: row[name] for name, field in self._match(list(row)).items()}
        return known | {name: row[name] for name in self._unknown(list(row))}

    def _match(self, names: Sequence[str]) -> dict[str, str]:
        found = {column: field for field, column in self.said if column in names}
        own = ((name, name) for name in names if name in FIELDS)
        for name, field in (*own, *((name, _meant(name)) for name in names)):
            if field and name not in found and field not in found.values():
                found[name] = field
        return found

    def _unknown(self, names: Sequence[str]) -> list[str]:
        """Columns that are no field; one without a name, as tables written with their row numbers begin with, is nothing."""
        return [] if self.said else [name for name in names if name.strip() and not _meant(name)]


ALL = Columns()


def read_columns(said: Iterable[str]) -> Columns:
    """What a user writes as `text=body`. Raises InputError for another form, an unknown field, and a field or column said twice."""
    pairs = []
    for written in said:
        field, sign, column = written.partition("=")
        if not sign or field not in FIELDS or not column:
            raise InputError(
                f"--column {written!r}: write it like text=body, with one of {', '.join(FIELDS)} before the sign"
            )
        pairs.append((field, column))
    for which, kind in ((0, "field"), (1, "column")):
        names = [pair[which] for pair in pairs]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise InputError(f"--column: the {kind} {_quoted(twice)} is said twice")
    return Columns(tuple(pairs))


def _meant(name: str) -> str | None:
    return _known().get(name.strip().lower())


@cache
def _known() -> dict[str, str]:
    with NAMES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {name: row["field"] for row in rows for name in (row["field"], *row["names"].split("|"))}


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(map(repr, names))[:300]
