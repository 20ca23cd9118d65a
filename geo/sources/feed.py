"""RSS and Atom: the entries of a feed, and those that carry their text as articles."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from geo.errors import InputError
from geo.records.text import Article
from geo.sources.addresses import canonical_address
from geo.sources.article_fields import Refuse, make_article, stop_at
from geo.sources.html import MOST_BYTES, text_of
from geo.sources.page_dates import is_plausible
from geo.sources.reading_files import opened


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed or sitemap: where its page is, and what the list itself says of it.

    `text` may be a teaser; `changed` is the day of the last change, which orders pages and dates none.
    """

    url: str | None
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    text: str = ""
    changed: date | None = None


def read_feed_file(path: Path, refuse: Refuse = stop_at) -> Iterator[Article]:
    """The articles of a saved feed, as far as it carries their text; nothing is fetched."""
    with opened(path) as file:
        data = file.read(MOST_BYTES + 1)
    for number, entry in enumerate(read_feed(data, str(path)), 1):
        try:
            article = entry_article(entry, f"{path}, entry {number}")
        except InputError as error:
            refuse(error)
        else:
            yield article


def read_feed(data: bytes, where: str, url: str | None = None) -> list[Entry]:
    """The entries of a feed that came from `url`. Raises InputError, naming `where`, when it is none."""
    import feedparser

    if len(data) > MOST_BYTES:
        raise InputError(f"{where}: the feed is larger than {MOST_BYTES:,} bytes")
    if data.lstrip()[:200].lower().find(b"<urlset") >= 0 or b"<sitemapindex" in data[:1000]:
        raise InputError(
            f"{where}: a sitemap lists addresses and carries no text; give its web address to have them fetched"
        )
    # Never a string: feedparser would take it for a path or an address and open that.
    try:
        parsed = feedparser.parse(io.BytesIO(data))
    except (ValueError, LookupError) as error:
        raise InputError(f"{where}: not a feed (RSS or Atom) that can be read: {error}") from error
    if not parsed.get("version") or (parsed.bozo and not parsed.entries):
        raise InputError(f"{where}: not a feed (RSS or Atom)")
    publisher = text_of(parsed.feed.get("title") or "", where) or None
    return [_entry(entry, publisher, url, where) for entry in parsed.entries]


def entry_article(entry: Entry, where: str) -> Article:
    """An entry's own text as an article. Raises InputError where it carries none."""
    if not entry.text:
        raise InputError(f"{where}: carries no text; give the feed's web address to have its pages fetched")
    fields = {
        "text": entry.text,
        "title": entry.title,
        "url": entry.url,
        "publisher": entry.publisher,
        "published": entry.published.isoformat() if entry.published else None,
    }
    return make_article(fields, where, "feed")


def _entry(entry: Any, publisher: str | None, base: str | None, where: str) -> Entry:
    written = [part.get("value") or "" for part in entry.get("content") or ()]
    markup = max([*written, entry.get("summary") or ""], key=len)
    told = entry.get("published_parsed") or entry.get("updated_parsed") or ()
    return Entry(
        # Without an address of its own it has none: the feed's would make one report of all such entries.
        url=canonical_address(entry["link"], base) if entry.get("link") else None,
        title=text_of(entry.get("title") or "", where).replace("\n\n", " ") or None,
        published=_day(told),
        publisher=publisher,
        text=text_of(markup, where).replace("\0", "") if markup.strip() else "",
    )


def _day(told: Sequence[int]) -> date | None:
    """The day that an entry bears; None where no page can be of it, so that the page's own counts."""
    try:
        day = date(*told[:3])
    except (TypeError, ValueError):
        return None
    return day if is_plausible(day) else None
