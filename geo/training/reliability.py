"""`python -m geo.training.reliability GOLD WORK`: how often a place is right beside how sure its score says it is.

Reads what `geo.training.recogniser.score_out_of_fold GOLD WORK --pipeline` left in WORK, so each article as read by a recogniser
that never saw it, and prints the table of the model card. Counted are the mentions that overlap an annotated name whose
place is known; right is the same GeoNames id, the same country, or within 161 km, as the gold folder's scorer has it.
"""

import argparse
import itertools
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.errors import InputError
from geo.gazetteers.memory import haversine_km
from geo.training.geocoding import RIGHT_KM
from geo.training.recogniser.gold import CORPORA

EDGES = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)
"""Where one bin of scores ends and the next begins."""
Mention = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Placed:
    """How sure a mention's place is, and whether it is the annotated one."""

    score: float
    right: bool


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("work", type=Path)
    options = parser.parse_args()
    placed = [p for corpus in CORPORA for p in read_placed(options.gold, options.work, corpus)]
    print("\n".join(table(placed)))


def read_placed(gold: Path, work: Path, corpus: str) -> Iterator[Placed]:
    """The placed mentions of a corpus that overlap an annotated name with a point. Raises InputError when it was not read yet."""
    path = work / f"{corpus}.jsonl"
    if not path.is_file():
        raise InputError(
            f"{path}: no readings; geo.training.recogniser.score_out_of_fold GOLD WORK --pipeline makes them"
        )
    readings = {str(r["article"]["id"]): r["mentions"] for r in read_lines(path)}
    for row in read_lines(gold / "places" / f"{corpus}.jsonl"):
        names = [t for t in row["toponyms"] if t["lat"] is not None]
        for mention in readings.get(str(row["article"]["id"]), ()):
            name = most_overlapping(mention, names)
            if name and mention["place"]:
                yield Placed(mention["score"], is_right(mention["place"], name))


def read_lines(path: Path) -> Iterator[Any]:
    """The records of a file of JSON lines."""
    yield from (json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip())


def most_overlapping(mention: Mention, names: Iterable[Mention]) -> Mention | None:
    """The name that shares most letters with a mention, None where none shares any."""
    shared = [(min(n["end"], mention["end"]) - max(n["start"], mention["start"]), n["start"], n) for n in names]
    length, _, best = max(shared, key=lambda s: s[:2], default=(0, 0, None))
    return best if length > 0 else None


def is_right(place: Mention, name: Mention) -> bool:
    """Whether a place is the annotated one: by id, by country, or within 161 km."""
    if name.get("geonameid") and str(place["geonameid"]) == str(name["geonameid"]):
        return True
    if name.get("country") and place["kind"] == "country" and place["country"] == name["country"]:
        return True
    return haversine_km(place["lat"], place["lon"], name["lat"], name["lon"]) <= RIGHT_KM


def table(placed: Iterable[Placed]) -> Iterator[str]:
    """The lines of the table, surest first."""
    known = list(placed)
    yield "| score | mentions | score says | right |"
    yield "|---|---|---|---|"
    for low, high in reversed(list(itertools.pairwise(EDGES))):
        within = [p for p in known if low <= p.score < high]
        if within:
            said, right = (
                sum(values) / len(within) for values in ([p.score for p in within], [p.right for p in within])
            )
            yield f"| {low:.2f} to {min(high, 1):.2f} | {len(within):,} | {said:.0%} | {right:.0%} |"


if __name__ == "__main__":
    main()
