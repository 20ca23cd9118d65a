"""Names that take in their site word, and names within an armed group's name."""

import pytest

from geo.languages.actors import actor_table
from geo.languages.places import place_words
from geo.text.sites import end_with_site, find_group_names
from tests.text.reading import parse


@pytest.mark.parametrize(
    ("text", "name", "site"),
    [
        ("They took Menagh air base.", "Menagh", "air base"),
        ("Water from Tishrin dam ran dry.", "Tishrin", "dam"),
        ("They took Menagh by night.", "Menagh", ""),
    ],
)
def test_a_site_word_belongs_to_the_name_before_it(text: str, name: str, site: str) -> None:
    (sentence,) = parse(text)
    last = next(t.index for t in sentence.tokens if t.text == name) + 1
    end = end_with_site(sentence.tokens, last, place_words())
    assert " ".join(t.text for t in sentence.tokens[last:end]) == site


def test_the_words_of_a_groups_name_are_found() -> None:
    (sentence,) = parse("The Islamic State of Iraq and Syria lost Sinjar.")
    spans = find_group_names(sentence.tokens, actor_table())
    assert [" ".join(t.text for t in sentence.tokens[a:b]) for a, b in spans] == ["Islamic State of Iraq and Syria"]


def test_a_government_is_no_such_group() -> None:
    (sentence,) = parse("The Government of Iraq thanked the Iraqi army.")
    assert find_group_names(sentence.tokens, actor_table()) == ()
