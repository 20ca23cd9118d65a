"""Taking articles out again: at a publisher's request, for good, or because they are old."""

from datetime import UTC, date, datetime

from sqlalchemy import Connection, delete, insert, select

from geo.records.text import make_article_id
from geo.stores.chunks import chunks
from geo.stores.flags import forget_flags
from geo.stores.stories import drop_keys, rename_headless
from geo.stores.tables import articles, withdrawn
from geo.stores.totals import count_in, count_out, drop_empty, stories_of
from geo.stores.versions import forget_versions


def remove_articles(connection: Connection, ids: list[str]) -> int:
    """Delete articles with all they carry: sentences, mentions, facts, keys. How many there were."""
    gone = 0
    for chunk in chunks(sorted(ids)):
        stories = stories_of(connection, chunk)
        count_out(connection, stories)
        drop_keys(connection, chunk)
        gone += connection.execute(delete(articles).where(articles.c.id.in_(chunk))).rowcount
        count_in(connection, stories - set(chunk) | rename_headless(connection, chunk))
    if gone:
        drop_empty(connection)
    return gone


def withdraw(connection: Connection, named: list[str]) -> int:
    """Delete articles named by id or web address, and keep them from coming back. How many were there.

    What is not stored yet is kept out all the same.
    """
    ids = set(named) | {make_article_id(name, "") for name in named if "://" in name}
    for chunk in chunks(sorted(named)):
        ids |= set(connection.scalars(select(articles.c.id).where(articles.c.url.in_(chunk))))
    # Its other reports have ids of their own and stay; its earlier versions go with it.
    forget_versions(connection, ids)
    known = withdrawn_among(connection, sorted(ids))
    rows = [{"article_id": i, "since": datetime.now(UTC).replace(tzinfo=None)} for i in sorted(ids - known)]
    if rows:
        connection.execute(insert(withdrawn), rows)
    forget_flags(connection, sorted(ids))
    return remove_articles(connection, sorted(ids))


def withdrawn_among(connection: Connection, ids: list[str]) -> set[str]:
    """Those of the ids that were withdrawn and may not come back."""
    found: set[str] = set()
    for chunk in chunks(ids):
        found |= set(connection.scalars(select(withdrawn.c.article_id).where(withdrawn.c.article_id.in_(chunk))))
    return found


def published_before(connection: Connection, day: date) -> list[str]:
    """The ids of the articles published before a day; undated ones stay."""
    return list(connection.scalars(select(articles.c.id).where(articles.c.published < day)))


def published_by(connection: Connection, publisher: str) -> list[str]:
    """The ids of the articles of a publisher."""
    return list(connection.scalars(select(articles.c.id).where(articles.c.publisher == publisher)))
