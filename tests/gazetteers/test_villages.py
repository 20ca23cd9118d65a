import lzma
from pathlib import Path

import pytest

from geo.errors import DataFileError
from geo.gazetteers.village_files import _code, _names
from geo.gazetteers.villages import COLUMNS, FOLDER, read_columns, village_id


def test_every_file_is_whole_and_of_its_country() -> None:
    files = sorted(FOLDER.glob("*.xz"))
    assert len(files) == 28
    rows = list(read_columns(FOLDER / "PS.xz"))
    assert len(rows) > 700
    assert all(len(row) == len(COLUMNS) and row[6].startswith(("PS", "")) for row in rows)


def test_ids_tell_geonames_from_whos_on_first() -> None:
    assert village_id("171011") == "gn:171011"
    assert village_id("-1108779089") == "dl:wof-1108779089"


@pytest.mark.parametrize("content", [b"", b"text", lzma.compress(b"id\t1\nname\tDabiq\n")])
def test_a_damaged_file_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "SY.xz"
    path.write_bytes(content)
    with pytest.raises(DataFileError, match=r"SY\.xz: not a file of villages"):
        list(read_columns(path))


def row(**fields: str) -> list[str]:
    names = ("id", "name", "ascii", "names", "lat", "lon", "class", "code", "country", "cc2", "admin1", "admin2")
    return [fields.get(name, "") for name in names]


def test_names_keep_one_of_those_that_differ_in_accents_alone() -> None:
    dabiq = row(name="Dābiq", ascii="Dabiq", names="Dâbik,Dābik,دابق")
    assert _names(dabiq) == ("Dābiq", ["Dâbik"])
    assert _names(row(name="Ґонтівка", ascii="Hontivka")) == ("Hontivka", [])
    assert _names(row(name="دابق")) == ("", [])


def test_a_village_without_a_code_of_today_takes_that_of_the_nearest_town() -> None:
    codes = {"SY.09", "SY.09.1", "SY.04"}
    known = row(**{"class": "P", "admin1": "09", "admin2": "1"})
    assert _code(known, "SY", codes, ("SY.04", True)) == "SY.09.1"
    assert _code(row(**{"class": "P", "admin1": "99"}), "SY", codes, ("SY.09.1", True)) == "SY.09.1"
    assert _code(row(**{"class": "P", "admin1": "99"}), "SY", codes, ("SY.09.1", False)) == "SY.09"
    assert _code(row(**{"class": "P", "admin1": "04"}), "SY", codes, ("SY.09.1", True)) == "SY.04"
