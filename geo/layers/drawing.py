"""Everything that varies on the map, as one folium feature group; and what the map answers."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import folium
from streamlit_folium import st_folium

from geo.layers.distances import DistanceLine, line_numbers
from geo.layers.ground import make_ground
from geo.layers.literal import Call
from geo.layers.marks import Mark, pack_marks
from geo.views.colours import palette
from geo.views.link import MapMove, MapView, make_map_view
from geo.views.theatres import Box, Theatre


@dataclass(frozen=True)
class Drawing:
    """The marks and lines, the selected mark's index or -1, the first view, and the wishes to move or to tell the view.

    `look` is the box to which the map goes for all that is shown (None: that of the marks), `villages` are files of names for the
    ground (`geo.layers.reference`).
    """

    marks: Sequence[Mark] = ()
    lines: Sequence[DistanceLine] = ()
    selected: int = -1
    theme: str = "light"
    view: MapView | None = None
    go: MapMove | None = None
    ask: int = 0
    control: Mapping[str, Any] | None = None
    swipe: Mapping[str, str] | None = None
    theatres: Sequence[Theatre] = ()
    look: Box | None = None
    villages: Sequence[str] = ()

    def values(self) -> dict[str, Any]:
        """What the map's script is given: numbers, colours, and the gazetteer's names."""
        values: dict[str, Any] = {
            **pack_marks(self.marks), "palette": palette(), "lines": line_numbers(self.lines),
            "selected": self.selected, "theme": self.theme, "ask": self.ask, "control": self.control,
            "swipe": self.swipe, "look": self.look and [round(n, 3) for n in self.look], "villages": list(self.villages),
            "theatres": [[t.name, *(round(n, 2) for n in t.box), t.places] for t in self.theatres],
            "view": [self.view.lat, self.view.lon, self.view.zoom] if self.view else None,
            "go": [self.go.lat, self.go.lon, self.go.zoom, self.go.turn] if self.go else None,
        }  # fmt: skip
        return {**values, "rev": revision(self.marks, self.lines)}

    def feature_group(self) -> folium.FeatureGroup:
        """The drawing as folium takes it."""
        group = folium.FeatureGroup(name="drawing")
        group.add_child(Call("dateline.draw", self.values()))
        return group


def revision(marks: Sequence[Mark], lines: Sequence[DistanceLine]) -> str:
    """A digest of which places and lines are drawn, in their order: an answer is about the drawing that carries the same."""
    ids = json.dumps([[mark.place.id for mark in marks], [line.id for line in lines]])
    return hashlib.sha256(ids.encode("utf-8", "surrogatepass")).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class MapAnswer:
    """What the browser tells: indexes of the places under a click, or of a line; the map's view; a day of the playback."""

    rev: str
    picked: tuple[int, ...] = ()
    line: int | None = None
    view: MapView | None = None
    day: str = ""


def read_answer(returned: object) -> MapAnswer | None:
    """The answer in what streamlit-folium returns, or None where there is none. What is not of its form is left out."""
    properties = _inner(_inner(returned, "last_active_drawing"), "properties")
    if not isinstance(properties.get("rev"), str):
        return None
    picked, line, view, day = (properties.get(name) for name in ("picked", "line", "view", "day"))
    numbers = tuple(n for n in picked if isinstance(n, int) and n >= 0) if isinstance(picked, list) else ()
    where = make_map_view(*view) if isinstance(view, list) and len(view) == 3 else None
    return MapAnswer(
        properties["rev"], numbers, line if isinstance(line, int) else None, where, day if isinstance(day, str) else ""
    )


def _inner(value: object, name: str) -> dict[str, Any]:
    inner = value.get(name) if isinstance(value, dict) else None
    return inner if isinstance(inner, dict) else {}


def show_drawing(drawing: Drawing, *, key: str, height: int, on_answer: Callable[[], None]) -> None:
    """Draw the map here. `on_answer` is called before the next run when the map has answered: `read_answer` reads what.

    `height` is in pixels.
    """
    st_folium(
        make_ground(), key=key, height=height, use_container_width=True, feature_group_to_add=drawing.feature_group(),
        returned_objects=["last_active_drawing"], on_change=on_answer,
    )  # fmt: skip
