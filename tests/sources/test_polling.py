from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from geo.errors import InputError
from geo.sources.fetching import Fetcher
from geo.sources.polling import Feed, look, next_look, read_feed_list
from tests.sources.conftest import Site

RSS = b"<rss version='2.0'><channel><title>Agency</title><item><title>One</title><link>https://example.org/1</link></item></channel></rss>"


def test_list_of_feeds_is_toml(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(
        '\ufeff[[feed]]\nurl = "https://example.org/a"\n[[feed]]\nurl = "https://example.org/b"\npublisher = "B"\nminutes = 60\n'
    )
    assert read_feed_list(path) == [Feed("https://example.org/a"), Feed("https://example.org/b", "B", 60.0)]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "needs tables"),
        ("feed = 3", "needs tables"),
        ("[[feeds]]\nurl = 'https://x'", "needs tables"),
        ("[[feed]\n", "not a list of feeds"),
        ("[[feed]]\nurl = 'file:///etc/passwd'", "feed 1: it needs a web address"),
        ("[[feed]]\nurl = 'https://x'\nevery = 5", "unknown: 'every'"),
        ("feeds = 1\n[[feed]]\nurl = 'https://x.example'", "there is 'feeds' too"),
        ("feed = [3]", "feed 1: unknown: 3"),
        ("[[feed]]\npublisher = 'x'", "it is None"),
        ("[[feed]]\nurl = 'https://'", "it is 'https://'"),
        ("[[feed]]\nurl = 'https://me:secret@x.example/'", "names a user of x.example"),
        ("[[feed]]\nurl = 'https://x.example'\npublisher = 7", "publisher is 7"),
        ("[[feed]]\nurl = 'https://x.example'\nminutes = nan", "minutes is nan"),
        (
            "[[feed]]\nurl = 'https://x.example'\n[[feed]]\nurl = 'https://x.example'",
            "feed 2: url 'https://x.example' is there",
        ),
        ("[[feed]]\nurl = 'https://x'\nminutes = 1", "every 5 minutes at most"),
        ("[[feed]]\nurl = 'https://x'\nminutes = 'often'", "minutes is 'often'"),
    ],
)
def test_list_that_is_none_is_named(tmp_path: Path, written: str, said: str) -> None:
    (tmp_path / "feeds.toml").write_text(written)
    with pytest.raises(InputError, match=said) as caught:
        read_feed_list(tmp_path / "feeds.toml")
    assert "feeds.toml" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_second_look_asks_only_for_what_changed(site: Site, fetcher: Fetcher) -> None:
    site.answers["/feed"] = (200, {"ETag": '"v1"', "Last-Modified": "Fri, 03 Apr 2026 08:00:00 GMT"}, RSS)
    first = look(Feed(site.url + "/feed", "Mine"), fetcher)
    assert [(e.url, e.publisher) for e in first.entries] == [("https://example.org/1", "Mine")]
    site.answers["/feed"] = (304, {}, b"")
    second = look(Feed(site.url + "/feed"), fetcher, first.etag, first.modified)
    assert (second.entries, second.etag, second.modified) == ((), first.etag, first.modified)
    assert site.asked[1][1]["if-none-match"] == '"v1"'
    assert site.asked[1][1]["if-modified-since"] == "Fri, 03 Apr 2026 08:00:00 GMT"


def test_server_in_trouble_is_told_with_the_wait_it_asks_for(site: Site, fetcher: Fetcher) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=300))
    for head, wait in (("120", 120), (later, 300), ("soon", 0)):
        site.answers["/feed"] = (503, {"Retry-After": head}, b"")
        seen = look(Feed(site.url + "/feed"), fetcher)
        assert "the server answers 503" in str(seen.failure)
        assert abs(seen.wait - wait) < 3
    site.answers["/feed"] = (
        200,
        {},
        b"<sitemapindex><sitemap><loc>https://example.org/news.xml</loc></sitemap></sitemapindex>",
    )
    assert "name one of them in its place, like https://example.org/news.xml" in str(
        look(Feed(site.url + "/feed"), fetcher).failure
    )
    site.answers["/feed"] = (200, {}, b"no feed")
    assert "not a feed" in str(look(Feed(site.url + "/feed"), fetcher).failure)


def test_pause_doubles_with_each_failure_up_to_a_day() -> None:
    feed = Feed("https://example.org/a", minutes=10)
    pauses = [next_look(feed, failures) / 600 for failures in (0, 1, 2, 50)]
    for pause, doubled in zip(pauses, (1, 2, 4, 144), strict=True):
        assert 0.9 * doubled <= pause <= 1.1 * doubled
    assert next_look(feed, 0, wait=5000) >= 5000
    assert next_look(feed, 0, wait=1e9) <= 24 * 3600
