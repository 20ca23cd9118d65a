"""Comma-separated values with a head line: one article a row, columns as the fields of an article."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from geo.errors import InputError
from geo.records.text import Article
from geo.sources.article_fields import FIELDS, MOST_CHARACTERS, make_article
from geo.sources.reading_files import read_text

csv.field_size_limit(MOST_CHARACTERS + 1)


def read_csv_file(path: Path) -> Iterator[Article]:
    """The articles of a .csv file. Raises InputError naming an unknown column, or the row that is no article."""
    # Rows may span lines, so the file is taken whole; a CSV that does not fit in memory is better sent as JSON lines.
    rows = csv.DictReader(read_text(path).splitlines(keepends=True), strict=True)
    try:
        _check_columns(rows.fieldnames or (), path)
        for fields in rows:
            where = f"{path}, line {rows.line_num}"
            if None in fields:
                raise InputError(f"{where}: more values than columns")
            yield make_article(fields, where)
    except csv.Error as error:
        raise InputError(f"{path}, line {rows.line_num}: not CSV: {error}") from error


def _check_columns(names: Sequence[str], path: Path) -> None:
    unknown = [name for name in names if name not in FIELDS]
    if unknown:
        raise InputError(f"{path}: unknown column {', '.join(map(repr, unknown))}; the columns are {', '.join(FIELDS)}")
    if "text" not in names:
        raise InputError(f"{path}: no column 'text'; the columns are {', '.join(FIELDS)}")
