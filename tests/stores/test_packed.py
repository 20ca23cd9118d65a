"""Rows fetched at once are the rows."""

from sqlalchemy import select

from geo.records.facts import Reading
from geo.stores.engines import reading_from
from geo.stores.packed import fetch_packed
from geo.stores.sql import SqlStore
from geo.stores.tables import changes, mentions


def test_words_days_and_truths_come_as_in_single_rows(opened: SqlStore, readings: list[Reading]) -> None:
    opened.add(readings)
    for query in (
        select(changes.c.id, changes.c.position, changes.c.first_day, changes.c.last_day, changes.c.kind),
        select(mentions.c.article_id, mentions.c.place_id, mentions.c.lasting),
    ):
        with reading_from(opened._engine) as connection:
            rows = [tuple(row) for row in connection.execute(query)]
            assert sorted(map(repr, fetch_packed(connection, query))) == sorted(map(repr, rows)) != []
            assert fetch_packed(connection, query.limit(0)) == []
