"""Villages and districts of 28 countries at war: `data/gazetteer/villages/`, one file a country.

A file is xz over text: one line a column, its name and its values parted by tabs (columns compress better than rows).
"""

import lzma
from collections.abc import Iterator
from pathlib import Path

from geo.errors import DataFileError
from geo.gazetteers.rows import Row
from geo.gazetteers.subdivisions import Unit, join
from geo.records.places import Place
from geo.settings import DATA

FOLDER = DATA / "gazetteer" / "villages"
COLUMNS = ("id", "name", "names", "lat", "lon", "feature", "codes", "population", "native")


def village_rows(units: dict[str, Unit]) -> Iterator[Row]:
    """The settlements of all files as rows. Raises DataFileError when a file is not of that form."""
    for path in sorted(FOLDER.glob("*.xz")):
        country = path.stem
        for values in read_columns(path):
            if values[5].startswith("P."):
                yield _settlement(values, country, units)


def _settlement(values: tuple[str, ...], country: str, units: dict[str, Unit]) -> Row:
    number, name, names, lat, lon, feature, codes, population, native = values
    admin1, admin2 = join(float(lat), float(lon), int(population), codes, units)
    place = Place(
        village_id(number), name, float(lat), float(lon), "settlement", country, admin1, admin2, int(population),
        0.5, _source(number), max(int(number), 0) or None, feature[2:],
    )  # fmt: skip
    return Row(place, _several(names), codes=codes, foreign=_several(native))


def _several(names: str) -> tuple[str, ...]:
    return tuple(names.split("|")) if names else ()


def read_columns(path: Path) -> Iterator[tuple[str, ...]]:
    """The rows of one file, each as its column values. Raises DataFileError when it is damaged."""
    try:
        columns = [line.split("\t") for line in lzma.decompress(path.read_bytes()).decode().splitlines()]
    except (OSError, ValueError, lzma.LZMAError) as error:
        raise DataFileError(f"{path}: not a file of villages: {error}") from error
    if tuple(column[0] for column in columns) != COLUMNS or len({len(column) for column in columns}) != 1:
        raise DataFileError(f"{path}: not a file of villages: its columns must be {', '.join(COLUMNS)}, equally long")
    return zip(*(column[1:] for column in columns), strict=True)


def village_id(number: str) -> str:
    """The place id of a row: GeoNames', or Who's On First's for its negative numbers."""
    return f"dl:wof-{number[1:]}" if number.startswith("-") else f"gn:{number}"


def _source(number: str) -> str:
    return "Who's On First" if number.startswith("-") else "GeoNames 2018, Who's On First"
