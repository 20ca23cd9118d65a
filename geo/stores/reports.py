"""The reports behind what is told under a view: how many, which, and one of them whole."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Connection, distinct, func, select

from geo.records.text import Article
from geo.records.views import ReportTally, View
from geo.stores.conditions import changes_at, told_under
from geo.stores.rows import make_article
from geo.stores.tables import articles, changes, sentences

_COLUMNS = (
    articles.c.id.label("article_id"), articles.c.title, articles.c.url, articles.c.publisher, articles.c.published,
    articles.c.date_source, articles.c.language, articles.c.story_id,
)  # fmt: skip


def count_told(connection: Connection, view: View) -> tuple[int, int]:
    """How many reports tell something under a view, and how many changes of control they tell, undated ones too."""
    reports = select(func.count(distinct(sentences.c.article_id))).where(sentences.c.told, told_under(view, sentences))
    told = select(func.count()).select_from(changes).where(changes_at(view))
    return connection.scalar(reports) or 0, connection.scalar(told) or 0


def list_reports(connection: Connection, view: View, limit: int, offset: int) -> Sequence[ReportTally]:
    """The reports that tell something under a view, latest first, undated ones last."""
    told = func.count().label("told")
    rows = connection.execute(
        select(*_COLUMNS, told)
        .join(sentences, sentences.c.article_id == articles.c.id)
        .where(sentences.c.told, told_under(view, sentences))
        .group_by(articles.c.id)
        .order_by(articles.c.published.desc().nulls_last(), articles.c.id)
        .limit(limit)
        .offset(offset)
    )
    return [ReportTally(make_article(row), row.told, row.story_id) for row in rows]


def read_article(connection: Connection, article_id: str) -> Article | None:
    """A report with its text."""
    columns = (*_COLUMNS, articles.c.text, articles.c.origin)
    row = connection.execute(select(*columns).where(articles.c.id == article_id)).first()
    return replace(make_article(row), text=row.text, origin=row.origin) if row else None
