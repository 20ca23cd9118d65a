"""The page of a place says what else it is called, in all scripts and as plain words."""

from geo.panels.profile import also_called
from tests.browser.hostile import STRINGS


def test_other_names_stand_each_in_their_own_direction() -> None:
    assert also_called(("Halab", "حلب")) == '<bdi dir="auto">Halab</bdi> · <bdi dir="auto">حلب</bdi>'
    assert also_called(()) == ""


def test_hostile_names_stay_words() -> None:
    told = also_called(STRINGS)
    assert "<script" not in told
    assert "<img" not in told
