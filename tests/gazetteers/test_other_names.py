"""Of all names in a gazetteer those are kept that people write: each spelling once, every script with its turn."""

import pytest

from geo.gazetteers.memory import MemoryGazetteer
from geo.gazetteers.other_names import MOST, choose_names, script_of
from geo.gazetteers.sqlite import Gazetteer
from tests.stories import ALEPPO, RAQQA


def test_each_spelling_is_kept_once_shortest_first_and_the_main_name_not_at_all() -> None:
    written = ("Ḩalab", "Halab", "halab", "HALAB", "Madinat Halab", "Aleppo", "aleppo", "Haleb", "حلب")
    assert choose_names(ALEPPO, written) == ("Halab", "Haleb", "Madinat Halab", "حلب")


@pytest.mark.parametrize("name", ["ALP", "a lei po", "ʿeleፖ", "ʿeri raqahi", "12", "", "|", "x" * 90])
def test_codes_machine_transliterations_and_scraps_are_left_out(name: str) -> None:
    assert choose_names(ALEPPO, (name,)) == ()


def test_many_romanisations_do_not_crowd_out_other_scripts() -> None:
    latin = [f"Halab {'x' * n}" for n in range(1, 45)]
    kept = choose_names(ALEPPO, [*latin, "حلب", "Халеб", "アレッポ"])
    assert len(kept) == MOST
    assert kept[0] == "Halab x"
    assert set(kept[-3:]) == {"حلب", "Халеб", "アレッポ"}


def test_of_an_arabic_name_the_form_with_its_article_is_kept() -> None:
    assert choose_names(RAQQA, ("رقه", "الرقة")) == ("الرقة",)


@pytest.mark.parametrize(
    ("name", "script"), [("’Ayn", "LATIN"), ("حلب", "ARABIC"), ("阿勒颇", "CJK"), ("Ӏ", "CYRILLIC"), ("12", "")]
)
def test_script_is_that_of_the_first_letter(name: str, script: str) -> None:
    assert script_of(name) == script


def test_gazetteer_in_memory_gives_the_names_it_was_given() -> None:
    small = MemoryGazetteer([(RAQQA, ("Rakka", "الرقة"))])
    assert small.other_names(RAQQA.id) == ("Rakka", "الرقة")
    assert small.other_names("gn:1") == ()
    assert [m.place.id for m in small.match("الرقة")] == [RAQQA.id]


def test_built_gazetteer_knows_cities_in_their_own_letters(gazetteer: Gazetteer) -> None:
    assert {"Halab", "Haleb", "حلب"} <= set(gazetteer.other_names(ALEPPO.id))
    assert {"Rakka", "الرقة"} <= set(gazetteer.other_names(RAQQA.id))
    assert "Tabqa airfield" not in gazetteer.other_names("dl:tabqa-airbase")
    assert gazetteer.match("Tabqa airfield")[0].place.id == "dl:tabqa-airbase"
    assert {"سوريا", "Syrie", "Suriye", "Сирия"} <= set(gazetteer.other_names("gn:163843"))
    assert not [m for m in gazetteer.match("Syrie") if m.place.kind == "country" and m.quality != "skeleton"]
    assert "محافظة حلب" in gazetteer.other_names("gn:170062")
    assert "Киев" in gazetteer.other_names("gn:703448")
    assert gazetteer.other_names("gn:999999999") == ()
    assert all(len(gazetteer.other_names(f"gn:{n}")) <= MOST for n in (170063, 5128581, 2643743))
