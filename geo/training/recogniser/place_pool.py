"""The places that training draws names from, and the list of known names that goes with the model."""

import gzip
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from geo.gazetteers.build import all_rows
from geo.gazetteers.rows import Row, read_table
from geo.records.names import fold_name
from geo.settings import DATA
from geo.text.known_names import CITY, COUNTRY, LONGEST, PROVINCE, SMALL, TOWN
from geo.text.pieces import Vocabulary, fold_word

_NEWS_NAME = re.compile(r"(?:[A-Z][a-z]|[a-z]{2,3}-[A-Z][a-z])[A-Za-z' -]{1,20}")
_TYPE_WORD = re.compile(r" (?:Province|State|Region|Governorate|[Oo]blast'?|District|Department|Prefecture)$")
STOP_NAMES = DATA / "gazetteer" / "stop_names.csv"
# The greatest towns of a country fill sentences; more would let the countries with many towns drown the others.
TOWNS_OF_A_COUNTRY = 600
# Fewer people than this and a place is no known name: such names are too often words or persons.
KNOWN_FROM = 1_000
OTHER_NAMES_FROM = 100_000


@dataclass
class PlacePool:
    """Names to fill sentences with, by what they name; each entry holds the spellings of one place."""

    towns: list[tuple[str, ...]] = field(default_factory=list)
    provinces: list[tuple[str, ...]] = field(default_factory=list)
    countries: list[tuple[str, ...]] = field(default_factory=list)

    def draw(self, kind: str, chance: Random) -> tuple[str, ...]:
        """The spellings of a place drawn at random: of a country, a province, else a town."""
        pool = {"country": self.countries, "province": self.provinces}.get(kind, self.towns)
        return pool[chance.randrange(len(pool))]


def make_pool(rows: Iterable[Row], countries: Sequence[str]) -> PlacePool:
    """The towns and provinces of some countries, and all countries, by the names that news may write."""
    pool, wanted = PlacePool(), frozenset(countries)
    towns: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
    for row in rows:
        place, names = row.place, _news_names(row)
        if place.kind == "country":
            pool.countries += [names[:1]] if names and names[0] == place.name else []
        elif names and place.country in wanted and place.kind == "admin1":
            pool.provinces.append(names[:2])
        elif names and place.country in wanted and place.kind == "settlement":
            towns.setdefault(place.country, []).append((-place.population, names[:6]))
    for country in sorted(towns):
        pool.towns += [names for _, names in sorted(towns[country])[:TOWNS_OF_A_COUNTRY]]
    return pool


def _news_names(row: Row) -> tuple[str, ...]:
    plainly = (_TYPE_WORD.sub("", plain(name)) for name in (row.place.name, *row.names))
    return tuple(dict.fromkeys(filter(_NEWS_NAME.fullmatch, plainly)))


def plain(name: str) -> str:
    """A name as English news writes it: Latin letters without accents, in the case given."""
    return "".join(
        fold_word(c).upper() if c.isupper() else fold_word(c) for c in name.replace("’", "'").replace("‘", "'")
    )


def known_names(rows: Iterable[Row], vocabulary: Vocabulary) -> dict[str, int]:
    """The folded names of countries, provinces, districts and towns with their classes; the weightiest class wins."""
    classes: dict[str, int] = {}
    no_names = {fold_name(line["name"]) for _, line in read_table(STOP_NAMES, ("name", "why"))}
    for row in rows:
        kind = _class_of(row)
        if not kind:
            continue
        for name in (row.place.name, *_other_names(row)):
            words = [w.folded for w in vocabulary.words(name) if w.folded[:1].isalnum()]
            key = " ".join(words)
            if (
                0 < len(words) <= LONGEST
                and len(key) > 1
                and not key.isdigit()
                and (kind < TOWN or key not in no_names)
            ):
                classes[key] = min(kind, classes.get(key, SMALL))
    return classes


def _class_of(row: Row) -> int:
    place = row.place
    if place.kind == "settlement":
        sizes = ((100_000, CITY), (5_000, TOWN), (KNOWN_FROM, SMALL))
        return next((kind for least, kind in sizes if place.population >= least), 0)
    return {"country": COUNTRY, "admin1": PROVINCE, "admin2": SMALL}.get(place.kind, 0)


def _other_names(row: Row) -> Iterator[str]:
    if row.place.kind == "country":
        yield from row.names
    elif row.place.kind == "admin1" or (row.place.kind == "settlement" and row.place.population >= OTHER_NAMES_FROM):
        yield from (name for name in row.names if len(name) > 4)


def write_known_names(classes: dict[str, int], path: Path) -> None:
    """Write the list as `KnownNames.load` reads it, the same bytes for the same list."""
    blocks = [
        "\n".join(sorted(key for key, kind in classes.items() if kind == wanted)) for wanted in range(1, SMALL + 1)
    ]
    lines = "".join(f"{block}\n\n" for block in blocks)
    with path.open("wb") as file, gzip.GzipFile(fileobj=file, mode="wb", filename="", mtime=0) as packed:
        packed.write(lines.encode())


def load_rows() -> list[Row]:
    """The rows of the gazetteer's sources."""
    return list(all_rows())
