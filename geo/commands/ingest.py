"""`ingest`: reads reports into a store, each once."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from geo.commands.console import BAD_INPUT, counting, say, told_in_one_line
from geo.commands.events import log_event
from geo.commands.intake import Intake
from geo.commands.naming import name_older_places
from geo.commands.read import ColumnOption, DateOption, PathsArgument
from geo.commands.taking_articles import why_unread
from geo.errors import InputError, StoreError
from geo.records.views import Added
from geo.settings import data_home
from geo.sources import source_files
from geo.sources.columns import read_columns
from geo.sources.counting import count_articles
from geo.stores import open_store
from geo.stores.sql import SqlStore
from geo.workers.batches import Batch, Outcome

StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        help="Where facts are kept, like sqlite:///reports.db or postgresql://user@host/reports. Default: DATELINE_STORE, else .streamlit/secrets.toml, else the data folder.",
    ),
]
# So many articles are read and stored in one transaction: an interruption costs at most these.
_BATCH = 32
# A partition for a cluster: some 10 s of reading, so that sending it costs little.
_PARTITION = 256


@told_in_one_line
def ingest(
    paths: PathsArgument,
    store: StoreOption = None,
    published: DateOption = None,
    column: ColumnOption = None,
    again: Annotated[
        bool, typer.Option("--again", help="Read known articles again too, after rules or gazetteer changed.")
    ] = False,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes that read, on this machine.")] = 1,
    cluster: Annotated[
        str | None, typer.Option("--cluster", help="A Dask scheduler that reads, like tcp://host:8786.")
    ] = None,
    partitions: Annotated[
        Path | None, typer.Option("--partitions", help="With --cluster: a folder that all its workers see.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be read, and read and store nothing.")
    ] = False,
) -> None:
    """Read reports into the store that the dashboard shows. An article that is there already changes nothing."""
    size, columns = _PARTITION if cluster else _BATCH, read_columns(column or ())
    if dry_run:
        intake = Intake(_store_if_there(store), published, columns, again, size)
        fresh = sum(len(batch.articles) for batch in intake.batches(_sources(paths, intake)))
        say(f"{fresh} articles would be read, {_told_unread(intake)}.")
    else:
        opened, intake = open_store(store), Intake(None, published, columns, again, size)
        intake.store = opened
        sources = _sources(paths, intake)
        with counting("Reading", _total(sources)) as intake.count:
            added = _store_all(opened, intake, _read(intake.batches(sources), workers, cluster, partitions))
        if added.new or added.changed:
            opened.settle()
        name_older_places(opened)
        say(_told(added, intake, opened))
        log_event("ingested", new=added.new, changed=added.changed, known=intake.known, refused=intake.refused)
    if intake.refused:
        raise typer.Exit(BAD_INPUT)


def _sources(paths: list[str], intake: Intake) -> list[Path | str]:
    """All sources once, also those that a folder and a pattern both stand for."""
    found: dict[Path | str, None] = {}
    for path in paths:
        try:
            found |= dict.fromkeys(source_files(path))
        except InputError as error:
            intake.refuse(error)
    return list(found)


def _store_if_there(store: str | None) -> SqlStore | None:
    try:
        return open_store(store, create=False)
    except StoreError as error:
        if "no store here yet" in str(error):
            return None
        raise


def _total(sources: list[Path | str]) -> int | None:
    """How many articles there are, for a bar that knows its end; None where that would cost as much as reading them."""
    counts = [count_articles(source) for source in sources]
    return sum(n for n in counts if n) if None not in counts else None


def _read(
    batches: Iterable[Batch], workers: int, cluster: str | None, partitions: Path | None
) -> Iterator[tuple[Batch, Outcome]]:
    from geo.pipeline import Reader
    from geo.workers.batches import read_here
    from geo.workers.cluster import read_on_cluster
    from geo.workers.pool import read_in_pool

    if cluster:
        return read_on_cluster(batches, Reader, cluster, partitions or data_home() / "partitions")
    return read_in_pool(batches, Reader, workers) if workers > 1 else read_here(batches, Reader)


def _store_all(store: SqlStore, intake: Intake, read: Iterator[tuple[Batch, Outcome]]) -> Added:
    total = Added()
    for batch, outcome in read:
        added = store.add(outcome.readings, again=intake.again)
        for title, why in outcome.failed:
            intake.refuse(InputError(f"“{title}” could not be read: {why}"))
        if batch.end and not outcome.failed:
            store.write_journal(batch.end)
            log_event("source read", source=batch.end.source, articles=batch.end.articles, refused=batch.end.refused)
        total = Added(total.new + added.new, total.known + added.known, total.changed + added.changed)
        intake.count(len(batch.articles))
    return total


def _told_unread(intake: Intake) -> str:
    languages = ", ".join(f"{n} in {code}" for code, n in intake.left_out.most_common())
    left_out = f", {intake.left_out.total()} left out {why_unread(intake.left_out)} ({languages})" if languages else ""
    refused = f", {intake.refused} could not be read" if intake.refused else ""
    return f"{intake.known} known already{left_out}{refused}"


def _told(added: Added, intake: Intake, store: SqlStore) -> str:
    intake.known += added.known
    c = store.counts()
    return (
        f"{added.new} articles added, {added.changed} replaced, {_told_unread(intake)}. "
        f"The store holds {c.articles} articles telling {c.stories} stories, with {c.mentions} place mentions "
        f"({c.unresolved} unresolved), {c.distances} stated distances and {c.changes} control changes."
    )
