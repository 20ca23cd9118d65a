"""A feed on loopback, watched: each report once, in whatever trouble its site is."""

from collections.abc import Iterator

import pytest

from geo.commands.watch import Watcher
from geo.records.text import make_article_id
from geo.sources.fetching import Fetcher
from geo.sources.polling import Feed
from geo.stores import open_store
from tests.sources.conftest import Site, fetcher, site
from tests.sources.pages import page
from tests.workers.readers import Reads, Stumbles

__all__ = ["fetcher", "site"]
FEED = "<rss version='2.0'><channel><title>Agency</title>{items}</channel></rss>"
ITEM = "<item><title>{name}</title><link>{url}/{name}</link><pubDate>Fri, 03 Apr 2026 08:00:00 GMT</pubDate></item>"
LONG = "Troops held the town on Sunday. " * 30
FRENCH = (
    "Les forces gouvernementales ont repris dimanche la ville de Palmyre aux combattants, selon l'agence officielle. "
    * 3,
)


@pytest.fixture
def watcher(fetcher: Fetcher) -> Iterator[Watcher]:
    store = open_store("sqlite://")
    yield Watcher(store, Reads(), fetcher, pause=0)
    store.close()


def lay(site: Site, *names: str) -> Feed:
    items = "".join(ITEM.format(name=name, url=site.url) for name in names)
    site.answers["/feed"] = (200, {"ETag": f'"{len(names)}"'}, FEED.format(items=items).encode())
    return Feed(site.url + "/feed", minutes=10)


def fetched(site: Site, name: str) -> int:
    return sum(path == f"/{name}" for path, _ in site.asked)


def test_new_reports_are_stored_once_and_fetched_once(watcher: Watcher, site: Site) -> None:
    site.answers["/one"] = site.answers["/two"] = (200, {}, page().encode())
    watcher.visit(lay(site, "one"))
    assert 500 < watcher.visit(lay(site, "one", "two")) < 700
    watcher.visit(lay(site, "two", "one"))
    assert (fetched(site, "one"), fetched(site, "two"), watcher.store.counts().articles) == (1, 1, 2)
    assert watcher.store.counts().stories == 1


def test_page_that_cannot_be_had_now_is_asked_for_again(watcher: Watcher, site: Site) -> None:
    feed = lay(site, "one")
    site.answers["/one"] = (503, {}, b"")
    watcher.visit(feed)
    assert watcher.store.feeds()[feed.url].etag is None
    site.answers["/one"] = (200, {}, page().encode())
    watcher.visit(feed)
    assert watcher.store.counts().articles == 1
    assert watcher.store.feeds()[feed.url].etag == '"1"'


def test_page_without_a_report_and_one_in_another_language_are_fetched_once(watcher: Watcher, site: Site) -> None:
    site.answers["/gone"] = (404, {}, b"")
    site.answers["/french"] = (200, {}, page(paragraphs=FRENCH).encode())
    for _ in range(2):
        watcher.visit(lay(site, "gone", "french"))
    assert (fetched(site, "gone"), fetched(site, "french"), watcher.store.counts().articles) == (1, 1, 0)


def test_feed_that_fails_is_left_alone_for_longer_each_time(watcher: Watcher, site: Site) -> None:
    feed = Feed(site.url + "/none", minutes=10)
    pauses = [watcher.visit(feed) for _ in range(3)]
    assert pauses[0] < pauses[1] < pauses[2]
    assert watcher.store.feeds()[feed.url].failures == 3


def test_host_that_does_not_answer_is_left_in_peace_and_others_are_read(watcher: Watcher, site: Site) -> None:
    site.answers |= {f"/p{n}": (429, {"Retry-After": "600"}, b"") for n in range(9)}
    feed = lay(site, *(f"p{n}" for n in range(9)))
    whole = FEED.format(
        items=ITEM.format(name="x", url="").replace("<link>/x</link>", f"<description>{LONG}</description>")
    )
    site.answers["/feed"] = (
        200,
        {},
        site.answers["/feed"][2].replace(b"</channel></rss>", whole.partition("</title>")[2].encode()),
    )
    watcher.visit(feed)
    assert sum(fetched(site, f"p{n}") for n in range(9)) == 3
    assert watcher.store.counts().articles == 1
    for n in range(9):
        site.answers[f"/p{n}"] = (200, {}, page().replace("Pokrovsk", f"Pokrovsk {n}").encode())
    watcher.visit(feed)
    assert watcher.store.counts().articles == 10


def test_trouble_with_robots_file_or_name_server_loses_no_report(watcher: Watcher, site: Site) -> None:
    site.answers |= {"/one": (200, {}, page().encode()), "/robots.txt": (503, {}, b"")}
    watcher.visit(lay(site, "one"))
    assert (fetched(site, "one"), watcher.store.counts().articles) == (0, 0)
    site.answers["/robots.txt"] = (404, {}, b"")
    watcher.visit(lay(site, "one"))
    assert watcher.store.counts().articles == 1


def test_report_that_the_reader_fails_over_is_told(
    fetcher: Fetcher, site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    store = open_store("sqlite://")
    site.answers["/one"] = (200, {}, page().replace("Pokrovsk", "BAD").encode())
    Watcher(store, Stumbles(), fetcher, pause=0).visit(lay(site, "one"))
    assert "could not be read: ValueError: a fault of ours" in capsys.readouterr().err
    store.close()


def test_fault_of_ours_over_one_feed_keeps_no_other_from_being_looked_at(watcher: Watcher) -> None:
    def broken(host: str, port: int) -> list[str]:
        raise KeyError(host)

    watcher.fetcher = Fetcher(resolved=broken)
    assert watcher.visit_whatever_comes(Feed("http://news.example/feed", minutes=10)) > 1000
    assert watcher.store.feeds()["http://news.example/feed"].failures == 1


def test_withdrawn_report_does_not_come_back_through_its_feed(watcher: Watcher, site: Site) -> None:
    site.answers["/one"] = (200, {}, page().encode())
    watcher.store.delete([site.url + "/one"])
    watcher.visit(lay(site, "one"))
    assert watcher.store.counts().articles == 0


ENTRY = "<item><title>{title}</title><link>{link}</link><description>{text}</description></item>"
FORGED = "Rebels hold the whole of the city and the army has fled, residents say. " * 20


def lay_at(site: Site, host: str, *items: str) -> Feed:
    """A feed of a host of its own, which leads to the same server."""
    path = f"/feed of {host}".replace(" ", "-")
    site.answers[path] = (200, {}, FEED.format(items="".join(items)).encode())
    return Feed(f"http://{host}:{site.port}{path}")


@pytest.fixture
def anywhere() -> Iterator[Watcher]:
    """A watcher for whom all names lead to loopback."""
    opened = open_store("sqlite://")
    here = Fetcher(allowed=lambda address: address.is_loopback, resolved=lambda *_: ["127.0.0.1"])
    yield Watcher(opened, Reads(), here, pause=0)
    opened.close()


@pytest.mark.parametrize("text", [FORGED, "A teaser."])
def test_feed_says_where_pages_of_other_sites_are_and_nothing_of_what_stands_in_them(
    anywhere: Watcher, site: Site, text: str
) -> None:
    story = f"http://victim.example:{site.port}/story"
    site.answers["/story"] = (200, {}, page().encode())
    evil = lay_at(site, "evil.example", ENTRY.format(title="Forged", link=story, text=text))
    own = lay_at(site, "victim.example", ENTRY.format(title="Town held", link=story, text="A teaser."))
    anywhere.visit(evil)
    kept = anywhere.store.article(make_article_id(story, ""))
    assert kept is not None
    assert kept.url == story
    assert "Rebels hold the whole" not in kept.text
    assert kept.origin == "web:victim.example"
    asked = fetched(site, "story")
    anywhere.visit(own)
    assert fetched(site, "story") == asked + 1, "what another feed said of the page keeps its own from being read"
    assert anywhere.store.counts().articles == 1


def test_feed_of_a_site_speaks_for_its_pages_and_they_are_not_fetched(anywhere: Watcher, site: Site) -> None:
    story = f"http://www.victim.example:{site.port}/story"
    whole = ENTRY.format(title="Town held", link=story, text=LONG)
    anywhere.visit(lay_at(site, "victim.example", whole))
    assert (anywhere.store.counts().articles, fetched(site, "story")) == (1, 0)


def test_page_that_leads_elsewhere_is_not_dated_by_the_feed_that_sent_there(anywhere: Watcher, site: Site) -> None:
    target = f"http://victim.example:{site.port}/story"
    site.answers["/story"] = (200, {}, page().encode())
    site.answers["/door"] = (302, {"Location": target}, b"")
    dated = "<item><title>Forged</title><link>http://evil.example:{port}/door</link><pubDate>Fri, 03 Apr 1998 08:00:00 GMT</pubDate></item>"
    anywhere.visit(lay_at(site, "evil.example", dated.format(port=site.port)))
    kept = anywhere.store.article(make_article_id(target, ""))
    assert kept is not None
    assert (kept.origin, str(kept.published)[:4] != "1998", kept.publisher != "Agency") == (
        "web:victim.example",
        True,
        True,
    )
