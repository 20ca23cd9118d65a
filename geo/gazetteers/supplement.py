"""What no package holds: dams, crossings, bases, fronts, regions (`supplement.csv`), seas and mountains (`natural.csv`)."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from geo.errors import DataFileError
from geo.gazetteers.airport_names import airport_names
from geo.gazetteers.rows import Row, read_point, read_table
from geo.records.places import Place, PlaceKind
from geo.settings import DATA

SUPPLEMENT = DATA / "gazetteer" / "supplement.csv"
NATURAL = DATA / "gazetteer" / "natural.csv"
COLUMNS = (
    "id", "name", "aliases", "lat", "lon", "kind", "feature", "country", "uncertainty_km", "source", "note",
)  # fmt: skip
# How a point was checked stands in the table; the place says whose it is.
_SOURCES = {"own": "Dateline"}
# A row chosen by hand stands for a place of the news; what Natural Earth merely has weighs ten times less.
_CHOSEN, _GIVEN = 3.0, 2.0


def supplement_rows() -> Iterator[Row]:
    """The rows of both files. Raises DataFileError on a wrong line."""
    yield from _read(SUPPLEMENT, _CHOSEN)
    yield from _read(NATURAL, _GIVEN)


def _read(path: Path, weight: float) -> Iterator[Row]:
    for number, line in read_table(path, COLUMNS):
        lat, lon = read_point(path, number, line)
        kind, radius = line["kind"], float(line["uncertainty_km"])
        if kind not in get_args(PlaceKind):
            raise DataFileError(f"{path}, line {number}: no kind of place: {kind!r}")
        geonameid = int(line["id"][3:]) if line["id"].startswith("gn:") else None
        place = Place(
            line["id"] if geonameid else f"dl:{line['id']}", line["name"], lat, lon, kind, line["country"],  # type: ignore[arg-type]
            uncertainty_km=radius, source=_SOURCES.get(line["source"][:3], line["source"]), geonameid=geonameid, feature=line["feature"],
        )  # fmt: skip
        names = tuple(filter(None, line["aliases"].split("|")))
        yield Row(place, names, weight + math.log10(1 + radius), forms=tuple(_airfield_names(line)))


def _airfield_names(line: dict[str, str]) -> Iterator[str]:
    return airport_names(line["name"]) if line["feature"] in ("AIRB", "AIRP") else iter(())


def airports_told() -> frozenset[str]:
    """The ICAO codes of the airfields that the supplement has under the name the news gives them."""
    lines = (line for _, line in read_table(SUPPLEMENT, COLUMNS) if line["feature"] == "AIRB")
    return frozenset(line["source"][-4:] for line in lines if line["source"].startswith("own, point of airportsdata "))
