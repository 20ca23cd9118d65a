"""One cue."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """`size` times the weight of `name` is what it adds to a candidate's score; `reason` says it in words, "" if not worth it."""

    name: str
    size: float
    reason: str = ""
