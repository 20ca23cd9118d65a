"""When a web page was published: what it says for machines, then the time shown at its head."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from lxml.html import HtmlElement

from geo.sources.article_fields import latest_day

# Names under which pages give the day of publication to machines (Open Graph, Dublin Core, schema.org and common systems).
_META = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "dc.date.issued",
    "dcterms.issued", "dc.date", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date",
    "date", "cxenseparse:recs:publishtime",
)  # fmt: skip
_TIMES = "//article//time[@datetime] | //main//time[@datetime] | //header//time[@datetime]"
# Where a time is that of something else: other stories, comments, the page's last change.
_ELSEWHERE = "ancestor-or-self::*[self::aside or self::footer or self::nav or contains(@class, 'comment') or contains(@class, 'related') or contains(@class, 'update') or contains(@class, 'modified') or @itemprop='dateModified']"
_EARLIEST = 1980


def page_date(tree: HtmlElement) -> tuple[date, str] | None:
    """The day of publication and its source: "metadata" (Open Graph, JSON-LD and the like) or "time" (the element)."""
    for source, written in (("metadata", _meta_dates(tree)), ("metadata", _json_ld(tree)), ("time", _times(tree))):
        for value in written:
            if day := read_day(value):
                return day, source
    return None


def read_day(written: str | None) -> date | None:
    """A day from ISO 8601 or the form of e-mails and feeds; None for anything else, for the future and the far past."""
    value = (written or "").strip()
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            day = read(value).date()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return day if is_plausible(day) else None
    return None


def is_plausible(day: date) -> bool:
    """Whether a page of the web can be of this day: not of the future nor the far past."""
    return day.year >= _EARLIEST and day <= latest_day()


def _meta_dates(tree: HtmlElement) -> Iterator[str]:
    given: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        given.setdefault(name.strip().lower(), meta.get("content") or "")
    return (given[name] for name in _META if name in given)


def _json_ld(tree: HtmlElement) -> Iterator[str]:
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            yield from _dates_in(json.loads(script.text or "", strict=False), 0)
        except (ValueError, RecursionError):
            continue


def _dates_in(node: Any, depth: int) -> Iterator[str]:
    # Nothing real nests deeper than a graph of pages of articles.
    if isinstance(node, list) and depth < 8:
        for item in node:
            yield from _dates_in(item, depth + 1)
    if isinstance(node, dict) and depth < 8:
        if isinstance(node.get("datePublished"), str):
            yield node["datePublished"]
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _dates_in(node.get(name), depth + 1)


def _times(tree: HtmlElement) -> Iterator[str]:
    return (time.get("datetime", "") for time in tree.xpath(_TIMES) if not time.xpath(_ELSEWHERE))
