"""Stated distances as lines between the two places they speak of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geo.records.views import ReportedDistance

MOST = 400
"""Lines drawn at once, those in conflict first; more would cover the map."""


@dataclass(frozen=True, slots=True)
class DistanceLine:
    """A measured distance between two points, in degrees and kilometres, with the id of the fact."""

    id: str
    lat1: float
    lon1: float
    lat2: float
    lon2: float
    stated_km: float
    measured_km: float
    conflicts: bool

    def numbers(self) -> list[float]:
        """What the map's script is given."""
        ends = [round(n, 4) for n in (self.lat1, self.lon1, self.lat2, self.lon2)]
        return [*ends, round(self.stated_km, 1), round(self.measured_km, 1), int(self.conflicts)]


def draw_distances(distances: Iterable[ReportedDistance]) -> list[DistanceLine]:
    """Lines for the distances whose two ends are both placed; those in conflict come first and on top."""
    lines = [line for line in map(_draw, distances) if line]
    return sorted(lines, key=lambda line: not line.conflicts)[:MOST]


def _draw(reported: ReportedDistance) -> DistanceLine | None:
    d = reported.distance
    start = d.from_place.place if d.from_place else None
    end = d.of_place.place if d.of_place else None
    if start is None or end is None or d.measured_km is None or start.id == end.id:
        return None
    return DistanceLine(
        reported.id, start.lat, start.lon, end.lat, end.lon, d.km, d.measured_km, d.verdict == "conflicts"
    )


def line_numbers(lines: Sequence[DistanceLine]) -> list[list[float]]:
    """All lines, those in conflict last so that they lie on top."""
    return [line.numbers() for line in lines]
