import pytest

from geo.gazetteers.sqlite import Gazetteer
from geo.geocoding.beside import place_beside
from geo.geocoding.nearness import rough_km
from geo.records.places import Place, PlaceMention
from geo.records.text import Article, Sentence
from tests.geocoding.reading import read_mentions

ALEPPO = Place("", "", 36.2, 37.16, "settlement")
HOMS = Place("", "", 34.73, 36.71, "settlement")
MARIB = Place("", "", 15.46, 45.33, "settlement")


def read(text: str, gazetteer: Gazetteer) -> dict[str, PlaceMention]:
    mentions = read_mentions(text, gazetteer)
    placed = place_beside(mentions, Article("a", "", text), (Sentence("a", 0, 0, len(text)),), gazetteer)
    return {m.text: m for m in placed}


@pytest.mark.parametrize(
    ("text", "name", "town"),
    [
        ("Rebels hold Aleppo's Salahuddin district.", "Salahuddin", ALEPPO),
        ("Shells fell on the Bustan al-Qasr neighbourhood of Aleppo.", "Bustan al-Qasr", ALEPPO),
        ("Government troops shelled the Waer district of Homs.", "Waer", HOMS),
        ("Troops entered the Zarandul neighbourhood of Homs.", "Zarandul", HOMS),
    ],
)
def test_a_quarter_lies_in_its_town(text: str, name: str, town: Place, gazetteer: Gazetteer) -> None:
    place = read(text, gazetteer)[name].place
    assert place is not None and rough_km(place, town) <= 12


def test_an_unknown_quarter_says_that_it_is_somewhere_in_the_town(gazetteer: Gazetteer) -> None:
    place = read("Troops entered the Zarandul neighbourhood of Homs.", gazetteer)["Zarandul"].place
    assert place is not None and place.kind == "derived" and place.uncertainty_km >= 2
    assert place.source == "somewhere in Homs, of which the text says it is a part"


def test_a_name_told_by_a_bearing_lies_there(gazetteer: Gazetteer) -> None:
    text = "They retook Harib south of Marib on Monday."
    marib = next(m.place for m in gazetteer.match("Marib") if m.place.kind == "settlement" and m.place.country == "YE")
    named = (PlaceMention(0, 12, 17, "Harib"), PlaceMention(0, 27, 32, "Marib", marib, 0.9))
    placed = place_beside(named, Article("a", "", text), (Sentence("a", 0, 0, len(text)),), gazetteer)
    place = placed[0].place
    assert place is not None and place.country == "YE" and rough_km(place, MARIB) < 80 and place.lat < MARIB.lat


def test_both_of_two_namesakes_are_those_that_lie_side_by_side(gazetteer: Gazetteer) -> None:
    text = "Russian forces attacked near Ternove, southeast of Oleksandrivka."
    found = read(text, gazetteer)
    one, other = found["Ternove"].place, found["Oleksandrivka"].place
    assert one is not None and other is not None
    assert rough_km(one, other) < 50 and one.lat < other.lat and one.lon > other.lon


def test_a_known_town_stays_where_it_is(gazetteer: Gazetteer) -> None:
    found = read("Convoys left Damascus, south of Homs, on Friday.", gazetteer)
    assert found["Damascus"].place is not None and found["Damascus"].place.feature == "PPLC"
