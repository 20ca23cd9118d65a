"""A plain text file: one report."""

from collections.abc import Iterator
from pathlib import Path

from geo.records.text import Article
from geo.sources.article_fields import Refuse, make_article, stop_at
from geo.sources.reading_files import read_text


def read_text_file(path: Path, refuse: Refuse = stop_at) -> Iterator[Article]:
    """The one article of a .txt file; its title is the first line, its date may stand in the text."""
    yield make_article({"text": read_text(path)}, str(path))
