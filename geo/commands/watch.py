"""`watch`: polls feeds and stores what is new, for a machine that hosts the dashboard."""

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geo.commands.console import say, told_in_one_line
from geo.commands.events import log_event
from geo.commands.ingest import StoreOption
from geo.commands.taking_articles import date_article
from geo.errors import InputError
from geo.records.text import Article
from geo.sources.feed import Entry
from geo.sources.fetching import Fetcher, UnreachableError
from geo.sources.language import can_be_read, find_language
from geo.sources.polling import Feed, look, next_look, read_feed_list
from geo.sources.robots import PAUSE, PoliteFetcher
from geo.sources.url import MOST_PAGES, read_entry
from geo.stores import open_store
from geo.stores.journal import PolledFeed, ReadSource
from geo.stores.sql import SqlStore
from geo.workers.batches import read_batch

if TYPE_CHECKING:
    from geo.workers.batches import Reads

# The longest sleep in one go: a stop is heeded within it, and a clock that was set does no harm.
_NAP = 5.0


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
                due[feed.url] = time.monotonic() + watcher.visit(feed)
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

    def visit(self, feed: Feed) -> float:
        """Look at a feed once and store what is new in it. Seconds until it is to be looked at again."""
        before = self.store.feeds().get(feed.url, PolledFeed(feed.url))
        seen = look(feed, self.fetcher, before.etag, before.modified)
        if seen.failure:
            self.store.write_feed(PolledFeed(feed.url, before.etag, before.modified, before.failures + 1))
            say(f"dateline: {seen.failure}")
            log_event("feed failed", feed=feed.url, failures=before.failures + 1)
            return next_look(feed, before.failures + 1, seen.wait)
        whole = self._store_entries(feed, [entry for entry in seen.entries if self._is_new(entry)][:MOST_PAGES])
        # Asked again by these, the server would say that nothing changed, and what could not be had now were lost.
        self.store.write_feed(PolledFeed(feed.url, seen.etag if whole else None, seen.modified if whole else None))
        return next_look(feed, 0)

    def _store_entries(self, feed: Feed, entries: list[Entry]) -> bool:
        stored, whole = 0, True
        for number, entry in enumerate(entries, 1):
            try:
                stored += self._store_entry(entry, f"{feed.url}, entry {number}")
            except UnreachableError as error:
                say(f"dateline: {error}")
                whole = False
        log_event("feed visited", feed=feed.url, entries=len(entries), stored=stored)
        return whole

    def _store_entry(self, entry: Entry, where: str) -> int:
        """Read an entry and store it; one that holds no report is noted too, so that it is not fetched again. How many were new."""
        refused, added = 0, 0
        try:
            articles = tuple(_readable(read_entry(entry, where, self.polite)))
            outcome = read_batch(self.reader, articles) if articles else None
            added = self.store.add(outcome.readings).new if outcome else 0
        except UnreachableError:
            raise
        except InputError as error:
            say(f"dateline: {error}")
            refused = 1
        self.store.write_journal(ReadSource(_digest(entry), entry.url or where, added, refused))
        return added

    def _is_new(self, entry: Entry) -> bool:
        return self.store.was_read(_digest(entry)) is None


def _readable(article: Article) -> Iterator[Article]:
    if can_be_read(find_language(article)):
        yield date_article(article)
    else:
        log_event("left out", url=article.url, language=find_language(article))


def _digest(entry: Entry) -> str:
    """What stands for an entry in the journal: its address, or its text where it has none."""
    return hashlib.sha256(f"entry\0{entry.url or entry.text}".encode("utf-8", "surrogatepass")).hexdigest()
