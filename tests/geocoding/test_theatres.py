"""Who fights in a text, and where those are known to fight."""

from pathlib import Path

import pytest

from geo.errors import DataFileError
from geo.gazetteers.sqlite import Gazetteer
from geo.geocoding.theatres import find_fights, sentence_around, theatre_of, theatres
from tests.geocoding.reading import read_places


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Malian special forces held the bridge.", {"ML", "BF", "NE"}),
        ("Houthi fighters and Yemeni troops met.", {"YE"}),
        ("Rwandan soldiers crossed the lake.", {"CD", "MZ", "CF"}),
        ("The Syrian army withdrew.", {"SY"}),
        ("Colombian rebels fled.", {"CO"}),
        ("South Sudanese troops fled.", {"SS", "SD"}),
        ("Burmese armies met.", {"MM"}),
    ],
)
def test_those_who_fight_tell_where(text: str, countries: set[str]) -> None:
    assert {c for f in find_fights(text) for c in f.countries} == countries


@pytest.mark.parametrize("text", ["Malian farmers sold rice.", "The Syrian doctor left.", "nothing is said here", ""])
def test_those_who_do_not_fight_tell_nothing(text: str) -> None:
    assert find_fights(text) == ()


def test_offsets_count_from_where_the_text_begins() -> None:
    (fight,) = find_fights("The Syrian army withdrew.", 100)
    assert fight.at == 104


def test_forces_fight_at_home_unless_the_table_says_otherwise() -> None:
    assert theatre_of("MM") == {"MM"}
    assert "RU" not in theatre_of("RU")
    assert {"TR", "SY"} <= theatre_of("TR")


def test_a_sentence_ends_at_its_point() -> None:
    text = "Rebels fled. The army took Homs on Friday. Rain fell."
    start, end = sentence_around(text, text.index("Homs"), text.index("Homs") + 4)
    assert text[start:end] == "The army took Homs on Friday"


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Nigerian troops attacked Baga.", "Baga", "NG"),
        ("Yemeni forces recaptured Hays.", "Hays", "YE"),
        ("Mozambican soldiers entered Palma.", "Palma", "MZ"),
        ("Spanish police searched a house in Palma.", "Palma", "ES"),
        ("Ugandan troops entered Beni.", "Beni", "CD"),
        ("Cameroonian soldiers attacked Banki.", "Banki", "NG"),
        ("South Sudanese troops attacked Leer.", "Leer", "SS"),
        ("Russian forces entered Avdiivka.", "Avdiivka", "UA"),
        ("The Syrian officer fled to Berlin with his army papers.", "Berlin", "DE"),
        ("Mexican troops patrol the north of Mexico.", "Mexico", "MX"),
    ],
)
def test_a_name_is_sought_where_those_beside_it_fight(text: str, name: str, country: str, gazetteer: Gazetteer) -> None:
    place = read_places(text, gazetteer)[name]
    assert place is not None and place.country == country


def test_a_wrong_row_is_named(tmp_path: Path) -> None:
    table = tmp_path / "theatres.csv"
    table.write_text("country,at_home,abroad,source\nRU,maybe,UA,own\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="line 2"):
        theatres(table)
