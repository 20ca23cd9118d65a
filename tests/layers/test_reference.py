"""Names for the ground, without a gazetteer."""

import gzip
import json

from geo.layers.reference import VILLAGES, offer_villages, read_villages
from geo.settings import DATA


def test_villages_are_read_without_provinces() -> None:
    villages = read_villages(VILLAGES / "SY.xz")
    names = str(villages["names"]).split("\n")
    lats, lons = villages["lats"], villages["lons"]
    assert isinstance(lats, list) and isinstance(lons, list)
    assert len(names) == len(lats) == len(lons) == len(str(villages["digits"])) > 5000
    assert min(lats) > 32_000 and max(lats) < 38_000
    assert "Ar Rasafah" in names


def test_only_countries_whose_villages_are_known_are_offered() -> None:
    assert offer_villages(["GB", "..", "../../etc", "", "sy"]) == ()


def test_towns_and_provinces_lie_where_they_should() -> None:
    with gzip.open(DATA / "shapes" / "towns.json.gz", "rt", encoding="utf-8") as text:
        towns = json.load(text)
    index = towns["names"].split("\n").index("Raqqa")
    assert (round(towns["lats"][index] / towns["point"], 1), round(towns["lons"][index] / towns["point"], 1)) == (
        36.0,
        39.0,
    )
    assert len(towns["digits"]) == len(towns["lats"]) == len(towns["lons"])
    with gzip.open(DATA / "shapes" / "provinces.json.gz", "rt", encoding="utf-8") as text:
        provinces = json.load(text)
    assert all(len(line) % 2 == 0 and len(line) >= 4 for line in provinces["lines"])
    assert len(provinces["names"]) > 4000
