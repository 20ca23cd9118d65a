"""What several rooms' tests share: a story of Raqqa as readings, a store in memory, the real gazetteer."""

import sys
from collections.abc import Iterator

import pytest

from geo.gazetteers.sqlite import Gazetteer, open_gazetteer
from geo.records.facts import Reading
from geo.stores import open_store
from geo.stores.sql import SqlStore
from tests.stories import raqqa_readings


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The real gazetteer, built first where there is none yet."""
    return open_gazetteer(quiet=True)


@pytest.fixture(autouse=True)
def main_module() -> Iterator[None]:
    """Streamlit runs the page as `__main__`, also under test: left there, every process that a later test starts would run it too."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture
def readings() -> list[Reading]:
    """Three reports on Raqqa, Aleppo and Mosul with places, a distance and changes of control."""
    return raqqa_readings()


@pytest.fixture
def store(readings: list[Reading]) -> Iterator[SqlStore]:
    """A store in memory that holds the readings."""
    opened = open_store("sqlite://")
    opened.add(readings)
    yield opened
    opened.close()
