"""What several rooms' tests share: a story of Raqqa as readings, a store in memory, the real gazetteer."""

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
