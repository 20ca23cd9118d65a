"""`delete`: takes articles out of the store with all that was read in them."""

from typing import Annotated

import typer

from geo.commands.console import say, told_in_one_line
from geo.commands.ingest import StoreOption
from geo.errors import InputError
from geo.sources.article_fields import parse_date
from geo.stores import open_store


@told_in_one_line
def delete(
    articles: Annotated[list[str] | None, typer.Argument(help="Ids or web addresses of articles.")] = None,
    publisher: Annotated[str | None, typer.Option("--publisher", help="All articles of this publisher.")] = None,
    before: Annotated[str | None, typer.Option("--before", help="Articles published before this day.")] = None,
    store: StoreOption = None,
) -> None:
    """Delete articles with all they carry. Those named, or of a publisher, do not come back; old ones may."""
    if sum(bool(choice) for choice in (articles, publisher, before)) != 1:
        raise InputError("name articles, or --publisher, or --before: one of them")
    day = parse_date(before, "--before") if before else None
    opened = open_store(store, create=False)
    if articles:
        gone = opened.delete(articles)
    else:
        gone = opened.delete_publisher(publisher) if publisher else opened.delete_old(day) if day else 0
    say(f"{gone} articles deleted with all they carried. The store holds {opened.counts().articles} articles.")
