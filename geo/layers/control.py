"""Who holds what, as marks: on one day, from day to day, and between two days."""

import base64
import struct
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from geo.layers.marks import (
    ASSUMED,
    BESIEGED,
    CHANGED,
    CLAIMED,
    CONTESTED,
    HIDDEN,
    INFERRED,
    STALE,
    Mark,
    kind_flags,
)
from geo.records.actors import Actor
from geo.records.views import Holding
from geo.views.colours import ActorColours
from geo.views.compare import compare_days
from geo.views.frames import Playback

_STEP = struct.Struct("<HHBB")
_STATES = {"contested": CONTESTED, "besieged": BESIEGED, "claimed": CLAIMED}


def number_of(actor: Actor | None, colours: ActorColours) -> int:
    """The number of an actor's colour, by its words where it is not known."""
    return colours.number(actor.id or actor.name) if actor else 0


def state_flags(holding: Holding) -> int:
    """How the state is drawn: whose words say so, whether it is disputed, and whether they are old."""
    old = STALE if holding.stale else 0
    if holding.state == "claimed" and (holding.assumed or holding.inferred):
        return old | (ASSUMED if holding.assumed else INFERRED)
    said = ASSUMED if holding.assumed else INFERRED if holding.inferred else 0
    return _STATES.get(holding.state, 0) | said | old


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


def pack_playback(playback: Playback, day: date, colours: ActorColours, states: Collection[str] = ()) -> dict[str, Any]:
    """The playback as `assets/playback.js` reads it: days, the frame to begin at, and 6 bytes a step in base64.

    With `states` a place shows only while it is in one of them.
    """
    flags = [kind_flags(place) for place in playback.places]
    packed = b"".join(
        _STEP.pack(step.place, step.frame, *_look(step.holding, flags[step.place], colours, states))
        for step in playback.steps
    )
    return {
        "days": [d.isoformat() for d in playback.days],
        "frame": playback.frame_of(day),
        "day": day.isoformat(),
        "steps": base64.b64encode(packed).decode("ascii"),
    }


def _look(holding: Holding | None, flags: int, colours: ActorColours, states: Collection[str]) -> tuple[int, int]:
    if holding is None or (states and holding.state not in states):
        return 0, HIDDEN
    first, second = _colours_of(holding, colours)
    return first << 4 | second, flags | state_flags(holding)


def mark_comparison(
    before: Mapping[str, Holding], after: Mapping[str, Holding], colours: ActorColours
) -> tuple[list[Mark], list[Mark]]:
    """Marks of all places of which anything is known on either day: as on the later day, and as on the earlier, in one order.

    The later ones of places that changed between the two are flagged so, and so are the earlier ones.
    """
    turned = {t.place.id for t in compare_days(before, after)}
    pairs = [_pair(before.get(i), after.get(i), i in turned, colours) for i in sorted(before.keys() | after.keys())]
    return [later for _, later in pairs], [earlier for earlier, _ in pairs]


def _pair(before: Holding | None, after: Holding | None, turned: bool, colours: ActorColours) -> tuple[Mark, Mark]:
    known = [holding for holding in (before, after) if holding]
    place, said = known[-1].place, max(len(h.supports) + len(h.against) for h in known)
    bare = Mark(place, max(said, 1), flags=kind_flags(place) | (CHANGED if turned else 0))
    return _mark(before, bare, colours), _mark(after, bare, colours)


def pack_swipe(days: tuple[date, date], earlier: Sequence[Mark]) -> dict[str, str]:
    """What `assets/swipe.js` reads: the two days, and of each place two bytes, its colours and flags on the earlier day."""
    packed = b"".join(bytes((mark.colour << 4 | mark.second, mark.flags)) for mark in earlier)
    return {
        "then": days[0].isoformat(), "on": days[1].isoformat(), "earlier": base64.b64encode(packed).decode("ascii"),
    }  # fmt: skip


def signs_used(marks: Sequence[Mark], playback: Playback | None = None) -> frozenset[int]:
    """Which of INFERRED and ASSUMED are, or while playing can be, on the map."""
    shown = [mark.flags for mark in marks if mark.flags != HIDDEN]
    steps = playback.steps if playback else ()
    shown += {state_flags(step.holding) for step in steps if step.holding}
    signs = {flags & ASSUMED for flags in shown if flags & INFERRED}
    return frozenset(ASSUMED if sign == ASSUMED else INFERRED for sign in signs)


def colours_of(mark: Mark) -> set[int]:
    """The numbers of the colours that a mark is drawn in."""
    return set() if mark.flags == HIDDEN else {mark.colour} | ({mark.second} if mark.flags & CONTESTED else set())


def colours_used(marks: Sequence[Mark], playback: Playback, colours: ActorColours) -> set[int]:
    """The numbers of the colours that are, or while playing can be, on the map."""
    stepped = {n for step in playback.steps if step.holding for n in _colours_of(step.holding, colours)}
    return stepped | {mark.colour for mark in marks if mark.flags != HIDDEN}
