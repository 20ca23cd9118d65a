"""A location that geopy brings from Nominatim or GeoNames as a place of ours."""

from typing import Any

from geopy.location import Location

from geo.gazetteers.dump_rows import feature_kind
from geo.records.places import Place, PlaceKind

# Nominatim's `addresstype`: what kind of place it is. Others are facilities.
_ADDRESS_KINDS: dict[str, PlaceKind] = {
    "country": "country", "state": "admin1", "region": "region", "province": "admin1", "county": "admin2",
    "district": "admin2", "city": "settlement", "town": "settlement", "village": "settlement",
    "hamlet": "settlement", "suburb": "settlement", "municipality": "settlement", "river": "water", "water": "water",
    "sea": "water", "lake": "water", "island": "area", "peak": "area",
}  # fmt: skip
_RADII_KM: dict[PlaceKind, float] = {"country": 300.0, "region": 100.0, "admin1": 60.0, "admin2": 20.0, "area": 5.0}


def place_of(service: str, location: Location) -> Place | None:
    """The place of a location; None when its raw record has no id of a kind that is known here."""
    raw: dict[str, Any] = location.raw or {}
    if "geonameId" in raw:
        return _of_geonames(raw)
    if "osm_id" in raw:
        return _of_nominatim(service, raw)
    return None


def _of_geonames(raw: dict[str, Any]) -> Place | None:
    kind, radius = feature_kind(raw.get("fcl") or "", raw.get("fcode") or "")
    number = int(raw["geonameId"])
    return kind and Place(
        f"gn:{number}", raw.get("name") or "", float(raw["lat"]), float(raw["lng"]), kind, raw.get("countryCode") or "",
        admin1=raw.get("adminName1") or "", population=int(raw.get("population") or 0), uncertainty_km=radius,
        source="GeoNames (online)", geonameid=number, feature=raw.get("fcode") or "",
    )  # fmt: skip


def _of_nominatim(service: str, raw: dict[str, Any]) -> Place:
    address = raw.get("address") or {}
    kind = _ADDRESS_KINDS.get(raw.get("addresstype") or raw.get("type") or "", "facility")
    name = raw.get("name") or str(raw.get("display_name") or "").partition(",")[0]
    return Place(
        f"{service}:{str(raw.get('osm_type') or 'n')[:1]}{raw['osm_id']}", name, float(raw["lat"]), float(raw["lon"]), kind,
        str(address.get("country_code") or "").upper(), admin1=address.get("state") or "",
        uncertainty_km=_RADII_KM.get(kind, 1.0), source="OpenStreetMap (Nominatim)", feature=str(raw.get("type") or ""),
    )  # fmt: skip
