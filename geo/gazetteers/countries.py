"""Countries and territories, with the names English news gives them, and those of other languages: `data/gazetteer/countries.csv`, `country_names.csv`."""

from collections.abc import Iterator
from functools import cache

from geo.gazetteers.rows import Row, read_point, read_table
from geo.records.places import Place
from geo.settings import DATA

PATH = DATA / "gazetteer" / "countries.csv"
FOREIGN = DATA / "gazetteer" / "country_names.csv"
COLUMNS = (
    "iso", "iso3", "name", "aliases", "lat", "lon", "geonameid", "population", "capital", "continent", "romanised", "neighbours",
)  # fmt: skip


def country_rows() -> Iterator[Row]:
    """Every country as a row. Raises DataFileError on a wrong line."""
    foreign = {line["iso"]: tuple(line["names"].split("|")) for _, line in read_table(FOREIGN, ("iso", "names"))}
    for number, line in read_table(PATH, COLUMNS):
        lat, lon = read_point(PATH, number, line)
        place = Place(
            f"gn:{line['geonameid']}", line["name"], lat, lon, "country", line["iso"],
            population=int(line["population"]), uncertainty_km=300.0, source="GeoNames",
            geonameid=int(line["geonameid"]), feature="PCLI",
        )  # fmt: skip
        aliases = tuple(filter(None, line["aliases"].split("|")))
        yield Row(place, aliases, codes=line["iso"], foreign=foreign.get(line["iso"], ()))


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
