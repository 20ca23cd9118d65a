"""Words are found as they are written, in capitals or not; signs of patterns mean themselves."""

import pytest
from sqlalchemy import literal, select

from geo.stores.engines import reading_from
from geo.stores.sql import SqlStore
from geo.stores.words import says


@pytest.mark.parametrize(
    ("words", "found"),
    [("RAQQA", True), ("took 5%", True), ("took 5_", False), ("t%k", False), ("and/or", True), ("'", True), ("Homs", False)],
)  # fmt: skip
def test_words_in_a_text(opened: SqlStore, words: str, found: bool) -> None:
    with reading_from(opened._engine) as connection:
        assert connection.scalar(select(says(literal("They took 5% of Raqqa's roads and/or hills"), words))) == found
