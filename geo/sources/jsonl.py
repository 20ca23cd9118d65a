"""JSON lines: one article a line, with the fields id, title, url, publisher, published, language and text."""

import json
from collections.abc import Iterator
from pathlib import Path

from geo.errors import InputError
from geo.records.text import Article
from geo.sources.article_fields import Refuse, make_article, stop_at
from geo.sources.columns import ALL, Columns
from geo.sources.reading_files import MOST_LINE, read_lines


def read_jsonl_file(path: Path, refuse: Refuse = stop_at, columns: Columns = ALL) -> Iterator[Article]:
    """The articles of a .jsonl file. Refuses lines that are no article, each named by its number."""
    for number, line in read_lines(path):
        try:
            article = _read_line(line, f"{path}, line {number}", columns)
        except InputError as error:
            refuse(error)
        else:
            yield article


def _read_line(line: str, where: str, columns: Columns) -> Article:
    if len(line) >= MOST_LINE:
        raise InputError(f"{where}: longer than {MOST_LINE:,} characters, so no report")
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: not JSON: {error}") from error
    if not isinstance(fields, dict):
        raise InputError(f"{where}: not an article: {line.strip()[:60]!r} is no JSON object")
    return make_article(columns.fields(fields), where)
