"""`ingest`: reads reports into a store, each once."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from geo.commands.console import BAD_INPUT, counting, say, told_in_one_line
from geo.commands.read import DateOption, PathsArgument
from geo.commands.taking_articles import take_articles
from geo.errors import InputError
from geo.records.text import Article
from geo.records.views import Added
from geo.sources import source_files
from geo.stores import open_store
from geo.stores.sql import SqlStore

if TYPE_CHECKING:
    from geo.pipeline import Reader

StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        help="Where facts are kept, like sqlite:///reports.db. Default: DATELINE_STORE, else the data folder.",
    ),
]
# So many articles are read and stored in one transaction: an interruption costs at most these.
_BATCH = 32


@told_in_one_line
def ingest(
    paths: PathsArgument,
    store: StoreOption = None,
    published: DateOption = None,
    again: Annotated[
        bool, typer.Option("--again", help="Read known articles again too, after rules or gazetteer changed.")
    ] = False,
) -> None:
    """Read reports into the store that the dashboard shows. An article that is there already changes nothing."""
    from geo.pipeline import Reader

    opened, reader = open_store(store), Reader()
    added, bad = Added(), 0
    with counting("Reading", None) as count:
        for file in (file for path in paths for file in source_files(path)):
            try:
                for batch in _batches(take_articles(file, published)):
                    added = _sum(added, _ingest_batch(opened, reader, batch, again))
                    count(len(batch))
            except InputError as error:
                say(f"dateline: {error}")
                bad += 1
    say(_told(added, opened))
    if bad:
        raise typer.Exit(BAD_INPUT)


def _batches(articles: Iterator[Article]) -> Iterator[list[Article]]:
    """Batches; what came before an article that cannot be read is given before its error is raised."""
    held: list[Article] = []
    try:
        for article in articles:
            held.append(article)
            if len(held) == _BATCH:
                yield held
                held = []
    except InputError:
        yield held
        raise
    if held:
        yield held


def _ingest_batch(store: SqlStore, reader: "Reader", batch: list[Article], again: bool) -> Added:
    known = set() if again else store.known(batch)
    fresh = [article for article in batch if article.id not in known]
    added = store.add(reader.read_many(fresh), again=again)
    return Added(added.new, added.known + len(batch) - len(fresh), added.changed)


def _sum(one: Added, other: Added) -> Added:
    return Added(one.new + other.new, one.known + other.known, one.changed + other.changed)


def _told(added: Added, store: SqlStore) -> str:
    c = store.counts()
    return (
        f"{added.new} articles added, {added.changed} replaced, {added.known} known already. "
        f"The store holds {c.articles} articles with {c.mentions} place mentions ({c.unresolved} unresolved), "
        f"{c.distances} stated distances and {c.changes} control changes."
    )
