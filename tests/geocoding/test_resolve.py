"""Which place a name means, with the real gazetteer."""

import pytest

from geo.gazetteers.sqlite import Gazetteer
from geo.geocoding.resolve import resolve_toponyms, shorten
from geo.records.places import Toponym
from geo.records.text import Article
from tests.geocoding.reading import read_mentions, read_places


@pytest.mark.parametrize(
    ("text", "name", "kind", "country", "admin1"),
    [
        ("He lives in Austin, Texas.", "Austin", "settlement", "US", "Texas"),
        ("She was born in Bangor, Maine.", "Bangor", "settlement", "US", "Maine"),
        ("The port of Long Beach, Calif., is closed.", "Long Beach", "settlement", "US", "California"),
        ("He drove from Troy, N.C., to Raleigh.", "Troy", "settlement", "US", "North Carolina"),
        ("Rebels left Raqqa province.", "Raqqa", "admin1", "SY", ""),
        ("Rebels left the city of Raqqa.", "Raqqa", "settlement", "SY", "Raqqa Governorate"),
        ("Rakka (al-Raqqah) is a city in Syria.", "Rakka", "settlement", "SY", "Raqqa Governorate"),
        ("The governor of Kirkuk denied it.", "Kirkuk", "admin1", "IQ", ""),
        ("Russian tanks rolled into Georgia and stood near Tbilisi and Gori.", "Georgia", "country", "GE", ""),
        ("Police in Atlanta, Georgia, said so.", "Georgia", "admin1", "US", ""),
        ("Mexico closed its border with Guatemala.", "Mexico", "country", "MX", ""),
        ("Shells hit Tripoli and the Lebanese town of Zgharta near Beirut.", "Tripoli", "settlement", "LB", ""),
        ("The army of Libya entered Tripoli and Misrata.", "Tripoli", "settlement", "LY", ""),
        ("China and Africa signed in Lagos.", "Africa", "region", "", ""),
        ("Soldiers landed at Gao and took the bridge over the Niger at dawn.", "Niger", "water", "", ""),
        ("The road to Sennar on the Blue Nile lies open.", "Blue Nile", "water", "", ""),
        ("The army of Niger buried its dead in Niamey.", "Niger", "country", "NE", ""),
        ("Fighters left Panjshir province and Bazarak.", "Panjshir", "admin1", "AF", ""),
        ("Houthi fighters captured Hays.", "Hays", "settlement", "YE", ""),
        ("Boko Haram attacked Baga on Saturday.", "Baga", "settlement", "NG", ""),
        ("Hezbollah fighters entered Qusayr.", "Qusayr", "settlement", "SY", ""),
        (
            "ABUJA, March 17 – Troops retook Monguno and Gwoza in Borno state and drove on to Maiduguri.",
            "ABUJA", "settlement", "NG", "Abuja Federal Capital Territory",
        ),
    ],
)  # fmt: skip
def test_the_place_that_is_meant(
    text: str, name: str, kind: str, country: str, admin1: str, gazetteer: Gazetteer
) -> None:
    place = read_places(text, gazetteer)[name]
    assert place is not None
    assert (place.kind, place.country) == (kind, country)
    assert admin1 in ("", place.admin1)


def test_a_name_means_one_place_throughout_an_article(gazetteer: Gazetteer) -> None:
    mentions = read_mentions("Paris, Texas, is small. People of Paris like it.", gazetteer)
    assert {m.place.admin1 for m in mentions if m.text == "Paris" and m.place} == {"Texas"}


def test_a_type_word_parts_the_town_from_its_province(gazetteer: Gazetteer) -> None:
    town, province = read_mentions("Rebels took Idlib and now hold all of Idlib province.", gazetteer)
    assert town.place is not None and province.place is not None
    assert (town.place.kind, province.place.kind) == ("settlement", "admin1")


def test_a_mention_says_why_and_what_else_it_might_be(gazetteer: Gazetteer) -> None:
    mention = read_mentions("He lives in Austin, Texas.", gazetteer)[0]
    assert "Texas is named right after it" in mention.reasons
    assert mention.score > 0.8
    assert len(mention.candidates) > 5
    assert shorten(mention).candidates == mention.candidates[:5]
    assert all(a.score >= b.score for a, b in zip(mention.candidates, mention.candidates[1:], strict=False))


def test_a_name_that_no_gazetteer_knows_stays_unresolved(gazetteer: Gazetteer) -> None:
    (mention,) = read_mentions("They left the village of Qwertabad.", gazetteer)
    assert (mention.text, mention.place, mention.score) == ("Qwertabad", None, 0.0)


def test_the_part_meant_is_told(gazetteer: Gazetteer) -> None:
    (mention,) = read_mentions("Rebels advanced in northern Syria.", gazetteer)
    assert mention.place is not None and mention.place.name == "Syria"
    assert "the part of it called “northern”" in mention.reasons


def test_written_coordinates_are_a_place_of_their_own(gazetteer: Gazetteer) -> None:
    (mention,) = read_mentions("A drone fell at 36.2021, 37.1343 at noon.", gazetteer)
    assert mention.place is not None
    assert (mention.place.kind, mention.place.lat, mention.place.lon) == ("area", 36.2021, 37.1343)
    assert mention.place.id == "pt:36.20210,37.13430"


def test_no_names_give_no_mentions(gazetteer: Gazetteer) -> None:
    assert resolve_toponyms((), Article("a", "", "Nothing."), gazetteer) == ()


def test_mentions_keep_order_and_offsets(gazetteer: Gazetteer) -> None:
    toponyms = (Toponym(0, 0, 5, "Hamaa"), Toponym(0, 6, 10, "Homs"))
    mentions = resolve_toponyms(toponyms, Article("a", "", "Hamaa Homs"), gazetteer)
    assert [(m.start, m.end, m.text) for m in mentions] == [(0, 5, "Hamaa"), (6, 10, "Homs")]
