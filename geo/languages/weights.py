"""Learned weights of named cues, kept in a file that can be read line by line."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geo.errors import DataFileError


@dataclass(frozen=True, slots=True)
class CueWeights:
    """A linear model: the sum of the sizes of cues times their weights, from an intercept. Unknown cues weigh nothing."""

    intercept: float
    weights: Mapping[str, float]

    def score(self, cues: Mapping[str, float]) -> float:
        """The log-odds that the cues amount to."""
        return self.intercept + sum(size * self.weights.get(name, 0.0) for name, size in cues.items())

    def strongest(self, cues: Mapping[str, float], count: int) -> list[str]:
        """The names of up to `count` cues that speak most for it, strongest first."""
        shares = self._shares(cues)
        return sorted((n for n, w in shares.items() if w > 0), key=lambda n: -shares[n])[:count]

    def doubts(self, cues: Mapping[str, float], least: float) -> list[str]:
        """The names of cues that speak against it by `least` or more, strongest first."""
        shares = self._shares(cues)
        return sorted((n for n, w in shares.items() if w <= -least), key=lambda n: shares[n])

    def _shares(self, cues: Mapping[str, float]) -> dict[str, float]:
        return {name: size * self.weights.get(name, 0.0) for name, size in cues.items()}


@cache
def load_weights(path: Path) -> CueWeights:
    """The weights of a file. Raises DataFileError when it is missing or holds anything but numbers."""
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        weights = {str(name): float(weight) for name, weight in plain["weights"].items()}
        return CueWeights(float(plain["intercept"]), weights)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise DataFileError(f"{path}: no file of weights: {error}") from error
