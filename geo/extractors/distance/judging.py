"""Measures stated distances on the ellipsoid and says whether they agree: the deviation, a verdict, and the likely reason."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import get_args

from geopy.distance import geodesic

from geo.extractors.distance.borders import measure_to_border
from geo.geocoding.relations_geometry import measure
from geo.languages.distance import DistanceHabit, distance_rules
from geo.records.facts import Bearing, StatedDistance, Verdict
from geo.records.places import Place, PlaceMention

_WIDE = frozenset({"country", "region", "admin1", "water"})
_POINTS: tuple[Bearing, ...] = get_args(Bearing)
_MILE = 1.609344
_FAR = 5.0
"""So many times too far, and it is hardly the number that is wrong."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured between two ends: kilometres, the uncertainty of both ends together, and a remark or ""."""

    km: float
    doubt_km: float
    remark: str = ""


def measure_distances(distances: Iterable[StatedDistance], language: str = "en") -> tuple[StatedDistance, ...]:
    """The distances with what is measured between their ends by geopy's geodesic (WGS 84), a verdict and reasons.

    One whose ends are not both points stays `unmeasured`, with the reason; a border is measured to its outline.
    """
    habit = distance_rules(language).habit
    return tuple(_measured(d, habit) for d in distances)


def _measured(distance: StatedDistance, habit: DistanceHabit) -> StatedDistance:
    found = _between(distance)
    if isinstance(found, str):
        return replace(distance, reasons=(*distance.reasons, found))
    verdict, reasons = judge(distance, found, habit)
    km = round(found.km, 2 if found.km < 10 else 1)
    return replace(
        distance, measured_km=km, deviation_km=round(km - distance.km, 2), verdict=verdict,
        reasons=(*distance.reasons, _deviation(distance, found), *filter(None, (found.remark,)), *reasons),
    )  # fmt: skip


def _between(distance: StatedDistance) -> Measured | str:
    """What lies between the ends, or why it cannot be measured."""
    anchor, located = distance.from_place, distance.of_place
    if anchor is None or located is None:
        return "what is located is not named" if anchor else "from where is not said"
    for mention in (anchor, located):
        if mention.place is not None and mention.place.kind == "derived":
            return f"{mention.text} was placed by stated distances, so measuring would not test them"
    if located.place is not None and (border := _to_border(anchor, located.place)):
        return border
    if anchor.place is None or located.place is None:
        return f"where {(anchor if located.place else located).text} lies is not known"
    return _between_places(anchor, anchor.place, located, located.place)


def _to_border(anchor: PlaceMention, located: Place) -> Measured | None:
    """To the outline, of "the Turkish border" and of "Turkey"; None where the anchor is neither."""
    words = anchor.text
    if anchor.place is not None:
        if anchor.place.kind != "country":
            return None
        words = f"border {anchor.place.name}"
    found = measure_to_border(words, located)
    return Measured(*found) if found else None


def _between_places(anchor: PlaceMention, one: Place, located: PlaceMention, other: Place) -> Measured | str:
    wide = anchor if one.kind in _WIDE else located if other.kind in _WIDE else None
    if wide is not None:
        return f"{wide.text} is no point to measure from"
    return Measured(geodesic_km(one, other), one.uncertainty_km + other.uncertainty_km)


def geodesic_km(one: Place, other: Place) -> float:
    """The length of the geodesic between two places on the WGS 84 ellipsoid in kilometres (Karney 2013, by geopy)."""
    return float(geodesic((one.lat, one.lon), (other.lat, other.lon)).km)


def _deviation(distance: StatedDistance, found: Measured) -> str:
    off = found.km - distance.km
    return f"{off:+.1f} km ({100 * off / distance.km:+.0f} %), both ends uncertain by {found.doubt_km:.0f} km"


def judge(distance: StatedDistance, found: Measured, habit: DistanceHabit) -> tuple[Verdict, tuple[str, ...]]:
    """The verdict on a stated distance and the likely reason in words.

    Within a tenth (and the ends' uncertainty) it agrees. Longer than measured is what roads make of it. Beyond both
    the share of conflict and `conflict_km` (and the uncertainty), or with a bearing turned away, it conflicts.
    """
    turned = _turned(distance, found, habit)
    if turned and found.km <= _FAR * distance.km:
        return "conflicts", (turned, *_suspects(distance, habit))
    off = _off(distance, found.km)
    if abs(off) <= habit.agree_share * distance.km + found.doubt_km:
        return "agrees", ()
    share = habit.conflict_share_short if off > 0 else habit.conflict_share
    if abs(off) > max(share * distance.km, habit.conflict_km) + found.doubt_km:
        return "conflicts", tuple(_suspects(distance, habit)) or (_no_suspect(distance, found),)
    if off < 0:
        odd = found.km < habit.length(distance.km).p10 * distance.km
        return "longer", (
            "stated longer than the straight line, as roads are",
            *(_unit_slips(distance, found.km, habit) if odd else ()),
        )
    return "agrees", ("stated somewhat shorter than the straight line",)


def _no_suspect(distance: StatedDistance, found: Measured) -> str:
    if found.km > _FAR * distance.km:
        return "one of the two is probably a place of the same name that is not known"
    return "an error in the text or in a position"


def _off(distance: StatedDistance, km: float) -> float:
    """Measured minus the nearest value that is stated; 0 inside a range or a limit."""
    low, high = distance.low_km or distance.km, distance.high_km or distance.km
    if distance.limit == "at_most":
        low = 0.0
    elif distance.limit == "at_least":
        high = math.inf
    return km - min(max(km, low), high)


def _turned(distance: StatedDistance, found: Measured, habit: DistanceHabit) -> str:
    """What is wrong with the bearing, in words; "" when it fits, is not said, or the ends are too near to tell."""
    anchor, located = distance.from_place, distance.of_place
    if distance.bearing is None or not (anchor and anchor.place and located and located.place):
        return ""
    turn, shown = _turn(distance.bearing, anchor.place, located.place)
    doubt = math.degrees(math.atan2(found.doubt_km, max(found.km, 0.1)))
    if turn <= habit.conflict_degrees + doubt:
        return ""
    swapped = ": the ends or the direction may be swapped" if turn > 180 - habit.conflict_degrees else ""
    return f"stated {distance.bearing} of {anchor.text}, but {located.text} lies {shown} of it{swapped}"


def _turn(bearing: Bearing, anchor: Place, located: Place) -> tuple[float, Bearing]:
    _, degrees = measure(anchor.lat, anchor.lon, located.lat, located.lon)
    turn = abs((float(degrees) - _POINTS.index(bearing) * 22.5 + 180) % 360 - 180)
    return turn, _POINTS[round(float(degrees) / 22.5) % 16]


def _suspects(distance: StatedDistance, habit: DistanceHabit) -> Iterator[str]:
    """Likely reasons for a conflict: another place of the name, another unit, a slip of a digit."""
    anchor, located = distance.from_place, distance.of_place
    if not (anchor and anchor.place and located and located.place):
        return
    for mention, other in ((located, anchor.place), (anchor, located.place)):
        for candidate in mention.candidates:
            if candidate.place.kind not in _WIDE and _fits(distance, geodesic_km(candidate.place, other), habit):
                where = candidate.place.admin1 or candidate.place.country
                yield f"another {mention.text} may be meant: the one in {where} would fit"
                return
    yield from _unit_slips(distance, geodesic_km(anchor.place, located.place), habit)


def _unit_slips(distance: StatedDistance, km: float, habit: DistanceHabit) -> Iterator[str]:
    """Another unit, or a slip of a digit, with which the stated value would fit."""
    if distance.unit == "km" and _fits(distance, km / _MILE, habit):
        yield "kilometres may be written for miles"
    elif distance.unit == "mi" and _fits(distance, km * _MILE, habit):
        yield "miles may be written for kilometres"
    elif _fits(distance, km * 10, habit) or _fits(distance, km / 10, habit):
        yield "a digit or a decimal point may be wrong"


def _fits(distance: StatedDistance, km: float, habit: DistanceHabit) -> bool:
    return abs(_off(distance, km)) <= habit.agree_share * 2 * distance.km
