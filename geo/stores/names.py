"""The other names of stored places, in all scripts: kept beside them, so that a page without a gazetteer finds places by any name."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from geo.records.names import search_key
from geo.records.places import OtherNames
from geo.stores.chunks import chunks
from geo.stores.tables import about, mentions, names, places

MOST_FOUND = 50
"""Places that a name finds; the page takes the most mentioned of them."""
_FILLED = "names"
"""The key of `about` that says that the places of reports stored before names were have theirs."""


def keep_names(connection: Connection, called: Iterable[OtherNames]) -> None:
    """Keep the names of places that are stored, in place of those that stood: a gazetteer may have learned since."""
    wanted = {told.place_id: told.names for told in called}
    for ids in chunks(sorted(wanted)):
        stored = set(connection.scalars(select(places.c.id).where(places.c.id.in_(ids))))
        there = _names_of(connection, ids)
        other = [i for i in ids if i in stored and there.get(i, ()) != wanted[i]]
        if old := [i for i in other if i in there]:
            connection.execute(delete(names).where(names.c.place_id.in_(old)))
        if rows := [row for i in other for row in _rows(i, wanted[i])]:
            connection.execute(insert(names), rows)


def names_of_place(connection: Connection, place_id: str) -> tuple[str, ...]:
    """The other names of a place, in the order in which the gazetteer gave them."""
    return _names_of(connection, [place_id]).get(place_id, ())


def places_called(connection: Connection, name: str) -> frozenset[str]:
    """The ids of the places that go by a name besides their main one, whatever its case, accents, hyphens and article."""
    key = search_key(name)
    found = select(names.c.place_id).where(names.c.key == key).distinct().limit(MOST_FOUND)
    return frozenset(connection.scalars(found)) if key else frozenset()


def places_to_name(connection: Connection) -> list[str] | None:
    """The places of reports that were stored before names were, which have none yet; None once `names_filled` was said."""
    if connection.scalar(select(about.c.value).where(about.c.key == _FILLED)):
        return None
    named = select(mentions.c.place_id).where(mentions.c.place_id.is_not(None), mentions.c.place_id.not_in(_named()))
    return sorted(connection.scalars(named.distinct()))


def names_filled(connection: Connection) -> None:
    """Say that no place lacks names since its reports are old: from now on every reading brings its own."""
    if not connection.execute(update(about).where(about.c.key == _FILLED).values(value="filled")).rowcount:
        connection.execute(insert(about), [{"key": _FILLED, "value": "filled"}])


def _named() -> Any:
    return select(names.c.place_id)


def _names_of(connection: Connection, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    query = select(names.c.place_id, names.c.name).where(names.c.place_id.in_(ids))
    for place_id, name in connection.execute(query.order_by(names.c.place_id, names.c.position)):
        found[place_id] = (*found.get(place_id, ()), name)
    return found


def _rows(place_id: str, called: Sequence[str]) -> Iterator[dict[str, Any]]:
    for position, name in enumerate(called):
        yield {"place_id": place_id, "position": position, "name": name, "key": search_key(name)}
