"""The articles that a command's paths stand for, dated."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from geo.extractors.dates.report_date import report_date
from geo.languages.served import is_served, served_languages
from geo.records.text import Article
from geo.sources import open_source
from geo.sources.article_fields import Refuse, parse_date, stop_at
from geo.sources.columns import ALL, Columns
from geo.sources.language import find_language
from geo.sources.translating import translate


def take_articles(
    source: Path | str, published: str | None, refuse: Refuse = stop_at, columns: Columns = ALL
) -> Iterator[Article]:
    """The articles of a source; `published` overrides their dates, else a date that heads or closes the text dates it.

    `refuse` gets the error of each article among many that cannot be read; `columns` says where tables hold what.
    Raises InputError for a file or date that cannot be read.
    """
    day = parse_date(published, "--date") if published else None
    return (date_article(article, day) for article in open_source(source, refuse, columns))


def make_readable(article: Article) -> tuple[Article | None, str]:
    """The article in the language that it is read in, translated where a command for that is set, and its own language's code.

    None for one that cannot be read here. Raises InputError where its translation fails.
    """
    language = find_language(article)
    found = replace(article, language=language)
    return (found if is_served(language) or found.translated_from else translate(found)), language


def why_unread(languages: Iterable[str]) -> str:
    """Why reports in some languages are left out, and what to do about it."""
    missing = {served_languages()[code].install for code in languages if code in served_languages()}
    if not missing:
        return "since Dateline has no rules for their language"
    return f"since Dateline has no rules for their language or what these need is not installed: pip install -r {', '.join(sorted(missing))}"


def date_article(article: Article, day: date | None = None) -> Article:
    """An article dated by `day`, else by its source, else by the date that heads or closes its text."""
    if day:
        return replace(article, published=day, date_source="option")
    # What a dateline says of a page beats what was guessed from anywhere in it.
    if article.published and article.date_source != "page":
        return article
    written = report_date(article.text)
    return replace(article, published=written.start, date_source="text") if written else article
