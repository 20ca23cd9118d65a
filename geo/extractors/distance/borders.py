"""Measures from a place to a border: "5 km from the Turkish border", to the outline of Turkey."""

import json
import math
from functools import cache
from typing import Any

from geopy.distance import geodesic

from geo.errors import DataFileError
from geo.geocoding.capitals import countries_in
from geo.languages.distance import distance_rules
from geo.records.places import Place
from geo.settings import DATA

OUTLINES = DATA / "shapes" / "countries.geojson"
OUTLINE_DOUBT_KM = 6.0
"""The outlines were simplified to 0.05 degrees, which is 5.6 km at most."""
_NEAR_DEGREES = 6.0


def measure_to_border(words: str, place: Place, language: str = "en") -> tuple[float, float, str] | None:
    """From a place to the border that `words` name: kilometres, their uncertainty, and what was measured to, in words.

    None when the words name no border, or none near the place. "The border" alone is the nearest one.
    """
    if not set(words.lower().split()) & distance_rules(language).nouns["frontier"] or not place.country:
        return None
    named = countries_in(words)
    if not named and any(c.isupper() for c in words):
        return None
    other = named - {place.country}
    found = [
        (km, iso) for iso, shape in _outlines().items() if _wanted(iso, other, place) and (km := _km(place, shape))
    ]
    if not found:
        return None
    km, iso = min(found)
    return km, OUTLINE_DOUBT_KM + place.uncertainty_km, f"measured to the outline of {_names()[iso]}"


def _wanted(iso: str, other: frozenset[str], place: Place) -> bool:
    return iso in other if other else iso != place.country


def _km(place: Place, shape: Any) -> float | None:
    """Kilometres from a place to an outline; None when it is far away."""
    from shapely import Point, affinity
    from shapely.ops import nearest_points

    west, south, east, north = shape.bounds
    if not (
        west - _NEAR_DEGREES < place.lon < east + _NEAR_DEGREES
        and south - _NEAR_DEGREES < place.lat < north + _NEAR_DEGREES
    ):
        return None
    squeeze = math.cos(math.radians(place.lat))
    flat = affinity.scale(shape, xfact=squeeze, yfact=1.0, origin=(0, 0))
    point, _ = nearest_points(flat.boundary, Point(place.lon * squeeze, place.lat))
    return float(geodesic((place.lat, place.lon), (point.y, point.x / squeeze)).km)


@cache
def _features() -> tuple[dict[str, Any], ...]:
    try:
        plain = json.loads(OUTLINES.read_text(encoding="utf-8"))
        return tuple(f for f in plain["features"] if f["properties"]["kind"] == "country")
    except (OSError, ValueError, KeyError) as error:
        raise DataFileError(f"{OUTLINES}: no outlines: {error}") from error


@cache
def _outlines() -> dict[str, Any]:
    from shapely.geometry import shape

    return {f["properties"]["iso"]: shape(f["geometry"]) for f in _features()}


@cache
def _names() -> dict[str, str]:
    return {f["properties"]["iso"]: f["properties"]["name"] for f in _features()}
