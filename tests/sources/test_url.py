from datetime import date

import pytest

from geo.errors import InputError
from geo.sources.fetching import Fetcher, UnreachableError
from geo.sources.robots import PoliteFetcher
from geo.sources.sitemap import read_sitemap
from geo.sources.url import find_kind, read_url
from tests.sources.conftest import Site
from tests.sources.pages import page

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
HTML = {"Content-Type": "text/html"}
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Sample news</title>
<item><title>Town held</title><link>{url}/a?utm_medium=rss</link><pubDate>Fri, 03 Apr 2026 08:00:00 GMT</pubDate><description>Teaser</description></item>
<item><title>Gone</title><link>{url}/gone</link></item><item><title>Private</title><link>{url}/private/b</link></item></channel></rss>"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>{url}/old</loc></url><url><loc>{url}/a</loc><news:news><news:publication><news:name>Sample news</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2026-04-03T08:00:00Z</news:publication_date><news:title>Town held</news:title></news:news></url></urlset>"""
INDEX = """<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>{url}/news.xml</loc></sitemap></sitemapindex>"""


@pytest.fixture
def laid(site: Site) -> Site:
    site.answers |= {
        "/a": (200, HTML, page().encode()),
        "/a?utm_medium=rss": (200, HTML, page().encode()),
        "/robots.txt": (200, {}, b"User-agent: *\nDisallow: /private/\n"),
        "/feed": (200, {}, FEED.format(url=site.url).encode()),
        "/news.xml": (200, {}, SITEMAP.format(url=site.url).encode()),
        "/sitemap.xml": (200, {}, INDEX.format(url=site.url).encode()),
    }
    return site


def test_page_is_one_article(laid: Site, fetcher: Fetcher) -> None:
    (article,) = read_url(laid.url + "/a", fetcher=fetcher)
    assert (article.title, article.url) == ("Town held, army says", laid.url + "/a")


def test_feed_gives_its_pages_dated_by_the_feed(laid: Site, fetcher: Fetcher) -> None:
    refused: list[InputError] = []
    (article,) = read_url(laid.url + "/feed", refused.append, fetcher, pause=0)
    assert (article.published, article.date_source, article.publisher) == (date(2026, 4, 3), "feed", "Sample news")
    assert [str(e).rpartition(": ")[2] for e in refused] == [
        "the server answers 404",
        "the site asks programs not to fetch it (robots.txt)",
    ]
    assert "/private/b" not in [path for path, _ in laid.asked]


def test_sitemap_gives_its_pages_latest_first(laid: Site, fetcher: Fetcher) -> None:
    for start in ("/news.xml", "/sitemap.xml"):
        refused: list[InputError] = []
        (article,) = read_url(laid.url + start, refused.append, fetcher, pause=0)
        assert (article.published, article.publisher) == (date(2026, 4, 3), "Sample news")
        assert "404" in str(refused[0])


def test_sitemap_that_cannot_be_had_costs_only_itself(laid: Site, fetcher: Fetcher) -> None:
    entry = "<sitemap><loc>{url}/{name}</loc></sitemap>"
    children = "".join(entry.format(url=laid.url, name=name) for name in ("gone.xml", "nested.xml", "empty.xml"))
    laid.answers["/index.xml"] = (200, {}, f"<sitemapindex xmlns='{NAMESPACE}'>{children}</sitemapindex>".encode())
    laid.answers["/nested.xml"] = (200, {}, INDEX.format(url=laid.url).encode())
    laid.answers["/empty.xml"] = (200, {}, f"<urlset xmlns='{NAMESPACE}'></urlset>".encode())
    refused: list[InputError] = []
    (article,) = read_url(laid.url + "/index.xml", refused.append, fetcher, pause=0)
    assert article.url == laid.url + "/a"
    assert ["gone.xml" in str(refused[0]), "empty.xml" in str(refused[1])] == [True, True]


def test_pages_of_a_sitemap_come_by_their_last_change(site: Site) -> None:
    days = ("2026-04-01", "0000-00-00", "2026-04-03T08:00:00Z", "2026-04-02")
    urls = "".join(f"<url><loc>https://e.org/{n}</loc><lastmod>{day}</lastmod></url>" for n, day in enumerate(days))
    entries, _ = read_sitemap(f"<urlset xmlns='{NAMESPACE}'>{urls}</urlset>".encode(), "a sitemap")
    assert [(entry.url or "")[-1] for entry in entries] == ["2", "3", "0", "1"]
    assert {entry.published for entry in entries} == {None}


def test_more_pages_than_are_fetched_are_told(laid: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.sources.url.MOST_PAGES", 1)
    refused: list[InputError] = []
    assert len(list(read_url(laid.url + "/feed", refused.append, fetcher, pause=0))) == 1
    assert "of the 3 pages that it lists only the first 1 are fetched" in str(refused[0])


def test_robots_file_is_asked_for_once_and_again_after_trouble(laid: Site, fetcher: Fetcher) -> None:
    polite, robots = PoliteFetcher(fetcher, pause=0), laid.answers["/robots.txt"]
    laid.answers["/robots.txt"] = (503, {}, b"")
    with pytest.raises(UnreachableError, match=r"503 when asked for its robots\.txt"):
        polite.page(laid.url + "/a")
    laid.answers["/robots.txt"] = robots
    for _ in range(2):
        polite.page(laid.url + "/a")
    assert [path for path, _ in laid.asked] == ["/robots.txt", "/robots.txt", "/a", "/a"]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (429, False), (503, False)])
def test_missing_robots_file_allows_and_a_failing_one_forbids(
    laid: Site, fetcher: Fetcher, status: int, allowed: bool
) -> None:
    laid.answers["/robots.txt"] = (status, {}, b"")
    polite = PoliteFetcher(fetcher, pause=0)
    if allowed:
        assert polite.page(laid.url + "/a").status == 200
    else:
        with pytest.raises(InputError, match=r"robots\.txt"):
            polite.page(laid.url + "/a")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"<html><body>", "page"),
        (b"<?xml version='1.0'?><rss version='2.0'>", "feed"),
        (b"\n<feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
        (b"<?xml version='1.0'?><urlset>", "sitemap"),
        (b"<!doctype html><html><p>&lt;rss&gt; <rss", "page"),
    ],
)
def test_kind_is_told_by_the_document(body: bytes, kind: str) -> None:
    assert find_kind(body) == kind


@pytest.mark.parametrize("body", [b"<rss><broken", b"<urlset><broken", b"<urlset", b"\x1f\x8b\x08nonsense"])
def test_broken_lists_are_told_in_one_line(laid: Site, fetcher: Fetcher, body: bytes) -> None:
    laid.answers["/broken"] = (200, {}, body)
    with pytest.raises(InputError, match="/broken: not a") as caught:
        list(read_url(laid.url + "/broken", fetcher=fetcher))
    assert "\n" not in str(caught.value)
