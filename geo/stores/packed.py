"""Many short rows at once."""

import json
from typing import Any

from sqlalchemy import Connection, Select, func, select


def fetch_packed(connection: Connection, query: Select[Any]) -> list[tuple[Any, ...]]:
    """The rows of a query of words, whole numbers, days and booleans, in no order.

    SQLite gives them as one text: at every single row it would let go of the interpreter and wait for it again, and where
    twenty visitors ask at once, three thousand rows then take seconds.
    """
    if connection.dialect.name != "sqlite":
        return [tuple(row) for row in connection.execute(query)]
    rows = query.subquery()
    packed = json.loads(str(connection.scalar(select(func.json_group_array(func.json_array(*rows.c))))))
    made = [
        column.type.dialect_impl(connection.dialect).result_processor(connection.dialect, None) for column in rows.c
    ]
    if not any(made):
        return [tuple(row) for row in packed]
    return [tuple(make(value) if make else value for make, value in zip(made, row, strict=True)) for row in packed]
