"""Parquet: one article a row, columns as the fields of an article."""

from collections.abc import Iterator
from pathlib import Path

from geo.errors import InputError
from geo.records.text import Article
from geo.sources.article_fields import Refuse, make_article, stop_at
from geo.sources.columns import ALL, Columns
from geo.sources.csv import check_columns

# Rows taken into memory at once: at some 5 kB a report, a few MB.
_ROWS = 512


def read_parquet_file(path: Path, refuse: Refuse = stop_at, columns: Columns = ALL) -> Iterator[Article]:
    """The articles of a .parquet file, in batches. Refuses rows that are no article; raises InputError for no Parquet."""
    import pyarrow
    from pyarrow import parquet

    number = 0
    try:
        with parquet.ParquetFile(path) as file:
            fields_of = check_columns(file.schema_arrow.names, path, columns)
            for batch in file.iter_batches(batch_size=_ROWS, columns=list(fields_of)):
                for row in batch.to_pylist():
                    number += 1
                    try:
                        fields = {field: row[column] for column, field in fields_of.items()}
                        article = make_article(fields, f"{path}, row {number}")
                    except InputError as error:
                        refuse(error)
                    else:
                        yield article
    except InputError:
        raise
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError) as error:
        # The latter for text that is no UTF-8 and for days after the year 9999, which come in no other form.
        said = " ".join(str(error).split())[:200]
        raise InputError(f"{path}: not a whole Parquet file after row {number}: {said}") from error
