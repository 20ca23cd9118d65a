"""A small still map for print: outlines, places and stated distances as SVG."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from geo.panels.words import escape
from geo.records.places import Place
from geo.records.views import PlaceTally, ReportedDistance
from geo.settings import DATA
from geo.views.colours import ActorColours
from geo.views.wording import count

WIDTH, HEIGHT = 900, 520
LABELS = 25
FEW = 12
"""Places up to which the far ends of their distances are in the frame too."""
Ring = list[tuple[float, float]]
Box = tuple[float, float, float, float]


def mercator(lat: float, lon: float) -> tuple[float, float]:
    """Web Mercator in units of the equator's 360 degrees, north up (y grows southwards)."""
    y = math.degrees(math.log(math.tan(math.pi / 4 + math.radians(max(min(lat, 84), -84)) / 2)))
    return lon, -y


@cache
def _outlines() -> tuple[tuple[str, Ring], ...]:
    """The rings of all countries, each with its country's name; Antarctica's runs over the pole and is left out."""
    path = DATA / "shapes" / "countries.geojson"
    if not path.exists():
        return ()
    shapes = json.loads(path.read_text(encoding="utf-8"))["features"]
    return tuple(
        (str(shape["properties"].get("name") or ""), [mercator(lat, lon) for lon, lat in unwrap(part[0])])
        for shape in shapes
        if shape["properties"].get("iso") != "AQ"
        for part in _parts(shape["geometry"])
    )


def _parts(geometry: Mapping[str, Any]) -> list[Any]:
    return [geometry["coordinates"]] if geometry["type"] == "Polygon" else list(geometry["coordinates"])


def unwrap(ring: Iterable[Sequence[float]]) -> Ring:
    """A ring of (lon, lat) that goes on beyond the 180th meridian where it crosses it, instead of back across the whole map."""
    going: Ring = []
    for lon, lat, *_ in ring:
        turns = round((lon - going[-1][0]) / 360) if going else 0
        going.append((lon - 360 * turns, lat))
    return going


def _main_part(tallies: Sequence[PlaceTally]) -> list[Place]:
    """The places between which nine tenths of what is said lie: one far-off capital does not make a map of the world."""
    points = [t for t in tallies if t.place.kind not in ("country", "region")] or list(tallies)
    kept = {t.place.id: t.place for t in points}
    for axis in ("lat", "lon"):
        seen, whole = 0, sum(t.mentions for t in points)
        for tally in sorted(points, key=lambda t: float(getattr(t.place, axis))):
            seen += tally.mentions
            if seen < whole * 0.05 or seen - tally.mentions > whole * 0.95:
                kept.pop(tally.place.id, None)
    return list(kept.values()) or [t.place for t in points]


def frame_places(places: Sequence[Place]) -> Box:
    """West, north, width and height in Mercator units of a frame around the places, at least four degrees wide."""
    points = [mercator(place.lat, place.lon) for place in places] or [(20.0, -30.0)]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    north, south = min(y for _, y in points), max(y for _, y in points)
    width = max(east - west, (south - north) * WIDTH / HEIGHT, 4.0) * 1.2
    height = width * HEIGHT / WIDTH
    return (west + east - width) / 2, (north + south - height) / 2, width, height


def draw_picture(tallies: Sequence[PlaceTally], distances: Iterable[ReportedDistance], colours: ActorColours) -> str:
    """The places in their actors' colours on the outlines, the most mentioned and the ends of lines named. Names are escaped."""
    drawn = [fact for fact in distances if len(_ends(fact)) == 2]
    ends = {place.id: place for fact in drawn for place in _ends(fact)}
    known = {tally.place.id for tally in tallies}
    others = [place for place in ends.values() if place.id not in known]
    box = frame_places([*_main_part(tallies), *(others if len(tallies) < FEW else ())])
    most = max((tally.mentions for tally in tallies), default=1)
    marks = "".join(_mark(tally, box, most, colours) for tally in tallies)
    lines = "".join(_line(fact, box) for fact in drawn)
    named = [p for p in (*(t.place for t in tallies), *others) if _lies_in(p, box)]
    names = _names(named[:LABELS], box)
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" width="100%" role="img" aria-label="Map of the places" '
        'font-family="sans-serif">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#dfe7ec"/>{_land(box)}{lines}{marks}{names}{_scale(box)}{_beyond(tallies, box)}</svg>'
    )


def _at(x: float, y: float, box: Box) -> str:
    return f"{(x - box[0]) / box[2] * WIDTH:.1f},{(y - box[1]) / box[3] * HEIGHT:.1f}"


def _land(box: Box) -> str:
    west, north, east, south = box[0], box[1], box[0] + box[2], box[1] + box[3]
    near = (
        ring
        for _, ring in _outlines()
        if min(x for x, _ in ring) < east
        and max(x for x, _ in ring) > west
        and min(y for _, y in ring) < south
        and max(y for _, y in ring) > north
    )
    paths = "".join(f"M{' '.join(_at(x, y, box) for x, y in ring)}Z" for ring in near)
    return f'<path d="{paths}" fill="#f6f5f1" stroke="#b9bdc1" stroke-width="0.8"/>'


def _mark(tally: PlaceTally, box: Box, most: int, colours: ActorColours) -> str:
    x, y = _at(*mercator(tally.place.lat, tally.place.lon), box).split(",")
    radius = max(3.0, 14 * math.sqrt(tally.mentions / max(most, 20)))
    colour = colours.colour(tally.gained_by.id if tally.gained_by else None)
    return f'<circle cx="{x}" cy="{y}" r="{radius:.1f}" fill="{colour}" fill-opacity="0.8" stroke="#fff"/>'


def _names(places: Sequence[Place], box: Box) -> str:
    """Names to the right of their places, then those of countries, where they cover no name before them."""
    taken: list[tuple[float, float, float]] = []
    written = []
    for place in places:
        x, y = (float(n) for n in _at(*mercator(place.lat, place.lon), box).split(","))
        right = x + 8 + 7.5 * len(place.name)
        if any(abs(y - other) < 15 and x < end and begin < right for begin, end, other in taken):
            continue
        taken.append((x, right, y))
        written.append(
            f'<text x="{x:.1f}" y="{y:.1f}" dx="9" dy="5" font-size="14" paint-order="stroke" stroke="#fff" '
            f'stroke-width="3">{escape(place.name)}</text>'
        )
    return "".join(_nations(box, taken)) + "".join(written)


def _nations(box: Box, taken: list[tuple[float, float, float]]) -> Iterator[str]:
    """Names of the countries whose largest part has its middle in the frame and is wide enough for them."""
    for name, x, y, width in _middles():
        at_x, at_y = (float(n) for n in _at(x, y, box).split(","))
        half = 4.2 * len(name)
        if width / box[2] * WIDTH < 2 * half or not (half < at_x < WIDTH - half and 15 < at_y < HEIGHT - 40):
            continue
        if any(abs(at_y - other) < 15 and at_x - half < end and begin < at_x + half for begin, end, other in taken):
            continue
        taken.append((at_x - half, at_x + half, at_y))
        yield (
            f'<text x="{at_x:.1f}" y="{at_y:.1f}" dy="4" font-size="11" letter-spacing="1" text-anchor="middle" '
            f'fill="#7d858c">{escape(name.upper())}</text>'
        )


@cache
def _middles() -> tuple[tuple[str, float, float, float], ...]:
    """Name, middle and width of the largest part of each country, the widest first."""
    widest: dict[str, tuple[float, float, float]] = {}
    for name, ring in _outlines():
        xs, ys = [x for x, _ in ring], [y for _, y in ring]
        width = max(xs) - min(xs)
        if name and width > widest.get(name, (0.0, 0.0, 0.0))[2]:
            widest[name] = ((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2, width)
    return tuple((name, *middle) for name, middle in sorted(widest.items(), key=lambda pair: -pair[1][2]))


def _lies_in(place: Place, box: Box) -> bool:
    x, y = mercator(place.lat, place.lon)
    return box[0] <= x <= box[0] + box[2] and box[1] <= y <= box[1] + box[3]


def _beyond(tallies: Sequence[PlaceTally], box: Box) -> str:
    """How many places lie outside the frame."""
    number = sum(not _lies_in(tally.place, box) for tally in tallies)
    words = f"{count(number, 'more place lies', 'more places lie')} outside"
    return f'<text x="{WIDTH - 12}" y="{HEIGHT - 12}" font-size="12" text-anchor="end">{words}</text>' if number else ""


def _scale(box: Box) -> str:
    """A bar of round kilometres, true in the middle of the picture: Mercator stretches with the latitude."""
    middle = math.degrees(math.atan(math.sinh(math.radians(-(box[1] + box[3] / 2)))))
    across = box[2] * 111.32 * math.cos(math.radians(middle))
    km = next((n for n in (2000, 1000, 500, 200, 100, 50, 20) if n < across / 4), 10)
    end = 20 + km / across * WIDTH
    return (
        f'<path d="M20,{HEIGHT - 24}V{HEIGHT - 18}H{end:.1f}V{HEIGHT - 24}" fill="none" stroke="#1b1f24"/>'
        f'<text x="20" y="{HEIGHT - 28}" font-size="12">{km} km</text>'
    )


def _ends(fact: ReportedDistance) -> list[Place]:
    return [m.place for m in (fact.distance.of_place, fact.distance.from_place) if m and m.place]


def _line(fact: ReportedDistance, box: Box) -> str:
    points = " ".join(_at(*mercator(place.lat, place.lon), box) for place in _ends(fact))
    odd = fact.distance.verdict == "conflicts"
    style = 'stroke="#d55e00" stroke-dasharray="6 4" stroke-width="2"' if odd else 'stroke="#55606a"'
    return f'<polyline points="{points}" fill="none" {style}/>'
