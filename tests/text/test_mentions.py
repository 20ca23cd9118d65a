"""Toponyms carry exact offsets, the reasons in words, and what their type word says."""

import pytest

from geo.gazetteers.sqlite import Gazetteer
from tests.text.reading import read_toponyms

CLUMSY = "“We took Raqqa”, said he.The army of Iraq is 12 km. from Mosul…\n\nU.S. help came to Erbil"


def test_offsets_are_exact_in_clumsy_text(gazetteer: Gazetteer) -> None:
    found = read_toponyms(CLUMSY, gazetteer)
    assert [CLUMSY[t.start : t.end] for t in found] == [t.text for t in found]
    assert [t.text for t in found] == ["Raqqa", "Iraq", "Mosul", "U.S.", "Erbil"]


def test_a_toponym_says_why_it_is_one(gazetteer: Gazetteer) -> None:
    (found,) = read_toponyms("Fighters entered Afrin on Sunday.", gazetteer)
    assert found.reasons[0].startswith("a place name, ")
    assert len(found.reasons) > 1


def test_names_of_no_gazetteer_are_kept(gazetteer: Gazetteer) -> None:
    found = read_toponyms("They left the village of Qwertabad for Aleppo.", gazetteer)
    assert [t.text for t in found] == ["Qwertabad", "Aleppo"]
    assert found[0].kinds == ("settlement",)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("After ten months the rebels overran Menagh air base near Azaz.", ["Menagh air base", "Azaz"]),
        ("The paramilitaries seized Zamzam camp on Friday.", ["Zamzam camp"]),
        ("A checkpoint on the Kerch Bridge was closed.", ["Kerch Bridge"]),
        ("Fighters crossed the Euphrates and entered Raqqa from the east.", ["Euphrates", "Raqqa"]),
        ("About it declared the forces of the States, which bombed Mosul.", ["States", "Mosul"]),
    ],
)
def test_sites_rivers_and_the_states_are_names(text: str, names: list[str], gazetteer: Gazetteer) -> None:
    assert [t.text for t in read_toponyms(text, gazetteer)] == names


@pytest.mark.parametrize("text", ["The States General met.", "Southern states sent troops.", "They told us to leave."])
def test_states_that_are_not_america_are_none(text: str, gazetteer: Gazetteer) -> None:
    assert read_toponyms(text, gazetteer) == ()


def test_what_speaks_against_a_name_is_told(gazetteer: Gazetteer) -> None:
    found = {t.text: t.reasons for t in read_toponyms("A shell hit Qoryaqan, a hamlet south of Haditha.", gazetteer)}
    assert "though no gazetteer knows it as it is written" in found["Qoryaqan"]
    assert not any(r.startswith("though no gazetteer") for r in found["Haditha"])
