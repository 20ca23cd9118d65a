"""Commands for who keeps a store: migrate, delete, doctor."""

import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from geo.__main__ import app
from geo.commands import doctor
from geo.gazetteers.sqlite import Gazetteer
from geo.stores import open_store
from geo.stores.tables import SCHEMA_VERSION
from tests.stories import MOSUL, raqqa_readings

SCHEMA_1 = Path(__file__).parent.parent / "stores" / "schema_1.sql"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.fixture
def store(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 's.db'}"
    opened = open_store(url)
    opened.add(raqqa_readings())
    opened.close()
    return url


def test_old_store_is_brought_up_once(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "old.db") as connection:
        connection.executescript(SCHEMA_1.read_text())
    url = f"sqlite:///{tmp_path / 'old.db'}"
    first, second = run("migrate", "--store", url).stderr, run("migrate", "--store", url).stderr
    assert f"from version 1 to {SCHEMA_VERSION}" in first
    assert f"is of version {SCHEMA_VERSION}" in second
    assert open_store(url).counts().articles == 3


def test_places_of_an_old_store_get_their_names_with_the_migration_or_the_next_ingest(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    report = tmp_path / "report.txt"
    report.write_text("The army took Palmyra on 27 March 2016.")
    for name, command in (("one", ["migrate"]), ("two", ["ingest", str(report)])):
        with sqlite3.connect(tmp_path / f"{name}.db") as connection:
            connection.executescript(SCHEMA_1.read_text())
        url = f"sqlite:///{tmp_path / name}.db"
        assert run(*command, "--store", url).exit_code == 0
        assert open_store(url).called("الموصل") == {MOSUL.id}
        assert "given their other names" not in run("migrate", "--store", url).stderr
    assert open_store(url).called("tadmor")


def test_migrate_makes_an_empty_store_and_refuses_what_is_none(tmp_path: Path) -> None:
    assert "is ready" in run("migrate", "--store", f"sqlite:///{tmp_path / 'new.db'}").stderr
    (tmp_path / "x.db").write_bytes(b"x" * 4096)
    result = run("migrate", "--store", f"sqlite:///{tmp_path / 'x.db'}")
    assert (result.exit_code, "x.db" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "left"),
    [
        (("https://example.org/1",), 2),
        (("a2", "a3", "unknown"), 1),
        (("--publisher", "Sample daily"), 1),
        (("--before", "2016-11-01"), 2),
    ],
)
def test_articles_are_deleted_by_name_publisher_or_age(store: str, arguments: tuple[str, ...], left: int) -> None:
    result = run("delete", *arguments, "--store", store)
    assert result.exit_code == 0
    assert f"The store holds {left} articles" in result.stderr


@pytest.mark.parametrize("arguments", [(), ("a1", "--publisher", "x"), ("--before", "soon")])
def test_delete_without_one_clear_choice_deletes_nothing(store: str, arguments: tuple[str, ...]) -> None:
    assert run("delete", *arguments, "--store", store).exit_code == 2
    assert open_store(store).counts().articles == 3


def test_doctor_names_packages_that_are_missing_or_too_old(tmp_path: Path) -> None:
    path = tmp_path / "requirements.txt"
    path.write_text("# note\nrich>=1\nrich>=900  # why\nno-such-package-at-all>=1\n-r other.txt\n")
    found = [(f.what, f.state) for f in doctor._packages(path)]
    assert found == [("rich", "wrong"), ("no-such-package-at-all", "wrong")]


def test_doctor_says_that_the_gazetteer_is_missing_and_builds_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_GAZETTEER", str(tmp_path / "none.db"))
    found = {f.what: f for f in doctor.examine(f"sqlite:///{tmp_path / 'none.db'}")}
    assert (found["gazetteer"].state, "reading" in found) == ("look", False)
    assert not (tmp_path / "none.db").exists()


def test_doctor_tells_how_the_store_is(store: str, tmp_path: Path) -> None:
    assert "3 articles, 5 mentions, 3 changes" in doctor._store(store).told
    assert doctor._store(f"sqlite:///{tmp_path / 'none.db'}").state == "look"
    (tmp_path / "broken.db").write_bytes(b"x" * 4096)
    broken = doctor._guarded("store", lambda: doctor._store(f"sqlite:///{tmp_path / 'broken.db'}"))
    assert (broken.state, "broken.db" in broken.told) == ("wrong", True)


def test_doctor_ends_with_code_2_and_looks_at_everything_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_GAZETTEER", str(tmp_path / "none.db"))
    result = run("doctor", "--store", "nonsense")
    assert result.exit_code == 2
    for word in ("Python", "gazetteer", "store: 'nonsense' is not a store", "disk", "fetching"):
        assert word in result.stdout


@pytest.mark.parametrize(
    ("secrets", "state", "words"),
    [
        ('[dateline]\npage = "write"\n', "ok", "its visitors may: write"),
        ('[dateline]\npage = "write"\n[auth]\nclient_id = "x"\n', "look", "name them as people"),
        (
            '[dateline]\npage = "write"\npeople = ["@a.example"]\n[auth]\nclient_id = "x"\n',
            "ok",
            "(@a.example) may: write",
        ),
    ],
)
def test_doctor_tells_who_may_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, secrets: str, state: str, words: str
) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text(secrets)
    for name in ("DATELINE_PAGE", "DATELINE_PEOPLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    found = doctor._page()
    assert (found.state, words in found.told) == (state, True)
