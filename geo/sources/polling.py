"""Feeds that are looked at again and again: the list of them, one look, and how long until the next."""

import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from geo.errors import InputError
from geo.sources.addresses import canonical_address
from geo.sources.feed import Entry, read_feed
from geo.sources.fetching import Fetched, Fetcher
from geo.sources.sitemap import read_sitemap
from geo.sources.url import find_kind

LEAST_MINUTES, MINUTES = 5.0, 15.0
_LONGEST = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed or news sitemap to look at every so many minutes; `publisher` overrides what it calls itself."""

    url: str
    publisher: str | None = None
    minutes: float = MINUTES


@dataclass(frozen=True, slots=True)
class Look:
    """What one look brought: the entries, what to ask by next time, or why it failed and how long the server asks to wait."""

    entries: tuple[Entry, ...] = ()
    etag: str | None = None
    modified: str | None = None
    failure: str | None = None
    wait: float = 0.0


def read_feed_list(path: Path) -> list[Feed]:
    """The feeds of a TOML file: tables `[[feed]]` with `url`, and where wanted `publisher` and `minutes` (at least 5).

    Raises InputError naming the file and what is wrong in it.
    """
    try:
        # Some editors mark UTF-8 at its start, which TOML has no word for.
        listed = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: not a list of feeds: {error}") from error
    tables = listed.pop("feed", None)
    if not isinstance(tables, list) or not tables or listed:
        beside = f"; there is {', '.join(map(repr, listed))[:200]} too" if listed else ""
        raise InputError(
            f"{path}: not a list of feeds: it needs tables [[feed]] with a url each, and nothing else{beside}"
        )
    feeds = [_feed(table, f"{path}, feed {number}") for number, table in enumerate(tables, 1)]
    for number, feed in enumerate(feeds, 1):
        if feed.url in [other.url for other in feeds[: number - 1]]:
            raise InputError(f"{path}, feed {number}: url {feed.url!r} is there already")
    return feeds


def _feed(table: Any, where: str) -> Feed:
    if not isinstance(table, Mapping) or (unknown := set(table) - {"url", "publisher", "minutes"}):
        told = ", ".join(map(repr, sorted(unknown))) if isinstance(table, Mapping) else repr(table)
        raise InputError(f"{where}: unknown: {told[:200]}; a feed has url, and may have publisher and minutes")
    url, publisher, minutes = table.get("url"), table.get("publisher"), table.get("minutes", MINUTES)
    if not isinstance(url, str) or canonical_address(url) is None:
        raise InputError(f"{where}: it needs a web address as url; it is {url!r}"[:300])
    if "@" in urlsplit(url).netloc:
        raise InputError(f"{where}: url names a user of {urlsplit(url).hostname}; only what is open to all is fetched")
    if publisher is not None and not isinstance(publisher, str):
        raise InputError(f"{where}: publisher is {publisher!r}, and is to be text"[:300])
    if not isinstance(minutes, int | float) or not minutes >= LEAST_MINUTES:
        raise InputError(f"{where}: minutes is {minutes!r}; a site is asked every {LEAST_MINUTES:g} minutes at most")
    return Feed(url, publisher or None, float(minutes))


def look(feed: Feed, fetcher: Fetcher, etag: str | None = None, modified: str | None = None) -> Look:
    """Look at a feed, asking only for what changed since `etag` and `modified`. What fails is told in the Look."""
    asked = {"If-None-Match": etag, "If-Modified-Since": modified}
    try:
        answer = fetcher.get(feed.url, {name: value for name, value in asked.items() if value})
        if answer.status == 304:
            return Look(etag=etag, modified=modified)
        if answer.status != 200:
            return Look(failure=f"{feed.url}: the server answers {answer.status}", wait=_asked_wait(answer))
        entries = _entries(answer, feed.url)
    except InputError as error:
        return Look(failure=str(error))
    named = (replace(e, publisher=feed.publisher or e.publisher) for e in entries)
    return Look(tuple(named), answer.headers.get("etag"), answer.headers.get("last-modified"))


def next_look(feed: Feed, failures: int, wait: float = 0.0) -> float:
    """Seconds until the next look: the feed's own, doubled for each failure in a row, never less than its server asked for.

    A tenth more or less, so that not all feeds, nor all who poll one, come at once. At most a day.
    """
    pause = min(feed.minutes * 60 * 2.0 ** min(failures, 12), _LONGEST)
    return max(pause * random.uniform(0.9, 1.1), min(wait, _LONGEST))


def _entries(answer: Fetched, url: str) -> list[Entry]:
    if find_kind(answer.body) == "sitemap":
        entries, sitemaps = read_sitemap(answer.body, url)
        if sitemaps:
            raise InputError(f"{url}: lists sitemaps and no pages; name one of them in its place, like {sitemaps[0]}")
        return entries
    return read_feed(answer.body, url, answer.url)


def _asked_wait(answer: Fetched) -> float:
    """Seconds from a Retry-After head, which is a number or a date (RFC 9110)."""
    written = answer.headers.get("retry-after", "").strip()
    if written.isdigit():
        return float(written)
    try:
        return max(0.0, (parsedate_to_datetime(written) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return 0.0
