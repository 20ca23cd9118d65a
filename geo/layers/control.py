"""Who holds what, as marks: on one day, from day to day, and between two days."""

import base64
import struct
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from geo.layers.marks import BESIEGED, CHANGED, CLAIMED, CONTESTED, HIDDEN, STALE, Mark, kind_flags
from geo.records.actors import Actor
from geo.records.views import Holding
from geo.views.colours import ActorColours
from geo.views.compare import Turnover, holder_of
from geo.views.frames import Playback

_STEP = struct.Struct("<HHBB")
_STATES = {"contested": CONTESTED, "besieged": BESIEGED, "claimed": CLAIMED}


def number_of(actor: Actor | None, colours: ActorColours) -> int:
    """The number of an actor's colour, by its words where it is not known."""
    return colours.number(actor.id or actor.name) if actor else 0


def state_flags(holding: Holding) -> int:
    """How the state is drawn."""
    return _STATES.get(holding.state, 0) | (STALE if holding.stale else 0)


def _colours_of(holding: Holding, colours: ActorColours) -> tuple[int, int]:
    rival = holding.rivals[0] if holding.rivals and holding.state == "contested" else None
    return number_of(holding.holder, colours), number_of(rival, colours)


def mark_holdings(playback: Playback, holdings: Mapping[str, Holding], colours: ActorColours) -> list[Mark]:
    """A mark for each place of the playback, in its state on the day; those of which nothing is known yet are hidden."""
    return [
        _mark(holdings.get(place.id), Mark(place, n, flags=kind_flags(place)), colours)
        for place, n in zip(playback.places, playback.statements, strict=True)
    ]


def _mark(holding: Holding | None, bare: Mark, colours: ActorColours) -> Mark:
    if holding is None:
        return Mark(bare.place, bare.mentions, 0, 0, HIDDEN)
    return Mark(bare.place, bare.mentions, *_colours_of(holding, colours), bare.flags | state_flags(holding))


def pack_playback(playback: Playback, day: date, colours: ActorColours) -> dict[str, Any]:
    """The playback as `assets/playback.js` reads it: days, the frame to begin at, and 6 bytes a step in base64."""
    flags = [kind_flags(place) for place in playback.places]
    packed = b"".join(
        _STEP.pack(step.place, step.frame, *_look(step.holding, flags[step.place], colours)) for step in playback.steps
    )
    return {
        "days": [d.isoformat() for d in playback.days],
        "frame": playback.frame_of(day),
        "day": day.isoformat(),
        "steps": base64.b64encode(packed).decode("ascii"),
    }


def _look(holding: Holding | None, flags: int, colours: ActorColours) -> tuple[int, int]:
    if holding is None:
        return 0, HIDDEN
    first, second = _colours_of(holding, colours)
    return first << 4 | second, flags | state_flags(holding)


def mark_turnovers(turnovers: Iterable[Turnover], colours: ActorColours) -> list[Mark]:
    """A mark for each place that changed: the earlier holder inside, the later one around it."""
    return [
        Mark(t.place, 20, number_of(holder_of(t.after), colours), number_of(holder_of(t.before), colours), CHANGED)
        for t in turnovers
    ]


def colours_used(marks: Sequence[Mark], playback: Playback, colours: ActorColours) -> set[int]:
    """The numbers of the colours that are, or while playing can be, on the map."""
    stepped = {n for step in playback.steps if step.holding for n in _colours_of(step.holding, colours)}
    return stepped | {mark.colour for mark in marks if mark.flags != HIDDEN}
