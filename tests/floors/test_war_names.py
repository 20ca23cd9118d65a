"""Names of places of war in three scripts, as reports spell them: found alone, and among the places of their country."""

import csv
from pathlib import Path

from geo.gazetteers.sqlite import Gazetteer
from geo.geocoding.nearness import rough_km
from geo.records.places import NameMatch, Place

NAMES = Path(__file__).with_name("war_names.csv")
RIGHT_KM = 25
ALONE, IN_COUNTRY = 0.93, 0.98


def read_names() -> list[dict[str, str]]:
    with NAMES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def is_right(row: dict[str, str], matches: list[NameMatch]) -> bool:
    point = Place("", "", float(row["lat"]), float(row["lon"]), "settlement")
    return bool(matches) and rough_km(matches[0].place, point) <= RIGHT_KM


def test_names_of_war_are_found_however_they_are_spelled(gazetteer: Gazetteer) -> None:
    rows = read_names()
    wrong = [row["name"] for row in rows if not is_right(row, list(gazetteer.match(row["name"])))]
    assert 1 - len(wrong) / len(rows) >= ALONE, wrong


def test_with_the_country_named_nearly_all_are(gazetteer: Gazetteer) -> None:
    rows = read_names()
    wrong = [
        row["name"]
        for row in rows
        if not is_right(row, [m for m in gazetteer.match(row["name"]) if m.place.country == row["country"]])
    ]
    assert 1 - len(wrong) / len(rows) >= IN_COUNTRY, wrong


def test_the_table_holds_names_in_three_scripts_of_many_theatres() -> None:
    rows = read_names()
    assert len({row["theatre"] for row in rows}) >= 25
    assert sum("а" <= row["name"][-1] <= "я" for row in rows) >= 40
    assert sum("\u0600" <= row["name"][0] <= "\u06ff" for row in rows) >= 50
