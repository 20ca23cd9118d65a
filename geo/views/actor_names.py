"""What actors are called besides, so that they are found by any of their names."""

import csv
from collections.abc import Mapping
from functools import cache

from geo.records.names import fold_name
from geo.settings import DATA


@cache
def other_names() -> dict[str, tuple[str, ...]]:
    """The folded aliases by actor's id, from `data/actors.csv`; empty without that file."""
    path = DATA / "actors.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        return {
            row["id"]: tuple(fold_name(alias) for alias in row["aliases"].split("|") if alias)
            for row in csv.DictReader(lines)
        }


def find_actors(asked: str, actors: Mapping[str, str], most: int = 5) -> list[str]:
    """The labels of the actors (ids by label) that are called so: those of the very name first, then those whose name holds the words."""
    folded, known = fold_name(asked), other_names()
    if not folded:
        return []
    ranked: list[tuple[int, int, str]] = []
    for order, (label, actor_id) in enumerate(actors.items()):
        names = (fold_name(label), *known.get(actor_id, ()))
        if folded in names:
            ranked.append((0, order, label))
        elif any(folded in name for name in names):
            ranked.append((1, order, label))
    return [label for _, _, label in sorted(ranked)[:most]]
