"""Acronyms in capitals that look like a verb."""

import pytest

from geo.text.model import load_model


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("IS fighters took Palmyra.", ["NNP"]),
        ("IS claims the capture of Palmyra.", ["NNP"]),
        ("In Raqqa, IS controls the roads.", ["NNP"]),
        ("Troops drove IS out of Tikrit.", ["NNP"]),
        ("Mosul is held by IS.", ["VBZ", "NNP"]),
    ],
)
def test_an_acronym_that_spells_a_verb_is_a_name(text: str, tags: list[str]) -> None:
    assert [t.tag_ for t in load_model()(text) if t.text.lower() == "is"] == tags
