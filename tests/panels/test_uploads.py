"""What is pasted and uploaded is checked before anything reads it, and lands under harmless names."""

from pathlib import Path

import pytest

from geo.errors import InputError
from geo.panels.uploads import KINDS, LIMITS, MOST_FILES, MOST_PASTED, Upload, check_uploads, safe_name, save_uploads

REPORT = Upload("report.txt", b"ISIS seized Raqqa.")


def test_limits_are_stated() -> None:
    assert str(MOST_FILES) in LIMITS
    assert all(kind in LIMITS for kind in KINDS)


@pytest.mark.parametrize(
    ("pasted", "uploads", "words"),
    [
        ("  \n", [], "Nothing to read"),
        ("x" * (MOST_PASTED + 1), [], "200,001 characters are more than 200,000"),
        ("", [REPORT] * 21, "21 files are more than 20"),
        ("", [REPORT, Upload("map.pdf", b"%PDF")], r"map\.pdf: not one of the kinds"),
        ("", [Upload("archive.warc.gz", b"\x1f\x8b")], r"archive\.warc\.gz: not one of the kinds"),
        ("", [Upload("no-ending", b"x")], "no-ending: not one of the kinds"),
        ("", [Upload("empty.csv", b" \n")], r"empty\.csv: the file is empty"),
        ("", [Upload("a.txt", b"x" * 6_000_000), Upload("b.txt", b"x" * 5_000_000)], r"11\.0 MB in 2 files"),
    ],
)
def test_what_is_too_much_or_of_another_kind_is_named(pasted: str, uploads: list[Upload], words: str) -> None:
    with pytest.raises(InputError, match=words):
        check_uploads(pasted, uploads)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("news 1.txt", "news 1.txt"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\reports\\news.csv", "news.csv"),
        ("-", "file"),
        (".htaccess.txt", "htaccess.txt"),
        ("--store.csv", "store.csv"),
        ("a\nb\x00<img>.html", "a_b__img_.html"),
        ("Доклад.txt", "______.txt"),
        ("x" * 300 + ".jsonl", "x" * 74 + ".jsonl"),
    ],
)
def test_names_become_harmless(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_files_of_one_name_are_kept_apart_and_pages_are_told_from_text(tmp_path: Path) -> None:
    check_uploads("text", [REPORT, REPORT])
    paths = save_uploads(tmp_path, " <!DOCTYPE html><p>x", [REPORT, REPORT, Upload("../report.txt", b"3")])
    assert [p.name for p in paths] == ["pasted text.html", "report.txt", "report (2).txt", "report (3).txt"]
    assert {p.parent for p in paths} == {tmp_path}
    assert save_uploads(tmp_path, "Half a sign: \ud800", [])[0].read_text() == "Half a sign: ?"
