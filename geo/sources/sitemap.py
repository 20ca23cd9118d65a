"""Sitemaps: the pages of a site with their titles and days, as news sites list them for search engines."""

import gzip
import io
import logging
import zlib
from collections.abc import Iterable
from datetime import date
from typing import Any

from geo.errors import InputError
from geo.sources.addresses import canonical_address
from geo.sources.feed import Entry
from geo.sources.html import MOST_BYTES
from geo.sources.page_dates import is_plausible


def read_sitemap(data: bytes, where: str) -> tuple[list[Entry], list[str]]:
    """The pages of a sitemap, latest first, and the addresses of the sitemaps it points to. Raises InputError when it is none."""
    from usp.objects.sitemap import AbstractIndexSitemap, InvalidSitemap
    from usp.tree import sitemap_from_str

    # It tells every odd line of a sitemap to the log; what matters is raised here.
    logging.getLogger("usp").setLevel(logging.CRITICAL)
    tree = sitemap_from_str(_text(data, where))
    if isinstance(tree, InvalidSitemap):
        raise InputError(f"{where}: not a sitemap: {' '.join(tree.reason.split())[:200]}")
    if isinstance(tree, AbstractIndexSitemap):
        return [], [child.url for child in tree.sub_sitemaps]
    pages = [_entry(page) for page in tree.all_pages()]
    if not pages:
        raise InputError(f"{where}: not a sitemap that lists pages")
    return latest_first(pages), []


def latest_first(pages: Iterable[Entry]) -> list[Entry]:
    """Pages by the day of publication or else of their last change, the latest first, those without any last."""
    return sorted(pages, key=lambda page: page.published or page.changed or date.min, reverse=True)


def _text(data: bytes, where: str) -> str:
    if data[:2] == b"\x1f\x8b":
        try:
            data = gzip.GzipFile(fileobj=io.BytesIO(data)).read(MOST_BYTES + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise InputError(f"{where}: not a whole gzip file: {error}") from error
    if len(data) > MOST_BYTES:
        raise InputError(f"{where}: the sitemap is larger than {MOST_BYTES:,} bytes")
    return data.decode("utf-8-sig", "replace")


def _entry(page: Any) -> Entry:
    news = page.news_story
    when = news.publish_date if news else None
    # `lastmod` may be the day of any change: only a news entry dates the report.
    return Entry(
        url=canonical_address(page.url),
        title=(news.title or None) if news else None,
        published=when.date() if news and when and is_plausible(when.date()) else None,
        publisher=(news.publication_name or None) if news else None,
        changed=page.last_modified.date() if page.last_modified else None,
    )
