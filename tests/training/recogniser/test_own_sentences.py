"""Own sentences for training: what is filled in as a name is marked as one."""

from random import Random

from geo.training.recogniser.gold import Annotated
from geo.training.recogniser.own_sentences import OwnSentences, exchange_names, respell
from geo.training.recogniser.place_pool import PlacePool

POOL = PlacePool(
    towns=[("Maaret al-Numan", "Ma'arrat an-Nu'man"), ("Kramatorsk",), ("Bhamo",)],
    provinces=[("Idlib",), ("Donetsk",)],
    countries=[("Syria",), ("Ukraine",), ("Chad",)],
)


def test_every_name_that_is_filled_in_is_marked() -> None:
    own = OwnSentences(POOL)
    for document in own.make(200, Random(1)):
        marked = [document.text[start:end] for start, end in document.names]
        left = "".join(
            c for i, c in enumerate(document.text) if not any(start <= i < end for start, end in document.names)
        )
        assert "Kramatorsk" not in left and "{" not in document.text and "<" not in document.text
        assert all(name.strip() == name and name for name in marked)


def test_the_same_seed_makes_the_same_sentences() -> None:
    own = OwnSentences(POOL)
    assert list(own.make(20, Random(7))) == list(own.make(20, Random(7)))


def test_exchanged_names_stay_marked_and_the_same_name_gets_the_same() -> None:
    text = "Aleppo is quiet. Syrians left Aleppo for Turkey."
    document = Annotated("a", text, ((0, 6), (30, 36), (41, 47)))
    changed = exchange_names(document, POOL, Random(3))
    first, second, third = (changed.text[start:end] for start, end in changed.names)
    assert first == second != "Aleppo"
    assert changed.text == f"{first} is quiet. Syrians left {first} for {third}."


def test_another_spelling_is_another_word_for_the_same() -> None:
    assert respell("al-Raqqah", Random(2)) != "al-Raqqah"
    assert respell("Goma", Random(2)) == "Goma"
