import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from geo.commands.gazetteer import app
from geo.gazetteers import schema
from geo.gazetteers.build import fingerprint
from tests.gazetteers.small import ROWS
from tests.gazetteers.test_dumps import PLACES, zipped


@pytest.fixture
def gazetteer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small gazetteer that passes for one of today's data."""
    path = tmp_path / "small.db"
    connection = schema.create(path)
    for _ in schema.Writer(connection).write(ROWS):
        pass
    schema.finish(connection, {"built": "2026-11-24T08:00:00+00:00", "fingerprint": fingerprint()})
    connection.close()
    monkeypatch.setenv("DATELINE_GAZETTEER", str(path))
    return path


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, arguments, env={"COLUMNS": "160"})
    assert result.exit_code == code, result.output
    return result.output


def test_lookup_shows_the_places_of_a_name(gazetteer: Path) -> None:
    output = run("lookup", "Rakka")
    assert "gn:172955" in output
    assert "Raqqa Governorate, SY" in output


def test_lookup_gives_json_lines_to_pipes(gazetteer: Path) -> None:
    first = json.loads(run("lookup", "Mosul", "--json", "--limit", "1"))
    assert (first["id"], first["quality"], first["country"]) == ("gn:99072", "name", "IQ")


def test_an_unknown_name_is_said_to_be_unknown(gazetteer: Path) -> None:
    assert "no place is known under 'Xyzzy'" in run("lookup", "Xyzzy", code=1)


def test_info_counts_by_kind_and_credits_the_sources(gazetteer: Path) -> None:
    output = run("info")
    for wanted in ("small.db", "settlement", "GeoNames · CC BY 4.0", "Natural Earth · public domain", "2026-11-24"):
        assert wanted in output


def test_a_damaged_file_is_one_line_and_code_two(gazetteer: Path) -> None:
    gazetteer.write_bytes(gazetteer.read_bytes()[:8192])
    output = run("info", code=2)
    assert output.count("\n") == 1
    assert "small.db: cut short; run: python -m geo gazetteer build" in output


def test_build_if_needed_leaves_a_fresh_file(gazetteer: Path) -> None:
    before = gazetteer.stat().st_mtime_ns
    assert "up to date" in run("build", "--if-needed")
    assert gazetteer.stat().st_mtime_ns == before


def test_import_adds_a_dump(gazetteer: Path, tmp_path: Path) -> None:
    assert "5 lines of SY.zip read" in run("import", str(zipped(tmp_path / "SY.zip", PLACES)))
    assert "gn:163750" in run("lookup", "Gire Spi")
    assert "small-imported.db" in run("info")


def test_import_of_something_else_is_one_line_and_code_two(gazetteer: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("my notes\n")
    assert "notes.txt: no GeoNames dump" in run("import", str(tmp_path / "notes.txt"), code=2)
