"""Values parted by commas, semicolons or tabs, with a head line: one article a row, columns as the fields of an article."""

import csv
import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

from geo.errors import InputError
from geo.records.text import Article
from geo.sources.article_fields import FIELDS, MOST_CHARACTERS, Refuse, make_article, stop_at
from geo.sources.columns import ALL, HOW, Columns
from geo.sources.reading_files import opened_text

# A text that is too long is refused alone; a field beyond this is a quote that nobody closed, and the file is read no further.
csv.field_size_limit(20 * MOST_CHARACTERS)
# Where programs write a decimal comma, their tables are parted by semicolons.
_SIGNS = ",;\t"


def read_csv_file(path: Path, refuse: Refuse = stop_at, columns: Columns = ALL) -> Iterator[Article]:
    """The articles of a .csv file. Refuses rows that are no article; raises InputError for an unknown column or no CSV."""
    with opened_text(path, newline="") as file:
        lines, sign = parted(file)
        rows = csv.DictReader(lines, delimiter=sign, strict=True)
        try:
            fields_of = check_columns(rows.fieldnames or (), path, columns)
            for row in rows:
                where = f"{path}, line {rows.line_num}"
                try:
                    article = _read_row(row, fields_of, where)
                except InputError as error:
                    refuse(error)
                else:
                    yield article
        except csv.Error as error:
            raise InputError(f"{path}, after line {rows.line_num}: not CSV: {error}") from error


def parted(file: TextIO) -> tuple[Iterator[str], str]:
    """The lines of a table and the sign that parts its values: the one that its head line has most of."""
    head = file.readline(MOST_CHARACTERS)
    return itertools.chain([head], file), max(_SIGNS, key=head.count)


def _read_row(row: dict[Any, Any], fields_of: dict[str, str], where: str) -> Article:
    if None in row:
        raise InputError(f"{where}: more values than columns")
    return make_article({field: row[column] for column, field in fields_of.items()}, where)


def check_columns(names: Sequence[str], path: Path, columns: Columns = ALL) -> dict[str, str]:
    """The fields of articles by the columns of a table that hold them.

    Raises InputError where a table has columns that articles have not, the same twice, or none for the text.
    """
    if len(set(names)) < len(names):
        raise InputError(f"{path}: a column stands there twice: {', '.join(map(repr, names))}")
    try:
        found = columns.find(names)
    except InputError as error:
        raise InputError(f"{path}: {error}") from error
    if "text" not in found.values():
        raise InputError(f"{path}: no column 'text'; the columns are {', '.join(FIELDS)}; name it: {HOW}")
    return found
