"""Countries and territories, with the names English news gives them: `data/gazetteer/countries.csv`."""

from collections.abc import Iterator
from functools import cache

from geo.gazetteers.rows import Row, read_point, read_table
from geo.records.places import Place
from geo.settings import DATA

PATH = DATA / "gazetteer" / "countries.csv"
COLUMNS = (
    "iso", "iso3", "name", "aliases", "lat", "lon", "geonameid", "population", "capital", "continent", "romanised", "neighbours",
)  # fmt: skip


def country_rows() -> Iterator[Row]:
    """Every country as a row. Raises DataFileError on a wrong line."""
    for number, line in read_table(PATH, COLUMNS):
        lat, lon = read_point(PATH, number, line)
        place = Place(
            f"gn:{line['geonameid']}", line["name"], lat, lon, "country", line["iso"],
            population=int(line["population"]), uncertainty_km=300.0, source="GeoNames",
            geonameid=int(line["geonameid"]), feature="PCLI",
        )  # fmt: skip
        yield Row(place, tuple(filter(None, line["aliases"].split("|"))), codes=line["iso"])


@cache
def romanised() -> frozenset[str]:
    """The countries whose names are written in another script, so that reports spell them in several ways."""
    return frozenset(line["iso"] for _, line in read_table(PATH, COLUMNS) if line["romanised"] == "yes")


def country_id(code: str) -> str:
    """The id of the country of an ISO 3166-1 alpha-2 code, "" for an unknown one."""
    return _ids().get(code, "")


@cache
def _ids() -> dict[str, str]:
    return {line["iso"]: f"gn:{line['geonameid']}" for _, line in read_table(PATH, COLUMNS)}
