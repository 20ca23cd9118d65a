"""One feature group carries all that varies; the map's answer is read with suspicion."""

import json
from typing import Any

import pytest
from streamlit_folium import generate_leaflet_string

from geo.layers.drawing import Drawing, MapAnswer, read_answer, revision
from geo.layers.ground import LocalMap, make_ground
from geo.layers.marks import Mark
from geo.records.places import Place
from geo.views.link import MapMove, MapView
from tests.browser.hostile import STRINGS
from tests.stories import ALEPPO, RAQQA


def answer(**properties: Any) -> dict[str, Any]:
    return {"last_active_drawing": {"type": "Feature", "properties": {"rev": "abc", **properties}}}


def test_base_map_is_the_same_on_every_run_and_loads_from_this_machine() -> None:
    one, other = make_ground(), make_ground()
    scripts = [m.get_root().render().replace(m.get_name(), "map") for m in (one, other)]
    assert scripts[0].replace("\n", "") == scripts[1].replace("\n", "")
    assert all(link.startswith("../") for _, link in [*LocalMap.default_js, *LocalMap.default_css])


def test_hostile_names_leave_no_trace_of_themselves_in_the_script() -> None:
    marks = [Mark(Place(f"dv:{i}", text, 35, 39, "derived"), 1) for i, text in enumerate(STRINGS)]
    group = Drawing(marks).feature_group()
    group.add_to(make_ground())
    script = generate_leaflet_string(group)
    argument = script[script.index("JSON.parse(") : script.rindex('")') + 2]
    assert not set("{}<>&'`$%#") & set(argument)
    assert json.loads(json.loads(argument[11:-1]))["names"].split("\n") == [" ".join(t.split()) for t in STRINGS]


def test_drawing_of_five_thousand_places_stays_under_eighty_kilobytes() -> None:
    marks = [Mark(Place(f"gn:{i}", f"Place {i}", 30 + i / 1e3, 40, "settlement"), 20, i % 11) for i in range(5000)]
    group = Drawing(marks).feature_group()
    group.add_to(make_ground())
    script = generate_leaflet_string(group)
    assert len(script) < 80_000


def test_wish_view_and_selection_travel_as_numbers() -> None:
    values = Drawing([Mark(RAQQA, 1)], selected=0, view=MapView(35, 39, 7), go=MapMove(36, 37, 9, 4), ask=2).values()
    assert (values["view"], values["go"], values["ask"], values["selected"]) == ([35, 39, 7], [36, 37, 9, 4], 2, 0)


def test_revision_tells_drawings_of_other_places_apart() -> None:
    raqqa, aleppo = Mark(RAQQA, 1), Mark(ALEPPO, 1)
    assert revision([raqqa, aleppo], []) != revision([aleppo, raqqa], [])
    assert revision([raqqa], []) == revision([Mark(RAQQA, 9, 3)], [])


def test_answer_names_places_and_view() -> None:
    told = read_answer(answer(picked=[3, 1], view=[35.5, 39.25, 7], turn=1))
    assert told == MapAnswer("abc", (3, 1), None, MapView(35.5, 39.25, 7))
    assert read_answer(answer(line=2)) == MapAnswer("abc", (), 2)


@pytest.mark.parametrize(
    "returned",
    [None, {}, [], "x", {"last_active_drawing": None}, {"last_active_drawing": {"properties": None}},
     {"last_active_drawing": {"properties": {"rev": 7}}}],
)  # fmt: skip
def test_no_answer_is_none(returned: object) -> None:
    assert read_answer(returned) is None


def test_answer_that_is_no_answer_selects_nothing() -> None:
    told = read_answer(answer(picked=[-1, "0", None, 2.5], view=[None, "nan", 7], line="1", day=5))
    assert told == MapAnswer("abc")
