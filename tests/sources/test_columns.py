"""Tables of other people: their columns are known by usual names, or named by the user."""

import csv
from datetime import date
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

from geo.errors import InputError
from geo.records.text import Article
from geo.sources import open_source
from geo.sources.article_fields import FIELDS
from geo.sources.columns import NAMES, Columns, read_columns

TEXT = "Government troops entered Palmyra on Sunday."


def read(path: Path, content: str, *said: str) -> list[Article]:
    path.write_text(content)
    return list(open_source(path, columns=read_columns(said)))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", f"Headline,Date,Source,URL,Body\nPalmyra,2016-03-27,Sample,https://example.org/p,{TEXT}\n"),
        (
            "b.jsonl",
            f'{{"headline": "Palmyra", "published_at": "2016-03-27T08:00:00Z", "outlet": "Sample", "link": "https://example.org/p", "content": "{TEXT}"}}',
        ),
    ],
)
def test_usual_names_are_known(tmp_path: Path, name: str, content: str) -> None:
    (article,) = read(tmp_path / name, content)
    assert (article.title, article.text, article.published) == ("Palmyra", TEXT, date(2016, 3, 27))
    assert (article.publisher, article.url) == ("Sample", "https://example.org/p")


def test_days_of_event_lists_are_read(tmp_path: Path) -> None:
    (article,) = read(
        tmp_path / "a.csv", f"seendate,documentidentifier,text\n20160327T081500Z,https://example.org/p,{TEXT}\n"
    )
    assert (article.published, article.url) == (date(2016, 3, 27), "https://example.org/p")


def test_user_names_columns_and_the_others_are_left_out(tmp_path: Path) -> None:
    content = f"nr,corpo,quando,date\n1,{TEXT},27.03.2016,1999-01-01\n"
    (article,) = read(tmp_path / "a.csv", content, "text=corpo", "published=quando")
    assert (article.text, article.published) == (TEXT, date(2016, 3, 27))
    parquet.write_table(pyarrow.table({"nr": [1], "corpo": [TEXT]}), tmp_path / "b.parquet")
    assert [a.text for a in open_source(tmp_path / "b.parquet", columns=read_columns(["text=corpo"]))] == [TEXT]
    (line,) = read(tmp_path / "c.jsonl", f'{{"nr": 1, "corpo": "{TEXT}"}}', "text=corpo", "title=titolo")
    assert line.text == TEXT


def test_own_name_of_a_field_comes_before_others_that_mean_it(tmp_path: Path) -> None:
    (article,) = read(tmp_path / "a.csv", f"body,text,domain,source\nx,{TEXT},example.org,Sample\n")
    assert (article.text, article.publisher) == (TEXT, "example.org")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (["text"], "write it like text=body"),
        (["text="], "write it like text=body"),
        (["words=body"], "write it like text=body"),
        (["text=a", "text=b"], "the field 'text' is said twice"),
        (["text=a", "title=a"], "the column 'a' is said twice"),
    ],
)
def test_what_is_no_column_is_told(said: list[str], told: str) -> None:
    with pytest.raises(InputError, match=told):
        read_columns(said)


def test_column_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a\.csv: no column 'corpo'; there are 'text', 'nr'"):
        read(tmp_path / "a.csv", "text,nr\nx,1\n", "text=corpo")
    with pytest.raises(InputError, match=r"unknown column 'nr'.*--column text=body"):
        read(tmp_path / "a.csv", "text,nr\nx,1\n")


def test_every_name_means_one_field() -> None:
    with NAMES.open() as file:
        rows = list(csv.DictReader(file))
    names = [name for row in rows for name in row["names"].split("|")]
    assert {row["field"] for row in rows} == set(FIELDS)
    assert len(names) == len(set(names))
    assert not set(names) & set(FIELDS)
    assert all(name == name.strip().lower() for name in names)
    assert Columns().find(["Text"]) == {"Text": "text"}
