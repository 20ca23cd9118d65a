"""For maintainers: makes `data/shapes/` and `data/gazetteer/admin1.csv` anew from Natural Earth (public domain).

`python -m geo gazetteer shapes FOLDER` reads what `data/README.md` says how to get into FOLDER, and needs shapely.
"""

import csv
import gzip
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from geo.errors import DataFileError
from geo.gazetteers.countries import COLUMNS as COUNTRY_COLUMNS
from geo.gazetteers.countries import PATH as COUNTRIES
from geo.gazetteers.rows import read_table
from geo.gazetteers.subdivisions import COLUMNS, PATH
from geo.settings import DATA

Feature = dict[str, Any]
SHAPES = DATA / "shapes"
DISPUTES = SHAPES / "disputes.csv"
DISPUTE_COLUMNS = ("natural_earth", "name", "country", "de_facto", "note")
RIVERS = SHAPES / "rivers.csv"
RIVER_COLUMNS = ("id", "name", "natural_earth")
# Degrees: what may be lost of an outline, and of the size of an island.
_COUNTRY_TOLERANCE, _COUNTRY_ISLAND = 0.05, 0.03
_UNIT_TOLERANCE, _RIVER_TOLERANCE = 0.02, 0.02


def make_shapes(folder: Path) -> list[Path]:
    """Write all shape files and the table of provinces. Raises DataFileError when one of the inputs is missing."""
    provinces = _read(folder / "admin1.json")["features"]
    countries = list(_countries(_read(folder / "50m.json")))
    disputed = list(_disputed(_read(folder / "ne_10m_admin_0_disputed_areas.json")["features"]))
    rivers = list(_rivers(_read(folder / "ne_10m_rivers_lake_centerlines.json")["features"]))
    _write_provinces(provinces)
    return [
        _write(SHAPES / "countries.geojson", [*countries, *disputed]),
        _write(SHAPES / "admin1.geojson.gz", list(_units(provinces))),
        _write(SHAPES / "rivers.geojson", rivers),
    ]


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataFileError(f"{path}: cannot be read ({error}); data/README.md says where it comes from") from error


def _write(path: Path, features: list[Feature]) -> Path:
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))
    plain = text.encode()
    path.write_bytes(gzip.compress(plain, 9, mtime=0) if path.suffix == ".gz" else plain)
    return path


def _countries(atlas: Any) -> Iterator[Feature]:
    from shapely import coverage_simplify

    known = {line["iso3"]: line for _, line in read_table(COUNTRIES, COUNTRY_COLUMNS)}
    by_name = {"Kosovo": "XKX", "N. Cyprus": "CYP", "Somaliland": "SOM", "W. Sahara": "ESH"}
    drawn = list(atlas_shapes(atlas))
    for (name, iso3, _), shape in zip(
        drawn, coverage_simplify([s for *_, s in drawn], _COUNTRY_TOLERANCE), strict=True
    ):
        line = known.get(by_name.get(name, iso3))
        if line:
            properties = {"iso": line["iso"], "name": line["name"], "kind": "country"}
            yield from _feature(shape, properties, digits=2, island=_COUNTRY_ISLAND)


def atlas_shapes(atlas: Any) -> Iterator[tuple[str, str, Any]]:
    """Name, three-letter code and polygons of each country of a TopoJSON atlas."""
    from shapely import make_valid
    from shapely.geometry import MultiPolygon, Polygon

    arcs = [_decode(arc, atlas["transform"]) for arc in atlas["arcs"]]
    for item in atlas["objects"]["countries"]["geometries"]:
        parts = [item["arcs"]] if item["type"] == "Polygon" else item["arcs"]
        rings = [[_ring(indexes, arcs) for indexes in part] for part in parts]
        polygons = [Polygon(r[0], [hole for hole in r[1:] if len(hole) > 3]) for r in rings if len(r[0]) > 3]
        if polygons:
            yield item["properties"]["name"], item["properties"]["a3"], make_valid(MultiPolygon(polygons))


def _decode(arc: list[list[int]], transform: dict[str, list[float]]) -> list[tuple[float, float]]:
    (kx, ky), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * kx + tx, y * ky + ty))
    return points


def _ring(indexes: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def _disputed(features: Iterable[Feature]) -> Iterator[Feature]:
    from shapely.geometry import shape

    wanted = {line["natural_earth"]: line for _, line in read_table(DISPUTES, DISPUTE_COLUMNS)}
    for feature in features:
        line = wanted.get(feature["properties"]["BRK_NAME"])
        if line:
            properties = {"iso": line["country"], "name": line["name"], "kind": "disputed"}
            properties |= {"de_facto": line["de_facto"], "note": line["note"]}
            yield from _feature(shape(feature["geometry"]).simplify(0.02), properties, digits=2)


def _units(features: list[Feature]) -> Iterator[Feature]:
    from shapely import coverage_simplify
    from shapely.geometry import shape

    shapes = coverage_simplify([shape(f["geometry"]) for f in features], _UNIT_TOLERANCE)
    for feature, simple in zip(features, shapes, strict=True):
        p = feature["properties"]
        geonameid = p.get("gn_id") or 0
        properties = {
            "id": f"gn:{geonameid}" if geonameid > 0 else "", "code": p.get("gn_a1_code") or "",
            "iso": p.get("iso_3166_2") or "", "country": p["iso_a2"], "name": p.get("name_en") or p.get("name") or "",
        }  # fmt: skip
        yield from _feature(simple, properties, digits=2, island=0.002)


def _rivers(features: list[Feature]) -> Iterator[Feature]:
    from shapely.geometry import shape
    from shapely.ops import linemerge, unary_union

    for number, line in read_table(RIVERS, RIVER_COLUMNS):
        wanted = {" ".join(name.split()) for name in line["natural_earth"].split("|")}
        named = [f for f in features if wanted & _names(f["properties"])]
        if not named:
            raise DataFileError(f"{RIVERS}, line {number}: Natural Earth has no river {line['natural_earth']!r}")
        whole = unary_union([shape(f["geometry"]) for f in named])
        merged = linemerge(whole) if whole.geom_type == "MultiLineString" else whole
        properties = {"id": f"dl:{line['id']}", "name": line["name"], "kind": "river"}
        yield from _feature(merged.simplify(_RIVER_TOLERANCE), properties, digits=2)


def _names(properties: dict[str, Any]) -> set[str]:
    return {" ".join(properties["name"].split())} if properties.get("name") else set()


def _feature(shape: Any, properties: dict[str, str], *, digits: int, island: float = 0.0) -> Iterator[Feature]:
    """The GeoJSON feature of a shape: rounded, without islands below `island` square degrees unless all are."""
    from shapely.geometry import MultiPolygon, mapping

    parts = [p for p in getattr(shape, "geoms", [shape]) if not p.is_empty]
    if island and parts:
        kept = [p for p in parts if p.geom_type == "Polygon" and p.area >= island]
        shape = MultiPolygon(kept or [max(parts, key=lambda p: p.area)])
    if parts:
        plain = mapping(shape)
        geometry = {"type": plain["type"], "coordinates": _rounded(plain["coordinates"], digits)}
        yield {"type": "Feature", "properties": properties, "geometry": geometry}


def _rounded(coordinates: Any, digits: int) -> Any:
    if isinstance(coordinates[0], float | int):
        return [round(coordinates[0], digits), round(coordinates[1], digits)]
    rounded = [_rounded(c, digits) for c in coordinates]
    flat = isinstance(rounded[0][0], float | int)
    return [c for i, c in enumerate(rounded) if i in (0, len(rounded) - 1) or c != rounded[i - 1]] if flat else rounded


def _write_provinces(features: list[Feature]) -> None:
    with PATH.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        for feature in sorted(features, key=lambda f: str(f["properties"]["adm1_code"])):
            row = _province(feature["properties"])
            if row:
                writer.writerow(row)


def _province(p: dict[str, Any]) -> list[Any] | None:
    name = p.get("name_en") or p.get("name") or ""
    code = p["gn_a1_code"] if re.fullmatch(r"[A-Z]{2}\.\w+", p.get("gn_a1_code") or "") else ""
    iso = p["iso_3166_2"] if re.fullmatch(r"[A-Z]{2}-(?!X)\w+", p.get("iso_3166_2") or "") else ""
    geonameid = p["gn_id"] if (p.get("gn_id") or 0) > 0 else ""
    if not name or p.get("latitude") is None or not (code or iso or geonameid):
        return None
    given = [p.get("name"), p.get("gn_name"), p.get("woe_name"), *(p.get("name_alt") or "").split("|")]
    names = dict.fromkeys(n.strip() for n in given if n and "¡" not in n)
    names.pop(name, None)
    point = round(p["latitude"], 4), round(p["longitude"], 4)
    return [code, geonameid, iso, p["iso_a2"], name, "|".join(filter(None, names)), *point]
