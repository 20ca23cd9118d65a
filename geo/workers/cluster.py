"""Batches through a Dask cluster: partitions of articles in a shared folder, partitions of readings back, one loader stores them.

Workers need no access to the store. A partition is written whole or not at all and is named by what it holds, so a lost
worker's is read again by another, and a run that is broken off takes up what is there. Nothing is lost and nothing doubled.
"""

import hashlib
import itertools
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from geo.errors import DatelineError, InputError
from geo.records.text import Article
from geo.workers.batches import Batch, MakeReader, Outcome
from geo.workers.tables import (
    articles_table,
    read_partition,
    read_table,
    table_outcome,
    write_partition,
)

# Partitions that wait for each thread of the cluster: none idles, and the folder stays small.
_AHEAD = 3
# So often a partition is tried whose worker is lost or fails.
_TRIES = 3


def read_on_cluster(
    batches: Iterable[Batch], make_reader: MakeReader, address: str, folder: Path
) -> Iterator[tuple[Batch, Outcome]]:
    """Read batches on the Dask cluster at `address` (like tcp://scheduler:8786), in order.

    `folder` must be one that this process and all workers see. Raises InputError when there is no cluster at the address.
    """
    with _connected(address) as client:
        waiting: deque[tuple[Batch, Path, Any]] = deque()
        coming = iter(batches)
        while True:
            room = (1 + _AHEAD) * max(1, sum(client.nthreads().values())) - len(waiting)
            for batch in itertools.islice(coming, max(0, room)):
                waiting.append((batch, *_send(client, batch, make_reader, folder)))
            if not waiting:
                return
            batch, path, future = waiting.popleft()
            yield batch, _outcome(batch, path, future)
            # Asked for the next batch, the loader has stored this one: its partitions have done their work.
            path.unlink(missing_ok=True)
            _articles_of(path).unlink(missing_ok=True)


def partition_name(articles: Iterable[Article]) -> str:
    """The name of a partition: a hash of the articles that it holds."""
    digest = hashlib.sha256()
    for article in articles:
        digest.update(f"{article.id}\0{article.title}\0{article.text}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:24]


def read_to_partition(source: str, target: str, make_reader: MakeReader) -> str:
    """What a worker does: read a partition of articles into one of readings, unless that is there already."""
    if not Path(target).exists():
        write_partition(read_table(read_partition(Path(source)), make_reader), Path(target))
    return target


def _send(client: Any, batch: Batch, make_reader: MakeReader, folder: Path) -> tuple[Path, Any]:
    path = folder / f"{partition_name(batch.articles)}.readings.parquet"
    if not batch.articles or path.exists():
        return path, None
    source = _articles_of(path)
    if not source.exists():
        write_partition(articles_table(batch.articles), source)
    names = (str(source.absolute()), str(path.absolute()))
    return path, client.submit(read_to_partition, *names, make_reader, retries=_TRIES, pure=False)


def _articles_of(readings: Path) -> Path:
    return readings.with_name(readings.name.replace(".readings.", ".articles."))


def _outcome(batch: Batch, path: Path, future: Any) -> Outcome:
    if not batch.articles:
        return Outcome()
    try:
        if future is not None:
            future.result()
        return table_outcome(read_partition(path))
    except DatelineError:
        raise
    except Exception as error:
        why = f"the cluster could not read its partition: {type(error).__name__}: {error}"[:300]
        return Outcome(failed=tuple((article.title, why) for article in batch.articles))


def _connected(address: str) -> Any:
    from distributed import Client

    try:
        return Client(address, timeout=15)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as error:
        raise InputError(f"{address!r}: no Dask scheduler answers there: {error or type(error).__name__}") from error
