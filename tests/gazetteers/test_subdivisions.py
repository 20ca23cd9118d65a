from geo.gazetteers.districts import _by_name, _same
from geo.gazetteers.namesakes import Namesakes, unit_rows
from geo.gazetteers.subdivisions import Unit, bare_names, join, middle, name_keys, spread_km


def units() -> dict[str, Unit]:
    return {
        "SY.04": Unit("SY.04", 172957, "SY-RA", "Raqqa Governorate", 1, ("Ar Raqqah",), (36.1, 38.9)),
        "SY.04.1": Unit("SY.04.1", None, "", "Tall Abyad District", 2, ()),
        "SY.99": Unit("SY.99", 1, "", "Nowhere", 1, ()),
    }


def test_a_town_learns_its_units_and_they_take_it_in() -> None:
    known = units()
    assert join(36.7, 38.9, 14825, "SY.04.1", known) == ("Raqqa Governorate", "Tall Abyad District")
    assert join(36.0, 39.0, 100, "SY.04", known) == ("Raqqa Governorate", "")
    assert join(36.0, 39.0, 100, "XX", known) == ("", "")
    assert len(known["SY.04"].members) == 2


def test_a_unit_without_a_point_stands_at_the_middle_of_its_towns() -> None:
    known = units()
    join(36.7, 38.9, 99, "SY.04.1", known)
    rows = {row.place.name: row.place for row in unit_rows(known, Namesakes(known))}
    district = rows["Tall Abyad District"]
    assert (district.lat, district.lon, district.kind, district.admin1) == (36.7, 38.9, "admin2", "Raqqa Governorate")
    assert district.id == "dl:admin-sy-04-1"
    assert "Nowhere" not in rows


def test_a_great_town_draws_the_middle_to_itself() -> None:
    point = middle([(0.0, 0.0, 999_999), (0.0, 10.0, 9_999)])
    assert point
    assert 0.8 < point[1] < 1.0
    assert middle([]) is None


def test_the_radius_holds_nine_towns_in_ten() -> None:
    towns = [(36.0, 39.0 + i / 10, 100) for i in range(11)]
    assert 80 < spread_km((36.0, 39.0), towns) < 82
    assert spread_km((36.0, 39.0), towns[:2]) == 0.0


def test_names_agree_by_letters_or_by_three_consonants() -> None:
    assert name_keys("Al-Hasakah") & name_keys("Hasakah")
    assert name_keys("Dayr az Zawr") & name_keys("Deir ez-Zor")
    assert not name_keys("Homs") & name_keys("Hama")


def test_the_word_for_a_unit_is_dropped_from_its_name() -> None:
    assert list(bare_names(["Al-Hawija District", "Qaḑā’ Sinjar", "Cercle de Ménaka", "Raqqa"])) == [
        "Al-Hawija",
        "Sinjar",
        "Ménaka",
    ]


def test_a_district_of_another_source_is_the_same_only_if_near() -> None:
    known = units()
    join(36.7, 38.9, 99, "SY.04.1", known)
    named = _by_name(known.values())
    tell_abiad = ("-1", "Tell Abiad", "Tall Abyad", "36.6", "39.0", "A.ADM2", "", "0")
    far_away = ("-1", "Tall Abyad", "", "34.1", "45.3", "A.ADM2", "", "0")
    assert _same(tell_abiad, 2, named) is known["SY.04.1"]
    assert _same(far_away, 2, named) is None
