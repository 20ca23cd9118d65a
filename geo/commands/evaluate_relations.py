"""`python -m geo.commands.evaluate_relations GOLD.jsonl`: how well stated distances place what no gazetteer knows.

Each row of GOLD with `coordinate_role` "target" tells a text, the target's name and true position, and where its distance
stands (`char_start`, `char_end`, `stated_km`). The target's name is withheld from the gazetteer, the text is read, and the
target is put where its distances say. Printed: the share of targets within 25 km, and the share inside the uncertainty
that is drawn.
"""

import json
import statistics
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from geo.errors import InputError
from geo.extractors.distance.judging import geodesic_km
from geo.gazetteers.base import PlaceNames
from geo.gazetteers.sqlite import open_gazetteer
from geo.geocoding.relations import locate
from geo.pipeline import Reader
from geo.records.facts import Reading, StatedDistance
from geo.records.names import fold_name
from geo.records.places import NameMatch, Place
from geo.records.text import Article

NEAR_KM = 25.0


@dataclass(frozen=True)
class Withheld:
    """A gazetteer that does not know some names."""

    gazetteer: PlaceNames
    names: frozenset[str]

    def match(self, name: str) -> Sequence[NameMatch]:
        """As the gazetteer's, but nothing under a withheld name."""
        return () if fold_name(name) in self.names else self.gazetteer.match(name)

    def spelled_alike(self, name: str) -> Sequence[NameMatch]:
        """As the gazetteer's, but nothing for a withheld name."""
        return () if fold_name(name) in self.names else self.gazetteer.spelled_alike(name)

    def is_name(self, name: str) -> bool:
        """As the gazetteer's, but no withheld name."""
        return fold_name(name) not in self.names and self.gazetteer.is_name(name)

    def place(self, place_id: str) -> Place | None:
        """As the gazetteer's."""
        return self.gazetteer.place(place_id)

    def other_names(self, place_id: str) -> tuple[str, ...]:
        """As the gazetteer's."""
        return self.gazetteer.other_names(place_id)


@dataclass(frozen=True, slots=True)
class Placed:
    """How far from its true position a target was put, and the uncertainty drawn, both in kilometres."""

    off_km: float
    uncertainty_km: float


def evaluate(rows: Sequence[dict[str, Any]], gazetteer: PlaceNames) -> Iterator[Placed | None]:
    """For each target row where it was put, None when it was not."""
    for row in rows:
        target = str(row["target"])
        names = frozenset({fold_name(target), fold_name(target.split(",", maxsplit=1)[0])})
        reading = Reader(Withheld(gazetteer, names)).read(Article(str(row["id"]), "", row["text"]))
        place = locate(target, target_distances(reading, row))
        if place is None:
            yield None
            continue
        true = replace(place, lat=float(row["target_lat"]), lon=float(row["target_lon"]))
        yield Placed(geodesic_km(true, place), place.uncertainty_km)


def target_distances(reading: Reading, row: dict[str, Any]) -> list[StatedDistance]:
    """The row's distance as it was read, and the others of its sentence that locate the same thing."""
    stated = next((d for d in reading.distances if _is_of_row(d, row)), None)
    if stated is None:
        return []
    located = stated.of_place and stated.of_place.text
    same = (d for d in reading.distances if d.evidence.sentence == stated.evidence.sentence)
    return [d for d in same if (d.of_place and d.of_place.text) == located]


def _is_of_row(distance: StatedDistance, row: dict[str, Any]) -> bool:
    overlaps = distance.start < row["char_end"] and row["char_start"] < distance.end
    return bool(overlaps and abs(distance.km - row["stated_km"]) <= 0.03 * row["stated_km"] + 0.05)


def read_targets(path: Path) -> list[dict[str, Any]]:
    """The target rows of a gold file. Raises InputError when it cannot be read."""
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return [row for row in rows if row["coordinate_role"] == "target"]
    except (OSError, ValueError, KeyError) as error:
        raise InputError(f"{path}: no gold file of distances: {error}") from error


def summarise(found: Sequence[Placed | None]) -> str:
    """The figures in words."""
    placed = [p for p in found if p is not None]
    if not placed:
        return f"none of {len(found)} targets placed"
    near, inside = sum(p.off_km <= NEAR_KM for p in placed), sum(p.off_km <= p.uncertainty_km for p in placed)
    return (
        f"{len(placed)} of {len(found)} targets placed with their names withheld\n"
        f"within {NEAR_KM:.0f} km: {100 * near / len(found):.1f} % of all, {100 * near / len(placed):.1f} % of those placed\n"
        f"inside the drawn uncertainty: {100 * inside / len(placed):.1f} % of those placed\n"
        f"median error {statistics.median(p.off_km for p in placed):.1f} km, "
        f"median uncertainty {statistics.median(p.uncertainty_km for p in placed):.1f} km"
    )


def main() -> None:
    """Evaluate the gold file named on the command line."""
    if len(sys.argv) != 2:
        sys.exit("usage: python -m geo.commands.evaluate_relations GOLD.jsonl")
    print(summarise(list(evaluate(read_targets(Path(sys.argv[1])), open_gazetteer()))))


if __name__ == "__main__":
    main()
