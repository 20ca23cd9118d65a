"""How near two places are, fast enough to ask for all pairs of candidates of an article."""

import math

from geo.records.places import Place

KM_PER_DEGREE = 111.2
"""Mean length of a degree on the sphere that has the earth's volume (radius 6371 km)."""


def rough_km(a: Place, b: Place) -> float:
    """Kilometres between two places to a few per cent below 2,000 km, which is all that a cue needs."""
    lat = a.lat - b.lat
    lon = (a.lon - b.lon + 180) % 360 - 180
    return KM_PER_DEGREE * math.hypot(lat, lon * math.cos(math.radians((a.lat + b.lat) / 2)))


def lies_in(place: Place | None, larger: Place | None) -> bool:
    """Whether a place lies in a country, an admin-1 or admin-2 unit, or within the radius of a region; None lies nowhere."""
    if place is None or larger is None or place.id == larger.id:
        return False
    if larger.kind == "country":
        return place.country == larger.country and place.kind != "country"
    if larger.kind == "admin1":
        inside = place.admin1 in (larger.name, larger.admin1)
        return inside and place.country == larger.country and place.kind not in ("country", "admin1")
    if larger.kind == "admin2":
        return place.country == larger.country and place.admin2 == larger.name and place.admin1 == larger.admin1
    return larger.kind == "region" and rough_km(place, larger) <= max(larger.uncertainty_km, 50)
