"""Rows go in by each database's quickest way and come out as they were."""

from datetime import date

import pytest
from sqlalchemy import select

from geo.errors import StoreError
from geo.stores.engines import reading_from, writing_to
from geo.stores.inserting import insert_rows
from geo.stores.sql import SqlStore
from geo.stores.tables import actors, articles

ODD = 'tab\t, newline\n, \\N, back\\slash, "quote", ü, 北, 🛰'
ROW = {
    "id": "a", "digest": "d", "title": ODD, "url": None, "publisher": "", "published": date(2016, 2, 29), "date_source": None,
    "language": "en", "text": "", "story_id": "a", "signature": b"\x00\xff\n\\",
}  # fmt: skip


def test_rows_come_out_as_they_went_in(opened: SqlStore) -> None:
    record = {"name": ODD, "nothing": None, "list": [1, 2.5, True]}
    with writing_to(opened._engine) as connection:
        insert_rows(connection, articles, [ROW, {**ROW, "id": "b", "published": None, "signature": None}])
        insert_rows(connection, actors, [{"id": "x", "record": record}])
        insert_rows(connection, actors, [])
    with reading_from(opened._engine) as connection:
        rows = connection.execute(select(*(articles.c[name] for name in ROW)).order_by(articles.c.id)).all()
        assert connection.scalar(select(actors.c.record)) == record
    assert [row._asdict() for row in rows] == [ROW, {**ROW, "id": "b", "published": None, "signature": None}]


def test_row_that_stands_already_is_told_as_an_error_of_the_store(opened: SqlStore) -> None:
    with pytest.raises(StoreError, match="left as it is"), writing_to(opened._engine) as connection:
        insert_rows(connection, articles, [ROW, ROW])
    with reading_from(opened._engine) as connection:
        assert connection.execute(select(articles.c.id)).all() == []
