"""Which country and which province a point lies in, by the committed outlines (`data/shapes/`)."""

import gzip
import itertools
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from geo.errors import DataFileError
from geo.settings import DATA

Ring = list[list[float]]
# An outline: what it is of, its bounds (west, south, east, north), and its polygons as rings.
Outline = tuple[dict[str, str], tuple[float, float, float, float], list[list[Ring]]]

COUNTRIES = DATA / "shapes" / "countries.geojson"
PROVINCES = DATA / "shapes" / "admin1.geojson.gz"


def country_at(lat: float, lon: float) -> str:
    """ISO code of the country a point lies in, as the UN sees it; "" at sea. Outlines are some 5 km exact."""
    disputed = disputed_at(lat, lon)
    countries = (p["iso"] for p in _holding(COUNTRIES, lat, lon) if p["kind"] == "country")
    return disputed["iso"] if disputed else next(countries, "")


def disputed_at(lat: float, lon: float) -> dict[str, str] | None:
    """Name, `de_facto` and `note` of the disputed area that a point lies in."""
    return next((p for p in _holding(COUNTRIES, lat, lon) if p["kind"] == "disputed"), None)


def admin1_at(lat: float, lon: float) -> dict[str, str] | None:
    """The province a point lies in: its `id`, GeoNames `code`, ISO code, `country` and `name`."""
    return next(_holding(PROVINCES, lat, lon), None)


def _holding(path: Path, lat: float, lon: float) -> Iterator[dict[str, str]]:
    for properties, (west, south, east, north), polygons in _outlines(path):
        if not south <= lat <= north:
            continue
        turned = (x for x in (lon, lon + 360, lon - 360) if west <= x <= east)
        if any(_inside(p, lat, x) for x in turned for p in polygons):
            yield properties


def unwrap(ring: Ring) -> Ring:
    """A ring that crosses the 180th meridian, going on beyond it instead of back around the earth; any other unchanged."""
    points = [ring[0]] if ring else []
    for lon, lat in ring[1:]:
        points.append([lon - 360 * round((lon - points[-1][0]) / 360), lat])
    return points


def _inside(polygon: list[Ring], lat: float, lon: float) -> bool:
    """By the even-odd rule over outer ring and holes alike."""
    odd = False
    for ring in polygon:
        for (x1, y1), (x2, y2) in itertools.pairwise(ring):
            if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
                odd = not odd
    return odd


@cache
def _outlines(path: Path) -> list[Outline]:
    try:
        plain = path.read_bytes()
        features = json.loads(gzip.decompress(plain) if path.suffix == ".gz" else plain)["features"]
        return [_outline(feature) for feature in features]
    except (OSError, ValueError, KeyError) as error:
        raise DataFileError(f"{path}: not a file of outlines: {error}") from error


def _outline(feature: dict[str, Any]) -> Outline:
    shape = feature["geometry"]
    given = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    polygons = [[unwrap(ring) for ring in polygon] for polygon in given]
    lons = [x for polygon in polygons for x, _ in polygon[0]]
    lats = [y for polygon in polygons for _, y in polygon[0]]
    return feature["properties"], (min(lons), min(lats), max(lons), max(lats)), polygons
