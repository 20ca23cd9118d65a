"""Places that are made from known ones: northern Syria, the countryside of Idlib, the border of Syria and Turkey.

A part is computed from the outline of its place where there is one, else from a circle as wide as the place; it is given as
a point with the radius that covers it.
"""

import math
from dataclasses import replace
from functools import lru_cache
from typing import Any

from geo.gazetteers.base import PlaceNames
from geo.gazetteers.outlines import Flat, country_outline, flatten, outline_of, river_line
from geo.gazetteers.part_words import Part
from geo.records.places import Place

SHARE = 0.4
"""Of a place's area, how much "northern" means: between a third and a half."""
_BEARINGS = {
    "north": 0, "northeast": 45, "east": 90, "southeast": 135, "south": 180, "southwest": 225, "west": 270, "northwest": 315,
}  # fmt: skip
_WORDS = {"centre": "central"} | {name: f"{name}ern" for name in _BEARINGS}
_KM_OF_A_PERSON = 0.0065
"""A town's radius over the square root of its population: some 7,500 people a square kilometre (Aleppo 9 km, Kobani 1.4 km)."""
_SMALLEST_KM, _LARGEST_KM = 1.0, 25.0
_COUNTRYSIDE_KM, _COUNTRYSIDE = 8.0, 3.0
"""What is called a town's countryside: so many kilometres, and so many times its radius, around it."""
_OUTSKIRTS = 1.8
_BORDER_DEGREES = 0.15
_STRETCH_KM, _SHORTEST_KM = 60.0, 10.0
_UNITS = ("country", "admin1", "admin2")


def find_area(place: Place, name: str, part: Part, gazetteer: PlaceNames) -> Place | None:
    """The place of a part: where a gazetteer knows it as a region ("Eastern Ghouta") that one, else the derived one."""
    known = (m.place for m in gazetteer.match(f"{part.words} {name}") if m.quality in ("name", "alternate"))
    region = next((p for p in known if p.kind in ("region", "area") and p.country in ("", place.country)), None)
    return region or derive_part(place, part)


@lru_cache(maxsize=4096)
def derive_part(place: Place, part: Part) -> Place | None:
    """The place of a part; None where it cannot be told: of waters, of points in the text, of what is itself derived."""
    if place.kind in ("water", "derived") or place.id.startswith("pt:"):
        return None
    whole = _flat_shape(place, part)
    found = replace(whole, shape=_direction(whole.shape, part.direction)) if part.direction else whole
    return _as_place(place, found, f"dl:derived:{part.slug}-of:{_key(place)}", _name(place, part))


def derive_border(one: Place, other: Place) -> Place | None:
    """The place of the border of two countries: a point half-way along it, with the radius that covers it; None where there is none."""
    first, second = sorted((one, other), key=lambda p: p.country)
    lines = border_line(first.country, second.country)
    if first.country == second.country or lines is None:
        return None
    name = f"border of {first.name} and {second.name}"
    found = _as_place(first, lines, f"dl:derived:border-of:{first.country}-{second.country}", name)
    return replace(found, country="", admin1="", source=f"outlines of {first.name} and {second.name}")


@lru_cache(maxsize=256)
def border_line(first: str, second: str) -> Flat | None:
    """Where the outlines of two countries run along each other; None where they do not."""
    one, other = country_outline(first), country_outline(second)
    if one is None or other is None or one.distance(other) > _BORDER_DEGREES:
        return None
    line = one.boundary.intersection(other.buffer(_BORDER_DEGREES))
    return None if line.is_empty else flatten(line)


@lru_cache(maxsize=4096)
def derive_stretch(river: Place, town: Place) -> Place | None:
    """The stretch of a river near a town: the point of its course that is nearest; None where the river is not drawn or far."""
    from shapely.geometry import Point
    from shapely.ops import nearest_points

    line = river_line(river)
    if line is None:
        return None
    course, at = flatten(line, town.lat), flatten(Point(town.lon, town.lat), town.lat).shape
    point = nearest_points(course.shape, at)[0]
    apart = float(point.distance(at))
    if apart > _STRETCH_KM:
        return None
    lat, lon = course.point(point.x, point.y)
    return Place(
        f"dl:derived:near-{town.id}-of:{river.id}", f"{river.name} near {town.name}", round(lat, 4), round(lon, 4), "derived",
        town.country, admin1=town.admin1, uncertainty_km=round(max(apart, _SHORTEST_KM), 1),
        source=f"the course of {river.name} ({river.id}) near {town.name} ({town.id})",
    )  # fmt: skip


def radius_km(place: Place) -> float:
    """How far a place without an outline reaches: a town by its people, all else by the radius its point stands for."""
    if place.kind == "settlement":
        return min(_LARGEST_KM, max(_SMALLEST_KM, _KM_OF_A_PERSON * math.sqrt(place.population)))
    return max(place.uncertainty_km, _SMALLEST_KM)


def _key(place: Place) -> str:
    return place.country if place.kind == "country" else place.id


def _flat_shape(place: Place, part: Part) -> Flat:
    """What the part is cut from: the outline or circle of the place, widened to its countryside or outskirts."""
    from shapely.geometry import Point

    outline = outline_of(place) if place.kind in _UNITS else None
    if outline is not None:
        return flatten(outline)
    reach = radius_km(place)
    if part.around == "outskirts":
        reach *= _OUTSKIRTS
    if part.around == "countryside" and place.kind not in _UNITS:
        reach = _COUNTRYSIDE * reach + _COUNTRYSIDE_KM
    middle = flatten(Point(place.lon, place.lat))
    return replace(middle, shape=middle.shape.buffer(reach))


def _direction(whole: Any, direction: str) -> Any:
    from shapely.affinity import scale

    if direction == "centre":
        return whole.intersection(scale(whole.convex_hull, 0.5, 0.5, origin=whole.centroid))
    turn = math.radians(_BEARINGS[direction])
    low, high = _extent(whole, turn)
    for _ in range(12):
        middle = (low + high) / 2
        low, high = (middle, high) if _beyond(whole, turn, middle).area > SHARE * whole.area else (low, middle)
    return _beyond(whole, turn, low)


def _extent(whole: Any, turn: float) -> tuple[float, float]:
    along = [x * math.sin(turn) + y * math.cos(turn) for x, y in whole.convex_hull.exterior.coords]
    return min(along), max(along)


def _beyond(whole: Any, turn: float, cut: float) -> Any:
    """The part of a shape that lies farther in a direction than the line at `cut` kilometres."""
    from shapely.geometry import Polygon

    far = 50_000.0
    ahead, aside = (math.sin(turn), math.cos(turn)), (math.cos(turn), -math.sin(turn))
    corners = [(cut, -far), (cut, far), (cut + far, far), (cut + far, -far)]
    return whole.intersection(Polygon([(a * ahead[0] + s * aside[0], a * ahead[1] + s * aside[1]) for a, s in corners]))


def _as_place(base: Place, area: Flat, place_id: str, name: str) -> Place:
    from shapely.geometry import Point
    from shapely.ops import nearest_points

    middle = nearest_points(area.shape, area.shape.centroid)[0]
    corners = getattr(area.shape.convex_hull, "exterior", area.shape.convex_hull).coords
    reach = max(middle.distance(Point(corner)) for corner in corners)
    lat, lon = area.point(middle.x, middle.y)
    return Place(
        place_id, name, round(lat, 4), round(lon, 4), "derived", base.country,
        admin1=base.name if base.kind == "admin1" else base.admin1, admin2=base.admin2,
        uncertainty_km=round(reach, 1), source=f"a part of {base.name} ({base.id})",
    )  # fmt: skip


def _name(place: Place, part: Part) -> str:
    """The part in words: "northern Syria", "southern countryside of Idlib"."""
    direction = _WORDS.get(part.direction, part.direction)
    if not part.around:
        return f"{direction} {place.name}"
    return f"{direction} {part.around} of {place.name}".strip()
