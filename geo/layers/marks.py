"""What a place is drawn as, packed small: one record of 10 bytes a place, and the names of the most mentioned."""

import base64
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from geo.records.places import Place
from geo.records.views import PlaceTally
from geo.views.colours import ActorColours

AREA, DERIVED, CONTESTED, BESIEGED, CLAIMED, STALE, CHANGED = 1, 2, 4, 8, 16, 32, 64
HIDDEN = 255
"""Flags of a mark, as `assets/dots.js` reads them; HIDDEN alone means that nothing is known of the place on that day."""
NAMED = 500
"""Names sent with one drawing; beyond, hovering shows the coordinates until the view is narrowed."""
_RECORD = struct.Struct("<HBHBHBB")
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
    packed = b"".join(_pack(mark) for mark in marks)
    names = (" ".join(mark.place.name.split()) for mark in marks[:NAMED])
    rings = [
        [i, round(m.place.uncertainty_km, 1)] for i, m in enumerate(marks) if m.flags & DERIVED and m.flags != HIDDEN
    ]
    return {
        "places": base64.b64encode(packed).decode("ascii"),
        "names": "\n".join(names),
        "rings": [ring for ring in rings if ring[1] > 0],
        "most": max((mark.mentions for mark in marks), default=1),
    }


def _pack(mark: Mark) -> bytes:
    lat, lon = _step((mark.place.lat + 90) / 180), _step((mark.place.lon + 180) / 360)
    colours = mark.colour << 4 | mark.second
    low, high = (lat & 0xFFFF, lat >> 16), (lon & 0xFFFF, lon >> 16)
    return _RECORD.pack(*low, *high, min(mark.mentions, 65535), colours, mark.flags)


def _step(share: float) -> int:
    return round(min(max(share, 0.0), 1.0) * _STEPS)
