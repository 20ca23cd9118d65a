"""The articles that a command's paths stand for, dated."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from geo.extractors.dates.report_date import report_date
from geo.records.text import Article
from geo.sources import open_source
from geo.sources.article_fields import Refuse, parse_date, stop_at
from geo.sources.columns import ALL, Columns


def take_articles(
    source: Path | str, published: str | None, refuse: Refuse = stop_at, columns: Columns = ALL
) -> Iterator[Article]:
    """The articles of a source; `published` overrides their dates, else a date that heads or closes the text dates it.

    `refuse` gets the error of each article among many that cannot be read; `columns` says where tables hold what.
    Raises InputError for a file or date that cannot be read.
    """
    day = parse_date(published, "--date") if published else None
    return (date_article(article, day) for article in open_source(source, refuse, columns))


def date_article(article: Article, day: date | None = None) -> Article:
    """An article dated by `day`, else by its source, else by the date that heads or closes its text."""
    if day:
        return replace(article, published=day, date_source="option")
    # What a dateline says of a page beats what was guessed from anywhere in it.
    if article.published and article.date_source != "page":
        return article
    written = report_date(article.text)
    return replace(article, published=written.start, date_source="text") if written else article
