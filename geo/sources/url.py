"""A web address: a page, or a feed or sitemap with the pages it lists."""

from collections.abc import Iterator
from dataclasses import replace

from geo.errors import InputError
from geo.records.origins import from_web
from geo.records.text import Article
from geo.sources.addresses import same_site
from geo.sources.article_fields import Refuse, stop_at
from geo.sources.feed import Entry, entry_article, read_feed
from geo.sources.fetching import Fetched, Fetcher
from geo.sources.html import Known, read_page
from geo.sources.robots import PAUSE, PoliteFetcher
from geo.sources.sitemap import latest_first, read_sitemap

# So many pages of one list are fetched, latest first; a sitemap may list a whole archive.
MOST_PAGES = 500
_MOST_SITEMAPS = 20
# An entry with so many words is the report itself and no teaser for its page.
_WHOLE_TEXT = 150


def is_address(named: str) -> bool:
    """Whether what is named is a web address and no file."""
    return named.lower().startswith(("http://", "https://"))


def read_url(
    url: str, refuse: Refuse = stop_at, fetcher: Fetcher | None = None, pause: float = PAUSE
) -> Iterator[Article]:
    """The article of a page, or those that a feed or sitemap lists, with `pause` seconds between two pages of a host.

    Refuses listed pages that cannot be had. Raises InputError for an address that cannot be fetched or holds none of these.
    """
    fetcher = fetcher or Fetcher()
    fetched = fetcher.page(url)
    kind = find_kind(fetched.body)
    if kind == "page":
        yield from_web(read_page(fetched.body, url, Known(fetched.url, charset_of(fetched))), fetched.url)
        return
    polite = PoliteFetcher(fetcher, pause)
    entries = read_feed(fetched.body, url, fetched.url) if kind == "feed" else _listed(fetched, url, polite, refuse)
    if len(entries) > MOST_PAGES:
        refuse(
            InputError(f"{url}: of the {len(entries):,} pages that it lists only the first {MOST_PAGES} are fetched")
        )
    yield from read_entries(entries, fetched.url, polite, refuse)


def read_entries(entries: list[Entry], listed: str, fetcher: PoliteFetcher, refuse: Refuse) -> Iterator[Article]:
    """The articles of the entries of a list at an address: their own text where it is the whole report, else their pages."""
    for number, entry in enumerate(entries[:MOST_PAGES], 1):
        try:
            article = read_entry(entry, listed, f"{listed}, entry {number}", fetcher)
        except InputError as error:
            refuse(error)
        else:
            yield article


def read_entry(entry: Entry, listed: str, where: str, fetcher: PoliteFetcher) -> Article:
    """The article of one entry of the list at the address `listed`. Raises InputError where neither the entry nor its page holds one.

    A list speaks for the pages of its own site. Of another's it says where they are, and nothing of what stands in them: these are
    fetched, and what they say of their publisher and day goes before what the list says.
    """
    own = is_own(entry, listed)
    if entry.url is None or (own and len(entry.text.split()) >= _WHOLE_TEXT):
        return from_web(entry_article(entry, where), listed)
    fetched = fetcher.page(entry.url)
    own = own and same_site(fetched.url, listed)
    told = (entry.published, entry.publisher) if own else (None, None)
    article = read_page(fetched.body, entry.url, Known(fetched.url, charset_of(fetched), *told))
    return from_web(article if own else _filled(article, entry), fetched.url)


def is_own(entry: Entry, listed: str) -> bool:
    """Whether an entry is of the site of its list, which may speak for it; one without an address speaks for itself."""
    return entry.url is None or same_site(entry.url, listed)


def _filled(article: Article, entry: Entry) -> Article:
    """A page of another site with the day and publisher that the list says where the page itself says none or only seems to."""
    guessed = article.published is None or article.date_source == "page"
    # No surer than a guess from the page: a day that heads its text goes before it.
    found = replace(article, publisher=article.publisher or entry.publisher)
    return replace(found, published=entry.published, date_source="page") if guessed and entry.published else found


def find_kind(body: bytes) -> str:
    """ "feed", "sitemap" or "page", by how a document begins; what servers call it is often wrong."""
    start = body[:2000].lower()
    if b"<urlset" in start or b"<sitemapindex" in start or body[:2] == b"\x1f\x8b":
        return "sitemap"
    is_feed = any(mark in start for mark in (b"<rss", b"<feed", b"<rdf:rdf"))
    return "feed" if is_feed and b"<html" not in start else "page"


def charset_of(fetched: Fetched) -> str | None:
    """The charset that a server names for what it sends."""
    return fetched.headers.get("content-type", "").lower().partition("charset=")[2].split(";")[0].strip(" \"'") or None


def _listed(fetched: Fetched, url: str, fetcher: PoliteFetcher, refuse: Refuse) -> list[Entry]:
    """The pages of a sitemap and of those it points to. Refuses sitemaps that cannot be had, or are too many."""
    entries, waiting = read_sitemap(fetched.body, url)
    for _ in range(_MOST_SITEMAPS):
        if not waiting:
            break
        child = waiting.pop(0)
        try:
            found, further = read_sitemap(fetcher.page(child).body, child)
        except InputError as error:
            refuse(error)
        else:
            entries, waiting = entries + found, waiting + further
    if waiting:
        refuse(InputError(f"{url}: {len(waiting)} of the sitemaps that it points to were not looked at"))
    return latest_first(entries)
