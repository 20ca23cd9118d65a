"""A line of a GeoNames dump as a row of the gazetteer (https://download.geonames.org/export/dump/readme.txt)."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import cast

from geo.errors import InputError
from geo.gazetteers.rows import Row, is_latin, read_table
from geo.records.places import Place, PlaceKind
from geo.settings import DATA

PLACE_FIELDS = 19
NAME_FIELDS = (8, 10)
FEATURES = DATA / "gazetteer" / "dump_features.csv"
# What alternateNamesV2 has for languages that are none: links, codes of post and airports.
_NO_LANGUAGE = frozenset({"link", "post", "iata", "icao", "faac", "tcid", "unlc", "abbr", "phon", "wkdt", "piny"})


def place_row(fields: Sequence[str], units: Mapping[str, str], where: str) -> Row | None:
    """A line of 19 fields as a row; `units` are the names of provinces and districts by code. None for features that no report names. Raises InputError naming `where`."""
    feature, (kind, radius) = fields[7], feature_kind(fields[6], fields[7])
    if not kind or not is_latin(fields[1] + fields[2]):
        return None
    codes = ".".join(filter(None, (fields[8], fields[10], fields[11] if fields[10] else "")))
    upper = units.get(".".join(codes.split(".")[:2]), "")
    lower = units.get(codes, "") if codes.count(".") > 1 else ""
    try:
        place = Place(
            f"gn:{int(fields[0])}", fields[1] if is_latin(fields[1]) else fields[2], float(fields[4]), float(fields[5]),
            kind, fields[8], upper if kind != "admin1" else "", lower if kind != "admin2" else "", int(fields[14] or 0), radius, "GeoNames (imported)",
            int(fields[0]), feature,
        )  # fmt: skip
    except ValueError as error:
        raise InputError(f"{where}: no line of a GeoNames dump: {error}") from error
    return Row(place, (fields[2], *filter(None, fields[3].split(","))), codes=codes)


def read_names(lines: Sequence[Sequence[str]], where: str) -> Iterator[tuple[int, str]]:
    """The geonameid and the name of each line of alternateNamesV2 that has a name in Latin letters."""
    for fields in lines:
        if fields[2] in _NO_LANGUAGE or not is_latin(fields[3]):
            continue
        if not fields[1].isdigit():
            raise InputError(f"{where}: no line of alternateNamesV2: {' '.join(fields[:4])!r}")
        yield int(fields[1]), fields[3]


@cache
def feature_kind(letter: str, code: str) -> tuple[PlaceKind | None, float]:
    """The kind and the radius (km) of a GeoNames feature class and code; None for what no report names."""
    known = _kinds()
    return known.get(f"{letter}.{code}") or known.get(letter) or (None, 0.0)


@cache
def _kinds() -> dict[str, tuple[PlaceKind, float]]:
    columns = ("feature", "kind", "uncertainty_km")
    return {
        line["feature"]: (cast(PlaceKind, line["kind"]), float(line["uncertainty_km"]))
        for _, line in read_table(FEATURES, columns)
    }
