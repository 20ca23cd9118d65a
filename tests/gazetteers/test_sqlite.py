import sqlite3
import threading
from pathlib import Path

import pytest

from geo.errors import DatelineError, GazetteerError, MissingPartError
from geo.gazetteers import schema
from geo.gazetteers.sqlite import Gazetteer, needs_build, open_gazetteer
from tests.gazetteers.small import in_a_file


def test_no_file_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(MissingPartError, match=r"nothing\.db; run: python -m geo gazetteer build"):
        Gazetteer(tmp_path / "nothing.db")


def test_a_file_cut_short_is_named(tmp_path: Path) -> None:
    path = tmp_path / "small.db"
    in_a_file(path)
    path.write_bytes(path.read_bytes()[:-4096])
    with pytest.raises(GazetteerError, match=r"small\.db: cut short; run: python -m geo gazetteer build"):
        open_gazetteer(path)


def test_a_file_whose_build_did_not_end_is_named(tmp_path: Path) -> None:
    schema.create(tmp_path / "begun.db").close()
    with pytest.raises(GazetteerError, match=r"begun\.db: cut short"):
        Gazetteer(tmp_path / "begun.db")


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + b"\x00" * 200])
def test_a_file_of_another_kind_is_named_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(content)
    with pytest.raises(GazetteerError, match=r"other\.db: not a gazetteer of Dateline"):
        open_gazetteer(path)
    assert path.read_bytes() == content


def test_a_damaged_page_is_named_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "small.db"
    in_a_file(path)
    content = bytearray(path.read_bytes())
    with sqlite3.connect(path) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'name'").fetchone()[0]
    content[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(content)
    with pytest.raises(DatelineError, match=r"small\.db"):
        Gazetteer(path).match("Raqqa")


def test_a_file_of_older_data_or_program_is_to_be_built_anew(tmp_path: Path) -> None:
    path = tmp_path / "small.db"
    assert needs_build(path)
    in_a_file(path)
    assert needs_build(path)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 1")
    assert needs_build(path)
    with pytest.raises(GazetteerError, match="another version"):
        Gazetteer(path)


def test_several_threads_look_names_up_at_once(tmp_path: Path) -> None:
    gazetteer, found = in_a_file(tmp_path / "small.db"), []
    names = ["Raqqa", "Mosul", "Tabqa", "London"]
    threads = [
        threading.Thread(target=lambda n=name: found.append(gazetteer.match(n)[0].place.name))
        for name in names  # type: ignore[misc]
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == sorted(names)


def test_the_settlements_of_a_unit_come_largest_first(tmp_path: Path) -> None:
    gazetteer = in_a_file(tmp_path / "small.db")
    assert [p.name for p in gazetteer.members("gn:172957")] == ["Raqqa", "Tabqa"]
    assert [p.name for p in gazetteer.members("gn:163843")] == ["Raqqa", "Deir ez-Zor", "Tabqa"]
    assert gazetteer.members("gn:172955") == ()
    assert gazetteer.members("gn:1") == ()
