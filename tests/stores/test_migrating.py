"""A store of an earlier version becomes one of this version, or stays as it was to the last byte of its schema."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, inspect, text

from geo.errors import StoreError
from geo.records.facts import Reading
from geo.records.views import Added, Counts, View
from geo.stores import migrating, open_store
from geo.stores.engines import make_engine, writing_to
from geo.stores.migrating import migrate
from geo.stores.sql import SqlStore
from geo.stores.tables import SCHEMA_VERSION, metadata
from tests.stories import RAQQA

VERSIONS = Path(migrating.__file__).parent / "migrations" / "versions"
SCHEMA_1 = (Path(__file__).parent / "schema_1.sql").read_text()
HELD = Counts(articles=3, sentences=3, mentions=5, unresolved=1, distances=1, changes=3, stories=3)


@pytest.fixture
def old(address: str) -> str:
    """The address of a store of schema 1."""
    with writing_to(make_engine(address)) as connection:
        for statement in SCHEMA_1.split(";\n"):
            if statement.strip():
                connection.exec_driver_sql(statement.replace("%", "%%") if "psycopg" in address else statement)
    return address


def schema(connection: Connection) -> dict[str, Any]:
    found = inspect(connection)
    return {
        name: (
            {c["name"]: (str(c["type"]), c["nullable"]) for c in found.get_columns(name)},
            {i["name"]: i["column_names"] for i in found.get_indexes(name)},
        )
        for name in found.get_table_names()
        if name != "alembic_version"
    }


def test_old_store_comes_up_with_all_it_held(old: str, readings: list[Reading]) -> None:
    assert migrate(make_engine(old)) == (1, 8)
    store = open_store(old, create=False)
    assert store.counts() == HELD
    assert store.add(readings) == Added(known=3)
    assert store.place_tallies(View())[0].stories == 2
    assert store.sentences(View())[0].mentions[0].place == RAQQA
    assert migrate(make_engine(old)) == (8, 8)


def test_migrated_store_has_the_schema_of_a_new_one(old: str) -> None:
    engine = make_engine(old)
    migrate(engine)
    with engine.connect() as connection:
        migrated = schema(connection)
        connection.rollback()
    with writing_to(engine) as connection:
        metadata.drop_all(connection)
        metadata.create_all(connection)
        assert schema(connection) == migrated


def test_migration_that_fails_half_way_leaves_all_as_it_was(old: str) -> None:
    engine = make_engine(old)
    with writing_to(engine) as connection:
        # The last table that the migration makes is in the way: all before it has been done by then.
        connection.execute(text("CREATE TABLE feeds (mine INTEGER)"))
        before = schema(connection)
    with pytest.raises(StoreError, match="left as it is"):
        migrate(engine)
    with engine.connect() as connection:
        assert schema(connection) == before
        assert connection.scalar(text("SELECT value FROM about")) == "1"
        assert "alembic_version" not in inspect(connection).get_table_names()
    engine.dispose()


def test_grouping_cut_off_goes_on_with_the_next_migration(old: str) -> None:
    migrate(make_engine(old))
    with create_engine(old).begin() as connection:
        connection.execute(text("UPDATE articles SET signature = NULL WHERE id = 'a2'"))
        connection.execute(text("DELETE FROM story_keys WHERE article_id = 'a2'"))
    migrate(make_engine(old))
    assert open_store(old).counts() == HELD


def test_file_is_brought_up_when_opened_for_writing_and_a_server_asks_first(old: str) -> None:
    with pytest.raises(StoreError, match="python -m geo migrate"):
        open_store(old, create=False)
    if old.startswith("sqlite"):
        assert open_store(old).counts() == HELD
    else:
        with pytest.raises(StoreError, match="python -m geo migrate"):
            open_store(old)


@pytest.mark.parametrize("version", ["9", "soon"])
def test_store_of_a_later_version_is_refused(old: str, version: str) -> None:
    with create_engine(old).begin() as connection:
        connection.execute(text("UPDATE about SET value = :v"), {"v": version})
    with pytest.raises(StoreError, match="this Dateline knows up to 8"):
        migrate(make_engine(old))


def test_every_version_follows_one_other_and_the_last_is_the_schema() -> None:
    written = {
        re.search(r'^revision = "(\d+)"$', text, re.M): re.search(r'^down_revision = (?:"(\d+)"|None)$', text, re.M)
        for text in (path.read_text() for path in VERSIONS.glob("v*.py"))
    }
    chain = sorted((int(own[1]), int(before[1] or 1)) for own, before in written.items() if own and before)
    assert chain == [(n, n - 1) for n in range(2, SCHEMA_VERSION + 1)]
    assert len(chain) == len(written)


def test_answers_of_a_store_that_came_up_are_those_of_a_new_one(
    old: str, store_in_memory: SqlStore, readings: list[Reading]
) -> None:
    migrate(make_engine(old))
    store_in_memory.add(readings)
    store = open_store(old, create=False)
    month = View(start=date(2013, 4, 1), end=date(2013, 4, 30))
    for view in (View(), month, View(basis="report", start=date(2016, 10, 1), end=date(2016, 10, 30))):
        assert store.place_tallies(view) == store_in_memory.place_tallies(view)
        assert store.day_tallies(view) == store_in_memory.day_tallies(view)
        assert store.sentences(view) == store_in_memory.sentences(view)
    assert store.facets() == store_in_memory.facets()
    store.close()
