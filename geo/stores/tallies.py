"""Answers to a View in numbers: places and days with their counts, which the map and the bars are drawn from."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, distinct, func, select, union_all

from geo.records.actors import Actor
from geo.records.views import DayTally, PlaceTally, View
from geo.stores.conditions import changes_at, changes_of_places, told_in_spans, told_under, unordered
from geo.stores.rows import make_actor, make_place
from geo.stores.tables import UNDATED, actors, change_places, changes, mentions, places, sentences

_COUNTED = (mentions.c.place_id, mentions.c.article_id, mentions.c.story_id)


def tally_places(connection: Connection, view: View) -> list[PlaceTally]:
    """Places with their counts and the actor last said to have gained them, most mentioned first."""
    told = union_all(*(select(*_COUNTED).where(span) for span in told_in_spans(view))).subquery()
    place = unordered(told.c.place_id)
    counted = (
        select(
            place.label("place_id"),
            func.count().label("mentions"),
            func.count(distinct(told.c.article_id)).label("reports"),
            func.count(distinct(told.c.story_id)).label("stories"),
        )
        .group_by(place)
        .subquery()
    )
    rows = connection.execute(
        select(places, counted.c.mentions, counted.c.reports, counted.c.stories).join(
            counted, counted.c.place_id == places.c.id
        )
    ).all()
    changed = _count_changes(connection, view)
    tallies = [_tally(row, changed) for row in rows]
    return sorted(tallies, key=lambda t: (-t.mentions, t.place.id))


def _tally(row: Any, changed: dict[str, tuple[int, Any, Actor | None]]) -> PlaceTally:
    place, (told, reports, stories) = make_place(row), row[-3:]
    changes_there, last, gained = changed.get(place.id, (0, None, None))
    return PlaceTally(place, told, reports, changes_there, gained, last, stories)


def _count_changes(connection: Connection, view: View) -> dict[str, tuple[int, Any, Actor | None]]:
    """How many changes each place saw, the last day of one, and who gained it last: by the day of the change, then of the report."""
    source, under = changes_of_places(view)
    told, place = change_places.c, unordered(change_places.c.place_id)
    latest = (told.gained_by.is_(None), told.last_day.desc().nulls_last(), told.reported.desc(), told.change_id)
    counted = (
        select(
            place.label("place_id"),
            func.count().over(partition_by=place).label("changes"),
            func.max(told.last_day).over(partition_by=place).label("last"),
            told.gained_by,
            func.row_number().over(partition_by=place, order_by=latest).label("nth"),
        )
        .select_from(source)
        .where(under)
        .subquery()
    )
    rows = connection.execute(select(*counted.c).where(counted.c.nth == 1)).all()
    known = _find_actors(connection, {row.gained_by for row in rows if row.gained_by})
    return {place_id: (count, last, known.get(gained)) for place_id, count, last, gained, _ in rows}


def _find_actors(connection: Connection, names: Iterable[str]) -> dict[str, Actor]:
    """Actors by the names that changes give them: those of ids that are known, others by the words as written."""
    found = {row.id: make_actor(row.record) for row in connection.execute(select(actors))}
    return {name: found.get(name) or Actor(name, name) for name in names}


def tally_days(connection: Connection, view: View) -> list[DayTally]:
    """Reports and changes by the day the view looks at: the event's first day, or the report's."""
    days: dict[Any, list[int]] = defaultdict(lambda: [0, 0])
    counts = (
        (0, sentences, func.count(distinct(sentences.c.article_id)), sentences.c.told & told_under(view, sentences)),
        (1, changes, func.count(), changes_at(view)),
    )
    for column, table, count, under in counts:
        day = table.c.reported if view.basis == "report" else table.c.first_day
        for told, number in connection.execute(select(day, count).where(day > UNDATED, under).group_by(day)).all():
            days[told][column] = number
    return [DayTally(day, *days[day]) for day in sorted(days)]
