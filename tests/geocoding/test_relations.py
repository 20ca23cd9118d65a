"""Stated distances choose between namesakes, and place what no gazetteer knows."""

from dataclasses import replace

import pytest

from geo.extractors.distance.reading import extract_distances
from geo.geocoding.relations import apply_relations, locate
from geo.geocoding.relations_geometry import destination, measure
from geo.records.places import Place, PlaceMention
from tests.extractors.towns import (
    ALEPPO,
    DONETSK,
    HAMA,
    HOMS,
    POKROVSK,
    POKROVSK_IN_YAKUTIA,
    mention,
    parse,
    read_distances,
)


def applied(text: str, *mentions: PlaceMention) -> dict[str, PlaceMention]:
    article, sentences = parse(text)
    placed = apply_relations(mentions, extract_distances(article, sentences, mentions))
    return {m.text: m for m in placed}


def at(text: str, name: str, place: Place | None, *others: tuple[Place, float], score: float = 0.9) -> PlaceMention:
    return mention(name, place, text.index(name), *others, score=score)


def km_between(one: Place, lat: float, lon: float) -> float:
    return float(measure(one.lat, one.lon, lat, lon)[0])


def test_the_right_pokrovsk_is_the_one_60_km_from_donetsk() -> None:
    text = "Fighting went on in Pokrovsk, 60 km north-west of Donetsk."
    wrong = at(text, "Pokrovsk", POKROVSK_IN_YAKUTIA, (POKROVSK, 0.1), score=0.8)
    found = applied(text, wrong, at(text, "Donetsk", DONETSK))["Pokrovsk"]
    assert found.place == POKROVSK
    assert found.score > 0.9
    assert [c.place for c in found.candidates] == [POKROVSK_IN_YAKUTIA]
    assert found.reasons == ("60 km NW stated from Donetsk, 55 km measured; its namesakes fit less",)


def test_the_anchor_too_is_chosen_by_the_distance() -> None:
    text = "Hama lies 45 km north of Homs."
    elsewhere = replace(HOMS, id="dl:homs-elsewhere", lat=50.0, lon=10.0)
    found = applied(text, at(text, "Hama", HAMA), at(text, "Homs", elsewhere, (HOMS, 0.2), score=0.7))["Homs"]
    assert found.place == HOMS


def test_what_agrees_stays_and_needs_no_new_reason() -> None:
    text = "Hama lies 45 km north of Homs."
    elsewhere = replace(HAMA, id="dl:hama-elsewhere", lat=50.0, lon=10.0)
    found = applied(text, at(text, "Hama", HAMA, (elsewhere, 0.1)), at(text, "Homs", HOMS))["Hama"]
    assert (found.place, found.reasons) == (HAMA, ())


def test_a_large_town_is_not_moved_by_a_slip_of_the_text() -> None:
    text = "Aleppo lies 16 km from Homs."
    found = applied(text, at(text, "Aleppo", ALEPPO), at(text, "Homs", HOMS))["Aleppo"]
    assert found.place == ALEPPO


def test_two_distances_choose_their_anchors_for_an_unnamed_thing() -> None:
    text = "The base lies 20 km south of Hama and 26 km north of Homs."
    elsewhere = replace(HOMS, id="dl:homs-elsewhere", lat=50.0, lon=10.0)
    found = applied(text, at(text, "Hama", HAMA), at(text, "Homs", elsewhere, (HOMS, 0.2), score=0.7))["Homs"]
    assert found.place == HOMS


def test_a_name_no_gazetteer_knows_is_placed_with_its_uncertainty() -> None:
    text = "Shells fell on Tell Rahal, 12 km south of Hama."
    found = applied(text, at(text, "Hama", HAMA))["Tell Rahal"]
    place = found.place
    assert place is not None
    assert (place.kind, place.country) == ("derived", "SY")
    assert place.id.startswith("dl:derived-tell-rahal-")
    lat, lon = destination(HAMA.lat, HAMA.lon, 12.0, 180.0)
    assert km_between(place, float(lat), float(lon)) < 3
    assert 4 < place.uncertainty_km < 12
    assert found.reasons[-1].startswith("no gazetteer knows it; placed 12 km S of Hama, within ")


def test_several_distances_narrow_the_place() -> None:
    one = locate("Tell Rahal", read_distances("Tell Rahal lies 24 km south of Hama.", HAMA))
    both = locate(
        "Tell Rahal", read_distances("Tell Rahal lies 24 km south of Hama and 22 km north of Homs.", HAMA, HOMS)
    )
    assert one is not None
    assert both is not None
    assert both.uncertainty_km < one.uncertainty_km


def test_without_a_bearing_the_uncertainty_holds_the_whole_circle() -> None:
    place = locate("Tell Rahal", read_distances("Tell Rahal lies 20 km from Hama.", HAMA))
    assert place is not None
    assert km_between(HAMA, place.lat, place.lon) < 1
    assert place.uncertainty_km > 18


def test_too_wide_a_circle_is_not_drawn() -> None:
    assert locate("Tell Rahal", read_distances("Tell Rahal lies 400 km from Hama.", HAMA)) is None


def test_the_anchor_is_placed_from_what_it_locates() -> None:
    text = "Hama lies 12 km north of Tell Rahal."
    place = applied(text, at(text, "Hama", HAMA))["Tell Rahal"].place
    assert place is not None
    assert place.lat < HAMA.lat


def test_a_small_place_far_from_where_it_is_said_to_be_is_another_of_the_name() -> None:
    text = "Shells fell on Rahal, 12 km south of Hama."
    far = replace(HAMA, id="dl:rahal-in-morocco", name="Rahal", lat=31.0, lon=-7.0, country="MA", population=900)
    found = applied(text, at(text, "Hama", HAMA), at(text, "Rahal", far))["Rahal"]
    assert found.place is not None
    assert found.place.kind == "derived"
    assert [c.place for c in found.candidates] == [far]
    assert "none of its 1 namesakes lies where the stated distance says" in found.reasons


def test_borders_and_common_nouns_are_not_placed() -> None:
    text = "Homs is 30 km from the Lebanese border and 3 km from the refinery."
    assert set(applied(text, at(text, "Homs", HOMS))) == {"Homs"}


def test_nothing_stated_changes_nothing() -> None:
    text = "The army took Homs."
    homs = at(text, "Homs", HOMS)
    assert apply_relations((homs,), ()) == (homs,)


@pytest.mark.parametrize(("km", "degrees"), [(10.0, 45.0), (160.0, 95.0), (900.0, 270.0)])
def test_destination_and_measure_are_inverse(km: float, degrees: float) -> None:
    lat, lon = destination(HOMS.lat, HOMS.lon, km, degrees)
    back_km, back_degrees = measure(HOMS.lat, HOMS.lon, lat, lon)
    assert (float(back_km), float(back_degrees)) == pytest.approx((km, degrees), abs=1e-6)
