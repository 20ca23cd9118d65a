"""`watch`: polls feeds and stores what is new, for a machine that hosts the dashboard."""

import hashlib
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from geo.commands.console import say, told_in_one_line
from geo.commands.events import log_event
from geo.commands.ingest import StoreOption
from geo.commands.taking_articles import date_article, make_readable, why_unread
from geo.errors import DatelineError, InputError
from geo.records.text import Article
from geo.sources.feed import Entry
from geo.sources.fetching import Fetcher, UnreachableError
from geo.sources.polling import Feed, look, next_look, read_feed_list
from geo.sources.robots import PAUSE, PoliteFetcher
from geo.sources.url import MOST_PAGES, is_own, read_entry
from geo.stores import open_store
from geo.stores.journal import PolledFeed, ReadSource
from geo.stores.sql import SqlStore
from geo.workers.batches import Outcome, read_batch

if TYPE_CHECKING:
    from geo.workers.batches import Reads

# The longest sleep in one go: a stop is heeded within it, and a clock that was set does no harm.
_NAP = 5.0
# After so many pages in a row that a host does not answer it is left in peace until the next look.
_MISSES = 3


@told_in_one_line
def watch(
    feeds: Annotated[
        Path, typer.Argument(help="A TOML file with tables [[feed]]: url, and publisher and minutes if wanted.")
    ],
    store: StoreOption = None,
    once: Annotated[bool, typer.Option("--once", help="Look at each feed once and stop.")] = False,
) -> None:
    """Look at feeds and news sitemaps again and again, politely, and read their new reports into the store."""
    from geo.pipeline import Reader

    listed, watcher = read_feed_list(feeds), Watcher(open_store(store), Reader(), Fetcher())
    due = {feed.url: 0.0 for feed in listed}
    while True:
        for feed in listed:
            if due[feed.url] <= time.monotonic():
                due[feed.url] = time.monotonic() + watcher.visit_whatever_comes(feed)
        if once:
            return
        time.sleep(min(_NAP, max(0.1, min(due.values()) - time.monotonic())))


@dataclass(slots=True)
class Watcher:
    """Looks at feeds and stores their new reports; what it looked at stands in the store, so that a restart repeats nothing."""

    store: SqlStore
    reader: "Reads"
    fetcher: Fetcher
    pause: float = PAUSE
    polite: PoliteFetcher = field(init=False)

    def __post_init__(self) -> None:
        """Keep one polite fetcher: it knows what each site asks and when it was last visited."""
        self.polite = PoliteFetcher(self.fetcher, self.pause)

    def visit_whatever_comes(self, feed: Feed) -> float:
        """Visit a feed; a fault of ours over what it brings is told, and keeps no other feed from being looked at."""
        try:
            return self.visit(feed)
        except DatelineError:
            raise
        except Exception as error:
            before = self.store.feeds().get(feed.url, PolledFeed(feed.url))
            return self._fail(before, f"{feed.url}: cannot be read: {type(error).__name__}: {error}"[:300], feed)

    def _fail(self, before: PolledFeed, failure: str, feed: Feed, wait: float = 0.0) -> float:
        self.store.write_feed(replace(before, failures=before.failures + 1))
        say(f"dateline: {failure}")
        log_event("feed failed", feed=feed.url, failures=before.failures + 1)
        return next_look(feed, before.failures + 1, wait)

    def visit(self, feed: Feed) -> float:
        """Look at a feed once and store what is new in it. Seconds until it is to be looked at again."""
        before = self.store.feeds().get(feed.url, PolledFeed(feed.url))
        seen = look(feed, self.fetcher, before.etag, before.modified)
        if seen.failure:
            return self._fail(before, seen.failure, feed, seen.wait)
        fresh = [entry for entry in seen.entries if self.store.was_read(_digest(feed, entry)) is None]
        whole = self._store_entries(feed, fresh[:MOST_PAGES]) and len(fresh) <= MOST_PAGES
        # Asked again by these, the server would say that nothing changed, and what could not be had now were lost.
        self.store.write_feed(PolledFeed(feed.url, seen.etag if whole else None, seen.modified if whole else None))
        return next_look(feed, 0)

    def _store_entries(self, feed: Feed, entries: list[Entry]) -> bool:
        stored, whole, misses = 0, True, Counter[str]()
        for number, entry in enumerate(entries, 1):
            host = urlsplit(entry.url or "").netloc
            if misses[host] == _MISSES:
                whole = False
                continue
            try:
                stored += self._store_entry(feed, entry, f"{feed.url}, entry {number}")
                misses[host] = 0
            except UnreachableError as error:
                say(f"dateline: {error}")
                whole = False
                misses[host] += 1
        if not log_event("feed visited", feed=feed.url, entries=len(entries), stored=stored) and entries:
            say(f"{feed.url}: of {len(entries)} new entries {stored} were stored as reports")
        return whole

    def _store_entry(self, feed: Feed, entry: Entry, where: str) -> int:
        """Read an entry and store it; one that holds no report is noted too, so that it is not fetched again. How many were new."""
        refused, added = 0, 0
        try:
            article = read_entry(entry, feed.url, where, self.polite)
            named = replace(article, publisher=feed.publisher or article.publisher)
            articles = tuple(self.store.tell_apart(list(_readable(named))))
            outcome = read_batch(self.reader, articles) if articles else Outcome()
            added = self.store.add(outcome.readings).new if articles else 0
        except UnreachableError:
            raise
        except InputError as error:
            say(f"dateline: {error}")
            refused = 1
        else:
            refused = len(outcome.failed)
            for title, why in outcome.failed:
                say(f"dateline: {entry.url or where}: “{title}” could not be read: {why}")
        self.store.write_journal(ReadSource(_digest(feed, entry), entry.url or where, added, refused))
        return added


def _readable(article: Article) -> Iterator[Article]:
    try:
        readable, language = make_readable(article)
    except InputError as error:
        say(f"dateline: {article.url or article.title}: {error}")
        return
    if readable is not None:
        yield date_article(readable)
    elif not log_event("left out", url=article.url, language=language):
        say(f"{article.url or article.title}: left out ({language}), {why_unread([language])}")


def _digest(feed: Feed, entry: Entry) -> str:
    """What stands for an entry in the journal: its address, or its text where it has none; of a page of another site the feed too.

    So no feed's word on a page of another's keeps that one's own word on it from being read.
    """
    said = f"entry\0{entry.url or entry.text}" if is_own(entry, feed.url) else f"entry of {feed.url}\0{entry.url}"
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
