"""One colour an actor, the same on the map, in lists, charts and exports."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

PALETTE = (
    "#2f7fc1", "#d55e00", "#17a673", "#e69f00", "#cc79a7", "#56b4e9", "#8e6bbf", "#b23a6e", "#9aa536", "#a6761d",
    "#1b7f8c", "#f0908c", "#5b4bbd", "#6fae3a",
)  # fmt: skip
"""After Okabe and Ito (2008), "Color Universal Design": the first six are theirs, lightened for the dark map; eight more lie
between them in hue and differ in lightness, for the common colour blindnesses. More than these nobody tells apart."""
OTHERS = "#7a6a5a"
"""Actors beyond the fourteen most written of."""
NOBODY = "#8a949e"
"""No actor is said to have gained or to hold the place."""


@dataclass(frozen=True)
class ActorColours:
    """Colours by actor id; `names` are the fourteen that have one of their own, most written of first."""

    slots: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def number(self, actor_id: str | None) -> int:
        """0 for nobody, 1 to 14 for an own colour, 15 for the others: an index into `palette`."""
        if actor_id is None:
            return 0
        return self.slots.get(actor_id, len(PALETTE)) + 1

    def colour(self, actor_id: str | None) -> str:
        """The colour as #rrggbb."""
        return palette()[self.number(actor_id)]


def palette() -> tuple[str, ...]:
    """All colours, by the number that `ActorColours.number` gives."""
    return (NOBODY, *PALETTE, OTHERS)


def assign_colours(actors: Iterable[tuple[str, str]]) -> ActorColours:
    """Colours for `(id, name)` pairs, most written of first.

    Each id has a favourite slot by its digest, so that an actor mostly keeps its colour while a store grows; where that
    is taken it gets the next free one.
    """
    slots: dict[str, int] = {}
    names: dict[str, str] = {}
    for actor_id, name in actors:
        if len(slots) == len(PALETTE):
            break
        favourite = int(hashlib.sha256(actor_id.encode()).hexdigest(), 16) % len(PALETTE)
        slots[actor_id] = _next_free(favourite, set(slots.values()))
        names[actor_id] = name
    return ActorColours(slots, names)


def _next_free(slot: int, taken: set[int]) -> int:
    while slot in taken:
        slot = (slot + 1) % len(PALETTE)
    return slot
