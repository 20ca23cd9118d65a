"""What a place is drawn as, packed small: one record of 10 bytes a place, and the names of the most mentioned."""

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from geo.records.places import Place
from geo.records.views import PlaceTally
from geo.views.colours import ActorColours

AREA, DERIVED, CONTESTED, BESIEGED, CLAIMED, STALE, CHANGED, INFERRED = 1, 2, 4, 8, 16, 32, 64, 128
ASSUMED = INFERRED | CLAIMED
"""A state that no word says outright is claimed by nobody: the two flags together are free for what a given table says."""
HIDDEN = 255
"""Flags of a mark, as `assets/dots.js` reads them; HIDDEN alone means that nothing is known of the place on that day."""
NAMED = 500
"""Names sent with one drawing; beyond, hovering shows the coordinates until the view is narrowed."""
_RECORD = np.dtype([("point", "u1", 6), ("mentions", "<u2"), ("colours", "u1"), ("flags", "u1")])
_DEGREES = np.array((180.0, 360.0))
_STEPS = 2**24 - 1
"""Latitude and longitude take three bytes each: a step is 1.2 m north and at most 2.4 m east."""
_AREAS = ("country", "region", "admin1", "admin2", "area", "water")


@dataclass(frozen=True, slots=True)
class Mark:
    """A place with its number of mentions, the numbers of its colour and second colour, and its flags."""

    place: Place
    mentions: int
    colour: int = 0
    second: int = 0
    flags: int = 0


def kind_flags(place: Place) -> int:
    """Whether a point stands for a whole area, or was derived from a stated distance."""
    return (AREA if place.kind in _AREAS else 0) | (DERIVED if place.kind == "derived" else 0)


def mark_tallies(tallies: Iterable[PlaceTally], colours: ActorColours) -> list[Mark]:
    """A mark a place, in the colour of the actor last said to have gained it."""
    return [
        Mark(t.place, t.mentions, colours.number(t.gained_by.id if t.gained_by else None), 0, kind_flags(t.place))
        for t in tallies
    ]


def pack_marks(marks: Sequence[Mark]) -> dict[str, Any]:
    """The marks as the script reads them: packed records in base64, names line by line, and rings of uncertainty in km."""
    names = (" ".join(mark.place.name.split()) for mark in marks[:NAMED])
    rings = [
        [i, round(m.place.uncertainty_km, 1)] for i, m in enumerate(marks) if m.flags & DERIVED and m.flags != HIDDEN
    ]
    return {
        "places": base64.b64encode(_pack(marks)).decode("ascii"),
        "names": "\n".join(names),
        "rings": [ring for ring in rings if ring[1] > 0],
        "most": max((mark.mentions for mark in marks), default=1),
    }


def _pack(marks: Sequence[Mark]) -> bytes:
    points = np.array([(m.place.lat, m.place.lon) for m in marks], dtype=float).reshape(-1, 2)
    share = (points / _DEGREES + 0.5).clip(0, 1)
    records = np.zeros(len(marks), _RECORD)
    records["point"] = np.rint(share * _STEPS).astype("<u4")[..., None].view("u1")[..., :3].reshape(-1, 6)
    records["mentions"] = [min(m.mentions, 65535) for m in marks]
    records["colours"] = [m.colour << 4 | m.second for m in marks]
    records["flags"] = [m.flags for m in marks]
    return records.tobytes()
