"""The kind and the part of a place, as the words around its name say."""

import pytest

from geo.gazetteers.sqlite import Gazetteer
from geo.languages.places import place_words
from geo.records.text import ParsedSentence
from geo.text.type_words import read_part, read_type_word
from tests.text.reading import parse, read_toponyms


def words_of(sentence: ParsedSentence, name: str) -> tuple[int, int]:
    start = sentence.sentence.start + sentence.text.index(name)
    tokens = sentence.tokens_in(start, start + len(name))
    return tokens[0].index, tokens[-1].index + 1


def first_kind(text: str, name: str) -> tuple[str, str]:
    (sentence,) = parse(text)
    found = read_type_word(sentence, *words_of(sentence, name), place_words())
    return (found.kinds[0] if found.kinds else ""), found.word


@pytest.mark.parametrize(
    ("text", "name", "kind", "word"),
    [
        ("The army left Raqqa province at dawn.", "Raqqa", "admin1", "province"),
        ("Shells fell on Donetsk oblast again.", "Donetsk", "admin1", "oblast"),
        ("They reached the city of Hama on foot.", "Hama", "settlement", "city"),
        ("Troops moved through the provinces of Idlib, Hama and Homs.", "Homs", "admin1", "provinces"),
        ("Anderson and Cherokee counties are flooded.", "Anderson", "admin2", "counties"),
        ("Kobani, a besieged town on the border, held out.", "Kobani", "settlement", "town"),
        ("Rakka – a city in the north – was shelled.", "Rakka", "settlement", "city"),
        ("In town Azaz the market is closed.", "Azaz", "settlement", "town"),
        ("The Kirkuk governor denied it.", "Kirkuk", "admin1", "governor"),
        ("They met in the capital of Syria.", "Syria", "country", "capital of"),
        ("Shells hit the self-proclaimed capital of Raqqa.", "Raqqa", "settlement", "capital"),
        ("Shells hit the group's main capital of Raqqa.", "Raqqa", "settlement", "capital"),
        ("They left Raqqa, the Islamic State's capital.", "Raqqa", "settlement", "capital"),
    ],
)
def test_the_type_word_of_a_name_is_read(text: str, name: str, kind: str, word: str) -> None:
    assert first_kind(text, name) == (kind, word)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Fighting went on in the first district of Mosul.", "Mosul"),
        ("Homes burned in a suburb of Aleppo.", "Aleppo"),
        ("He flew from Ankara to Moscow.", "Ankara"),
        ("The Sahel states fear an attack.", "Sahel"),
    ],
)
def test_a_piece_of_a_place_is_no_type_of_it(text: str, name: str) -> None:
    assert first_kind(text, name) == ("", "")


def test_the_part_is_kept_beside_the_name() -> None:
    (sentence,) = parse("Rebels advanced in northern Syria.")
    assert read_part(sentence, words_of(sentence, "Syria")[0], place_words()) == "northern"


def test_a_capital_part_is_no_piece_of_the_name_unless_it_makes_it(gazetteer: Gazetteer) -> None:
    syria, ireland = read_toponyms("He knows Northern Syria and Northern Ireland.", gazetteer)
    assert (syria.text, syria.part) == ("Syria", "Northern")
    assert (ireland.text, ireland.part) == ("Northern Ireland", "")
