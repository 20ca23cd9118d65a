"""The process beside the page: it says how far it is, names what it cannot read, and nothing stored is lost."""

import json
from pathlib import Path
from typing import Any

import pytest

from geo.commands.reading_job import take_jobs
from geo.stores import open_store
from tests.commands.test_intake import FRENCH
from tests.workers.readers import Stumbles

CSV = 'text,published\n"The army took Homs.",2016-11-03\n"Rebels left Homs.",31.31.2016\n'


def told(
    folder: Path, capsys: pytest.CaptureFixture[str], most: int = 100, store: str = "own.db", beside: str = ""
) -> list[dict[str, Any]]:
    job = {"folder": str(folder), "store": f"sqlite:///{folder.parent / store}", "most": most, "day": "2020-02-02"}
    if beside:
        job["beside"] = f"sqlite:///{folder.parent / beside}"
    take_jobs([json.dumps(job)], Stumbles())
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "job 1"
    made.mkdir()
    return made


def test_job_tells_total_progress_ids_and_end(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(6):
        (folder / f"{number}.txt").write_text(f"The army took Homs for the {number}. time.")
    lines = told(folder, capsys)
    assert lines[0] == {"total": 6}
    assert sum(line.get("done", 0) for line in lines) == 6
    ids = [i for line in lines for i in line.get("ids", [])]
    assert lines[-1] == {"left_out": {}, "ended": True}
    store = open_store(f"sqlite:///{folder.parent / 'own.db'}")
    assert store.held(ids) == set(ids)
    assert len(ids) == 6


def test_faults_are_one_line_that_names_file_and_value(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "news.csv").write_text(CSV)
    (folder / "page.html").write_text("<html><p>Too short.</p>")
    (folder / "a.jsonl").write_text('{"text": 7}\nnope\n')
    (folder / "bad.txt").write_text("BAD words here, the army took Homs.")
    (folder / "nul.txt").write_bytes(b"The army\0took Homs.")
    (folder / "latin.txt").write_bytes("Die Armee nahm Köln ein.".encode("latin-1"))
    refused = "\n".join(line["refused"] for line in told(folder, capsys) if "refused" in line)
    for words in (
        "news.csv, line 3: '31.31.2016' is no date", "page.html: no article", "a.jsonl, line 1: not an article: 'text' is 7",
        "a.jsonl, line 2: not JSON", "“BAD words here, the army took Homs.” could not be read", "nul.txt: not text",
        "latin.txt: not UTF-8 text (byte 0xf6)",
    ):  # fmt: skip
        assert words in refused
    assert str(folder) not in refused
    assert open_store(f"sqlite:///{folder.parent / 'own.db'}").counts().articles == 1


def test_known_reports_and_other_languages_are_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.txt").write_text("The army took Homs.")
    (folder / "b.txt").write_text(FRENCH * 3)
    first = told(folder, capsys)
    again = told(folder, capsys)
    ids = [i for line in first for i in line.get("ids", [])]
    assert first[-1] == {"left_out": {"fr": 1}, "ended": True}
    (known,) = [line for line in again if "known" in line]
    assert (known["known"], known["reports"]) == (ids, {ids[0]: ["The army took Homs.", None]})
    assert sum(line.get("done", 0) for line in again) == 2


def test_more_reports_than_allowed_are_left_and_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.jsonl").write_text("".join(f'{{"text": "The army took Homs {n}."}}\n' for n in range(5)))
    lines = told(folder, capsys, most=3)
    assert sum(len(line.get("ids", [])) for line in lines) == 3
    assert any("more than 3 reports in one go: “The army took Homs 3.”" in line.get("refused", "") for line in lines)


def test_store_that_is_none_fails_in_one_line_and_is_left(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.txt").write_text("The army took Homs.")
    (folder.parent / "own.db").write_bytes(b"no store" * 100)
    (line,) = told(folder, capsys)
    assert line["ended"]
    assert "own.db" in line["failed"]
    assert (folder.parent / "own.db").read_bytes() == b"no store" * 100


def test_what_the_store_beside_holds_is_told_and_not_read_again(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.txt").write_text("The army took Homs.")
    ids = [i for line in told(folder, capsys, store="all.db") for i in line.get("ids", [])]
    (folder / "b.txt").write_text("Rebels left Idlib.")
    lines = told(folder, capsys, beside="all.db")
    (there,) = [line for line in lines if "there" in line]
    assert (there["there"], there["reports"]) == (ids, {ids[0]: ["The army took Homs.", None]})
    own = open_store(f"sqlite:///{folder.parent / 'own.db'}")
    assert (own.counts().articles, own.held(ids)) == (1, set())
    assert sum(line.get("done", 0) for line in lines) == 2


def test_what_was_withdrawn_from_the_store_beside_is_read_as_a_report_of_ones_own(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.txt").write_text("The army took Homs.")
    ids = [i for line in told(folder, capsys, store="all.db") for i in line.get("ids", [])]
    open_store(f"sqlite:///{folder.parent / 'all.db'}").delete(ids)
    assert [i for line in told(folder, capsys, beside="all.db") for i in line.get("ids", [])] == ids
