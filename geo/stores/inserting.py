"""Many rows into a table by each database's quickest way: storing is what one process does for all that read."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import JSON, Connection, Date, Table, insert

Row = Mapping[str, Any]


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows, all with the same columns, in their order."""
    if not rows:
        return
    names = list(rows[0])
    columns = ", ".join(connection.dialect.identifier_preparer.quote(name) for name in names)
    if connection.dialect.name == "sqlite":
        into = f"INSERT INTO {table.name} ({columns}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608 - names are ours
        connection.exec_driver_sql(into, list(_plain(table, names, rows, day=_written)))
    elif connection.dialect.name == "postgresql":
        driver: Any = connection.connection.driver_connection
        with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({columns}) FROM STDIN") as copy:
            for values in _plain(table, names, rows):
                copy.write_row(values)
    else:
        connection.execute(insert(table), list(rows))


def _plain(
    table: Table, names: list[str], rows: Sequence[Row], day: Callable[[Any], Any] | None = None
) -> Iterator[tuple[Any, ...]]:
    """Rows as their drivers take them: JSON as text, and days where one takes none."""
    makers = [_maker(table.c[name].type, day) for name in names]
    by_hand = [(n, make) for n, make in enumerate(makers) if make]
    for row in rows:
        values = [row[name] for name in names]
        for n, make in by_hand:
            values[n] = make(values[n])
        yield tuple(values)


def _maker(kind: Any, day: Callable[[Any], Any] | None) -> Callable[[Any], Any] | None:
    if isinstance(kind, JSON):
        return json.dumps
    return day if isinstance(kind, Date) else None


def _written(day: Any) -> Any:
    return day.isoformat() if day else None
