"""What only several processes or connections show."""

import random
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from geo.errors import StoreError
from geo.records.facts import Reading
from geo.records.views import View
from geo.stores import open_store
from geo.stores.engines import make_engine, reading_from, writing_to
from geo.stores.sql import SqlStore


def copies(readings: list[Reading], count: int) -> list[Reading]:
    """Readings of the same sentences in articles of other names."""
    return [replace(r, article=replace(r.article, id=f"{r.article.id}-{n}"), changes=(), distances=()) for n in range(count) for r in readings]  # fmt: skip


def test_writers_of_the_same_articles_in_any_order_add_each_once(address: str, readings: list[Reading]) -> None:
    batch, failed, added = copies(readings, 20), [], []

    def write(seed: int) -> None:
        mine = batch.copy()
        random.Random(seed).shuffle(mine)
        store = open_store(address)
        try:
            added.extend(store.add(mine[i : i + 10]).new for i in range(0, len(mine), 10))
        except StoreError as error:
            failed.append(error)
        store.close()

    open_store(address).close()
    threads = [threading.Thread(target=write, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert sum(added) == 60
    store = open_store(address)
    assert (store.counts().articles, store.counts().mentions) == (60, 100)
    store.close()


def test_reader_sees_one_state_while_another_writes(address: str, readings: list[Reading]) -> None:
    store = open_store(address)
    store.add(readings[:1])
    with reading_from(make_engine(address)) as connection:
        first = connection.exec_driver_sql("SELECT count(*) FROM articles").scalar()
        store.add(readings[1:])
        assert connection.exec_driver_sql("SELECT count(*) FROM articles").scalar() == first == 1
    assert store.counts().articles == 3
    store.close()


def test_transaction_that_is_left_by_an_error_stores_nothing(address: str, readings: list[Reading]) -> None:
    store = open_store(address)
    with pytest.raises(RuntimeError), writing_to(make_engine(address)) as connection:
        connection.exec_driver_sql("INSERT INTO withdrawn VALUES ('x', '2026-01-01 00:00:00')")
        raise RuntimeError
    assert store.add([replace(readings[0], article=replace(readings[0].article, id="x"))]).withdrawn == 0
    store.close()


def test_password_never_stands_in_an_error() -> None:
    with pytest.raises(StoreError) as caught:
        open_store("postgresql://me:secret@127.0.0.1:1/none")
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("written", ["postgres://u@h/d", "postgresql://u@h/d", "postgresql+psycopg://u@h/d"])
def test_usual_ways_to_write_a_server_are_the_same(written: str) -> None:
    assert make_engine(written).url.drivername == "postgresql+psycopg"


def test_dashboard_reads_a_store_that_is_written_to(tmp_path: Path, readings: list[Reading]) -> None:
    writer = open_store(f"sqlite:///{tmp_path / 's.db'}")
    reader: SqlStore = open_store(f"sqlite:///{tmp_path / 's.db'}", create=False)
    for reading in readings:
        writer.add([reading])
        reader.place_tallies(View())
    assert reader.counts().articles == 3


def test_store_settles_after_much_was_added_and_answers_as_before(store: SqlStore) -> None:
    before = store.sentences(View())
    store.settle()
    assert store.sentences(View()) == before


def test_connection_that_the_server_ended_is_made_anew(address: str, readings: list[Reading]) -> None:
    store = open_store(address)
    store.add(readings)
    if store_is_on_server := address.startswith("postgresql"):
        end_connections(address)
        # Only connections that rested for a second are asked whether they live.
        time.sleep(1.1)
    assert store.counts().articles == 3
    if store_is_on_server:
        end_connections(address)
        with pytest.raises(StoreError, match="left as it is"):
            store.counts()
    assert store.counts().articles == 3
    store.close()


def end_connections(address: str) -> None:
    other = create_engine(address)
    with other.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE application_name = 'dateline'"
        )
    other.dispose()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://u:sekret@127.0.0.1:notaport/db",
        "postgresql://u:a@sekret:9x@host/db",
        "mysql://u:sekret@host/db",
        "postgresql+none://u:sekret@host/db",
        "postgresql://u:sekret@[::1/db",
        "u:sekret@host",
    ],
)
def test_an_address_that_is_none_is_told_without_its_password(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        make_engine(url)
    assert "sekret" not in str(caught.value)
    assert "is not a store" in str(caught.value)
