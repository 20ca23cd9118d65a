"""How many articles there are is told before they are read, so that a bar knows its end."""

import gzip
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

from geo.sources import open_source
from geo.sources.counting import count_articles
from tests.sources.test_archives import FEED, write_warc

LINES = b'{"text": "One."}\n\n{"text": "Two."}\n'
ROWS = b'text,title\n"One.\n\nTwo.",a\nThree.,b\n'


@pytest.mark.parametrize(
    ("name", "content", "count"),
    [
        ("a.jsonl", LINES, 2),
        ("a.JSONL.gz", gzip.compress(LINES, mtime=0), 2),
        ("b.html", b"x", 1),
        ("c.txt.gz", gzip.compress(b"x", mtime=0), 1),
        ("d.csv", ROWS, 2),
        ("d.csv.gz", gzip.compress(ROWS, mtime=0), 2),
        ("e.rss", FEED.format(encoding="utf-8").encode(), 2),
        ("f.csv", b"", 0),
        ("g.jsonl.gz", b"not gzip", None),
        ("h.parquet", b"not parquet", None),
        ("i.warc", b"not an archive", None),
        ("j.pdf", b"x", None),
    ],
)
def test_file_is_counted_or_its_end_is_not_known(tmp_path: Path, name: str, content: bytes, count: int | None) -> None:
    (tmp_path / name).write_bytes(content)
    assert count_articles(tmp_path / name) == count


def test_table_and_archive_are_counted(tmp_path: Path) -> None:
    parquet.write_table(pyarrow.table({"text": ["One.", "Two.", "Three."]}), tmp_path / "a.parquet")
    assert count_articles(tmp_path / "a.parquet") == 3
    for name, gzipped in (("a.warc.gz", True), ("b.warc", False)):
        write_warc(tmp_path / name, 5, gzipped)
        read = list(open_source(tmp_path / name, lambda _: None))
        # The page without a report is counted: that it holds none shows when it is read.
        assert count_articles(tmp_path / name) == len(read) + 1 == 6


def test_address_and_standard_input_have_no_end_beforehand() -> None:
    assert count_articles("https://example.org/") is None
    assert count_articles(Path("-")) is None
