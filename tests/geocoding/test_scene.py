"""What an article tells of where it plays."""

import pytest

from geo.gazetteers.sqlite import Gazetteer
from geo.geocoding.candidates import group_toponyms
from geo.geocoding.scene import Scene, read_scene
from geo.languages.places import place_words
from geo.records.text import Article
from tests.text.reading import read_toponyms


def read(text: str, gazetteer: Gazetteer) -> tuple[Scene, list[str]]:
    toponyms = read_toponyms(text, gazetteer)
    groups = group_toponyms(toponyms, gazetteer, place_words())
    return read_scene(Article("a", "", text), toponyms, groups), [g.name for g in groups]


def test_countries_count_by_name_and_by_their_people(gazetteer: Gazetteer) -> None:
    scene, _ = read("Syrian and Iraqi troops met in Syria.", gazetteer)
    assert scene.countries["SY"] > scene.countries["IQ"] > 0
    assert sum(scene.countries.values()) < 1


def test_a_larger_place_right_after_a_name_contains_it(gazetteer: Gazetteer) -> None:
    scene, names = read("Rebels shelled Azaz in northern Syria and fled to Turkey.", gazetteer)
    (container,) = scene.containers[names.index("azaz")]
    assert [p.name for p in container.places] == ["Syria"]
    assert container.reason == "Syria is named right after it"
    assert "Turkey is named in the same sentence" in [c.reason for c in scene.companions[names.index("azaz")]]


@pytest.mark.parametrize(
    "text",
    ["MOSUL, Iraq — Special forces attacked.", "MOSUL (Reuters) - Special forces attacked.", "MOSUL -- They attacked."],
)
def test_the_dateline_is_known(text: str, gazetteer: Gazetteer) -> None:
    scene, names = read(text, gazetteer)
    assert scene.dateline == names.index("mosul")


def test_a_name_in_running_text_is_no_dateline(gazetteer: Gazetteer) -> None:
    scene, _ = read("In Mosul — they said — all is quiet.", gazetteer)
    assert scene.dateline is None


def test_names_stand_under_the_heading_above_them(gazetteer: Gazetteer) -> None:
    text = "Strikes went on.\n\nSyria\n\nNear Palmyra, a depot burned.\n\nIraq\n\nNear Rawah, a bridge fell.\n"
    scene, names = read(text, gazetteer)
    reasons = {n: [c.reason for c in scene.containers.get(i, ())] for i, n in enumerate(names)}
    assert reasons["palmyra"] == ["it stands under the heading Syria"]
    assert reasons["rawah"] == ["it stands under the heading Iraq"]


def test_a_single_line_of_one_name_is_no_heading(gazetteer: Gazetteer) -> None:
    scene, names = read("Strikes went on.\n\nSyria\n\nNear Rawah, a bridge fell.\n", gazetteer)
    assert scene.containers.get(names.index("rawah")) is None
