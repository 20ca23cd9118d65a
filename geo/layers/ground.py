"""The base map: Leaflet and country outlines served by the page itself, the same on every run.

Anything that changes in it makes the browser build the map anew and lose the view, so all that varies is drawn into the
feature group instead (`geo.layers.drawing`).
"""

import hashlib
from pathlib import Path
from typing import Any

import folium
import streamlit.components.v1 as components

from geo.layers import reference
from geo.layers.literal import Call
from geo.settings import DATA, tiles_credit, tiles_url

ASSETS = Path(__file__).parent / "assets"
SHAPES = DATA / "shapes"
CREDIT = "Places: GeoNames (CC BY 4.0), Who’s On First · Shapes: Natural Earth"
_SCRIPTS = ("leaflet.js", "ground.js", "reference.js", "dots.js", "map.js", "playback.js", "swipe.js")
_STYLES = ("leaflet.css", "map.css")

# A declared component's folder is served to the page under the component's name: no static folder, no other host.
_assets = components.declare_component("assets", path=str(ASSETS))
_shapes = components.declare_component("shapes", path=str(SHAPES))


def _address(component: Any, folder: Path, name: str) -> str:
    """Relative to the map's frame, so that it holds under any base path; the digest makes browsers fetch a new version."""
    digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()[:8] if (folder / name).exists() else "none"
    return f"../{component.name}/{name}?{digest}"


class LocalMap(folium.Map):
    """A folium map whose scripts and styles come from this machine."""

    # Folium keeps these as plain lists on its classes.
    default_js = [(name, _address(_assets, ASSETS, name)) for name in _SCRIPTS]  # noqa: RUF012
    default_css = [(name, _address(_assets, ASSETS, name)) for name in _STYLES]  # noqa: RUF012


_REFERENCE = {
    "rivers": _address(_shapes, SHAPES, "rivers.geojson"),
    "provinces": _address(_shapes, SHAPES, "provinces.json.gz"),
    "towns": _address(_shapes, SHAPES, "towns.json.gz"),
    "villages": f"../{reference.served.name}/",
}
_SHAPES_ADDRESS = _address(_shapes, SHAPES, "countries.geojson")


def make_ground() -> LocalMap:
    """A fresh base map: outlines from `data/shapes/`, and tiles over them where `DATELINE_TILES_URL` names some.

    Fresh each time, because streamlit-folium adds the drawing to the map it is given.
    """
    options = {
        "shapes": _SHAPES_ADDRESS,
        "credit": CREDIT,
        "tiles": tiles_url(),
        "tilesCredit": tiles_credit(),
        "reference": _REFERENCE,
    }
    ground = LocalMap(
        location=[28, 22], zoom_start=3, min_zoom=2, max_zoom=16, tiles=None, prefer_canvas=True, world_copy_jump=True
    )
    ground.add_child(Call("dateline.ground", options))
    return ground
