from geo.gazetteers.namesakes import Namesakes, unit_rows
from geo.gazetteers.rows import Row
from geo.gazetteers.subdivisions import Unit, join
from geo.records.places import Place
from tests.gazetteers.small import town


def units() -> dict[str, Unit]:
    return {
        "KE.30": Unit("KE.30", 1, "", "Coast", 1, ()),
        "KE.30.1": Unit("KE.30.1", 189739, "", "Lamu", 2, ("Lamu District",)),
        "KE.30.2": Unit("KE.30.2", 189740, "", "Tana Delta", 2, ()),
        "KE.31": Unit("KE.31", 3, "", "Lamu County", 1, ("Lamu",)),
    }


def placed(*towns: Place) -> dict[str, Place]:
    known = units()
    namesakes = Namesakes(known)
    rows = [Row(t) for t in towns]
    assert list(namesakes.watch(rows)) == rows
    join(-4.05, 39.66, 1_200_000, "KE.30", known)
    return {row.codes: row.place for row in unit_rows(known, namesakes)}


def test_a_unit_without_a_point_stands_at_the_town_of_its_name() -> None:
    places = placed(town(189741, "Lamu", -2.27, 40.90, "KE", "Coast", 24525), town(5, "Lamu", 20.0, 98.0, "MM", "", 9))
    assert (places["KE.30.1"].lat, places["KE.30.1"].lon, places["KE.30.1"].uncertainty_km) == (-2.27, 40.90, 25.0)
    assert places["KE.30.1"].source == "GeoNames, town of its name"
    assert places["KE.31"].lat == -2.27


def test_a_district_without_any_stands_in_its_province_and_says_so() -> None:
    delta = placed()["KE.30.2"]
    assert (delta.lat, delta.lon) == (-4.05, 39.66)
    assert delta.uncertainty_km >= 80
    assert delta.source == "GeoNames, middle of its province"


def test_a_town_of_the_name_in_another_province_says_nothing() -> None:
    places = placed(town(9, "Tana Delta", 1.0, 35.0, "KE", "Rift Valley", 500))
    assert places["KE.30.2"].source == "GeoNames, middle of its province"
