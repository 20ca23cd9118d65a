"""A small still map for print: outlines, places and stated distances as SVG."""

import json
import math
from collections.abc import Iterable, Sequence
from functools import cache

from geo.panels.words import escape
from geo.records.places import Place
from geo.records.views import PlaceTally, ReportedDistance
from geo.settings import DATA
from geo.views.colours import ActorColours

WIDTH, HEIGHT = 900, 520
LABELS = 25
Ring = list[tuple[float, float]]
Box = tuple[float, float, float, float]


def mercator(lat: float, lon: float) -> tuple[float, float]:
    """Web Mercator in units of the equator's 360 degrees, north up (y grows southwards)."""
    y = math.degrees(math.log(math.tan(math.pi / 4 + math.radians(max(min(lat, 84), -84)) / 2)))
    return lon, -y


@cache
def _outlines() -> tuple[Ring, ...]:
    path = DATA / "shapes" / "countries.geojson"
    if not path.exists():
        return ()
    shapes = json.loads(path.read_text(encoding="utf-8"))["features"]
    parts = [
        part
        for shape in shapes
        for part in (
            [shape["geometry"]["coordinates"]]
            if shape["geometry"]["type"] == "Polygon"
            else shape["geometry"]["coordinates"]
        )
    ]
    return tuple([mercator(lat, lon) for lon, lat, *_ in part[0]] for part in parts)


def frame_places(places: Sequence[Place]) -> Box:
    """West, north, width and height in Mercator units of a frame around the places, at least three degrees wide."""
    points = [mercator(place.lat, place.lon) for place in places] or [(20.0, -30.0)]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    north, south = min(y for _, y in points), max(y for _, y in points)
    width = max(east - west, (south - north) * WIDTH / HEIGHT, 3.0) * 1.2
    height = width * HEIGHT / WIDTH
    return (west + east - width) / 2, (north + south - height) / 2, width, height


def draw_picture(tallies: Sequence[PlaceTally], distances: Iterable[ReportedDistance], colours: ActorColours) -> str:
    """The places in their actors' colours on the outlines, the most mentioned and the ends of lines named. Names are escaped."""
    drawn = [fact for fact in distances if len(_ends(fact)) == 2]
    ends = {place.id: place for fact in drawn for place in _ends(fact)}
    known = {tally.place.id for tally in tallies}
    others = [place for place in ends.values() if place.id not in known]
    box = frame_places([*(tally.place for tally in tallies), *others])
    most = max((tally.mentions for tally in tallies), default=1)
    marks = "".join(_mark(tally, box, most, colours) for tally in tallies)
    lines = "".join(_line(fact, box) for fact in drawn)
    names = _names([*(tally.place for tally in tallies[:LABELS]), *others[:LABELS]], box)
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" width="100%" role="img" aria-label="Map of the places" '
        'font-family="sans-serif">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#dfe7ec"/>{_land(box)}{lines}{marks}{names}{_scale(box)}</svg>'
    )


def _at(x: float, y: float, box: Box) -> str:
    return f"{(x - box[0]) / box[2] * WIDTH:.1f},{(y - box[1]) / box[3] * HEIGHT:.1f}"


def _land(box: Box) -> str:
    west, north, east, south = box[0], box[1], box[0] + box[2], box[1] + box[3]
    near = (
        ring
        for ring in _outlines()
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
    """Names to the right of their places, where they cover no name before them."""
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
    return "".join(written)


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
