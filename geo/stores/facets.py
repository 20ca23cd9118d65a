"""What can be filtered by: each value with its label and count."""

from typing import Any

from sqlalchemy import Connection, distinct, func, select

from geo.records.views import Facet, Facets
from geo.stores.rows import make_actor
from geo.stores.tables import actors, articles, change_actors, changes, place_totals, places


def count_facets(connection: Connection) -> Facets:
    """The values of every filter, most frequent first, and the first and last day anything is dated."""
    first, last = _extent(connection)
    return Facets(
        actors=_actors(connection),
        kinds=_values(connection, changes.c.kind, func.count()),
        statuses=_values(connection, changes.c.status, func.count()),
        publishers=_values(connection, articles.c.publisher, func.count()),
        countries=_countries(connection),
        first=first,
        last=last,
    )


def _values(connection: Connection, column: Any, count: Any) -> tuple[Facet, ...]:
    rows = connection.execute(select(column, count.label("n")).where(column.is_not(None)).group_by(column))
    return _ordered(Facet(value, value, n) for value, n in rows)


def _actors(connection: Connection) -> tuple[Facet, ...]:
    counted = select(change_actors.c.actor, func.count(distinct(change_actors.c.change_id)).label("n")).group_by(
        change_actors.c.actor
    )
    found = counted.subquery()
    query = select(found.c.actor, found.c.n, actors.c.record).outerjoin(actors, actors.c.id == found.c.actor)
    return _ordered(
        Facet(r.actor, make_actor(r.record).name if r.record else r.actor, r.n) for r in connection.execute(query)
    )


def _countries(connection: Connection) -> tuple[Facet, ...]:
    query = (
        select(places.c.country, func.sum(place_totals.c.mentions))
        .join(place_totals, place_totals.c.place_id == places.c.id)
        .where(places.c.country != "")
        .group_by(places.c.country)
    )
    return _ordered(Facet(code, code, int(n)) for code, n in connection.execute(query))


def _ordered(found: Any) -> tuple[Facet, ...]:
    return tuple(sorted(found, key=lambda f: (-f.count, f.label)))


def _extent(connection: Connection) -> tuple[Any, Any]:
    told = connection.execute(select(func.min(changes.c.first_day), func.max(changes.c.last_day))).one()
    reported = connection.execute(select(func.min(articles.c.published), func.max(articles.c.published))).one()
    days = [d for d in (*told, *reported) if d]
    return min(days, default=None), max(days, default=None)
