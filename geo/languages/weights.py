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
        for_it = {name: size * self.weights.get(name, 0.0) for name, size in cues.items()}
        return sorted((n for n, w in for_it.items() if w > 0), key=lambda n: -for_it[n])[:count]


@cache
def load_weights(path: Path) -> CueWeights:
    """The weights of a file. Raises DataFileError when it is missing or holds anything but numbers."""
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        weights = {str(name): float(weight) for name, weight in plain["weights"].items()}
        return CueWeights(float(plain["intercept"]), weights)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise DataFileError(f"{path}: no file of weights: {error}") from error
