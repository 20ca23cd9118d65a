"""What an ingest has read to its end, so that it need not open it again; and where the polling of feeds stands."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from geo.stores.tables import feeds, journal


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A file read to its end: the SHA-256 of what it held and of how it was read, and what came of its articles."""

    digest: str
    source: str
    articles: int
    refused: int = 0
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class PolledFeed:
    """Where the polling of a feed stands: what its server gave to ask again by, and how often it failed since it last answered."""

    url: str
    etag: str | None = None
    modified: str | None = None
    failures: int = 0
    polled: datetime | None = None


def was_read(connection: Connection, digest: str) -> int | None:
    """How many articles a source with this digest had when it was read to its end; None when it was not."""
    return connection.scalar(select(journal.c.articles).where(journal.c.digest == digest))


def write_journal(connection: Connection, read: ReadSource) -> None:
    """Note a source as read to its end."""
    connection.execute(delete(journal).where(journal.c.digest == read.digest))
    row = {name: getattr(read, name) for name in ReadSource.__slots__}
    connection.execute(insert(journal), [row | {"finished": _now()}])


def read_feeds(connection: Connection) -> dict[str, PolledFeed]:
    """The feeds that were polled, by address."""
    rows = connection.execute(select(feeds))
    return {r.url: PolledFeed(r.url, r.etag, r.modified, r.failures, _aware(r.polled)) for r in rows}


def write_feed(connection: Connection, polled: PolledFeed) -> None:
    """Note where the polling of a feed stands now."""
    connection.execute(delete(feeds).where(feeds.c.url == polled.url))
    row: dict[str, Any] = {name: getattr(polled, name) for name in PolledFeed.__slots__}
    connection.execute(insert(feeds), [row | {"polled": _now()}])


def _now() -> datetime:
    """The time in UTC without its zone: the one form that both databases give back as they got it."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def _aware(stored: datetime) -> datetime:
    return stored.replace(tzinfo=UTC)
