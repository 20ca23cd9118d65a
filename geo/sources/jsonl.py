"""JSON lines: one article a line, with the fields id, title, url, publisher, published and text."""

import json
from collections.abc import Iterator
from pathlib import Path

from geo.errors import InputError
from geo.records.text import Article
from geo.sources.article_fields import make_article
from geo.sources.reading_files import read_lines


def read_jsonl_file(path: Path) -> Iterator[Article]:
    """The articles of a .jsonl file. Raises InputError naming the line that is no article."""
    for number, line in read_lines(path):
        where = f"{path}, line {number}"
        try:
            fields = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(f"{where}: not JSON: {error}") from error
        if not isinstance(fields, dict):
            raise InputError(f"{where}: not an article: {line.strip()[:60]!r} is no JSON object")
        yield make_article(fields, where)
