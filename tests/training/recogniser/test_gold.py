"""Annotated texts as words with labels."""

from geo.settings import DATA
from geo.text.labels import BEGINS, INSIDE, OUTSIDE
from geo.text.pieces import Vocabulary
from geo.training.recogniser.gold import MASKED, Annotated, folds, label_words

VOCABULARY = Vocabulary(DATA / "models" / "places" / "vocab.txt")


def test_names_lose_their_article_and_possessive() -> None:
    text = "In the Golan Heights' east"
    words = VOCABULARY.words(text)
    assert label_words(words, Annotated("a", text, ((3, 20),))) == [OUTSIDE, OUTSIDE, BEGINS, INSIDE, OUTSIDE, OUTSIDE]


def test_what_counts_neither_way_is_masked() -> None:
    text = "Main Street in Homs"
    words = VOCABULARY.words(text)
    assert label_words(words, Annotated("a", text, ((15, 19),), ((0, 11),))) == [MASKED, MASKED, OUTSIDE, BEGINS]


def test_every_text_is_of_one_fold() -> None:
    documents = [Annotated(str(i), "", ()) for i in range(5)]
    assert folds(documents, 2) == {"0": 0, "1": 1, "2": 0, "3": 1, "4": 0}
