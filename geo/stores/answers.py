"""Answers to a View: the queries that the map and its panel are drawn from."""

from collections import defaultdict
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, FromClause, Select, Table, distinct, func, select

from geo.records.actors import Actor
from geo.records.facts import ControlChange, StatedDistance
from geo.records.places import Place, PlaceMention
from geo.records.reading_json import from_json
from geo.records.text import Sentence
from geo.records.views import DayTally, PlaceTally, ReportedChange, ReportedDistance, ReportedSentence, View
from geo.stores.conditions import changes_at, needs_articles, standing, told_under
from geo.stores.rows import AREA_OF, candidate_ids, make_actor, make_article, make_mention, make_place
from geo.stores.tables import (
    UNDATED,
    actors,
    articles,
    change_actors,
    change_places,
    changes,
    distances,
    mentions,
    places,
    sentences,
)

REPORT = (
    articles.c.id.label("article_id"), articles.c.title, articles.c.url, articles.c.publisher, articles.c.published,
    articles.c.date_source, articles.c.language, articles.c.story_id,
)  # fmt: skip
SENTENCE = (
    sentences.c.position, sentences.c.start.label("sentence_start"), sentences.c.end.label("sentence_end"),
    sentences.c.text.label("sentence_text"),
)  # fmt: skip

# The changes after which somebody else holds the place, and the statuses that say it came to pass.
_GAINS = ("seize", "regain", "transfer")
_HAPPENED = ("completed", "ongoing", "started")


def tally_places(connection: Connection, view: View) -> list[PlaceTally]:
    """Places with their counts and the actor last said to have gained them, most mentioned first."""
    place = _unordered(mentions.c.place_id)
    counted = (
        select(
            place.label("place_id"),
            func.count().label("mentions"),
            func.count(distinct(mentions.c.article_id)).label("reports"),
            func.count(distinct(mentions.c.story_id)).label("stories"),
        )
        .select_from(_with_articles(view, mentions))
        .where(told_under(view, mentions))
        .group_by(place)
        .subquery()
    )
    rows = connection.execute(
        select(places, counted.c.mentions, counted.c.reports, counted.c.stories).join(
            counted, counted.c.place_id == places.c.id
        )
    )
    changed, gained = _count_changes(connection, view), _last_gains(connection, view)
    tallies = [_tally(row, changed, gained) for row in rows]
    return sorted(tallies, key=lambda t: (-t.mentions, t.place.id))


def _unordered(column: Any) -> Any:
    """A column to group by that no index gives in order: else SQLite walks all of that index, and not the days asked for.

    Unresolved mentions become "", which no place is called.
    """
    return func.coalesce(column, "")


def _with_articles(view: View, table: Table) -> FromClause:
    return table.join(articles, articles.c.id == table.c.article_id) if needs_articles(view, table) else table


def _tally(row: Any, changed: dict[str, tuple[int, Any]], gained: dict[str, Actor | None]) -> PlaceTally:
    changes_there, last = changed.get(row.id, (0, None))
    return PlaceTally(make_place(row), row.mentions, row.reports, changes_there, gained.get(row.id), last, row.stories)


def _count_changes(connection: Connection, view: View) -> dict[str, tuple[int, Any]]:
    place = _unordered(change_places.c.place_id)
    query = (
        select(place.label("place_id"), func.count().label("changes"), func.max(changes.c.last_day).label("last"))
        .select_from(_with_articles(view, changes))
        .join(change_places, change_places.c.change_id == changes.c.id)
        .where(changes_at(view))
        .group_by(place)
    )
    return {row.place_id: (row.changes, row.last) for row in connection.execute(query)}


def _last_gains(connection: Connection, view: View) -> dict[str, Actor | None]:
    order = (changes.c.last_day.desc().nulls_last(), articles.c.published.desc().nulls_last(), changes.c.id)
    nth = func.row_number().over(partition_by=change_places.c.place_id, order_by=order)
    ranked = (
        select(change_places.c.place_id, change_actors.c.actor, nth.label("nth"))
        .join(changes, changes.c.id == change_places.c.change_id)
        .join(articles, articles.c.id == changes.c.article_id)
        .join(change_actors, (change_actors.c.change_id == changes.c.id) & (change_actors.c.role == "gained_by"))
        .where(changes.c.kind.in_(_GAINS), changes.c.status.in_(_HAPPENED), changes_at(view))
        .subquery()
    )
    query = select(ranked.c.place_id, ranked.c.actor, actors.c.record).outerjoin(actors, actors.c.id == ranked.c.actor)
    rows = connection.execute(query.where(ranked.c.nth == 1))
    return {r.place_id: make_actor(r.record) if r.record else Actor(r.actor, r.actor) for r in rows}


def tally_days(connection: Connection, view: View) -> list[DayTally]:
    """Reports and changes by the day the view looks at: the event's first day, or the report's."""
    days: dict[Any, list[int]] = defaultdict(lambda: [0, 0])
    report = view.basis == "report"
    for column, table in ((0, sentences), (1, changes)):
        day = (table.c.reported if table is sentences else articles.c.published) if report else table.c.first_day
        what = func.count(distinct(table.c.article_id)) if table is sentences else func.count()
        where = told_under(view, sentences) & sentences.c.told if table is sentences else changes_at(view)
        query = select(day.label("day"), what.label("n")).select_from(_with_articles(view, table))
        for row in connection.execute(query.where(day > UNDATED, where).group_by(day)):
            days[row.day][column] = row.n
    return [DayTally(day, *days[day]) for day in sorted(days)]


def make_change(row: Any) -> ReportedChange:
    """A row of a change joined to its report and sentence."""
    return ReportedChange(
        row.fact_id, from_json(ControlChange, row.record), make_article(row), _sentence(row), row.sentence_text
    )


def make_distance(row: Any) -> ReportedDistance:
    """A row of a stated distance joined to its report and sentence."""
    return ReportedDistance(
        row.fact_id, from_json(StatedDistance, row.record), make_article(row), _sentence(row), row.sentence_text
    )


def _sentence(row: Any) -> Sentence:
    return Sentence(row.article_id, row.position, row.sentence_start, row.sentence_end)


def list_sentences(connection: Connection, view: View, limit: int, offset: int) -> list[ReportedSentence]:
    """Sentences with everything read in them: three queries for the page, whatever its length."""
    page = _latest_at(view) if view.place else _latest(view)
    rows = connection.execute(page.limit(limit).offset(offset)).all()
    keys = [(row.article_id, row.position) for row in rows]
    named = _mentions_of(connection, view, keys)
    changed = _facts_of(connection, view, changes, ControlChange, keys)
    stated = _facts_of(connection, view, distances, StatedDistance, keys)
    return [
        ReportedSentence(
            make_article(row),
            _sentence(row),
            row.sentence_text,
            tuple(named[k]),
            tuple(changed[k]),
            tuple(stated[k]),
            row.story_id,
        )
        for row, k in zip(rows, keys, strict=True)
    ]


def _latest(view: View) -> Select[Any]:
    return (
        select(*REPORT, *SENTENCE)
        .select_from(sentences)
        .join(articles, articles.c.id == sentences.c.article_id)
        .where(sentences.c.told, told_under(view, sentences))
        .order_by(sentences.c.reported.desc(), sentences.c.article_id, sentences.c.position)
    )


def _latest_at(view: View) -> Select[Any]:
    """Sentences that name the view's place, from the index of its mentions, which has them in this order."""
    same = mentions.alias()
    first = (
        select(func.min(same.c.id))
        .where(same.c.article_id == mentions.c.article_id, same.c.position == mentions.c.position)
        .where(same.c.place_id == mentions.c.place_id, standing(view, same))
        .scalar_subquery()
    )
    here = (sentences.c.article_id == mentions.c.article_id) & (sentences.c.position == mentions.c.position)
    return (
        select(*REPORT, *SENTENCE)
        .select_from(mentions)
        .join(sentences, here)
        .join(articles, articles.c.id == mentions.c.article_id)
        .where(mentions.c.place_id == view.place, mentions.c.id == first)
        .where(told_under(replace(view, place=None), sentences))
        .order_by(mentions.c.reported.desc(), mentions.c.article_id, mentions.c.position)
    )


def _in_sentences(connection: Connection, view: View, table: Table, keys: list[tuple[str, int]]) -> list[Any]:
    """The rows of a table that stand in sentences given by article and position, in the order in which they were read."""
    ids, positions, wanted = {i for i, _ in keys}, {n for _, n in keys}, set(keys)
    near = select(table).where(table.c.article_id.in_(ids), table.c.position.in_(positions), standing(view, table))
    near = near.order_by(table.c.id)
    return [row for row in connection.execute(near) if (row.article_id, row.position) in wanted]


def _mentions_of(
    connection: Connection, view: View, keys: list[tuple[str, int]]
) -> dict[tuple[str, int], list[PlaceMention]]:
    rows = [row for row in _in_sentences(connection, view, mentions, keys) if AREA_OF not in row.record]
    wanted = {i for row in rows for i in candidate_ids(row.record)} | {row.place_id for row in rows if row.place_id}
    known: dict[str, Place] = {
        p.id: make_place(p) for p in connection.execute(select(places).where(places.c.id.in_(wanted)))
    }
    found: dict[tuple[str, int], list[PlaceMention]] = defaultdict(list)
    for row in rows:
        found[row.article_id, row.position].append(make_mention(row.record, known.get(row.place_id), known))
    return found


def _facts_of(
    connection: Connection, view: View, table: Table, kind: type, keys: list[tuple[str, int]]
) -> dict[tuple[str, int], list[Any]]:
    found: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for row in _in_sentences(connection, view, table, keys):
        found[row.article_id, row.position].append(from_json(kind, row.record))
    return found
