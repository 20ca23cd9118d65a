"""A known state of a day to start from, and others' maps: a table of places or areas with holders, assumed where reports are silent."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree
from shapely import Point
from shapely.errors import ShapelyError
from shapely.geometry import Polygon, shape
from shapely.geometry.base import BaseGeometry
from shapely.prepared import prep

from geo.errors import InputError
from geo.records.names import search_key
from geo.records.places import Place
from geo.views.distance import near_km
from geo.views.sides import BY_TABLE, Sides, side_table

COLUMNS = ("place", "holder", "day")
NEAR_KM = 15.0
"""How far a place of a table may lie from the point of the place of its name: points of towns differ by so much."""
MOST_ROWS = 200_000
_KML = "{http://www.opengis.net/kml/2.2}"
_HOLDERS = ("holder", "held_by", "side", "control", "name")
"""Properties of an area that say who holds it, the first that is there."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """Whom a given table or map has hold a place from a day on: the key of a side, and the source to name.

    A `weak` one counts only where neither reports nor what follows from them say anything.
    """

    side: str
    day: date
    source: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class GivenPlace:
    """A row of a table of control: a place by id, name or point, its holder as written, and the day."""

    name: str
    holder: str
    day: date
    id: str = ""
    lat: float | None = None
    lon: float | None = None
    country: str = ""


@dataclass(frozen=True)
class GivenArea:
    """An area of a map of control, its holder as written, and the day."""

    shape: BaseGeometry
    holder: str
    day: date


@dataclass(frozen=True)
class StartingState:
    """Tables and maps of control of given days, by which a place's holder is assumed; the source is named beside each answer."""

    source: str = ""
    places: tuple[GivenPlace, ...] = ()
    areas: tuple[GivenArea, ...] = ()
    sides: Sides = BY_TABLE
    own_sides: bool = False
    _by_id: dict[str, list[GivenPlace]] = field(default_factory=dict, repr=False)
    _by_name: dict[str, list[GivenPlace]] = field(default_factory=dict, repr=False)
    _prepared: list[tuple[GivenArea, Any]] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        for row in self.places:
            if row.id:
                self._by_id.setdefault(row.id, []).append(row)
            self._by_name.setdefault(search_key(row.name), []).append(row)
        self._prepared.extend((area, prep(area.shape)) for area in self.areas)

    def of(self, place: Place) -> tuple[Assumption, ...]:
        """What is assumed of a place, earliest day first: by its id, its name near its point, the areas it lies in; of several
        on one day the first counts. Holders that are no side known in its country are left out."""
        rows = [
            *self._by_id.get(place.id, ()),
            *(r for r in self._by_name.get(search_key(place.name), ()) if is_near(r, place)),
        ]
        found = dict[date, str]()
        for row in rows:
            found.setdefault(row.day, row.holder)
        for day in {area.day for area in self.areas} - found.keys():
            if (holder := self.area_holder(place, day)) is not None:
                found[day] = holder
        named = {day: self.sides.called(holder, place.country, day) for day, holder in found.items()}
        told = [Assumption(side, day, self.source) for day, side in sorted(named.items()) if side]
        return (*_own_side(place), *told) if self.own_sides and not told else tuple(told)

    def area_holder(self, place: Place, day: date) -> str | None:
        """The holder, as written, of the first area of a day that a place lies in."""
        point = Point(place.lon, place.lat)
        return next((a.holder for a, prepared in self._prepared if a.day == day and prepared.contains(point)), None)


def _own_side(place: Place) -> Iterator[Assumption]:
    """The country's own side, from the beginning of each of its wars."""
    seen = set()
    for side in sorted(side_table().sides_in(place.country, None), key=lambda s: s.first or date.min):
        if "government" in side.roles and side.theatre not in seen:
            seen.add(side.theatre)
            yield Assumption(side.id, side.first or date.min, "the country's own side", weak=True)


def is_near(row: GivenPlace, place: Place) -> bool:
    """Whether the place of a row, as far as its country and point say, may be this one."""
    if row.country and place.country and row.country != place.country:
        return False
    return row.lat is None or row.lon is None or near_km(row.lat, row.lon, place.lat, place.lon) <= NEAR_KM


def read_starting_state(
    path: Path, day: date | None = None, source: str = "", sides: Sides = BY_TABLE
) -> StartingState:
    """A starting state from a CSV table, a GeoJSON or a KML file. `day` is that of rows and areas which have none of their own;
    `source` is named beside each answer, the file's name by default.

    A table has the columns place and holder, and may have id, lat, lon, country, day. Areas are polygons; their holder is the
    property `holder` (or held_by, side, control, name), their day the property `day`. Raises InputError naming the file.
    """
    try:
        written = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    return parse_starting_state(path.name, written, day, source or path.stem, sides)


def parse_starting_state(
    name: str, written: bytes, day: date | None = None, source: str = "", sides: Sides = BY_TABLE
) -> StartingState:
    """As `read_starting_state`, of a file's name and bytes: what a page uploads."""
    kind = name.lower().rpartition(".")[2]
    if kind == "csv":
        return StartingState(source, tuple(_read_table(written, name, day)), sides=sides)
    if kind in ("geojson", "json"):
        return StartingState(source, areas=tuple(_read_geojson(written, name, day)), sides=sides)
    if kind == "kml":
        return StartingState(source, areas=tuple(_read_kml(written, name, day)), sides=sides)
    raise InputError(f"{name}: not a .csv, .geojson or .kml file")


def _read_table(written: bytes, name: str, day: date | None) -> Iterator[GivenPlace]:
    try:
        reader = csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline=""), strict=True)
        if missing := {"place", "holder"} - set(reader.fieldnames or ()):
            raise InputError(f"{name}: missing column {', '.join(sorted(missing))}")
        for number, row in enumerate(reader, 2):
            if number > MOST_ROWS:
                raise InputError(f"{name}: more than {MOST_ROWS:,} rows")
            where = f"{name}, line {number}"
            cells = {key: (value or "").strip() for key, value in row.items() if key and not isinstance(value, list)}
            if not cells["place"] or not cells["holder"]:
                raise InputError(f"{where}: a place and a holder are needed")
            lat, lon = (_number(cells.get(column, ""), where) for column in ("lat", "lon"))
            given = _day(cells.get("day", ""), day, where)
            yield GivenPlace(
                cells["place"], cells["holder"], given, cells.get("id", ""), lat, lon, cells.get("country", "")
            )
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{name}: not a table: {error}") from error


def _number(text: str, where: str) -> float | None:
    try:
        number = float(text) if text else None
    except ValueError as error:
        raise InputError(f"{where}: not a coordinate: {text!r}") from error
    if number is not None and not -180 <= number <= 180:
        raise InputError(f"{where}: not a coordinate: {text!r}")
    return number


def _day(text: str, default: date | None, where: str) -> date:
    if not text and default is not None:
        return default
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{where}: a day like 2022-03-08 is needed, in the file or beside it: {text!r}") from error


def _read_geojson(written: bytes, name: str, day: date | None) -> Iterator[GivenArea]:
    try:
        features = json.loads(written)["features"]
        for number, feature in enumerate(features, 1):
            where = f"{name}, feature {number}"
            geometry = feature.get("geometry") or {}
            if geometry.get("type") not in ("Polygon", "MultiPolygon"):
                continue
            properties = feature.get("properties") or {}
            yield _area(shape(geometry), properties, day, where)
    except (UnicodeDecodeError, ValueError, KeyError, TypeError, AttributeError, RecursionError, ShapelyError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"{name}: not a GeoJSON FeatureCollection of areas: {error}") from error


def _area(drawn: BaseGeometry, properties: Mapping[str, Any], day: date | None, where: str) -> GivenArea:
    holder = next((str(properties[p]).strip() for p in _HOLDERS if properties.get(p)), "")
    if not holder:
        raise InputError(f"{where}: no property says who holds it ({', '.join(_HOLDERS)})")
    # A ring that crosses itself, as drawn by hand, is mended.
    return GivenArea(
        drawn if drawn.is_valid else drawn.buffer(0), holder, _day(str(properties.get("day") or ""), day, where)
    )


def _read_kml(written: bytes, name: str, day: date | None) -> Iterator[GivenArea]:
    try:
        # Entities are not opened and nothing is fetched: files are strangers'.
        root = etree.fromstring(written, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
        for number, mark in enumerate(root.iter(f"{_KML}Placemark"), 1):
            where = f"{name}, placemark {number}"
            properties = dict(_kml_data(mark))
            for polygon in mark.iter(f"{_KML}Polygon"):
                rings = [_kml_ring(ring) for ring in polygon.iter(f"{_KML}coordinates")]
                if rings:
                    yield _area(Polygon(rings[0], rings[1:]), properties, day, where)
    except (etree.XMLSyntaxError, ValueError, ShapelyError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"{name}: not KML with areas: {error}") from error


def _kml_data(mark: Any) -> Iterator[tuple[str, str]]:
    yield "name", mark.findtext(f"{_KML}name") or ""
    for data in mark.iter(f"{_KML}Data"):
        yield data.get("name") or "", data.findtext(f"{_KML}value") or ""
    for data in mark.iter(f"{_KML}SimpleData"):
        yield data.get("name") or "", data.text or ""
    begin = mark.findtext(f".//{_KML}begin") or mark.findtext(f".//{_KML}when") or ""
    if begin:
        yield "day", begin[:10]


def _kml_ring(ring: Any) -> list[tuple[float, float]]:
    points = ((*map(float, point.split(",")[:2]),) for point in (ring.text or "").split())
    return [(lon, lat) for lon, lat in points]


def unread_holders(state: StartingState, countries: Iterable[str]) -> tuple[str, ...]:
    """The holders of a state that mean no side in any of the countries, as written: what a reader of the file is told."""
    codes = tuple(countries)
    named = {(p.holder, p.day) for p in state.places} | {(a.holder, a.day) for a in state.areas}
    return tuple(
        sorted({holder for holder, day in named if not any(state.sides.called(holder, c, day) for c in codes)})
    )
