"""Nothing that goes to the map's script can open a template, a tag or a string."""

import json

import folium
import pytest
from jinja2 import Template
from streamlit_folium import generate_leaflet_string

from geo.layers.literal import Call, encode
from tests.browser.hostile import STRINGS


@pytest.mark.parametrize("text", [*STRINGS, "line\nend\u2028\u2029", "Рамаді ʿ دير الزور", "lone \ud800 surrogate"])
def test_encoded_words_are_inert_and_come_back_exactly(text: str) -> None:
    code = encode({"name": text})
    assert not set("{}<>&'`$%#\u2028\u2029\n") & set(code)
    assert Template(code).render() == code
    inner = json.loads(code.removeprefix("JSON.parse(").removesuffix(")"))
    assert json.loads(inner) == {"name": text}


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_numbers_that_are_none_are_refused(number: float) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        encode([number])


def test_call_renders_without_running_what_it_carries() -> None:
    group = folium.FeatureGroup(name="drawing")
    group.add_child(Call("dateline.draw", ["{{ 'ran' ~ 'here' }}", "{% bad %}"]))
    group.add_to(folium.Map(tiles=None))
    page = generate_leaflet_string(group)
    assert "ranhere" not in page
    assert "\\u007b\\u007b \\u0027ran\\u0027" in page
