"""One contract for every kind of source: good files give articles, bad ones one line that names file and value."""

import json
from datetime import date
from pathlib import Path

import pytest

from geo.errors import InputError
from geo.records.text import Article, make_article_id
from geo.sources import open_source, source_files
from geo.sources.article_fields import MOST_CHARACTERS

TEXT = "Government troops entered Palmyra on Sunday."


def read(path: Path, content: str | bytes) -> list[Article]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(open_source(path))


ROW = {
    "id": "7",
    "title": "Palmyra",
    "url": "https://example.org/p",
    "publisher": "Sample",
    "published": "2016-03-27",
    "text": TEXT,
}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", json.dumps(ROW) + "\n\n"),
        ("a.csv", "id,title,url,publisher,published,text\n" + ",".join(ROW.values()) + "\n"),
        ("a.JSONL", "\ufeff" + json.dumps(ROW | {"published": "2016-03-27T08:15:00+02:00"})),
        ("b.jsonl", json.dumps(ROW | {"id": 7, "published": "27.03.2016"}).encode("utf-16")),
        ("c.jsonl", json.dumps(ROW | {"id": 7.0, "published": "Sun, 27 Mar 2016 08:15:00 GMT", "language": "en_US"})),
        ("b.csv", "id;title;url;publisher;published;text\r" + ";".join(ROW.values()) + "\r"),
        ("c.csv", "\tid\ttitle\turl\tpublisher\tpublished\ttext\n0\t" + "\t".join(ROW.values()) + "\n"),
    ],
)
def test_article_comes_with_all_its_fields(tmp_path: Path, name: str, content: str | bytes) -> None:
    origin = "file:example.org"
    expected = Article(
        "7", "Palmyra", TEXT, "https://example.org/p", "Sample", date(2016, 3, 27), "given", origin=origin
    )
    assert read(tmp_path / name, content) == [expected]


def test_an_id_is_kept_to_the_space_and_a_blank_one_is_none(tmp_path: Path) -> None:
    named, blank = read(tmp_path / "a.jsonl", '{"text": "One.", "id": "7 "}\n{"text": "Two.", "id": " "}')
    assert (named.id, blank.id) == ("7 ", make_article_id(None, "Two."))


def test_nan_is_how_tables_write_nothing_and_no_name(tmp_path: Path) -> None:
    one, two = read(
        tmp_path / "a.jsonl", '{"text": "One.", "id": NaN, "title": NaN, "published": NaN}\n{"text": "Two.", "id": NaN}'
    )
    assert (one.id, one.title, one.published) == (make_article_id(None, "One."), "One.", None)
    assert one.id != two.id


def test_text_far_too_long_costs_only_itself(tmp_path: Path) -> None:
    long = "a " * (MOST_CHARACTERS // 2 + 1)
    for name, content in (
        ("a.csv", f'text\n"{long}"\nOne.\n'),
        ("a.jsonl", json.dumps({"text": long * 7}) + '\n{"text": "One."}\n'),
    ):
        (tmp_path / name).write_text(content)
        refused: list[InputError] = []
        assert [a.text for a in open_source(tmp_path / name, refused.append)] == ["One."]
        assert len(refused) == 1


def test_text_file_is_one_report_titled_by_its_first_line(tmp_path: Path) -> None:
    (article,) = read(tmp_path / "a.txt", "\n\nPalmyra entered\n\n" + TEXT)
    assert (article.title, article.published) == ("Palmyra entered", None)
    assert article.id == make_article_id(None, article.text)


def test_long_first_line_is_cut_after_a_word(tmp_path: Path) -> None:
    (article,) = read(tmp_path / "a.txt", "Troops " * 40)
    assert article.title.endswith("Troops …")
    assert len(article.title) <= 102


def test_csv_row_may_span_lines(tmp_path: Path) -> None:
    (article,) = read(tmp_path / "a.csv", 'text\n"One.\n\nTwo, and three."\n')
    assert article.text == "One.\n\nTwo, and three."


BAD = [
    ("empty.txt", "", "text is empty"),
    ("blank.txt", " \n\t\n", "text is empty"),
    ("latin.txt", "Caf\xe9 caf\xe9 \xff".encode("latin-1"), "not UTF-8 text (byte 0xe9)"),
    ("binary.txt", b"abc\0def", "NUL character"),
    ("long.txt", "a " * (MOST_CHARACTERS // 2 + 1), "too long for one report"),
    ("a.pdf", "%PDF", "unknown kind of file '.pdf'"),
    ("noext", TEXT, "unknown kind of file ''"),
    ("cut.jsonl", '{"text": "half', "line 1: not JSON"),
    ("second.jsonl", json.dumps(ROW) + "\nnot json\n", "line 2: not JSON"),
    ("list.jsonl", "[1, 2]", "is no JSON object"),
    ("number.jsonl", "17", "is no JSON object"),
    ("deep.jsonl", "[" * 100_000, "not JSON"),
    ("untexted.jsonl", '{"title": "x"}', "'text' is missing"),
    ("numbered.jsonl", '{"text": 17}', "'text' is 17"),
    ("nulled.jsonl", '{"text": "a\\u0000b"}', "NUL character"),
    ("title.jsonl", '{"text": "x", "title": [1]}', "field 'title' is not text"),
    ("unknown.jsonl", '{"text": "x", "autor": "y"}', "unknown field 'autor'"),
    ("day2.jsonl", '{"body": "x", "date": "32.01.2016"}', "'32.01.2016' is no date"),
    ("both.csv", "body,Body\n,x\n", "line 2: not an article: the text is empty"),
    ("colon.csv", "title:text\nx:y\n", "unknown column 'title:text'"),
    ("listed.jsonl", '{"text": "x", "id": [1]}', "field 'id' is not text but [1]"),
    ("idnul.jsonl", '{"text": "x", "id": "a\\u0000"}', "field 'id' holds a NUL"),
    ("idlong.jsonl", json.dumps({"text": "x", "id": "a" * 501}), "field 'id' has 501 characters, at most 500"),
    ("nan.jsonl", '{"text": NaN}', "'text' is missing"),
    ("year1.jsonl", '{"text": "x", "published": "0001-01-01T00:00:00"}', "no day on which a report can have appeared"),
    ("future.jsonl", '{"text": "x", "published": "2999-01-01"}', "'2999-01-01' is no day on which"),
    ("american.jsonl", '{"text": "x", "published": "03/04/2015"}', "'03/04/2015' is no date"),
    ("day.jsonl", '{"text": "x", "published": "2016-02-30"}', "'2016-02-30' is no date"),
    ("words.jsonl", '{"text": "x", "published": "last spring"}', "'last spring' is no date"),
    ("empty.csv", "", "no column 'text'"),
    ("column.csv", "text,autor\nx,y\n", "unknown column 'autor'"),
    ("untexted.csv", "title\nx\n", "no column 'text'"),
    ("wide.csv", "text\nx,y\n", "line 2: more values than columns"),
    ("narrow.csv", "title,text\nx\n", "'text' is missing"),
    ("quote.csv", 'text\n"never closed\n', "after line 1: not CSV"),
]


@pytest.mark.parametrize(("name", "content", "said"), BAD, ids=[name for name, _, _ in BAD])
def test_bad_input_is_named_in_one_line(tmp_path: Path, name: str, content: str | bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path / name, content)
    message = str(caught.value)
    assert said in message
    assert name in message
    assert "\n" not in message
    assert len(message) < 400 + len(str(tmp_path))


def test_missing_file_and_folder_without_reports_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.txt: there is no such file"):
        open_source(tmp_path / "none.txt")
    with pytest.raises(InputError, match="no file to read"):
        source_files(tmp_path)


def test_folder_gives_its_files_of_known_kinds_by_name(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.jsonl", "readme.md", "sub/c.csv"):
        (tmp_path / name).write_text("x")
    assert [p.name for p in source_files(tmp_path)] == ["a.jsonl", "b.txt", "c.csv"]
    assert source_files(tmp_path / "b.txt") == [tmp_path / "b.txt"]
