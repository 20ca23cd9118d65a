from geo.gazetteers.rows import read_table
from geo.gazetteers.sqlite import Gazetteer
from geo.gazetteers.supplement import COLUMNS, QUARTERS
from geo.geocoding.nearness import rough_km
from geo.records.places import Place

LINES = [line for _, line in read_table(QUARTERS, COLUMNS)]
FARTHEST_KM = 20


def test_each_quarter_lies_in_its_town(gazetteer: Gazetteer) -> None:
    far = []
    for line in LINES:
        towns = [m.place for m in gazetteer.match(line["note"]) if m.place.country == line["country"]]
        point = Place("", "", float(line["lat"]), float(line["lon"]), "area")
        if not any(rough_km(town, point) <= FARTHEST_KM for town in towns):
            far.append((line["id"], line["note"]))
    assert far == []


def test_no_two_quarters_of_a_town_share_a_name() -> None:
    seen: dict[tuple[str, str], str] = {}
    for line in LINES:
        for name in (line["name"], *filter(None, line["aliases"].split("|"))):
            assert seen.setdefault((line["note"], name.lower()), line["id"]) == line["id"], name


def test_a_quarter_has_its_province(gazetteer: Gazetteer) -> None:
    (place,) = [m.place for m in gazetteer.match("Masaken Hanano") if m.place.feature == "PPLX"]
    assert (place.country, place.admin1) == ("SY", "Aleppo Governorate")
