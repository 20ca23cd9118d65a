"""What the recogniser says, in an article's own offsets."""

import numpy as np

from geo.records.text import ParsedSentence, Sentence
from geo.settings import DATA
from geo.text.labels import WordScores
from geo.text.pieces import Vocabulary
from geo.text.recognised import Recognised, join_sentences

VOCABULARY = Vocabulary(DATA / "models" / "places" / "vocab.txt")
TEXT = "Troops left Ain Issa for Raqqa."
OFFSET = 100
AIN, ISSA, RAQQA = 2, 3, 5


def recognised() -> Recognised:
    words = VOCABULARY.words(TEXT)
    scores = np.tile(np.array([1.0, 0.0, 0.0], dtype=np.float32), (len(words), 1))
    scores[AIN], scores[ISSA], scores[RAQQA] = (0.1, 0.9, 0), (0.2, 0, 0.8), (0.02, 0.98, 0)
    return Recognised(WordScores(words, scores), OFFSET)


def span(name: str) -> tuple[int, int]:
    start = OFFSET + TEXT.index(name)
    return start, start + len(name)


def test_names_stand_where_the_article_has_them() -> None:
    assert [(start, end) for start, end, _ in recognised().names] == [span("Ain Issa"), span("Raqqa")]


def test_the_probability_of_words_counts_where_a_name_goes_on() -> None:
    said = recognised()
    assert abs(said.probability(*span("Ain Issa")) - 0.72) < 1e-6
    assert abs(said.probability(*span("Ain")) - 0.18) < 1e-6
    assert said.probability(*span("Issa")) == 0


def test_words_lie_in_a_name_around_it_or_apart() -> None:
    said = recognised()
    assert said.relation(*span("Raqqa")) == "exact"
    assert said.relation(*span("Issa")) == "within a longer name"
    assert said.relation(*span("left Ain Issa")) == "holds a name"
    assert said.relation(*span("Issa for")) == "across a name"
    assert said.relation(*span("Troops")) == "no name"


def test_a_sure_name_is_known_by_its_folded_form() -> None:
    assert recognised().sure == {"raqqa"}


def test_sentences_are_joined_so_that_offsets_hold() -> None:
    text = "Shells fell.\n\nTroops left. They went home."
    bounds = [(0, 12), (14, 26), (27, 42)]
    parsed = [ParsedSentence(Sentence("a", i, s + 7, e + 7), text[s:e], ()) for i, (s, e) in enumerate(bounds)]
    assert join_sentences(parsed) == text
