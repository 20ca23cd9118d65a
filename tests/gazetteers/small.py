"""A small real gazetteer: towns, provinces and countries of Syria, Iraq and around, as GeoNames has them."""

from pathlib import Path

from geo.gazetteers import schema
from geo.gazetteers.memory import MemoryGazetteer
from geo.gazetteers.rows import Row
from geo.gazetteers.sqlite import Gazetteer
from geo.records.places import Place, PlaceKind


def town(number: int, name: str, lat: float, lon: float, country: str, admin1: str, people: int) -> Place:
    return Place(
        f"gn:{number}", name, lat, lon, "settlement", country, admin1, population=people, source="GeoNames",
        geonameid=number, feature="PPL",
    )  # fmt: skip


def unit(number: int, name: str, lat: float, lon: float, kind: PlaceKind, country: str, people: int) -> Place:
    return Place(f"gn:{number}", name, lat, lon, kind, country, population=people, source="GeoNames", geonameid=number)


TABQA_DAM = Place("dl:tabqa-dam", "Tabqa Dam", 35.872, 38.567, "facility", "SY", uncertainty_km=2.0, source="own")
ROWS = (
    Row(unit(163843, "Syria", 35.0, 38.5, "country", "SY", 16906283), ("Syrian Arab Republic",), codes="SY"),
    Row(unit(99237, "Iraq", 33.0, 43.7, "country", "IQ", 38433600), ("Republic of Iraq",), codes="IQ"),
    Row(unit(6252001, "United States", 39.8, -98.5, "country", "US", 327167434), ("US", "U.S.", "America"), codes="US"),
    Row(unit(172957, "Raqqa Governorate", 36.1, 38.9, "admin1", "SY", 793514), ("Raqqa", "Ar Raqqah"), codes="SY.04"),
    Row(unit(92877, "Nineveh", 35.9, 42.7, "admin1", "IQ", 4013785), ("Nīnawá", "Mosul"), codes="IQ.15"),
    Row(
        town(172955, "Raqqa", 35.95283, 39.00788, "SY", "Raqqa Governorate", 531952),
        ("Ar Raqqah", "Rakka", "Raqqah"), codes="SY.04",
    ),
    Row(town(172374, "Tabqa", 35.83671, 38.54806, "SY", "Raqqa Governorate", 87880), ("Al-Thawrah",), codes="SY.04"),
    Row(town(99072, "Mosul", 36.335, 43.11889, "IQ", "Nineveh", 1683000), ("Al Mawsil",), codes="IQ.15.9166649"),
    Row(unit(9166649, "Mosul", 36.4, 43.1, "admin2", "IQ", 3748597), (), codes="IQ.15.9166649"),
    Row(town(170794, "Deir ez-Zor", 35.33588, 40.14084, "SY", "Deir ez-Zor", 271800), ("Dayr az Zawr",), codes="SY.07"),
    Row(town(390188, "Hawija", 35.32592, 43.77267, "IQ", "Kirkuk", 0), ("Al Ḩawījah",), codes="IQ.13"),
    Row(unit(388090, "Hawija", 35.3, 43.7, "admin2", "IQ", 215000), (), codes="IQ.13.1"),
    Row(town(2643743, "London", 51.50853, -0.12574, "GB", "England", 8961989), (), codes="GB.ENG"),
    Row(town(6058560, "London", 42.98339, -81.23304, "CA", "Ontario", 422324), (), codes="CA.08"),
    Row(town(739600, "Of", 40.94722, 40.26806, "TR", "Trabzon", 17000), (), codes="TR.61"),
    Row(TABQA_DAM, ("Euphrates Dam",)),
)  # fmt: skip


def in_memory() -> MemoryGazetteer:
    return MemoryGazetteer((row.place, row.names) for row in ROWS)


def in_a_file(path: Path) -> Gazetteer:
    connection = schema.create(path)
    for _ in schema.Writer(connection).write(ROWS):
        pass
    schema.finish(connection, {"built": "2026-11-24T08:00:00+00:00", "fingerprint": "test"})
    connection.close()
    return Gazetteer(path)
