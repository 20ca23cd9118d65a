"""What every source of the gazetteer yields, and the tables they are read from."""

import csv
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from geo.errors import DataFileError
from geo.records.places import Place, PlaceKind

# Kinds are set apart by what English news means by a bare name: "Mosul" is the city before the district, "Georgia" the
# country before the state. Added to the logarithm (base 10) of the population.
_KIND_WEIGHT: dict[PlaceKind, float] = {
    "country": 6.0, "region": 1.0, "settlement": 0.0, "facility": 1.5, "water": 1.0, "admin1": -1.5, "admin2": -2.2,
    "area": -1.0, "derived": 0.0,
}  # fmt: skip
_SEATS = {"PPLC": 0.8, "PPLA": 0.4, "PPLA2": 0.1}
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_FOREIGN = re.compile("[\u0370-\u1dff\u2c00-\uffff\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Row:
    """A place with the other names it goes by. `codes` are GeoNames' admin codes, "SY.04.172956" as far as known.

    `forms` are names made from others ("Balad airfield" for an air base): found in reports, never shown as names it has.
    `foreign` are names in other languages: shown and searched on the page, never found in reports, which are English.
    """

    place: Place
    names: tuple[str, ...] = ()
    importance: float | None = None
    codes: str = ""
    forms: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()


def importance(place: Place) -> float:
    """How likely a bare name means this place: log10 of the population, moved by its kind and by the seat it is of."""
    return math.log10(place.population + 1) + _KIND_WEIGHT[place.kind] + _SEATS.get(place.feature, 0.0)


def is_latin(name: str) -> bool:
    """Whether a name is written in Latin letters alone."""
    return bool(_LATIN.search(name)) and not _FOREIGN.search(name)


def read_table(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """The lines of a CSV file of ours, numbered as an editor shows them. Raises DataFileError when its head is another."""
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        if tuple(reader.fieldnames or ()) != columns:
            raise DataFileError(f"{path}, line 1: the columns must be {', '.join(columns)}")
        for row in reader:
            if None in row or None in row.values():
                raise DataFileError(f"{path}, line {reader.line_num}: {len(columns)} fields are needed")
            yield reader.line_num, row


def read_point(path: Path, line: int, row: dict[str, str]) -> tuple[float, float]:
    """Latitude and longitude of a line, in degrees. Raises DataFileError when they are none."""
    try:
        lat, lon = float(row["lat"]), float(row["lon"])
    except ValueError as error:
        raise DataFileError(f"{path}, line {line}: no point: {row['lat']!r}, {row['lon']!r}") from error
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise DataFileError(f"{path}, line {line}: no point on earth: {lat}, {lon}")
    return lat, lon
