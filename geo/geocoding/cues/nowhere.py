"""Cues for "none of these": that the name means a place no gazetteer knows."""

import math
from collections.abc import Iterator

from geo.geocoding.candidates import NameGroup
from geo.geocoding.cues.cue import Cue


def nowhere(group: NameGroup) -> Iterator[Cue]:
    """How the best candidate was found, and how large the largest is: large towns are rarely not meant."""
    best = group.candidates[0].quality if group.candidates else "nothing"
    yield Cue(f"nowhere: best found by {best}", 1)
    largest = max((m.place.population for m in group.candidates), default=0)
    yield Cue("nowhere: population", math.log10(largest + 1) / 7)
    if any(m.place.kind in ("country", "region") and m.quality != "skeleton" for m in group.candidates):
        yield Cue("nowhere: name of a country or region", 1)
    if group.kinds and not any(m.place.kind in group.kinds for m in group.candidates):
        yield Cue("nowhere: none is what the type word says", 1)
    if len(group.candidates) > 5:
        yield Cue("nowhere: many places of this name", 1)
