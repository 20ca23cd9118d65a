"""Answers to a View in words: sentences with all that was read in them, for the panel beside the map."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, Text, cast, func, select

from geo.records.facts import ControlChange, StatedDistance
from geo.records.places import Place, PlaceMention
from geo.records.reading_json import from_json
from geo.records.text import Sentence
from geo.records.views import ReportedChange, ReportedDistance, ReportedSentence, View
from geo.stores.conditions import standing, told_under
from geo.stores.rows import AREA_OF, candidate_ids, make_article, make_mention, make_place
from geo.stores.tables import (
    articles,
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
    page = _latest_at(view, limit, offset) if view.place else _latest(view).limit(limit).offset(offset)
    rows = connection.execute(page).all()
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


def _latest_at(view: View, limit: int, offset: int) -> Select[Any]:
    """Sentences that name the view's place, found in the index of its mentions, which has them in this order."""
    order = (mentions.c.reported.desc(), mentions.c.article_id, mentions.c.position)
    keys = select(mentions.c.reported, mentions.c.article_id, mentions.c.position).distinct()
    keys = keys.where(mentions.c.place_id == view.place, standing(view, mentions))
    if (elsewhere := replace(view, place=None)) != View(flagged=view.flagged):
        there = (sentences.c.article_id == mentions.c.article_id) & (sentences.c.position == mentions.c.position)
        keys = keys.join(sentences, there).where(told_under(elsewhere, sentences))
    page = keys.order_by(*order).limit(limit).offset(offset).subquery()
    here = (sentences.c.article_id == page.c.article_id) & (sentences.c.position == page.c.position)
    return (
        select(*REPORT, *SENTENCE)
        .select_from(page)
        .join(sentences, here)
        .join(articles, articles.c.id == page.c.article_id)
        .order_by(page.c.reported.desc(), page.c.article_id, page.c.position)
    )


def count_areas(connection: Connection) -> int:
    """How many rows of mentions tell the area of the mention before them: only places that can be one are looked at."""
    able = places.c.kind.in_(("derived", "region", "area"))
    told = mentions.c.record[AREA_OF].as_string().is_not(None)
    query = (
        select(func.count()).select_from(mentions.join(places, places.c.id == mentions.c.place_id)).where(able, told)
    )
    return connection.scalar(query) or 0


def _in_sentences(
    connection: Connection, view: View, table: Table, keys: list[tuple[str, int]], *also: ColumnElement[Any]
) -> Iterator[tuple[Any, ...]]:
    """What was read in sentences given by article and position: the sentence, the record and `also`, in the order of reading.

    Records come as text, and are taken apart only in the sentences wanted: an article holds many others.
    """
    ids, positions, wanted = {i for i, _ in keys}, {n for _, n in keys}, set(keys)
    near = select(table.c.article_id, table.c.position, cast(table.c.record, Text), *also)
    near = near.where(table.c.article_id.in_(ids), table.c.position.in_(positions), standing(view, table))
    for article, position, record, *others in connection.execute(near.order_by(table.c.id)):
        if (article, position) in wanted:
            yield (article, position), json.loads(record), *others


def _mentions_of(
    connection: Connection, view: View, keys: list[tuple[str, int]]
) -> dict[tuple[str, int], list[PlaceMention]]:
    read = _in_sentences(connection, view, mentions, keys, mentions.c.place_id)
    rows = [row for row in read if AREA_OF not in row[1]]
    wanted = {i for _, record, _ in rows for i in candidate_ids(record)} | {place for _, _, place in rows if place}
    known: dict[str, Place] = {
        p.id: make_place(p) for p in connection.execute(select(places).where(places.c.id.in_(wanted)))
    }
    found: dict[tuple[str, int], list[PlaceMention]] = defaultdict(list)
    for key, record, place in rows:
        found[key].append(make_mention(record, known.get(place), known))
    return found


def _facts_of(
    connection: Connection, view: View, table: Table, kind: type, keys: list[tuple[str, int]]
) -> dict[tuple[str, int], list[Any]]:
    found: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for key, record in _in_sentences(connection, view, table, keys):
        found[key].append(from_json(kind, record))
    return found
