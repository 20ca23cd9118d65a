"""From the labels' probabilities to names."""

import numpy as np

from geo.settings import DATA
from geo.text.labels import read_labels
from geo.text.pieces import Vocabulary

VOCABULARY = Vocabulary(DATA / "models" / "places" / "vocab.txt")


def names(text: str, rows: dict[int, tuple[float, float, float]], likely: float = 0.5) -> list[str]:
    words = VOCABULARY.words(text)
    scores = np.array([rows.get(i, (1.0, 0.0, 0.0)) for i in range(len(words))], dtype=np.float32).reshape(-1, 3)
    return [text[words[s.first].start : words[s.last - 1].end] for s in read_labels(words, scores, likely)]


def test_a_name_is_the_word_that_begins_it_and_those_that_go_on() -> None:
    assert names("Troops left Ain Issa .", {2: (0.1, 0.9, 0), 3: (0.1, 0, 0.9)}) == ["Ain Issa"]


def test_no_name_goes_on_that_did_not_begin() -> None:
    assert names("Troops left Ain Issa .", {2: (0.6, 0.3, 0.1), 3: (0.1, 0.1, 0.8)}) == []
    assert names("Troops left Ain Issa .", {2: (0.3, 0.65, 0.05), 3: (0.1, 0.1, 0.8)}) == ["Ain Issa"]


def test_two_names_side_by_side_stay_two() -> None:
    assert names("Aleppo Idlib", {0: (0, 1, 0), 1: (0, 0.9, 0.1)}) == ["Aleppo", "Idlib"]


def test_an_unlikely_name_is_left_out() -> None:
    assert names("They met Jordan .", {2: (0.6, 0.4, 0)}) == []


def test_a_name_that_is_sure_once_counts_where_it_is_possible() -> None:
    text = "Shells hit Marea . Marea FC lost . He saw marea ."
    rows = {2: (0.02, 0.98, 0.0), 4: (0.7, 0.3, 0.0), 10: (0.7, 0.3, 0.0)}
    assert names(text, rows) == ["Marea", "Marea"]


def test_a_text_without_words_has_no_names() -> None:
    assert names("", {}) == []


def test_a_name_does_not_end_at_a_hyphen() -> None:
    sure = (0.01, 0.99, 0.0)
    on = (0.01, 0.0, 0.99)
    assert names("They took Maaret al-Numan", {2: sure, 3: on, 4: on, 5: (0.6, 0, 0.4)}) == ["Maaret al-Numan"]
    assert names("They took Maaret al-Numan", {2: sure, 3: on, 4: on, 5: sure}) == ["Maaret al-Numan"]
    assert names("They took Ain al-Arab", {2: sure, 3: on}) == ["Ain al-Arab"]
    assert names("They took al-Bab", {4: sure}) == ["Bab"]
    assert names("An Aleppo-based group", {1: sure, 2: on}) == ["Aleppo"]
