"""What an ingest does before and after the reading, with a reader that needs no model."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from geo.__main__ import app
from geo.stores import open_store
from tests.workers.readers import Reads

FRENCH = "Les forces gouvernementales ont repris dimanche la ville de Palmyre après des semaines de combats dans le désert, selon l'agence. "


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("geo.pipeline.Reader", Reads)
    return f"sqlite:///{tmp_path / 's.db'}"


def write(path: Path, *texts: str) -> Path:
    path.write_text("".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts))
    return path


def ingest(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["ingest", *(str(a) for a in arguments)])


def test_file_read_to_its_end_is_not_opened_again_until_it_changes(tmp_path: Path, store: str) -> None:
    path = write(tmp_path / "a.jsonl", "One.", "Two.")
    assert "2 articles added" in ingest(path, "--store", store).stderr
    moved = path.rename(tmp_path / "b.jsonl")
    assert "0 articles added, 0 replaced, 2 known already" in ingest(moved, "--store", store).stderr
    write(moved, "One.", "Two.", "Three.")
    assert "1 articles added, 0 replaced, 2 known already" in ingest(moved, "--store", store).stderr
    assert "3 replaced" in ingest(moved, "--store", store, "--again").stderr


def test_same_file_with_another_date_is_read_anew(tmp_path: Path, store: str) -> None:
    path = write(tmp_path / "a.jsonl", "One.")
    ingest(path, "--store", store)
    assert "1 replaced" in ingest(path, "--store", store, "--date", "2016-11-03").stderr


def test_other_languages_are_counted_and_left_out(tmp_path: Path, store: str) -> None:
    path = write(tmp_path / "a.jsonl", "Government troops entered Palmyra.", FRENCH * 2)
    result = ingest(path, "--store", store)
    assert result.exit_code == 0
    assert "1 left out since Dateline has no rules for their language (1 in fr)" in result.stderr
    assert open_store(store).counts().articles == 1


def test_bad_lines_cost_only_themselves_and_are_not_told_without_end(tmp_path: Path, store: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"text": f"Good {n}."}) + "\nbad\n" for n in range(30)))
    result = ingest(path, "--store", store)
    assert result.exit_code == 2
    assert result.stderr.count("not JSON") == 20
    assert "10 more like these" in result.stderr
    assert "30 could not be read" in result.stderr
    assert open_store(store).counts().articles == 30


def test_missing_path_among_good_ones_is_named_and_the_good_ones_are_read(tmp_path: Path, store: str) -> None:
    path = write(tmp_path / "a.jsonl", "One.")
    result = ingest(tmp_path / "none", path, "--store", store)
    assert result.exit_code == 2
    assert "none: there is no such file" in result.stderr
    assert open_store(store).counts().articles == 1


def test_dry_run_says_what_would_be_read_and_makes_nothing(tmp_path: Path, store: str) -> None:
    path = write(tmp_path / "a.jsonl", "One.", "Two.")
    assert "2 articles would be read, 0 known already." in ingest(path, "--store", store, "--dry-run").stderr
    assert not (tmp_path / "s.db").exists()
    ingest(write(tmp_path / "b.jsonl", "One."), "--store", store)
    assert "1 articles would be read, 1 known already." in ingest(path, "--store", store, "--dry-run").stderr
    assert open_store(store).counts().articles == 1


def test_events_are_one_json_object_a_line_without_words_of_the_news(
    tmp_path: Path, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_LOG", "json")
    lines = ingest(write(tmp_path / "a.jsonl", "Secret words."), "--store", store).stderr.splitlines()
    events = [json.loads(line) for line in lines]
    assert [e["event"] for e in events] == ["source read", "said", "ingested"]
    assert "Secret" not in "".join(lines)


def test_name_of_a_file_drives_neither_the_terminal_nor_the_log(
    tmp_path: Path, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a\nb\x1b[2J\u202e\x9b.jsonl"
    path.write_text("no JSON")
    plain = ingest(path, "--store", store).stderr
    assert "a\\nb\\x1b[2J\\x202e\\x9b.jsonl, line 1: not JSON" in plain
    assert len(plain.splitlines()) == 2
    monkeypatch.setenv("DATELINE_LOG", "json")
    logged = ingest(path, "--store", store, "--again").stderr
    assert logged.isascii()
    assert "a\\nb" in json.loads(logged.splitlines()[0])["message"]


def test_file_named_twice_is_read_once(tmp_path: Path, store: str) -> None:
    write(tmp_path / "a.jsonl", "One.")
    result = ingest(tmp_path, tmp_path / "*.jsonl", tmp_path / "a.jsonl", "--store", store, "--dry-run")
    assert "1 articles would be read" in result.stderr


def test_standard_input_is_json_lines(store: str) -> None:
    result = CliRunner().invoke(app, ["ingest", "-", "--store", store], input='{"text": "From a pipe."}\n')
    assert "1 articles added" in result.stderr


def test_columns_of_other_people_are_read_as_named_and_the_file_anew_when_named_otherwise(
    tmp_path: Path, store: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("nr,corpo,testo\n1,Rebels hold Homs.,The army holds Hama.\n")
    assert "unknown column 'nr', 'corpo', 'testo'" in ingest(path, "--store", store).stderr
    assert "1 articles added" in ingest(path, "--store", store, "--column", "text=corpo").stderr
    assert (
        "0 articles added, 0 replaced, 1 known already"
        in ingest(path, "--store", store, "--column", "text=corpo").stderr
    )
    assert "1 articles added" in ingest(path, "--store", store, "--column", "text=testo").stderr
    wrong = ingest(path, "--store", store, "--column", "corpo")
    assert (wrong.exit_code, "write it like text=body" in wrong.stderr) == (2, True)


def test_reports_in_russian_are_read_where_its_packages_are_installed(tmp_path: Path) -> None:
    pytest.importorskip("pymorphy3")
    path = write(tmp_path / "a.jsonl", "Сирийская армия взяла под контроль Дейр-эз-Зор, сообщило агентство.")
    result = ingest(path, "--store", f"sqlite:///{tmp_path / 's.db'}")
    assert result.exit_code == 0
    assert "1 articles added" in result.stderr
    assert "1 control changes" in result.stderr
