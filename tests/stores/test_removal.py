from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from geo.records.facts import Reading
from geo.records.text import make_article_id
from geo.records.views import Added, Counts
from geo.stores import open_store
from geo.stores.sql import SqlStore
from geo.stores.tables import metadata
from tests.stories import raqqa_readings

SHARED = {"about", "actors", "places", "withdrawn", "journal", "feeds"}


def rows_left(store: SqlStore) -> dict[str, int]:
    with store._engine.connect() as connection:
        return {
            t.name: connection.scalar(select(func.count()).select_from(t)) or 0
            for t in metadata.sorted_tables
            if t.name not in SHARED
        }


def test_deleted_articles_leave_nothing_behind_and_stay_away(store: SqlStore, readings: list[Reading]) -> None:
    assert store.delete(["a1", "a2", "a3", "unknown"]) == 3
    assert set(rows_left(store).values()) == {0}
    assert store.counts() == Counts()
    assert store.add(readings) == Added(withdrawn=3)
    assert store.known([r.article for r in readings]) == {"a1", "a2", "a3"}


def test_article_is_deleted_by_its_address_and_kept_out_before_it_came(
    store: SqlStore, readings: list[Reading]
) -> None:
    assert store.delete(["https://example.org/1", "https://example.org/never-seen"]) == 1
    never = make_article_id("https://example.org/never-seen", "")
    unseen = replace(readings[1], article=replace(readings[1].article, id=never))
    assert store.add([unseen]).withdrawn == 1
    assert store.counts().articles == 2


def test_old_articles_go_and_may_come_again(store: SqlStore, readings: list[Reading]) -> None:
    assert store.delete_old(date(2016, 11, 3)) == 1
    assert store.add(readings).new == 1


def test_all_articles_of_a_publisher_go_for_good(store: SqlStore, readings: list[Reading]) -> None:
    assert store.delete_publisher("Sample daily") == 2
    assert store.add(readings) == Added(known=1, withdrawn=2)


def test_words_of_a_deleted_report_are_not_left_in_the_files(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 's.db'}")
    store.add(raqqa_readings())
    assert any(b"in the spring of 2013, Reuters" in p.read_bytes() for p in tmp_path.iterdir())
    store.delete(["a1"])
    assert not any(b"in the spring of 2013, Reuters" in p.read_bytes() for p in tmp_path.iterdir())


@pytest.mark.parametrize("name", ["mentions", "sentences", "changes", "distances"])
def test_every_table_of_an_article_goes_with_it(name: str) -> None:
    keys = [key for key in metadata.tables[name].foreign_keys if key.column.table.name == "articles"]
    assert [key.ondelete for key in keys] == ["CASCADE"]
