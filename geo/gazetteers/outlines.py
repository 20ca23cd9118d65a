"""The outline of a country or a province and the course of a river, one at a time: the files are searched as text, since all outlines at once fill memory."""

import gzip
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from geo.errors import DataFileError
from geo.gazetteers.shapes import COUNTRIES, PROVINCES, unwrap
from geo.records.places import Place
from geo.settings import DATA

RIVERS = DATA / "shapes" / "rivers.geojson"
_BEGINNING = '{"type":"Feature"'
_GAP = 5.0
"""Degrees of sea between a country's main land and the islands that count as near it: Alaska, Hawaii and Guiana do not."""
_WIDE = 300.0
KM_PER_DEGREE = 111.2


def outline_of(place: Place) -> Any | None:
    """The polygons of a country or province in degrees, without what lies far overseas; None for what has no outline here.

    Raises DataFileError when a file of outlines is damaged.
    """
    if place.kind == "country":
        return country_outline(place.country)
    return _outline(PROVINCES, f'"id":"{place.id}"') if place.kind == "admin1" else None


def country_outline(code: str) -> Any | None:
    """The polygons of a country by ISO code."""
    return _outline(COUNTRIES, f'"iso":"{code}"')


def river_line(place: Place) -> Any | None:
    """The course of a river in degrees; None for any other place, and for rivers that are not drawn."""
    return _river(place.id) if place.kind == "water" else None


@lru_cache(maxsize=128)
def _outline(path: Path, named: str) -> Any | None:
    from shapely.ops import unary_union

    drawn = [f for f in _features(path, named) if f["properties"].get("kind", "country") == "country"]
    return main_land(unary_union([_unbroken(f["geometry"]) for f in drawn])) if drawn else None


@lru_cache(maxsize=128)
def _river(place_id: str) -> Any | None:
    from shapely.geometry import shape

    drawn = next(_features(RIVERS, f'"id":"{place_id}"'), None)
    return shape(drawn["geometry"]) if drawn else None


def _features(path: Path, named: str) -> Iterator[dict[str, Any]]:
    text = _text(path)
    at = text.find(named)
    while at >= 0:
        try:
            feature, _ = json.JSONDecoder().raw_decode(text, text.rindex(_BEGINNING, 0, at))
        except ValueError as error:
            raise DataFileError(f"{path}: not a file of outlines: {error}") from error
        yield feature
        at = text.find(named, at + 1)


@cache
def _text(path: Path) -> str:
    try:
        plain = path.read_bytes()
        return (gzip.decompress(plain) if path.suffix == ".gz" else plain).decode()
    except (OSError, ValueError) as error:
        raise DataFileError(f"{path}: not a file of outlines: {error}") from error


def _unbroken(geometry: dict[str, Any]) -> Any:
    """The polygons of a GeoJSON geometry; where they lie on both sides of the 180th meridian, all to one side: Chukotka is
    Russia's east."""
    from shapely import make_valid
    from shapely.affinity import translate
    from shapely.geometry import Polygon
    from shapely.ops import unary_union

    given = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    rings = [[unwrap(ring) for ring in polygon] for polygon in given]
    parts = [make_valid(Polygon(outer, holes)) for outer, *holes in rings]
    west, east = min(p.bounds[0] for p in parts), max(p.bounds[2] for p in parts)
    if east - west > _WIDE:
        here = max(parts, key=lambda p: p.area).centroid.x
        parts = [translate(p, 360 * round((here - p.centroid.x) / 360)) for p in parts]
    return unary_union(parts)


def main_land(shape: Any) -> Any:
    """The largest polygon and those that hang together with it over gaps of sea of 5 degrees at most."""
    from shapely.ops import unary_union

    left = sorted((p for p in getattr(shape, "geoms", [shape]) if p.area), key=lambda p: -p.area)
    kept, reach = left[:1], left[:1]
    left = left[1:]
    while reach:
        reach = [p for p in left if any(p.distance(k) <= _GAP for k in reach)]
        left = [p for p in left if not any(p is r for r in reach)]
        kept += reach
    return unary_union(kept)


@dataclass(frozen=True)
class Flat:
    """A shape in kilometres on a plane that is true along the latitude `lat`."""

    shape: Any
    lat: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Latitude and longitude of a point of the plane."""
        lon = x / (KM_PER_DEGREE * math.cos(math.radians(self.lat)))
        return y / KM_PER_DEGREE, (lon + 180) % 360 - 180


def flatten(shape: Any, lat: float | None = None) -> Flat:
    """A shape in degrees on the plane that is true along a latitude, by default along its middle."""
    from shapely.affinity import scale

    true = shape.centroid.y if lat is None else lat
    return Flat(scale(shape, KM_PER_DEGREE * math.cos(math.radians(true)), KM_PER_DEGREE, origin=(0, 0)), true)
