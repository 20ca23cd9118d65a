"""What is said of each place in all: counted once, when it is stored, and kept in the same transaction.

Copies and near copies of one text are one story. So what joins a story, or leaves it, is counted by whole stories: those touched are
counted out as they stood, and in again as they stand afterwards.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, delete, distinct, func, select, text

from geo.stores.chunks import chunks
from geo.stores.conditions import flagged_ids, unordered
from geo.stores.packed import fetch_packed
from geo.stores.tables import articles, mentions, place_totals

# The one form of an upsert that both databases read. The place is no bare column, or SQLite walks the index of all mentions by place.
_COUNT = text(
    "INSERT INTO place_totals (place_id, mentions, reports, stories)"
    " SELECT coalesce(place_id, ''), :sign * count(*), :sign * count(DISTINCT article_id), :sign * count(DISTINCT story_id) FROM mentions"
    " WHERE place_id IS NOT NULL AND article_id IN (SELECT id FROM articles WHERE story_id IN :stories)"
    " GROUP BY coalesce(place_id, '') ON CONFLICT (place_id) DO UPDATE SET mentions = place_totals.mentions + excluded.mentions,"
    " reports = place_totals.reports + excluded.reports, stories = place_totals.stories + excluded.stories"
).bindparams(bindparam("stories", expanding=True))


def count_in(connection: Connection, stories: Iterable[str]) -> None:
    """Add what the reports of stories say, as they stand."""
    _count(connection, stories, 1)


def count_out(connection: Connection, stories: Iterable[str]) -> None:
    """Take off what the reports of stories say, before they change."""
    _count(connection, stories, -1)


def drop_empty(connection: Connection) -> None:
    """Forget the places that nothing is said of any more."""
    connection.execute(delete(place_totals).where(place_totals.c.mentions == 0))


def stories_of(connection: Connection, ids: Sequence[str]) -> set[str]:
    """The stories that articles belong to."""
    query = select(articles.c.story_id).where(articles.c.id.in_(bindparam("ids", expanding=True)))
    return {story for chunk in chunks(ids) for story in connection.scalars(query, {"ids": chunk})}


def total_of_places(connection: Connection, *, hide_flagged: bool) -> dict[str, tuple[int, int, int]]:
    """How many mentions, reports and stories there are of each place, by its id; without what is flagged as wrong if it is hidden."""
    columns = (place_totals.c.place_id, place_totals.c.mentions, place_totals.c.reports, place_totals.c.stories)
    totals = {i: (m, r, s) for i, m, r, s in fetch_packed(connection, select(*columns))}
    return _without_flagged(connection, totals) if hide_flagged else totals


def _without_flagged(
    connection: Connection, totals: dict[str, tuple[int, int, int]]
) -> dict[str, tuple[int, int, int]]:
    flagged = select(mentions.c.story_id).where(mentions.c.id.in_(flagged_ids(mentions))).distinct()
    for chunk in chunks(sorted(connection.scalars(flagged))):
        theirs = mentions.c.article_id.in_(select(articles.c.id).where(articles.c.story_id.in_(chunk)))
        shown = {
            row[0]: row[1:] for row in connection.execute(_tally(theirs, mentions.c.id.not_in(flagged_ids(mentions))))
        }
        for place, *counts in connection.execute(_tally(theirs)):
            left = shown.get(place, (0, 0, 0))
            m, r, s = (t - c + n for t, c, n in zip(totals[place], counts, left, strict=True))
            totals[place] = (m, r, s)
    return {place: counts for place, counts in totals.items() if counts[0]}


def _tally(*conditions: ColumnElement[bool]) -> Select[Any]:
    place, report, story = unordered(mentions.c.place_id), mentions.c.article_id, mentions.c.story_id
    counts = (func.count(), func.count(distinct(report)), func.count(distinct(story)))
    return select(place, *counts).where(mentions.c.place_id.is_not(None), *conditions).group_by(place)


def _count(connection: Connection, stories: Iterable[str], sign: int) -> None:
    for chunk in chunks(sorted(set(stories))):
        connection.execute(_COUNT, {"stories": chunk, "sign": sign})
