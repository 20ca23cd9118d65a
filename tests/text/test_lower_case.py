"""Names that have lost their capitals."""

import pytest

from geo.gazetteers.sqlite import Gazetteer
from geo.text.lower_case import has_lost_capitals
from tests.text.reading import parse, read_toponyms


def test_a_text_in_small_letters_has_lost_its_capitals() -> None:
    assert has_lost_capitals(parse("rebels took the town of azaz on monday, an officer said."))
    assert not has_lost_capitals(parse("Rebels took the town of Azaz on Monday, an officer said."))


def test_names_are_found_in_small_letters_throughout(gazetteer: Gazetteer) -> None:
    found = read_toponyms("the army moved from mosul to tikrit, officials in baghdad said", gazetteer)
    assert [t.text for t in found] == ["mosul", "tikrit", "baghdad"]


def test_a_name_written_with_a_capital_elsewhere_is_found_in_small_letters(gazetteer: Gazetteer) -> None:
    found = read_toponyms("Rebels hold Kobani. The people of kobani are hungry.", gazetteer)
    assert [t.text for t in found] == ["Kobani", "kobani"]


@pytest.mark.parametrize(
    "text", ["He met us in the nice mobile shop.", "They ate turkey in Turkey's style of the china."]
)
def test_common_words_stay_words(text: str, gazetteer: Gazetteer) -> None:
    assert not any(t.text.islower() for t in read_toponyms(text, gazetteer))
