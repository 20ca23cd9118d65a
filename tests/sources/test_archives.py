"""Sources that hold many reports: archives, tables, feeds and packed files, each made by the test."""

import gzip
import io
import json
from datetime import date
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from geo.errors import InputError
from geo.sources import open_source, source_files
from geo.sources.feed import read_feed
from tests.sources import test_sources
from tests.sources.pages import PARAGRAPHS, page

DAY = "<meta property='article:published_time' content='2026-04-03'>"


def write_warc(path: Path, pages: int, gzipped: bool) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=gzipped)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "test"}))
        for number in range(pages):
            html = page(head=DAY).replace("Pokrovsk", f"Pokrovsk {number}")
            add_page(writer, f"https://news.example.org/{number}", html.encode())
        add_page(writer, "https://news.example.org/logo.png", b"\x89PNG", kind="image/png")
        add_page(writer, "https://news.example.org/gone", b"<html>gone</html>", status="404 Not Found")
        add_page(writer, "https://news.example.org/menu", b"<html><body><a href='/'>Home</a></body></html>")


def add_page(writer: WARCWriter, url: str, body: bytes, kind: str = "text/html", status: str = "200 OK") -> None:
    head = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
    writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=head))


@pytest.mark.parametrize(("name", "gzipped"), [("CC-NEWS.warc.gz", True), ("plain.warc", False)])
def test_archive_of_200_pages_gives_its_reports(tmp_path: Path, name: str, gzipped: bool) -> None:
    write_warc(tmp_path / name, 200, gzipped)
    refused: list[InputError] = []
    articles = list(open_source(tmp_path / name, refused.append))
    assert len({a.id for a in articles}) == 200
    assert (articles[7].url, articles[7].published) == ("https://news.example.org/7", date(2026, 4, 3))
    assert "Pokrovsk 7" in articles[7].text
    assert [f"{name}, record 204: no article" in str(e) for e in refused] == [True]


@pytest.mark.parametrize("gzipped", [True, False])
def test_archive_cut_short_gives_what_is_whole_and_says_so(tmp_path: Path, gzipped: bool) -> None:
    path = tmp_path / ("cut.warc.gz" if gzipped else "cut.warc")
    write_warc(path, 5, gzipped)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 3 // 5])
    whole = []
    with pytest.raises(InputError, match=r"cut\.warc\S*: not a whole WARC file.* cut short"):
        whole.extend(open_source(path, lambda e: None))
    assert 0 < len(whole) < 5
    assert {len(article.text) for article in whole} == {len(whole[0].text)}


def test_page_without_a_report_in_an_archive_is_told_as_that(tmp_path: Path) -> None:
    write_warc(tmp_path / "a.warc", 1, gzipped=False)
    with pytest.raises(InputError, match=r"a\.warc, record 5: no article in this page"):
        list(open_source(tmp_path / "a.warc"))


def test_parquet_gives_its_rows(tmp_path: Path) -> None:
    rows = {"text": ["One.", "Two."], "published": [date(2016, 3, 27), None], "url": ["https://example.org/1", None]}
    parquet.write_table(pyarrow.table(rows), tmp_path / "a.parquet")
    articles = list(open_source(tmp_path / "a.parquet"))
    assert [(a.text, a.published) for a in articles] == [("One.", date(2016, 3, 27)), ("Two.", None)]


def test_packed_files_read_like_plain_ones(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b'{"text": "One."}\n{"text": "Two."}\n'))
    (tmp_path / "b.csv.gz").write_bytes(gzip.compress(b"text\nThree.\n"))
    (tmp_path / "c.txt.gz").write_bytes(gzip.compress("Four.".encode("utf-16")))
    (tmp_path / "d.html.gz").write_bytes(gzip.compress(page().encode()))
    names = ("a.jsonl.gz", "b.csv.gz", "c.txt.gz", "d.html.gz")
    assert [p.name for p in source_files(tmp_path)] == list(names)
    read = [a.text for name in names for a in open_source(tmp_path / name)]
    assert read == ["One.", "Two.", "Three.", "Four.", "\n\n".join(PARAGRAPHS)]


FEED = """<?xml version="1.0" encoding="{encoding}"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Agency</title><item><title>Town &amp; river</title><link>https://example.org/a?utm_source=rss#x</link><pubDate>Fri, 03 Apr 2026 08:00:00 GMT</pubDate>
<description>Teaser</description><content:encoded><![CDATA[<p>Troops took the café.</p><p>So they said.</p>]]></content:encoded></item>
<item><title>Empty</title><link>https://example.org/b</link></item></channel></rss>"""


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1"])
def test_saved_feed_gives_the_texts_it_carries(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "news.rss").write_bytes(FEED.format(encoding=encoding).encode(encoding))
    refused: list[InputError] = []
    (article,) = open_source(tmp_path / "news.rss", refused.append)
    assert article.text == "Troops took the café.\n\nSo they said."
    assert (article.title, article.url, article.publisher) == ("Town & river", "https://example.org/a", "Agency")
    assert (article.published, article.date_source) == (date(2026, 4, 3), "feed")
    assert "entry 2: carries no text" in str(refused[0])


def test_atom_feed_reads_like_rss(tmp_path: Path) -> None:
    (tmp_path / "news.atom").write_text(
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Agency</title><entry><title>T</title><link href="https://example.org/a"/>'
        '<updated>2026-04-03T08:00:00Z</updated><content type="html">&lt;p&gt;Troops left.&lt;/p&gt;</content></entry></feed>'
    )
    (article,) = open_source(tmp_path / "news.atom")
    assert (article.text, article.published) == ("Troops left.", date(2026, 4, 3))


def test_saved_page_and_standard_input_are_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.html").write_text(page(head=DAY))
    (article,) = open_source(tmp_path / "a.html")
    assert article.text == "\n\n".join(PARAGRAPHS)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"text": "From a pipe."}\n')))
    assert [a.text for a in open_source("-")] == ["From a pipe."]


def test_entry_without_an_address_has_none_and_its_day_must_be_one(tmp_path: Path) -> None:
    entry = "<item><title>{0}</title><pubDate>{1}</pubDate><description>Troops left {0}.</description></item>"
    days = (
        "0000-00-00T00:00:00Z",
        "Mon, 01 Jan 0001 00:00:00 GMT",
        "Thu, 01 Jan 2099 00:00:00 GMT",
        "3 Apr 2026 08:00 GMT",
    )
    items = "".join(entry.format(f"Town {n}", day) for n, day in enumerate(days))
    feed = f"<rss version='2.0'><channel><title>A</title>{items}</channel></rss>".encode()
    entries = read_feed(feed, "a feed", "https://example.org/feed")
    assert [e.url for e in entries] == [None] * 4
    assert [e.published for e in entries] == [None, None, None, date(2026, 4, 3)]


def test_one_bad_article_among_many_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "One."}\nbroken\n{"text": "Two."}\n{"text": ""}\n{"text": "Three."}\n')
    refused: list[InputError] = []
    assert [a.text for a in open_source(tmp_path / "a.jsonl", refused.append)] == ["One.", "Two.", "Three."]
    assert ["line 2" in str(refused[0]), "line 4" in str(refused[1])] == [True, True]


def test_half_a_character_becomes_the_sign_for_it(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "Fire \ud83d in Homs.", "title": "\udc00"}))
    (article,) = open_source(tmp_path / "a.jsonl")
    assert (article.text, article.title) == ("Fire \ufffd in Homs.", "\ufffd")


def packed_line_without_end() -> bytes:
    return gzip.compress(b'{"text": "' + b"a" * 31_000_000, 1)


def parquet_of(published: pyarrow.Array) -> bytes:
    file = io.BytesIO()
    parquet.write_table(pyarrow.table({"text": ["One."], "published": published}), file)
    return file.getvalue()


BAD: list[tuple[str, bytes, str]] = [
    ("a.parquet", b"not parquet at all", "not a whole Parquet file"),
    ("b.parquet", b"PAR1" + b"\0" * 40 + b"PAR1", "not a whole Parquet file"),
    ("c.parquet", b"", "not a whole Parquet file"),
    ("d.parquet", parquet_of(pyarrow.array([4_000_000], pyarrow.date32())), "date value out of range"),
    ("e.parquet", parquet_of(pyarrow.array([b"\xff"]).cast(pyarrow.string(), safe=False)), "can't decode byte 0xff"),
    (
        "i.rss",
        b"<?xml version='1.0' encoding='undefined'?><rss version='2.0'><channel></channel></rss>\xff",
        "not a feed",
    ),
    ("a.jsonl.gz", b"not gzip", "not a whole gzip file"),
    ("b.jsonl.gz", gzip.compress(b'{"text": "One."}\n' * 999)[:-12], "not a whole gzip file"),
    ("c.jsonl.gz", packed_line_without_end(), "longer than"),
    ("d.txt.gz", gzip.compress(b"a " * 3_000_000, 1), "too long for one report"),
    ("e.csv.gz", gzip.compress(b"\xff\xfe"), "no column"),
    ("f.jsonl", b'{"text": "x"}\n\xff\n', "byte 0xff"),
    ("a.html", b"", "not a web page"),
    ("b.html", b"%PDF-1.7", "not a web page but"),
    ("c.html", b"<html><body><div><p>Subscribe</p><p>to read on.</p></div></body></html>", "no article in this page"),
    ("d.html", b"<html>" + b" " * 20_000_001, "larger than"),
    ("e.htm", b"\x1f\x8b\x08", "not a web page but"),
    ("a.rss", b"", "not a feed"),
    ("b.rss", b"<html><body>Not found</body></html>", "not a feed"),
    ("c.xml", b"<?xml version='1.0'?><urlset></urlset>", "a sitemap lists addresses"),
    ("d.xml", b"<?xml version='1.0'?><sitemapindex></sitemapindex>", "a sitemap lists addresses"),
    ("e.xml", b"/etc/passwd", "not a feed"),
    ("f.xml", b"http://127.0.0.1/feed", "not a feed"),
    ("g.rss", b"<rss version='2.0'><channel><item><title>x</title></item></channel></rss>", "carries no text"),
    ("h.atom", b"<feed", "not a feed"),
    ("a.warc", b"", "holds no record"),
    ("b.warc", b"not an archive\r\n\r\n", "not a whole WARC file"),
    ("c.warc.gz", b"\x1f\x8b\x08\x00nonsense", "WARC file"),
    ("d.warc.gz", b"WARC/1.0\r\n", "WARC file"),
    ("a.jsonl", b'{"text": "x", "language": "English!"}', "no language code"),
    ("b.jsonl", b'{"text": "x", "language": 7}', "field 'language' is not text"),
    ("c.jsonl", b'{"text": "x", "title": "a\\u0000"}', "field 'title' holds a NUL"),
    ("d.jsonl", b'{"text": ["x"]}', "'text' is ['x']"),
    ("e.jsonl", b'{"text": "x", "published": 17}', "no date"),
    ("f.csv", b"text,text\nx,y", "twice"),
    ("a.zip", b"PK", "unknown kind of file"),
    ("b.docx", b"PK", "unknown kind of file"),
]


@pytest.mark.parametrize(("name", "content", "said"), BAD, ids=[name for name, _, _ in BAD])
def test_bad_input_is_named_in_one_line(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as caught:
        list(open_source(tmp_path / name))
    message = str(caught.value)
    assert said in message
    assert name in message
    assert "\n" not in message
    assert len(message) < 400 + len(str(tmp_path))


def test_bad_inputs_under_test_are_sixty_or_more() -> None:
    assert len({(name, content) for name, content, _ in [*BAD, *test_sources.BAD]}) >= 60
