"""A page of sentences with all that was read in them: one query for the page, and one for the places nobody has asked for yet, whatever its length.

What was read in a sentence comes packed in its row, as text that is taken apart here: a row each would be three more queries,
and most of a click's time. Queries are built once a view: that takes longer than SQLite takes to answer them.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    ScalarSelect,
    Select,
    Subquery,
    Table,
    Text,
    bindparam,
    cast,
    func,
    select,
)

from geo.records.facts import ControlChange, StatedDistance
from geo.records.places import Place, PlaceMention
from geo.records.reading_json import from_json
from geo.records.text import Sentence
from geo.records.views import ReportedSentence, View
from geo.stores.conditions import standing, told_under
from geo.stores.known_places import TURN, KnownPlaces
from geo.stores.rows import AREA_OF, candidate_ids, make_article, make_mention
from geo.stores.tables import articles, changes, distances, mentions, sentences

REPORT = (
    articles.c.id.label("article_id"), articles.c.title, articles.c.url, articles.c.publisher, articles.c.published,
    articles.c.date_source, articles.c.language, articles.c.story_id,
)  # fmt: skip
SENTENCE = (
    sentences.c.position, sentences.c.start.label("sentence_start"), sentences.c.end.label("sentence_end"),
    sentences.c.text.label("sentence_text"),
)  # fmt: skip
# Between the things read in a sentence, and between a mention's place and its record: neither stands in JSON.
_NEXT, _THEN = "\x1e", "\x1f"


def list_sentences(
    connection: Connection, view: View, limit: int, offset: int, known: KnownPlaces
) -> list[ReportedSentence]:
    """Sentences under a view with everything read in them, latest report first."""
    of_any_place = replace(view, place=None)
    page = _page_at(of_any_place) if view.place else _page(of_any_place)
    given = {"place": view.place} if view.place else {}
    rows = connection.execute(page, {**given, "limit": limit, "offset": offset}).all()
    named = [list(_mentions(row.named)) for row in rows]
    ids = {i for found in named for place, record in found for i in _ids(place, record)}
    there = known.find(connection, ids, rows[0].turn) if rows else {}
    return [_reported(row, found, there) for row, found in zip(rows, named, strict=True)]


def make_sentence(row: Any) -> Sentence:
    """A row that carries a sentence's columns as a Sentence."""
    return Sentence(row.article_id, row.position, row.sentence_start, row.sentence_end)


@lru_cache(maxsize=256)
def _page(view: View) -> Select[Any]:
    """The latest sentences under a view."""
    keys = select(sentences.c.reported, sentences.c.article_id, sentences.c.position)
    return _filled(keys.where(sentences.c.told, told_under(view, sentences)), view, sentences)


@lru_cache(maxsize=256)
def _page_at(view: View) -> Select[Any]:
    """The latest sentences under a view that name a place, found in the index of its mentions, which has them in this order."""
    keys = select(mentions.c.reported, mentions.c.article_id, mentions.c.position).distinct()
    keys = keys.where(mentions.c.place_id == bindparam("place"), standing(view, mentions))
    if view != View(flagged=view.flagged):
        there = (sentences.c.article_id == mentions.c.article_id) & (sentences.c.position == mentions.c.position)
        keys = keys.join(sentences, there).where(told_under(view, sentences))
    return _filled(keys, view, mentions)


def _filled(keys: Select[Any], view: View, table: Table) -> Select[Any]:
    """A page of the keys of sentences, latest first, with the sentences and what was read in them."""
    ordered = keys.order_by(table.c.reported.desc(), table.c.article_id, table.c.position)
    page = ordered.limit(bindparam("limit")).offset(bindparam("offset")).subquery()
    here = (sentences.c.article_id == page.c.article_id) & (sentences.c.position == page.c.position)
    place = func.coalesce(mentions.c.place_id, "") + _THEN + cast(mentions.c.record, Text)
    read = (
        _packed(page, mentions, place, standing(view, mentions)).label("named"),
        _packed(page, changes, cast(changes.c.record, Text), sentences.c.changing, standing(view, changes)).label(
            "changed"
        ),
        _packed(page, distances, cast(distances.c.record, Text), standing(view, distances)).label("stated"),
    )
    return (
        select(*REPORT, *SENTENCE, *read, TURN)
        .select_from(page)
        .join(sentences, here)
        .join(articles, articles.c.id == page.c.article_id)
        .order_by(page.c.reported.desc(), page.c.article_id, page.c.position)
    )


def _packed(
    page: Subquery, table: Table, record: ColumnElement[str], *conditions: ColumnElement[bool]
) -> ScalarSelect[Any]:
    """What a table has of a sentence on the page, in the order of reading, as one text."""
    here = (table.c.article_id == page.c.article_id, table.c.position == page.c.position, *conditions)
    near = select(record.label("record")).where(*here).order_by(table.c.id).correlate_except(table).subquery()
    return select(func.aggregate_strings(near.c.record, _NEXT)).select_from(near).scalar_subquery()


def _mentions(packed: str | None) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for item in packed.split(_NEXT) if packed else ():
        place, _, record = item.partition(_THEN)
        plain = json.loads(record)
        if AREA_OF not in plain:
            yield place, plain


def _facts(packed: str | None, kind: type) -> tuple[Any, ...]:
    return tuple(from_json(kind, json.loads(record)) for record in packed.split(_NEXT)) if packed else ()


def _ids(place: str, record: Mapping[str, Any]) -> Iterator[str]:
    if place:
        yield place
    yield from candidate_ids(dict(record))


def _reported(row: Any, named: list[tuple[str, Mapping[str, Any]]], known: Mapping[str, Place]) -> ReportedSentence:
    found: tuple[PlaceMention, ...] = tuple(make_mention(dict(r), known.get(place), known) for place, r in named)
    changed, stated = _facts(row.changed, ControlChange), _facts(row.stated, StatedDistance)
    return ReportedSentence(
        make_article(row), make_sentence(row), row.sentence_text, found, changed, stated, row.story_id
    )
