"""Stores to test the contract on: SQLite in memory, and PostgreSQL where a server is at hand."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import MetaData, create_engine

from geo.records.facts import Reading
from geo.stores import open_store
from geo.stores.sql import SqlStore
from tests.postgres import Postgres, find_programs

SERVER = os.environ.get("DATELINE_TEST_POSTGRES")
HAS_POSTGRES = bool(SERVER or find_programs())
# All tests on the server run in one process: they share it, and it starts once.
ON_POSTGRES = pytest.param("postgresql", marks=pytest.mark.xdist_group("postgres"))
DATABASES = ["sqlite", ON_POSTGRES] if HAS_POSTGRES else ["sqlite"]


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    if SERVER:
        yield SERVER
        return
    server = Postgres()
    yield server.url
    server.stop()


@pytest.fixture(params=DATABASES)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.db'}"
    url: str = request.getfixturevalue("postgres")
    empty(url)
    return url


def empty(url: str) -> None:
    engine, found = create_engine(url), MetaData()
    with engine.begin() as connection:
        found.reflect(connection)
        found.drop_all(connection)
    engine.dispose()


@pytest.fixture
def opened(address: str) -> Iterator[SqlStore]:
    """An empty store."""
    store = open_store(address)
    yield store
    store.close()


@pytest.fixture(params=DATABASES)
def store(request: pytest.FixtureRequest, readings: list[Reading]) -> Iterator[SqlStore]:
    """A store that holds the readings."""
    url = "sqlite://" if request.param == "sqlite" else request.getfixturevalue("postgres")
    if request.param != "sqlite":
        empty(url)
    opened = open_store(url)
    opened.add(readings)
    yield opened
    opened.close()


@pytest.fixture
def store_in_memory() -> Iterator[SqlStore]:
    """An empty store for what no database does in its own way."""
    opened = open_store("sqlite://")
    yield opened
    opened.close()
