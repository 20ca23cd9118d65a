"""Provinces and districts as rows; those that no source has a point for stand at the town of their name, or in their province."""

from collections.abc import Iterable, Iterator

from geo.gazetteers.base import SOMEWHERE
from geo.gazetteers.rows import Row
from geo.gazetteers.subdivisions import Unit, bare_names, middle, spread_km
from geo.records.places import Place

Point = tuple[float, float, float, str]
"""Latitude, longitude, radius in kilometres, and where from."""
_DISTRICT_KM, _PROVINCE_KM = 25.0, 60.0
_SOMEWHERE_KM = 80.0
"""How far a district may lie from the middle of its province, where its towns do not say."""


class Namesakes:
    """Watches the towns go by and remembers those that bear a unit's name within the unit that holds it."""

    def __init__(self, units: dict[str, Unit]) -> None:
        self._units = units
        self._wanted = {(u.country, name) for u in units.values() for name in _names(u)}
        self._towns: dict[tuple[str, str], list[Row]] = {}

    def watch(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows, all of them."""
        for row in rows:
            key = (row.place.country, row.place.name.lower())
            if row.place.kind == "settlement" and key in self._wanted:
                self._towns.setdefault(key, []).append(row)
            yield row

    def point(self, unit: Unit) -> Point | None:
        """A unit's own point, the middle of its towns, the town of its name, or the middle of its province; None without any."""
        own = unit.point or middle(unit.members)
        if own:
            radius = spread_km(own, unit.members) or (_PROVINCE_KM if unit.level == 1 else _DISTRICT_KM)
            return *own, radius, unit.point_from
        return self._town(unit) or self._province(unit)

    def _town(self, unit: Unit) -> Point | None:
        parent = self._units.get(unit.code.rpartition(".")[0])
        towns = [row.place for name in _names(unit) for row in self._towns.get((unit.country, name), ())]
        if unit.level == 2:
            towns = [t for t in towns if parent and t.admin1 == parent.name]
        best = max(towns, key=lambda t: t.population, default=None)
        if best is None:
            return None
        return best.lat, best.lon, _PROVINCE_KM if unit.level == 1 else _DISTRICT_KM, "town of its name"

    def _province(self, unit: Unit) -> Point | None:
        parent = self._units.get(unit.code.rpartition(".")[0])
        if unit.level == 1 or parent is None:
            return None
        point = parent.point or middle(parent.members)
        return (*point, spread_km(point, parent.members) or _SOMEWHERE_KM, SOMEWHERE) if point else None


def _names(unit: Unit) -> set[str]:
    names = (unit.name, *unit.names)
    return {name.lower() for name in (*names, *bare_names(names))}


def unit_rows(units: dict[str, Unit], namesakes: Namesakes) -> Iterator[Row]:
    """A row for each unit that has a point of any kind."""
    for unit in units.values():
        place = _place(unit, units, namesakes.point(unit))
        if place:
            names = (*unit.names, *bare_names((unit.name, *unit.names)))
            yield Row(place, names, codes=unit.code, foreign=unit.foreign)


def _place(unit: Unit, units: dict[str, Unit], point: Point | None) -> Place | None:
    if not point:
        return None
    lat, lon, radius, point_from = point
    parent = units.get(unit.code.rpartition(".")[0])
    slug = unit.code.replace(".", "-").lower()
    return Place(
        f"gn:{unit.geonameid}" if unit.geonameid else f"dl:admin-{slug}",
        unit.name, round(lat, 4), round(lon, 4), "admin1" if unit.level == 1 else "admin2", unit.country,
        admin1=parent.name if parent else "", population=max(unit.population, sum(p for _, _, p in unit.members)),
        uncertainty_km=radius, source=f"GeoNames, {point_from}", geonameid=unit.geonameid, feature=f"ADM{unit.level}",
    )  # fmt: skip
