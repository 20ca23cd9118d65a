"""Words and pieces of a text, as the trained recogniser sees it."""

from pathlib import Path

import pytest

from geo.errors import DataFileError
from geo.settings import DATA
from geo.text.pieces import (
    CAPITALISED,
    DIGITS,
    LOWER,
    MIXED,
    NOT_LETTERS,
    UPPER,
    Vocabulary,
    letter_case,
    pack_windows,
    split_segments,
)

VOCABULARY = Vocabulary(DATA / "models" / "places" / "vocab.txt")


def test_words_keep_their_offsets_in_the_text_as_written() -> None:
    text = "Fighters left al-Bāb (near Dayr az-Zawr’s bridge)."
    words = VOCABULARY.words(text)
    assert [text[w.start : w.end] for w in words[:5]] == ["Fighters", "left", "al", "-", "Bāb"]
    assert words[4].folded == "bab"


def test_marks_that_combine_stay_with_their_letter() -> None:
    assert [w.folded for w in VOCABULARY.words("Mari\u0301upol")] == ["mariupol"]


@pytest.mark.parametrize(
    ("word", "case"),
    [("Aleppo", CAPITALISED), ("ALEPPO", UPPER), ("aleppo", LOWER), ("McMurdo", MIXED), ("2016", DIGITS), ("-", NOT_LETTERS),
     ("A", CAPITALISED), ("حلب", LOWER)],
)  # fmt: skip
def test_each_word_has_one_of_six_letter_cases(word: str, case: int) -> None:
    assert letter_case(word) == case


def test_segments_end_with_sentences_and_lines() -> None:
    text = "Shells fell. Nobody died, he said.\nTroops left Goma on Monday."
    words = VOCABULARY.words(text)
    first_words = [text[words[first].start : words[first].end] for first, _ in split_segments(text, words)]
    assert first_words == ["Shells", "Nobody", "Troops"]


def test_windows_hold_all_words_and_never_too_many_pieces() -> None:
    text = "The army shelled Sloviansk. " * 30 + "and" + " word" * 300
    words = VOCABULARY.words(text)
    windows = pack_windows(words, split_segments(text, words), 50)
    assert [i for first, last in windows for i in range(first, last)] == list(range(len(words)))
    assert all(sum(len(w.pieces) for w in words[first:last]) <= 50 for first, last in windows)


def test_a_word_of_a_thousand_letters_is_one_piece() -> None:
    (word,) = VOCABULARY.words("x" * 1000)
    assert len(word.pieces) == 1


def test_a_file_that_is_no_vocabulary_is_named(tmp_path: Path) -> None:
    path = tmp_path / "vocab.txt"
    path.write_text("one\ntwo\n")
    with pytest.raises(DataFileError, match=r"vocab\.txt: not a vocabulary"):
        Vocabulary(path)
