"""Answers to a View in words: changes and distances with the sentences they stand in."""

from typing import Any

from sqlalchemy import Connection, func, select

from geo.records.facts import ControlChange, StatedDistance
from geo.records.reading_json import from_json
from geo.records.views import ReportedChange, ReportedDistance
from geo.stores.pages import make_sentence
from geo.stores.rows import AREA_OF, make_article
from geo.stores.tables import mentions, places


def make_change(row: Any) -> ReportedChange:
    """A row of a change joined to its report and sentence."""
    return ReportedChange(
        row.fact_id, from_json(ControlChange, row.record), make_article(row), make_sentence(row), row.sentence_text
    )


def make_distance(row: Any) -> ReportedDistance:
    """A row of a stated distance joined to its report and sentence."""
    return ReportedDistance(
        row.fact_id, from_json(StatedDistance, row.record), make_article(row), make_sentence(row), row.sentence_text
    )


def count_areas(connection: Connection) -> int:
    """How many rows of mentions tell the area of the mention before them: only places that can be one are looked at."""
    able = places.c.kind.in_(("derived", "region", "area"))
    told = mentions.c.record[AREA_OF].as_string().is_not(None)
    query = select(func.count()).where(mentions.c.place_id.in_(select(places.c.id).where(able)), told)
    return connection.scalar(query) or 0
