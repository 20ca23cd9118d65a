"""Articles and readings as Arrow tables: the form in which clusters pass them, and the function that Spark and Ray can map."""

import json
import os
import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

from geo.errors import InputError
from geo.records.facts import Reading
from geo.records.reading_json import from_json, to_json
from geo.records.text import Article
from geo.workers.batches import MakeReader, Outcome, Reads, read_batch

_of_thread = threading.local()
ARTICLE_FIELDS = tuple(Article.__slots__)


def articles_table(articles: Iterable[Article]) -> Any:
    """A table of articles: a column a field, days as ISO 8601 text."""
    import pyarrow

    rows = [to_json(article) for article in articles]
    schema = pyarrow.schema([(name, pyarrow.string()) for name in ARTICLE_FIELDS])
    return pyarrow.Table.from_pylist(rows, schema)


def table_articles(table: Any) -> tuple[Article, ...]:
    """The articles of a table."""
    return tuple(from_json(Article, row) for row in table.to_pylist())


def outcome_table(outcome: Outcome) -> Any:
    """A table of an outcome: a reading, or an article's title and why it failed, a row; readings as JSON."""
    import pyarrow

    rows = [
        {"article_id": r.article.id, "reading": json.dumps(to_json(r), ensure_ascii=False), "failed": None}
        for r in outcome.readings
    ]
    rows += [{"article_id": title, "reading": None, "failed": why} for title, why in outcome.failed]
    return pyarrow.Table.from_pylist(rows, outcome_schema())


def outcome_schema() -> Any:
    """The Arrow schema of `outcome_table`, which Spark asks for beforehand."""
    import pyarrow

    return pyarrow.schema([(name, pyarrow.string()) for name in ("article_id", "reading", "failed")])


def table_outcome(table: Any) -> Outcome:
    """The outcome that `outcome_table` made a table of."""
    rows = table.to_pylist()
    readings = tuple(from_json(Reading, json.loads(row["reading"])) for row in rows if row["reading"])
    return Outcome(readings, tuple((row["article_id"], row["failed"]) for row in rows if row["failed"]))


def read_table(table: Any, make_reader: MakeReader) -> Any:
    """Articles in, readings out, both as Arrow tables: what a cluster maps over its partitions."""
    return outcome_table(read_batch(worker_reader(make_reader), table_articles(table)))


def write_partition(table: Any, path: Path) -> None:
    """Write a table as Parquet, whole or not at all: nobody ever sees half a file under its name.

    Raises InputError, which ends the run, where the folder is full or cannot be written to: no other would go there.
    """
    from pyarrow import parquet

    part = path.with_name(f"{path.name}.{uuid4().hex}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        parquet.write_table(table, part, compression="zstd")
        part.replace(path)
    except OSError as error:
        said = os.strerror(error.errno) if error.errno else str(error)
        raise InputError(f"{path.parent}: partitions cannot be written: {said}") from error
    finally:
        with suppress(OSError):
            part.unlink()


def read_partition(path: Path) -> Any:
    """The table of a Parquet file."""
    from pyarrow import parquet

    return parquet.read_table(path)


def worker_reader(make_reader: MakeReader) -> Reads:
    """The reader of this thread, made once: a cluster's workers run tasks in threads, and readers are not to be shared."""
    kept: dict[Any, Reads] = _of_thread.__dict__
    if make_reader not in kept:
        kept[make_reader] = make_reader()
    return kept[make_reader]
