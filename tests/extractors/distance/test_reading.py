"""Stated distances in sentences: value, bearing, both ends, chains, what points back, and what is none."""

import pytest

from geo.records.facts import StatedDistance
from geo.records.places import PlaceMention
from tests.extractors.towns import ALEPPO, HAMA, HOMS, RAQQA, read_distances


def words(mention: PlaceMention | None) -> str | None:
    return mention and mention.text


def told(distance: StatedDistance) -> tuple[str, str | None, str | None, str | None]:
    return distance.text, distance.bearing, words(distance.from_place), words(distance.of_place)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Raqqa – a city in Northern Syria, 160 km from Aleppo.", ("160 km", None, "Aleppo", "Raqqa")),
        ("Raqqa lies some 160 kilometres to the east of Aleppo.", ("160 kilometres", "E", "Aleppo", "Raqqa")),
        ("The column stopped 12 miles SW of Homs.", ("12 miles", "SW", "Homs", None)),
        (
            "Twenty miles north-north-east of Hama, Tell Rahal had fallen.",
            ("Twenty miles", "NNE", "Hama", "Tell Rahal"),
        ),
        ("In Tell Rahal, a village 9 km from the city of Homs, wells ran dry.", ("9 km", None, "Homs", "Tell Rahal")),
        ("Homs is 7 km from the Lebanese border.", ("7 km", None, "Lebanese border", "Homs")),
        ("The distance between Homs and Hama is 45 km.", ("45 km", None, "Homs", "Hama")),
        ("From Homs it is 45 km to Hama by the old road.", ("45 km", None, "Homs", "Hama")),
        ("Forty-five kilometres separate Hama from Homs.", ("Forty-five kilometres", None, "Homs", "Hama")),
        ("South of Hama, at a distance of 45 km, stands Homs.", ("45 km", "S", "Hama", "Homs")),
        ("The rebels came to within 3 km of Homs.", ("3 km", None, "Homs", None)),
        ("The frigate was hit 20 nautical miles off Latakia.", ("20 nautical miles", None, "Latakia", None)),
    ],
)
def test_value_bearing_and_ends(text: str, expected: tuple[str, str | None, str | None, str | None]) -> None:
    (distance,) = read_distances(text, ALEPPO, HAMA, HOMS, RAQQA)
    assert told(distance) == expected


def test_a_chain_locates_one_thing_from_two_places() -> None:
    first, second = read_distances("Tell Rahal lies 30 km east of Homs and 20 km south of Hama.", HOMS, HAMA)
    assert (told(first)[1:], told(second)[1:]) == (("E", "Homs", "Tell Rahal"), ("S", "Hama", "Tell Rahal"))


def test_a_chain_goes_on_past_an_apposition() -> None:
    _, second = read_distances(
        "The base lies 30 km east of Homs, the old capital, and 20 km south of Hama.", HOMS, HAMA
    )
    assert told(second) == ("20 km", "S", "Hama", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The camps lie 10 and 15 km from Homs and Hama, respectively.",
            [("10", None, "Homs", None), ("15 km", None, "Hama", None)],
        ),
        (
            "Tell Rahal is 10 km and 15 km away from Homs and Hama.",
            [("10 km", None, "Homs", "Tell Rahal"), ("15 km", None, "Hama", "Tell Rahal")],
        ),
        (
            "Shells fell 5, 8 and 12 miles east of Homs.",
            [("5", "E", "Homs", None), ("8", "E", "Homs", None), ("12 miles", "E", "Homs", None)],
        ),
        ("The camp is between 10 and 15 km from Homs.", [("10 and 15 km", None, "Homs", "camp")]),
        (
            "Shells fell ten and fifteen miles south of Homs.",
            [("ten", "S", "Homs", None), ("fifteen miles", "S", "Homs", None)],
        ),
        (
            "Two posts stand 12 and 20 km, respectively, from Homs.",
            [("12", None, "Homs", None), ("20 km", None, "Homs", None)],
        ),
        ("Shells fell a hundred and ten miles south of Homs.", [("a hundred and ten miles", "S", "Homs", None)]),
        ("Shells fell between ten and fifteen miles from Homs.", [("ten and fifteen miles", None, "Homs", None)]),
        ("In 2015 and 15 km from Homs, a depot burned.", [("15 km", None, "Homs", None)]),
        (
            "The posts stand 10 and 15 km from Homs and Hama fell later.",
            [("10", None, "Homs", None), ("15 km", None, "Homs", None)],
        ),
    ],
)
def test_measures_in_a_list_have_their_anchors_in_turn(
    text: str, expected: list[tuple[str, str | None, str | None, str | None]]
) -> None:
    found = [told(d) for d in read_distances(text, HAMA, HOMS)]
    assert [t[:3] for t in found] == [e[:3] for e in expected]
    assert all(t[3] == e[3] for t, e in zip(found, expected, strict=True) if e[3] == "Tell Rahal")


def test_the_city_is_the_one_of_the_sentence_before() -> None:
    (distance,) = read_distances("Shells fell on Homs. A depot 20 km from the city burned down.", HOMS)
    assert words(distance.from_place) == "Homs"
    assert distance.reasons == ("“city” is taken to be Homs, named before",)


def test_it_is_the_town_of_the_sentence_before() -> None:
    (distance,) = read_distances("The army entered Homs. It lies 45 km south of Hama.", HOMS, HAMA)
    assert told(distance) == ("45 km", "S", "Hama", "Homs")


def test_to_the_north_is_seen_from_what_was_named() -> None:
    (distance,) = read_distances("The army left Homs. The wounded were taken to Hama, 45 km to the north.", HOMS, HAMA)
    assert told(distance) == ("45 km", "N", "Homs", "Hama")


def test_a_side_is_seen_from_the_place_the_report_is_about() -> None:
    text = "Homs fell on Sunday. Homs was the last large town of the army; Raqqa fell in May. Some fled to Hama, 45 km to the north."
    (distance,) = read_distances(text, HOMS, RAQQA, HAMA)
    assert told(distance) == ("45 km", "N", "Homs", "Hama")


def test_a_side_is_seen_neither_from_the_dateline_nor_from_where_something_else_lies() -> None:
    text = "ALEPPO, May 3 – Rebels took Homs, 45 km south of Hama. They hold Tell Rahal too, 20 km to the east."
    _, distance = read_distances(text, HOMS, HAMA, ALEPPO)
    assert told(distance) == ("20 km", "E", "Homs", "Tell Rahal")


def test_measures_in_a_list_share_the_place_behind_them() -> None:
    first, second = read_distances("Two rigs stand 150 km and 180 km west of Homs.", HOMS)
    assert [told(d) for d in (first, second)] == [("150 km", "W", "Homs", None), ("180 km", "W", "Homs", None)]


def test_measures_in_a_list_locate_as_many_names() -> None:
    found = read_distances("Homs and Hama lie 90 km and 130 km south of Aleppo.", ALEPPO, HOMS, HAMA)
    assert [told(d) for d in found] == [("90 km", "S", "Aleppo", "Homs"), ("130 km", "S", "Aleppo", "Hama")]


def test_a_doubled_unit_is_one_distance_of_the_first() -> None:
    (distance,) = read_distances("Hama is 28 miles (45 km) north of Homs.", HOMS, HAMA)
    assert (distance.value, distance.unit, round(distance.km, 1)) == (28, "mi", 45.1)


def test_a_range_keeps_its_ends_and_is_its_middle() -> None:
    (distance,) = read_distances("They stood between 10 and 15 km from Homs.", HOMS)
    assert (distance.value, distance.low_km, distance.high_km, distance.approximate) == (12.5, 10, 15, True)


@pytest.mark.parametrize(
    ("text", "approximate", "limit"),
    [
        ("It burned about 10 km from Homs.", True, ""),
        ("It burned only 10 km from Homs.", False, ""),
        ("It burned no more than 10 km from Homs.", True, "at_most"),
        ("It burned at least 10 km from Homs.", True, "at_least"),
        ("It burned 10 km or so from Homs.", True, ""),
    ],
)
def test_words_of_approximation_and_limit(text: str, approximate: bool, limit: str) -> None:
    (distance,) = read_distances(text, HOMS)
    assert (distance.approximate, distance.limit) == (approximate, limit)


def test_two_opposite_sides_give_no_bearing() -> None:
    (distance,) = read_distances("Mines lie within 5 km north and south of Homs.", HOMS)
    assert (distance.bearing, words(distance.from_place)) == (None, "Homs")


@pytest.mark.parametrize(
    "text",
    [
        "Everyone within a 10 km radius of Homs had to leave.",
        "The army pushed 2 km into the suburbs of Homs.",
        "The tanks advanced five miles towards Hama.",
        "They walked 30 km from Homs without water.",
        "Rockets with a range of 40 km were found near Homs.",
        "A 30 km long wall runs along the border of Syria.",
        "The convoy drove through Homs at 40 km/h.",
        "Two grenades fell on Ten Mile Market near Homs.",
        "A few kilometres from Homs they stopped.",
        "Workers laid 60 km of pipeline between Homs and Hama.",
        "They are miles from home.",
        "The posts stand 50 metres apart.",
        "The dead man lay 20 metres from his car in Homs.",
    ],
)
def test_what_is_no_distance_between_places(text: str) -> None:
    assert read_distances(text, HOMS, HAMA) == ()


def test_evidence_quotes_the_words_that_were_read() -> None:
    (distance,) = read_distances("Raqqa lies some 160 km east of Aleppo on the river.", ALEPPO, RAQQA)
    assert (distance.evidence.quote, distance.evidence.rule) == ("some 160 km east of Aleppo", "bearing of")
