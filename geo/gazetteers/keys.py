"""The keys a place is found under: folded, without article, by consonants; and the names that find nothing on purpose."""

import re
from collections.abc import Iterator
from functools import cache

from geo.gazetteers.rows import Row, read_table
from geo.records.names import fold_name, skeleton, strip_article
from geo.records.places import MatchQuality
from geo.settings import DATA

QUALITIES: tuple[MatchQuality, ...] = ("name", "alternate", "stripped", "skeleton")
NAME, ALTERNATE, STRIPPED, SKELETON = range(4)
# Consonant keys stand in the same table as the others, and this sign keeps the two apart.
SKELETON_SIGN = "~"
STOP_NAMES = DATA / "gazetteer" / "stop_names.csv"
# Above this population a place keeps its name even if it is an English word ("Mobile", "Nice", "Reading").
STOP_BELOW = 50_000
# GeoNames' alternates hold machine transliterations in lower case ("a lei po"); names with a small particle are none.
_PARTICLE = re.compile(r"(?:[a-z]{1,4}[-' ’‘]|[ʻʼʾʿ'‘’]\w)")
_OWN_NAMES = ("country", "region")


def name_keys(row: Row) -> set[tuple[str, int]]:
    """Every (key, quality) that finds a place, qualities as indexes into QUALITIES; the best quality of each key only."""
    best: dict[str, int] = {}
    for key, quality in _forms(row):
        if quality < best.get(key, 9):
            best[key] = quality
    return set(best.items())


def _forms(row: Row) -> Iterator[tuple[str, int]]:
    kept = [(row.place.name, NAME), *((n, ALTERNATE) for n in row.names if is_real_name(n, row))]
    for name, quality in kept:
        folded = fold_name(name)
        if is_stopped(folded, row):
            continue
        yield folded, quality
        stripped = strip_article(folded)
        if stripped != folded and not is_stopped(stripped, row):
            yield stripped, STRIPPED
        bones = skeleton(folded) if folded.isascii() and row.place.kind not in _OWN_NAMES else ""
        if bones:
            yield SKELETON_SIGN + bones, SKELETON


def is_real_name(name: str, row: Row) -> bool:
    """Whether an alternate name is one that texts use: no airport or licence-plate code, no machine transliteration."""
    if row.place.kind in _OWN_NAMES or row.place.id.startswith("dl:"):
        return True
    if len(name) <= 3 and name.isupper():
        return False
    return not name[:1].islower() or bool(_PARTICLE.match(name))


def is_stopped(folded: str, row: Row) -> bool:
    """Whether a folded name is too short, a number, or an English word that finds a place too small to be meant."""
    if len(folded) < 2 or folded.isdigit():
        return True
    return folded in _stop_names() and row.place.kind not in _OWN_NAMES and row.place.population < STOP_BELOW


@cache
def _stop_names() -> frozenset[str]:
    return frozenset(fold_name(line["name"]) for _, line in read_table(STOP_NAMES, ("name", "why")))
