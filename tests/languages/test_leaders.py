"""Who leads which side, by name."""

from pathlib import Path

import pytest

from geo.errors import DataFileError
from geo.languages.leaders import ends_name, find_leader, leader_table


@pytest.mark.parametrize(
    ("written", "side"),
    [
        (["General", "Khalifa", "Haftar"], "lna"),
        (["Haftar"], "lna"),
        (["Abdel", "Fattah", "al-Burhan"], "sd-forces"),
        (["Min", "Aung", "Hlaing"], "mm-junta"),
        (["Abdullah", "Öcalan"], "pkk"),
    ],
)
def test_leaders_are_known_by_their_names(written: list[str], side: str) -> None:
    leader = find_leader(written)
    assert leader is not None and leader.side == side
    assert ends_name(written[-1])


@pytest.mark.parametrize("written", [["Hlaing"], ["John", "Taylor"], ["haftars"], []])
def test_others_are_not(written: list[str]) -> None:
    assert find_leader(written) is None


def test_leaders_lead_in_their_years() -> None:
    assert find_leader(["Poroshenko"], 2016) is not None
    assert find_leader(["Poroshenko"], 2022) is None


@pytest.mark.parametrize("row", ["Ali Ahmad,nobody,2011,,own", "Ali Ahmad,sdf,soon,,own", "Ali Ahmad|,sdf,2011,,own"])
def test_a_wrong_row_is_named(row: str, tmp_path: Path) -> None:
    table = tmp_path / "leaders.csv"
    table.write_text(f"names,side,active_from,active_to,source\n{row}\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="line 2"):
        leader_table(table)
