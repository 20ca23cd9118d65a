"""Where a thing may lie that is stated to be so far from here, in that direction: likelihoods and regions on the sphere.

Great circles are good to 0.5 % here; distances that are shown are measured on the ellipsoid (`geo.extractors.distance.judging`).
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, get_args

import numpy as np

from geo.languages.distance import DistanceHabit
from geo.records.facts import Bearing, Limit, StatedDistance
from geo.records.places import Place

EARTH_KM = 6371.0088
"""Mean radius of the earth (IUGG)."""
POINTS: tuple[Bearing, ...] = get_args(Bearing)
_DOUBT_KM = 0.5
_ANYWHERE_KM = 300.0
# Rings and directions of the grid on which a region is weighed.
_RINGS, _DIRECTIONS = 28, 72

Numbers = Any
"""A float or a numpy array of floats."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A stated distance seen from one end: kilometres, the bearing in degrees (None: unstated), and how exact both are."""

    km: float
    degrees: float | None
    degree_spread: float
    doubt_km: float
    limit: Limit = ""


@dataclass(frozen=True, slots=True)
class Region:
    """A point and the radius in kilometres that holds the given share of what is likely."""

    lat: float
    lon: float
    radius_km: float


def make_tie(distance: StatedDistance, habit: DistanceHabit, *, backwards: bool = False) -> Tie:
    """What a stated distance says of its located end seen from its anchor, or `backwards` of its anchor seen from the other."""
    degrees = None if distance.bearing is None else POINTS.index(distance.bearing) * 22.5
    if degrees is not None and backwards:
        degrees = (degrees + 180) % 360
    fine = distance.bearing is not None and len(distance.bearing) == 3
    half_range = ((distance.high_km or 0) - (distance.low_km or 0)) / 2
    return Tie(
        distance.km, degrees, habit.bearing_degrees["16" if fine else "8"],
        half_range + _rounding(distance) + _DOUBT_KM, distance.limit,
    )  # fmt: skip


def _rounding(distance: StatedDistance) -> float:
    """Half of the last written digit's step in kilometres: 160 km may be 155 to 165, 7.5 km 7.45 to 7.55."""
    value = distance.value
    step = next((10.0**n for n in (3, 2, 1, 0, -1) if abs(value / 10.0**n - round(value / 10.0**n)) < 1e-9), 0.01)
    return min(step, value / 2) / 2 * distance.km / value if value else 0.0


def student(off: Numbers) -> Numbers:
    """Student's t with three degrees of freedom, to choose by: a blunder in a text costs, but vetoes nothing."""
    return -2.0 * np.log1p(off * off / 3.0)


def normal(off: Numbers) -> Numbers:
    """The normal curve, to draw by."""
    return -0.5 * off * off


Fall = Callable[[Numbers], Numbers]
"""How likelihood falls with a deviation in standard deviations, as a logarithm."""


def log_likelihood(
    tie: Tie, habit: DistanceHabit, seen: tuple[Numbers, Numbers], doubt_km: Numbers, fall: Fall = student
) -> Numbers:
    """How well a point seen at these kilometres and degrees from the tie's anchor fits it, as a logarithm, 0 at best.

    `doubt_km` is the uncertainty of both points.
    """
    (km, degrees), length, doubt = seen, habit.length(tie.km), doubt_km + tie.doubt_km
    expected = length.median * tie.km
    spread = np.hypot(length.spread * tie.km, doubt)
    off = (km - expected) / spread
    if tie.limit == "at_most":
        off = np.maximum(off, 0)
    elif tie.limit == "at_least":
        off = np.minimum(off, 0)
    result = fall(off)
    if tie.degrees is not None:
        turn = np.abs((degrees - tie.degrees + 180) % 360 - 180)
        result = result + fall(turn / np.hypot(tie.degree_spread, np.degrees(np.arctan2(doubt, np.maximum(km, 0.1)))))
    return result


def measure(lat: float, lon: float, lats: Numbers, lons: Numbers) -> tuple[Numbers, Numbers]:
    """Great-circle kilometres and initial bearing in degrees from one point to others."""
    a, b, c, d = math.radians(lat), math.radians(lon), np.radians(lats), np.radians(lons)
    h = np.sin((c - a) / 2) ** 2 + math.cos(a) * np.cos(c) * np.sin((d - b) / 2) ** 2
    y, x = np.sin(d - b) * np.cos(c), math.cos(a) * np.sin(c) - math.sin(a) * np.cos(c) * np.cos(d - b)
    return 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(h, 0, 1))), np.degrees(np.arctan2(y, x)) % 360


def destination(lat: float, lon: float, km: Numbers, degrees: Numbers) -> tuple[Numbers, Numbers]:
    """The points `km` from a point in the direction `degrees`."""
    a, b, arc, turn = math.radians(lat), math.radians(lon), km / EARTH_KM, np.radians(degrees)
    c = np.arcsin(math.sin(a) * np.cos(arc) + math.cos(a) * np.sin(arc) * np.cos(turn))
    d = b + np.arctan2(np.sin(turn) * np.sin(arc) * math.cos(a), np.cos(arc) - math.sin(a) * np.sin(c))
    return np.degrees(c), (np.degrees(d) + 540) % 360 - 180


def likely_points(anchor: Place, tie: Tie, habit: DistanceHabit) -> tuple[Numbers, Numbers]:
    """A few points where the thing may lie, to try hypotheses on: in the stated direction, or all around."""
    turns = np.arange(0, 360, 15.0) if tie.degrees is None else tie.degrees + np.array([-20.0, 0.0, 20.0])
    km = habit.length(tie.km).median * tie.km * np.array([0.85, 1.0, 1.15])
    grid_km, grid_turn = np.meshgrid(km, turns)
    return destination(anchor.lat, anchor.lon, grid_km.ravel(), grid_turn.ravel())


def together(
    ties: Sequence[tuple[Place, Tie]], habit: DistanceHabit, lats: Numbers, lons: Numbers, fall: Fall = student
) -> Numbers:
    """The sum of the log likelihoods of all ties at each of the points."""
    total = np.zeros(np.shape(lats))
    for anchor, tie in ties:
        seen = measure(anchor.lat, anchor.lon, lats, lons)
        total = total + log_likelihood(tie, habit, seen, anchor.uncertainty_km, fall)
    return total


def surprise(tie: Tie, habit: DistanceHabit) -> float:
    """How much less likely a tie is for a place of which nothing is known than for one that fits it best, as a logarithm.

    Such a place may lie anywhere within some 300 km, in any direction; one that fits lies within the spread of both.
    """
    length = _ANYWHERE_KM / (habit.length(tie.km).spread * tie.km + tie.doubt_km) / math.sqrt(2 * math.pi)
    turn = 1.0 if tie.degrees is None else 360 / tie.degree_spread / math.sqrt(2 * math.pi)
    return -math.log(max(length, 1.0) * max(turn, 1.0))


def best_fit(ties: Sequence[tuple[Place, Tie]], habit: DistanceHabit) -> float:
    """How well all ties can be met by one point: the highest sum of log likelihoods found, 0 at best."""
    best = -math.inf
    for anchor, tie in ties:
        lats, lons = likely_points(anchor, tie, habit)
        best = max(best, float(np.max(together(ties, habit, lats, lons))))
    return best


def likely_region(ties: Sequence[tuple[Place, Tie]], habit: DistanceHabit, share: float = 0.85) -> Region:
    """Where the thing lies by all ties together: the middle of what is likely and the radius that holds `share` of it."""
    anchor, tie = min(ties, key=lambda t: t[1].km * (1.0 if t[1].degrees is None else 0.5) + t[0].uncertainty_km)
    reach = 1.8 * tie.km + anchor.uncertainty_km + tie.doubt_km
    edges = np.linspace(0, reach, _RINGS + 1)
    grid_km, grid_turn = np.meshgrid((edges[1:] + edges[:-1]) / 2, np.arange(_DIRECTIONS) * 360.0 / _DIRECTIONS)
    lats, lons = destination(anchor.lat, anchor.lon, grid_km.ravel(), grid_turn.ravel())
    logs = together(ties, habit, lats, lons, normal)
    weights = np.exp(logs - np.max(logs)) * grid_km.ravel()
    weights /= weights.sum()
    lat, lon = _middle(lats, lons, weights)
    away, _ = measure(lat, lon, lats, lons)
    order = np.argsort(away)
    held = int(np.searchsorted(np.cumsum(weights[order]), share))
    return Region(lat, lon, float(away[order[min(held, len(order) - 1)]]))


def _middle(lats: Numbers, lons: Numbers, weights: Numbers) -> tuple[float, float]:
    a, b = np.radians(lats), np.radians(lons)
    x, y, z = (float(np.sum(weights * v)) for v in (np.cos(a) * np.cos(b), np.cos(a) * np.sin(b), np.sin(a)))
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))
