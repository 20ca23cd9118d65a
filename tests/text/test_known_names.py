"""Known names shown to the trained recogniser."""

import gzip
from pathlib import Path

import pytest

from geo.errors import DataFileError
from geo.settings import DATA
from geo.text.known_names import CITY, COUNTRY, TOWN, KnownNames
from geo.text.pieces import Vocabulary

VOCABULARY = Vocabulary(DATA / "models" / "places" / "vocab.txt")
KNOWN = KnownNames(
    {"syria": COUNTRY, "south sudan": COUNTRY, "sudan": COUNTRY, "goma": CITY, "ain issa": TOWN, "reading": TOWN}
)


def signs(text: str) -> dict[str, int]:
    words = VOCABULARY.words(text)
    return {text[w.start : w.end]: s for w, s in zip(words, KNOWN.signs(words), strict=True) if s}


def test_the_longest_name_counts_and_tells_its_first_word_apart() -> None:
    assert signs("They crossed into South Sudan.") == {"South": 2 * COUNTRY - 1, "Sudan": 2 * COUNTRY}


def test_signs_between_the_words_of_a_name_do_not_hide_it() -> None:
    assert signs("near Ain-Issa") == {"Ain": 2 * TOWN - 1, "-": 2 * TOWN, "Issa": 2 * TOWN}


def test_small_names_need_a_capital_and_great_ones_do_not() -> None:
    assert signs("he was reading in goma, syria") == {"goma": 2 * CITY - 1, "syria": 2 * COUNTRY - 1}


def test_the_list_of_the_model_holds_countries_and_towns() -> None:
    known = KnownNames.load(DATA / "models" / "places" / "names.txt.gz")
    words = VOCABULARY.words("Ukraine Kharkiv")
    assert known.signs(words) == [2 * COUNTRY - 1, 2 * CITY - 1]


def test_a_list_with_a_block_missing_is_named(tmp_path: Path) -> None:
    path = tmp_path / "names.txt.gz"
    path.write_bytes(gzip.compress(b"syria\n\ngoma\n\n"))
    with pytest.raises(DataFileError, match=r"names\.txt\.gz: 2 blocks"):
        KnownNames.load(path)
