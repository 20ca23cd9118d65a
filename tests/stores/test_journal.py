from geo.stores.journal import PolledFeed, ReadSource
from geo.stores.sql import SqlStore


def test_source_read_to_its_end_is_known_by_its_digest(opened: SqlStore) -> None:
    assert opened.was_read("d1") is None
    for articles in (3, 4):
        opened.write_journal(ReadSource("d1", "news.jsonl", articles, refused=1))
    assert opened.was_read("d1") == 4
    assert opened.was_read("d2") is None


def test_feed_keeps_where_its_polling_stands(opened: SqlStore) -> None:
    opened.write_feed(PolledFeed("https://example.org/feed", failures=2))
    opened.write_feed(PolledFeed("https://example.org/feed", '"abc"', "Fri, 03 Apr 2026 08:00:00 GMT"))
    (feed,) = opened.feeds().values()
    assert (feed.etag, feed.modified, feed.failures) == ('"abc"', "Fri, 03 Apr 2026 08:00:00 GMT", 0)
    assert feed.polled is not None
    assert feed.polled.utcoffset() is not None
