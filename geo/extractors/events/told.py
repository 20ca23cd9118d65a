"""What the trained reader takes for statements: words that may be a trigger, with its chances for kind, status and roles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import exp, log
from typing import cast

import numpy as np

from geo.records.facts import ControlExtent, ControlKind, ControlStatus
from geo.text.event_labels import EXTENTS, KINDS, ROLE_WIDTH, ROLES, STATUSES, Role
from geo.text.event_model import Numbers, WindowScores

POSSIBLE = 0.2
"""From this chance on a word may be part of a trigger."""
_SHIFT = 3.0
"""What is taken off a role's score: the network learned it so, as few words of a text fill a role."""
GROUPS = {
    "seize": "hands", "regain": "hands", "transfer": "hands", "withdraw": "hands", "hold": "hold", "siege": "siege",
    "advance": "fight", "offensive": "fight", "clash": "fight", "repel": "fight",
}  # fmt: skip
"""Kinds that tell of one thing: who has a place changes, is told, is besieged, or is fought for."""


@dataclass(frozen=True)
class Told:
    """Some words of a window, `first` to `last` (inclusive), as the trigger of a statement."""

    window: WindowScores
    first: int
    last: int

    @property
    def span(self) -> tuple[int, int]:
        """Where the trigger stands in the article."""
        return self.window.span(self.first, self.last)

    @cached_property
    def _rows(self) -> slice:
        return slice(self.first, self.last + 1)

    @cached_property
    def chance(self) -> float:
        """That these words are a trigger of any kind."""
        return float(1 - self.window.kinds[self._rows, 0].min())

    @cached_property
    def kinds(self) -> dict[ControlKind, float]:
        """The chance of each kind, if it is one."""
        sums = self.window.kinds[self._rows, 1:].sum(0)
        return {cast(ControlKind, k): float(v) for k, v in zip(KINDS, sums / max(1e-9, sums.sum()), strict=True)}

    @cached_property
    def kind(self) -> ControlKind:
        """The likeliest kind."""
        return max(self.kinds, key=self.kinds.__getitem__)

    @cached_property
    def statuses(self) -> dict[ControlStatus, float]:
        """The chance of each status."""
        shares = _shares(self.window.statuses[self._rows].mean(0))
        return {cast(ControlStatus, s): float(v) for s, v in zip(STATUSES, shares, strict=True)}

    @cached_property
    def extents(self) -> dict[ControlExtent, float]:
        """The chance of each extent."""
        shares = _shares(self.window.extents[self._rows].mean(0))
        return {cast(ControlExtent, e): float(v) for e, v in zip(EXTENTS, shares, strict=True)}

    @cached_property
    def _roles(self) -> Numbers:
        asked = self.window.queries[self._rows].mean(0)
        scores = np.einsum("rd,wrd->rw", asked, self.window.keys) / ROLE_WIDTH**0.5 - _SHIFT
        chances: Numbers = (1 / (1 + np.exp(-scores))).astype(np.float32)
        return chances

    def role(self, role: Role, start: int, end: int) -> tuple[float, float]:
        """The highest and the mean chance that a word of a stretch of the article fills a role; 0 outside the window."""
        inside = self.window.within(start, end)
        if not inside:
            return 0.0, 0.0
        chances = self._roles[ROLES.index(role), inside]
        return float(chances.max()), float(chances.mean())

    def filler(self, role: Role, least: float) -> tuple[int, int, float] | None:
        """Where the likeliest words for a role stand, with their chance; None where none has `least`."""
        chances = self._roles[ROLES.index(role)]
        best = int(chances.argmax())
        if chances[best] < least:
            return None
        first = last = best
        while first > 0 and chances[first - 1] >= least * 0.8:
            first -= 1
        while last + 1 < len(chances) and chances[last + 1] >= least * 0.8:
            last += 1
        return (*self.window.span(first, last), float(chances[best]))


def find_told(windows: Sequence[WindowScores]) -> Iterator[Told]:
    """The words that may be triggers, in order: neighbours that tell of one group of kinds are one."""
    for window in windows:
        likely = 1 - window.kinds[:, 0]
        groups = [GROUPS[KINDS[i]] for i in window.kinds[:, 1:].argmax(1)]
        at = window.first
        while at < len(likely):
            if likely[at] < POSSIBLE:
                at += 1
                continue
            last = at
            while last + 1 < len(likely) and likely[last + 1] >= POSSIBLE and groups[last + 1] == groups[at]:
                last += 1
            yield Told(window, at, last)
            at = last + 1


def as_told(windows: Sequence[WindowScores], start: int, end: int) -> Told | None:
    """A stretch of the article as a trigger, whatever the reader thinks of it; None where no window holds it."""
    for window in windows:
        inside = [i for i in window.within(start, end) if i >= window.first]
        if inside:
            return Told(window, inside[0], inside[-1])
    return None


def odds(chance: float) -> float:
    """A chance as log-odds, within ±6."""
    return log(max(0.0025, min(0.9975, chance)) / (1 - max(0.0025, min(0.9975, chance))))


def chance_of(score: float) -> float:
    """Log-odds as a chance."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


def _shares(scores: Numbers) -> Numbers:
    raised = np.exp(scores - scores.max())
    shares: Numbers = raised / raised.sum()
    return shares
