"""Comma-separated values with a head line: one article a row, columns as the fields of an article."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from geo.errors import InputError
from geo.records.text import Article
from geo.sources.article_fields import FIELDS, MOST_CHARACTERS, Refuse, make_article, stop_at
from geo.sources.reading_files import opened_text

csv.field_size_limit(MOST_CHARACTERS + 1)


def read_csv_file(path: Path, refuse: Refuse = stop_at) -> Iterator[Article]:
    """The articles of a .csv file. Refuses rows that are no article; raises InputError for an unknown column or no CSV."""
    with opened_text(path, newline="") as file:
        rows = csv.DictReader(file, strict=True)
        try:
            check_columns(rows.fieldnames or (), path)
            for fields in rows:
                where = f"{path}, line {rows.line_num}"
                try:
                    article = _read_row(fields, where)
                except InputError as error:
                    refuse(error)
                else:
                    yield article
        except csv.Error as error:
            raise InputError(f"{path}, line {rows.line_num}: not CSV: {error}") from error


def _read_row(fields: dict[Any, Any], where: str) -> Article:
    if None in fields:
        raise InputError(f"{where}: more values than columns")
    return make_article(fields, where)


def check_columns(names: Sequence[str], path: Path) -> None:
    """Raise InputError where a table has columns that articles have not, or none for the text."""
    unknown = [name for name in names if name not in FIELDS]
    if unknown:
        raise InputError(f"{path}: unknown column {', '.join(map(repr, unknown))}; the columns are {', '.join(FIELDS)}")
    if len(set(names)) < len(names):
        raise InputError(f"{path}: a column stands there twice: {', '.join(map(repr, names))}")
    if "text" not in names:
        raise InputError(f"{path}: no column 'text'; the columns are {', '.join(FIELDS)}")
