"""Names are proposed with the words that belong to them."""

from geo.gazetteers.sqlite import Gazetteer
from geo.languages.places import place_words
from geo.text.proposals import propose
from tests.text.reading import parse


def test_the_stop_of_a_sentence_is_no_part_of_a_name_and_that_of_an_abbreviation_is(gazetteer: Gazetteer) -> None:
    sentences = parse("Planes struck from Iraq and the United States. \n\nHe flew from Tucson, Ariz. to Aleppo.")
    proposed = {p.text for parsed in sentences for p in propose(parsed, gazetteer, place_words())}
    assert {"Iraq", "United States", "Ariz."} <= proposed
    assert {"Iraq.", "United States.", "Aleppo."}.isdisjoint(proposed)
