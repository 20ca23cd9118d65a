"""Whom generic words mean, and who is on which side: the committed table, and tables that are wrong."""

from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from geo.errors import DataFileError
from geo.languages.sides import are_one_side, meant_by, side_of, side_table
from geo.records.side_rows import read_side_table

MEANT = [
    ("rebels", ["SY"], date(2016, 2, 1), "syrian-opposition"),
    ("rebel fighters", ["SY"], date(2012, 8, 1), "syrian-opposition"),
    ("the regime", ["SY"], date(2016, 2, 1), "sy-forces"),
    ("Kurdish forces", ["SY"], date(2014, 9, 20), "ypg"),
    ("Kurdish forces", ["SY"], date(2017, 9, 20), "sdf"),
    ("a rebel", ["LY"], date(2011, 6, 1), "ntc-libya"),
    ("government forces", ["LY"], date(2011, 6, 1), "gaddafi-forces"),
    ("government forces", ["LY"], date(2019, 6, 1), "gna"),
    ("separatists", ["UA"], date(2014, 7, 1), "novorossiya"),
    ("the occupiers", ["UA"], date(2022, 7, 1), "ru-forces"),
    ("the junta", ["MM"], date(2023, 11, 20), "mm-forces"),
    ("insurgents", ["AF"], date(2009, 5, 1), "taliban"),
    ("government forces", ["AF"], date(2009, 5, 1), "af-forces"),
    ("the resistance", ["AF"], date(1985, 5, 1), "afghan-mujahideen"),
    ("Tigrayan forces", ["ET"], date(2021, 7, 1), "tplf"),
    ("rebels", ["CD"], date(2012, 11, 20), "m23"),
    ("militants", ["SO"], date(2013, 3, 1), "al-shabaab"),
    ("the paramilitaries", ["SD"], date(2023, 6, 1), "rsf-sudan"),
    ("Serb forces", ["BA"], date(1993, 6, 1), "vrs"),
    ("Serb forces", ["HR"], date(1991, 9, 1), "arsk"),
    ("the army", ["KE"], date(2009, 3, 1), "ke-forces"),
]
NOT_TOLD = [
    ("terrorists", ["SY"], date(2016, 2, 1)),
    ("the enemy", ["UA"], date(2022, 7, 1)),
    ("rebels", ["KE"], date(2009, 3, 1)),
    ("rebels", ["CO"], date(2003, 1, 1)),
    ("tribal elders", ["YE"], date(2016, 1, 1)),
    ("rebels", [], date(2016, 1, 1)),
]


@pytest.mark.parametrize(("words", "countries", "day", "actor"), MEANT)
def test_words_for_a_side_mean_it_by_country_and_day(words: str, countries: list[str], day: date, actor: str) -> None:
    meant = meant_by(words, countries, day)
    assert meant is not None and meant.actor == actor


@pytest.mark.parametrize(("words", "countries", "day"), NOT_TOLD)
def test_words_that_could_mean_anybody_mean_nobody(words: str, countries: list[str], day: date) -> None:
    assert meant_by(words, countries, day) is None


def test_a_nationality_before_the_words_says_the_country() -> None:
    meant = meant_by("Syrian rebels", ["TR"], date(2013, 5, 1))
    assert meant is not None and meant.id == "syria-opposition"


def test_the_country_most_spoken_of_comes_first() -> None:
    meant = meant_by("the rebels", ["LB", "SY"], date(2013, 5, 1))
    assert meant is not None and meant.id == "syria-opposition"


def test_a_day_that_is_not_known_is_no_matter_where_the_words_always_mean_the_same() -> None:
    army = meant_by("the army", ["SY"], None)
    assert army is not None and army.actor == "sy-forces"
    assert meant_by("rebels", ["AF"], None) is None


def test_a_brigade_is_on_the_side_of_those_it_stands_with() -> None:
    assert side_of("tiger-forces", "SY", date(2016, 1, 1)) == side_of("sy-gov", "SY", date(2016, 1, 1))
    assert side_of("zenki", "SY", date(2014, 1, 1)) == "syria-opposition"
    assert side_of("eln", "SY", date(2014, 1, 1)) is None


def test_who_is_one_side_is_so_in_one_country_and_time() -> None:
    assert are_one_side("fsa", "nusra", "SY", date(2014, 1, 1))
    assert not are_one_side("sdf", "fsa", "SY", date(2017, 1, 1))
    assert are_one_side("sy-forces", "hts", "SY", date(2025, 6, 1))
    assert not are_one_side("sy-forces", "hts", "SY", date(2019, 6, 1))
    assert are_one_side("houthis", "saleh-forces", "YE", date(2016, 1, 1))
    assert not are_one_side("houthis", "saleh-forces", "YE", date(2018, 6, 1))
    assert are_one_side("rw-forces", "m23", "CD", date(2024, 1, 1))
    assert are_one_side("rw-forces", "mz-forces", "MZ", date(2024, 1, 1))


def test_nobody_is_on_two_sides_in_one_country_at_one_time() -> None:
    twice = [
        f"{one.id} and {other.id}: {', '.join(shared)} in {country}"
        for country in sorted({c for side in side_table().sides for c in side.countries})
        for one, other in combinations(side_table().sides_in(country, None), 2)
        if one.id != other.id and (shared := sorted(set(one.actors) & set(other.actors)))
        if (one.first or date.min) <= (other.last or date.max) and (other.first or date.min) <= (one.last or date.max)
    ]
    assert not twice


def test_no_words_mean_two_sides_of_one_country_at_one_time() -> None:
    twice = [
        f"{one.id} and {other.id}: {', '.join(shared)} in {country}"
        for country in sorted({c for side in side_table().sides for c in side.countries})
        for one, other in combinations(side_table().sides_in(country, None), 2)
        if one.id != other.id and (shared := sorted(one.words & other.words))
        if (one.first or date.min) <= (other.last or date.max) and (other.first or date.min) <= (one.last or date.max)
    ]
    assert not twice


def test_the_table_covers_the_wars_that_reports_tell_of() -> None:
    assert len({side.theatre for side in side_table().sides}) >= 45


HEAD = "theatre,countries,from,to,side,role,name,actors,words,source\n"
ACTORS = "id,name,aliases,allegiance\nred,Reds,,\nblue,Blues,,2001-2002:red\n"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("w,SY,2011-01-01,,reds,,Reds,green,,own", "green"),
        ("w,SY,2011-01-01,,reds,heroes,Reds,red,,own", "heroes"),
        ("w,SYR,2011-01-01,,reds,,Reds,red,,own", "SYR"),
        ("w,SY,spring,,reds,,Reds,red,,own", "spring"),
        ("w,SY,2012-01-01,2011-01-01,reds,,Reds,red,,own", "ends before"),
        ("w,SY,2012-01-01,,reds,,Reds,red,", "fields"),
        ("w,SY,,,reds,,Reds,red,,", "source"),
    ],
)
def test_a_wrong_row_is_named_by_its_line(tmp_path: Path, row: str, said: str) -> None:
    (tmp_path / "sides.csv").write_text(HEAD + row + "\n")
    (tmp_path / "actors.csv").write_text(ACTORS)
    with pytest.raises(DataFileError, match="line 2") as raised:
        read_side_table(tmp_path / "sides.csv", tmp_path / "actors.csv")
    assert said in str(raised.value)
