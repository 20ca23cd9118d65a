"""The link that opens the same view: filters, selection, and where the map stands. Which parameters there are: `geo.panels.state`."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

REPORT = "report"
"""The query parameter that names one report, by its id, to show nothing else."""
_VIEW = ("lat", "lon", "z")
_NUMBER = re.compile(r"-?\d{1,3}(\.\d{1,8})?", re.ASCII)

_REPORT_ID = re.compile(r"[\w.:-]{1,80}", re.ASCII)


@dataclass(frozen=True, slots=True)
class MapView:
    """Where the map stands: its middle in degrees and Leaflet's zoom level."""

    lat: float
    lon: float
    zoom: float


@dataclass(frozen=True, slots=True)
class MapMove:
    """A wish to move the map: to a point at least as close as `zoom`, or to all places where `zoom` is 0.

    `turn` is a new number for each wish; without it, the same wish twice would move the map once.
    """

    lat: float
    lon: float
    zoom: int
    turn: int


def make_map_view(lat: object, lon: object, zoom: object) -> MapView | None:
    """A view of three numbers on earth, or None where one is missing, not finite or out of range."""
    try:
        numbers = [float(str(n)) for n in (lat, lon, zoom)]
    except ValueError:
        return None
    if not all(math.isfinite(n) for n in numbers):
        return None
    on_earth = abs(numbers[0]) <= 90 and abs(numbers[1]) <= 180 and 1 <= numbers[2] <= 18
    return MapView(*numbers) if on_earth else None


def read_map_view(parameters: Mapping[str, str]) -> MapView | None:
    """The view that a link asks for, or None: nonsense in a link is ignored, never an error."""
    written = [parameters.get(name, "") for name in _VIEW]
    return make_map_view(*written) if all(_NUMBER.fullmatch(n) for n in written) else None


def read_report(parameters: Mapping[str, str]) -> str | None:
    """The id of the one report that a link asks for, or None: nonsense in a link is ignored."""
    named = parameters.get(REPORT, "")
    return named if _REPORT_ID.fullmatch(named) else None


def link_to_report(article_id: str) -> str:
    """The link from a page to the same page showing nothing but a report of its store."""
    return f"?{urlencode({REPORT: article_id})}"


def write_link(page: str, parameters: Mapping[str, Sequence[str]], view: MapView | None) -> str:
    """The page's address with these parameters in their order, and the map's view at 4 decimals (11 m)."""
    kept = [(name, value) for name, values in parameters.items() for value in values]
    where = [("lat", f"{view.lat:.4f}"), ("lon", f"{view.lon:.4f}"), ("z", f"{view.zoom:g}")] if view else []
    query = urlencode(kept + where)
    bare = page.partition("?")[0]
    bare += "" if urlsplit(bare).path else "/"
    return f"{bare}?{query}" if query else bare
