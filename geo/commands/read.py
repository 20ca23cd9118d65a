"""`read`: what is said in reports, to standard output, nothing stored."""

import json
import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Annotated

import typer
from rich.console import Console

from geo.commands.console import BAD_INPUT, counting, say, told_in_one_line
from geo.commands.showing import show_reading
from geo.commands.taking_articles import make_readable, take_articles, why_unread
from geo.errors import InputError
from geo.records.facts import Reading
from geo.records.reading_json import reading_to_json
from geo.records.text import Article
from geo.sources import source_files
from geo.sources.article_fields import Refuse
from geo.sources.columns import Columns, read_columns

PathsArgument = Annotated[
    list[str],
    typer.Argument(
        help="Files (.txt .html .jsonl .csv .parquet .warc .rss, packed or not), folders, patterns, web addresses, or - for JSON lines."
    ),
]
DateOption = Annotated[
    str | None, typer.Option("--date", help="The reports' date, like 2016-11-03, whatever they say themselves.")
]
ColumnOption = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        help="Where a table (.csv, .parquet) or the lines of a .jsonl hold a field, like text=body. Usual names are known. May be given several times; other columns are then left out.",
    ),
]


class Format(StrEnum):
    """How readings are written: JSON lines to be worked on, or text to be read."""

    JSONL = "jsonl"
    TEXT = "text"


@told_in_one_line
def read(
    paths: PathsArgument,
    form: Annotated[Format, typer.Option("--format", help="One JSON object a line, or text for people.")] = Format.TEXT,
    published: DateOption = None,
    column: ColumnOption = None,
) -> None:
    """Read reports and print what they say: places, stated distances, control changes."""
    console, refused = Console(highlight=False), list[InputError]()

    def refuse(error: InputError) -> None:
        refused.append(error)
        say(f"dateline: {error}")

    for reading in _readings(paths, published, read_columns(column or ()), refuse):
        if form is Format.JSONL:
            sys.stdout.write(json.dumps(reading_to_json(reading), ensure_ascii=False) + "\n")
        else:
            show_reading(console, reading)
    if refused:
        raise typer.Exit(BAD_INPUT)


def _readings(paths: list[str], published: str | None, columns: Columns, refuse: Refuse) -> Iterator[Reading]:
    from geo.pipeline import Reader

    files = [file for path in paths for file in source_files(path)]
    reader = Reader()
    with counting("Reading", None) as count:
        for file in files:
            articles = take_articles(file, published, refuse, columns)
            for reading in reader.read_many(_readable(articles, refuse)):
                count(1)
                yield reading


def _readable(articles: Iterable[Article], refuse: Refuse) -> Iterator[Article]:
    """The articles in the languages that they are read in; of others it is told that they are left out."""
    for article in articles:
        try:
            readable, language = make_readable(article)
        except InputError as error:
            refuse(error)
            continue
        if readable is not None:
            yield readable
        else:
            say(f"dateline: “{article.title or article.id}” is left out ({language}), {why_unread([language])}")
