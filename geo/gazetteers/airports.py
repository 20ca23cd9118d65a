"""Airports, airfields and air bases from airportsdata (OurAirports and others)."""

from collections.abc import Iterator

from geo.gazetteers.airport_names import airport_names
from geo.gazetteers.rows import Row
from geo.gazetteers.supplement import airports_told
from geo.records.places import Place

# Countries whose thousands of private fields have no place in the news: only those with scheduled flights there.
_FIELDS_OF_CLUBS = frozenset({"US", "CA", "AU", "BR", "MX", "GB", "FR", "DE", "VE", "CL", "ZA", "AR", "NZ"})


def airport_rows() -> Iterator[Row]:
    """Airports as facilities, found by their own name and their city's with every word for an airfield."""
    import airportsdata

    told = airports_told()
    for code, line in airportsdata.load("ICAO").items():
        if code in told or (not line["iata"] and line["country"] in _FIELDS_OF_CLUBS):
            continue
        feature = "AIRB" if "Air Base" in line["name"] or "Army Air" in line["name"] else "AIRP"
        place = Place(
            f"dl:airport-{code.lower()}", line["name"], round(line["lat"], 4), round(line["lon"], 4), "facility",
            line["country"], uncertainty_km=2.0, source="airportsdata", feature=feature,
        )  # fmt: skip
        forms = tuple(airport_names(line["name"], line["city"]))
        yield Row(place, importance=1.5 + bool(line["iata"]), forms=forms)
