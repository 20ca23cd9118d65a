from pathlib import Path

import pytest

from geo.errors import InputError
from geo.records.facts import Reading
from geo.workers.batches import Outcome
from geo.workers.tables import (
    articles_table,
    outcome_schema,
    outcome_table,
    read_partition,
    read_table,
    table_articles,
    table_outcome,
    write_partition,
)
from tests.workers.readers import Stumbles, make_articles


def test_articles_and_readings_come_back_whole(readings: list[Reading], tmp_path: Path) -> None:
    articles = tuple(r.article for r in readings)
    outcome = Outcome(tuple(readings), (("A title", "why not"),))
    write_partition(articles_table(articles), tmp_path / "a.parquet")
    write_partition(outcome_table(outcome), tmp_path / "r.parquet")
    assert table_articles(read_partition(tmp_path / "a.parquet")) == articles
    assert table_outcome(read_partition(tmp_path / "r.parquet")) == outcome


def test_table_of_articles_becomes_a_table_of_readings() -> None:
    table = read_table(articles_table(make_articles("a", "BAD")), Stumbles)
    assert table.schema == outcome_schema()
    assert table.column("failed").to_pylist() == [None, "ValueError: a fault of ours"]


def test_partition_is_never_half_there(tmp_path: Path) -> None:
    write_partition(articles_table(make_articles("a")), tmp_path / "a.parquet")
    whole = (tmp_path / "a.parquet").read_bytes()
    with pytest.raises(AttributeError):
        write_partition("no table", tmp_path / "a.parquet")
    assert (tmp_path / "a.parquet").read_bytes() == whole


def test_folder_that_cannot_be_written_to_is_named_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(InputError, match="taken/deeper: partitions cannot be written: ") as caught:
        write_partition(articles_table(make_articles("a")), tmp_path / "taken" / "deeper" / "a.parquet")
    assert "\n" not in str(caught.value)
    write_partition(articles_table(make_articles("a")), tmp_path / "new" / "a.parquet")
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["a.parquet"]
