import json
from pathlib import Path

import pytest

from geo.errors import InputError
from geo.gazetteers.own_places import import_own, own_rows
from geo.gazetteers.sqlite import Gazetteer
from tests.gazetteers.small import in_a_file

CSV = "Name;Other names;Lat;Lon;Kind\nTell Zahir;Tal Zaher|تل ظاهر;35.5;38.9;settlement\nPost 17;;35.6;38.8;facility\n"
KML = """<?xml version="1.0"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder><Placemark><name>Post 17</name>
<ExtendedData><Data name="kind"><value>facility</value></Data></ExtendedData>
<Point><coordinates>38.8,35.6,0</coordinates></Point></Placemark></Folder></Document></kml>"""
GEOJSON = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": "Post 17", "other_names": ["Point Seventeen"], "kind": "facility"},
            "geometry": {"type": "Point", "coordinates": [38.8, 35.6]},
        }
    ],
}


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_of_own_places_is_found_by_all_its_names(tmp_path: Path) -> None:
    built = in_a_file(tmp_path / "small.db").path
    assert import_own(written(tmp_path / "own.csv", CSV), built) == 2
    gazetteer = Gazetteer(built)
    for name in ("Tell Zahir", "Tal Zaher", "تل ظاهر"):
        (place,) = [m.place for m in gazetteer.match(name) if m.place.source == "own places, own.csv"]
        assert (place.lat, place.lon, place.kind, place.country) == (35.5, 38.9, "settlement", "SY")


def test_a_file_imported_again_replaces_what_it_brought(tmp_path: Path) -> None:
    built = in_a_file(tmp_path / "small.db").path
    import_own(written(tmp_path / "own.csv", CSV), built)
    import_own(written(tmp_path / "own.csv", CSV.replace("35.5", "35.7")), built)
    assert [m.place.lat for m in Gazetteer(built).match("Tell Zahir")] == [35.7]


@pytest.mark.parametrize(("name", "text"), [("own.kml", KML), ("own.geojson", json.dumps(GEOJSON))])
def test_marks_of_a_map_are_places(name: str, text: str, tmp_path: Path) -> None:
    (row,) = own_rows(written(tmp_path / name, text))
    place = row.place
    assert (place.name, place.lat, place.lon, place.kind) == ("Post 17", 35.6, 38.8, "facility")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("own.csv", "name,lat,lon\nX Town,95,3\n", "place 1, 'X Town': no point on earth"),
        ("own.csv", "name,lat,lon\nX Town,north,3\n", "no point: 'north'"),
        ("own.csv", "name,lat,lon\n,5,3\n", "place 1: no name"),
        ("own.csv", "name,lat,lon,kind\nX Town,5,3,farm\n", "no kind of place: 'farm'"),
        ("own.geojson", "[1]", "no GeoJSON FeatureCollection"),
        ("own.kml", "<kml><Placemark>", "no KML"),
        ("own.shp", "", "own places come as"),
    ],
)
def test_what_is_wrong_is_named(name: str, text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=message):
        list(own_rows(written(tmp_path / name, text)))


def test_a_map_cannot_read_files(tmp_path: Path) -> None:
    secret = written(tmp_path / "secret.txt", "secret")
    text = KML.replace('<?xml version="1.0"?>', f'<!DOCTYPE k [<!ENTITY s SYSTEM "{secret.as_uri()}">]>')
    (row,) = own_rows(written(tmp_path / "own.kml", text.replace("<name>Post 17", "<name>Post 17 &s;")))
    assert "secret" not in row.place.name
