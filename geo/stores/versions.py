"""Reports under one id: what comes later from the same place is a new version, and the older one is kept; what comes from
elsewhere is another report, and is kept beside it under an id of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from geo.records.facts import Reading
from geo.records.origins import Version, apart_id, rename_article, same_origin
from geo.records.text import Article
from geo.stores.chunks import chunks
from geo.stores.rows import digest_article
from geo.stores.tables import articles, versions

# Ids that are made of others may be taken too, by who knows how they are made: a few turns are enough to step aside.
_TURNS = 4
_KEPT = ("title", "text", "url", "publisher", "published", "date_source", "language", "origin", "digest")


def tell_apart(connection: Connection, given: Sequence[Article]) -> list[Article]:
    """The articles under the ids by which they are kept: the id of a stored report from elsewhere is not theirs."""
    told = list(given)
    for _ in range(_TURNS):
        taken = _taken(connection, told)
        if not taken:
            break
        told = [replace(a, id=apart_id(a)) if a.id in taken and _differs(taken[a.id], a) else a for a in told]
    return told


def rename_readings(connection: Connection, readings: Sequence[Reading]) -> list[Reading]:
    """Readings under the ids by which their articles are kept."""
    told = tell_apart(connection, [reading.article for reading in readings])
    return [
        rename_article(reading, {reading.article.id: kept.id}) if kept.id != reading.article.id else reading
        for reading, kept in zip(readings, told, strict=True)
    ]


def keep_versions(connection: Connection, ids: Iterable[str]) -> None:
    """Keep articles as they stand, before others come in their place."""
    now = datetime.now(UTC).replace(tzinfo=None)
    for chunk in chunks(sorted(ids)):
        rows = connection.execute(select(articles).where(articles.c.id.in_(chunk))).all()
        kept = [{"article_id": r.id, "until": now, **{name: getattr(r, name) for name in _KEPT}} for r in rows]
        if kept:
            connection.execute(insert(versions), kept)


def forget_versions(connection: Connection, ids: Iterable[str]) -> None:
    """Delete the earlier versions of articles that are deleted for good."""
    for chunk in chunks(sorted(ids)):
        connection.execute(delete(versions).where(versions.c.article_id.in_(chunk)))


def list_versions(connection: Connection, article_id: str) -> list[Version]:
    """The earlier versions of a report, the latest first."""
    query = select(versions).where(versions.c.article_id == article_id).order_by(versions.c.id.desc())
    return [_version(row) for row in connection.execute(query)]


def _version(row: Any) -> Version:
    kept = {name: getattr(row, name) for name in _KEPT if name != "digest"}
    return Version(Article(id=row.article_id, **kept), row.until.replace(tzinfo=UTC))


def _taken(connection: Connection, given: Sequence[Article]) -> dict[str, Any]:
    """The stored reports that bear ids of the articles, hold something else and are from elsewhere."""
    wanted, columns = {a.id: a for a in given}, (articles.c.id, articles.c.digest, articles.c.origin, articles.c.url)
    rows = (
        row
        for chunk in chunks(sorted(wanted))
        for row in connection.execute(select(*columns).where(articles.c.id.in_(chunk)))
    )
    return {row.id: row for row in rows if any(_differs(row, a) for a in given if a.id == row.id)}


def _differs(stored: Any, article: Article) -> bool:
    return stored.digest != digest_article(article) and not same_origin(stored.origin, stored.url, article.origin)
