"""How far two points are apart, near enough for which place is meant: on a sphere of the Earth's mean radius."""

import math

EARTH_KM = 6371.0
"""The mean radius of the Earth (IUGG)."""


def near_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The great-circle distance in kilometres by the haversine formula; degrees in."""
    north, east = math.radians(other_lat - lat) / 2, math.radians(other_lon - lon) / 2
    part = math.sin(north) ** 2 + math.cos(math.radians(lat)) * math.cos(math.radians(other_lat)) * math.sin(east) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(part)))
