import json
from pathlib import Path

import pytest

from geo.errors import DataFileError
from geo.gazetteers import city_features
from geo.gazetteers.city_features import make_city_features
from geo.gazetteers.natural_earth import RIVER_COLUMNS, RIVERS, atlas_shapes, make_shapes
from geo.gazetteers.natural_features import _spelled
from geo.gazetteers.rows import read_table
from geo.settings import DATA

# A square of four steps of one degree, as TopoJSON writes it: differences, scaled.
ATLAS = {
    "transform": {"scale": [0.1, 0.1], "translate": [38.0, 35.0]},
    "arcs": [[[0, 0], [10, 0], [0, 10]], [[10, 10], [-10, 0], [0, -10]]],
    "objects": {
        "countries": {
            "geometries": [{"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "Squareland", "a3": "SQL"}}]
        }
    },
}


def test_a_topojson_atlas_is_read_as_polygons() -> None:
    pytest.importorskip("shapely")
    [(name, code, shape)] = list(atlas_shapes(ATLAS))
    assert (name, code) == ("Squareland", "SQL")
    assert [round(x, 6) for x in shape.bounds] == [38.0, 35.0, 39.0, 36.0]


def test_a_missing_input_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"admin1\.json: cannot be read .*data/README\.md says where"):
        make_shapes(tmp_path)


def test_names_in_capitals_are_written_as_texts_do() -> None:
    assert _spelled("GULF OF ADEN") == "Gulf of Aden"
    assert _spelled("Mt. Ararat") == "Mount Ararat"
    assert _spelled("Lake Van") == "Lake Van"


def test_every_river_of_the_table_is_drawn() -> None:
    drawn = json.loads((DATA / "shapes" / "rivers.geojson").read_text(encoding="utf-8"))["features"]
    assert {f["properties"]["id"] for f in drawn} == {
        f"dl:{line['id']}" for _, line in read_table(RIVERS, RIVER_COLUMNS)
    }


def test_the_base_map_stays_small_and_says_what_is_disputed() -> None:
    path = DATA / "shapes" / "countries.geojson"
    assert path.stat().st_size < 800_000
    properties = [f["properties"] for f in json.loads(path.read_text(encoding="utf-8"))["features"]]
    disputed = {p["name"]: p["de_facto"] for p in properties if p["kind"] == "disputed"}
    assert disputed["Crimea"] == "RU"
    assert disputed["Golan Heights"] == "IL"
    assert sum(p["kind"] == "country" for p in properties) > 230


def test_capitals_and_seats_are_taken_from_geonames_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(city_features, "FEATURES", tmp_path / "city_features.csv")
    source = tmp_path / "cities500.txt"
    source.write_text(
        "170654\tDamascus\tDamascus\t\t33.5\t36.3\tP\tPPLC\tSY\n172374\tTabqa\tTabqa\t\t35.8\t38.5\tP\tPPL\tSY\n"
    )
    assert make_city_features(source) == 1
    assert "PPLC,170654" in (tmp_path / "city_features.csv").read_text()
    (tmp_path / "other.txt").write_text("a\tb\n")
    with pytest.raises(DataFileError, match=r"other\.txt: not GeoNames' cities500\.txt"):
        make_city_features(tmp_path / "other.txt")
