"""Imports places of one's own: a table (`.csv`), `.geojson` or `.kml` with names, points and kinds, beside the built gazetteer.

They stand in the second gazetteer file, as imported dumps do, so that a rebuild leaves them. A file that is imported again
replaces what it brought before.
"""

import csv
import hashlib
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

from geo.errors import InputError
from geo.gazetteers import schema
from geo.gazetteers.dumps import open_partial
from geo.gazetteers.rows import Row
from geo.gazetteers.shapes import country_at
from geo.gazetteers.sqlite import imported_path
from geo.records.names import fold_name
from geo.records.places import Place, PlaceKind

ENDINGS = (".csv", ".geojson", ".kml")
IMPORTANCE = 3.5
"""As much as a town of three thousand people: who brings a place of their own means it, but not before every city."""
UNCERTAINTY_KM = 1.0
_FIELDS = {
    "name": ("name", "place", "title"),
    "names": ("other names", "other_names", "names", "aliases", "alternate names", "alternatenames"),
    "lat": ("lat", "latitude", "y"),
    "lon": ("lon", "lng", "long", "longitude", "x"),
    "kind": ("kind", "type"),
    "country": ("country", "iso", "country code", "country_code"),
}  # fmt: skip
_BETWEEN = re.compile(r"\s*[|;]\s*")
_KML_POINT = re.compile(r"\s*(-?[\d.]+)\s*,\s*(-?[\d.]+)")


def import_own(source: Path, gazetteer: Path) -> int:
    """Import a file of own places for the gazetteer file; returns how many there are.

    Raises InputError naming file, row and value where one has no name, no point on earth or an unknown kind.
    """
    rows = list(own_rows(source))
    target = imported_path(gazetteer)
    partial = target.with_name(f"{target.name}.partial")
    connection = open_partial(partial, target)
    try:
        of_file = "place IN (SELECT place FROM place JOIN setting USING (setting) WHERE source = ?)"
        connection.execute(schema.OTHER_NAMES)
        for table in ("name", "other_name", "place"):
            connection.execute(f"DELETE FROM {table} WHERE {of_file}", (_source(source),))  # noqa: S608
        for _ in schema.Writer(connection).write(rows):
            pass
        schema.finish(connection, {"built": datetime.now(UTC).isoformat(timespec="seconds")})
    finally:
        connection.close()
    partial.replace(target)
    return len(rows)


def own_rows(source: Path) -> Iterator[Row]:
    """The places of a file as rows. Raises InputError as `import_own` does."""
    readers = {".csv": _csv_fields, ".geojson": _geojson_fields, ".json": _geojson_fields, ".kml": _kml_fields}
    reader = readers.get(source.suffix.lower())
    if reader is None:
        raise InputError(f"{source}: own places come as {', '.join(ENDINGS)}")
    try:
        fields = list(reader(source))
    except (OSError, UnicodeDecodeError, ValueError, csv.Error) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"{source}: cannot be read: {error}") from error
    return (_row(named, source, number) for number, named in enumerate(fields, 1))


def _source(path: Path) -> str:
    return f"own places, {path.name}"


def _row(fields: Mapping[str, Any], source: Path, number: int) -> Row:
    where, name = f"{source}, place {number}", str(fields.get("name") or "").strip()
    if not fold_name(name):
        raise InputError(f"{where}: no name: {fields.get('name')!r}")
    try:
        lat, lon = float(fields["lat"]), float(fields["lon"])
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"{where}, {name!r}: no point: {fields.get('lat')!r}, {fields.get('lon')!r}") from error
    if not (math.isfinite(lat) and math.isfinite(lon) and -90 <= lat <= 90 and -180 <= lon <= 180):
        raise InputError(f"{where}, {name!r}: no point on earth: {lat}, {lon}")
    kind = str(fields.get("kind") or "settlement").strip().lower()
    if kind not in get_args(PlaceKind):
        raise InputError(f"{where}, {name!r}: no kind of place: {kind!r}; there are {', '.join(get_args(PlaceKind))}")
    country = str(fields.get("country") or "").strip().upper()
    digest = hashlib.sha256(f"{name}|{lat:.4f}|{lon:.4f}".encode()).hexdigest()[:10]
    place = Place(
        f"dl:own-{digest}", name, lat, lon, kind, country if len(country) == 2 else country_at(lat, lon),  # type: ignore[arg-type]
        uncertainty_km=UNCERTAINTY_KM, source=_source(source),
    )  # fmt: skip
    names = tuple(n for n in _BETWEEN.split(str(fields.get("names") or "").strip()) if n)
    return Row(place, names, IMPORTANCE)


def _csv_fields(source: Path) -> Iterator[dict[str, Any]]:
    with source.open(encoding="utf-8-sig", newline="") as lines:
        head = lines.readline()
        lines.seek(0)
        reader = csv.DictReader(lines, delimiter=max(",;\t", key=head.count))
        for row in reader:
            yield _known(row)


def _known(row: Mapping[Any, Any]) -> dict[str, Any]:
    """The fields of a row under our names, whatever their case."""
    lower = {str(key).strip().lower().removeprefix("\ufeff"): value for key, value in row.items() if key}
    return {ours: next((lower[n] for n in names if n in lower), None) for ours, names in _FIELDS.items()}


def _geojson_fields(source: Path) -> Iterator[dict[str, Any]]:
    from shapely.geometry import shape

    plain = json.loads(source.read_text(encoding="utf-8-sig"))
    features = plain.get("features") if isinstance(plain, dict) else None
    if not isinstance(features, list):
        raise InputError(f"{source}: no GeoJSON FeatureCollection")
    for number, feature in enumerate(features, 1):
        try:
            point = shape(feature["geometry"]).representative_point()
            named = _known(feature.get("properties") or {})
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise InputError(f"{source}, place {number}: no geometry: {error!r}") from error
        if isinstance(names := named["names"], list):
            named["names"] = "|".join(map(str, names))
        yield {**named, "lat": point.y, "lon": point.x}


def _kml_fields(source: Path) -> Iterator[dict[str, Any]]:
    from lxml import etree

    # A file of others: nothing outside it is fetched, and no entity is put in.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(source.read_bytes(), parser)
    except etree.XMLSyntaxError as error:
        raise InputError(f"{source}: no KML: {error}") from error
    for mark in root.iter("{*}Placemark"):
        coordinates = _KML_POINT.match(mark.findtext(".//{*}Point/{*}coordinates") or "")
        lon, lat = coordinates.groups() if coordinates else (None, None)
        named = _known(dict(_extended(mark)))
        yield {**named, "name": mark.findtext("{*}name"), "lat": lat, "lon": lon}


def _extended(mark: Any) -> Iterable[tuple[str, str]]:
    for data in mark.iter("{*}Data", "{*}SimpleData"):
        yield data.get("name") or "", data.findtext("{*}value") or data.text or ""
