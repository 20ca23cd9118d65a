"""What rules and the trained reader say, joined: sides and places across sentences, traps, and confidence that means something."""

from datetime import date
from functools import cache
from itertools import pairwise

import pytest

from geo.pipeline import Reader
from geo.records.facts import ControlChange
from geo.records.text import Article


@cache
def reader() -> Reader:
    return Reader()


def read(text: str, day: str = "2016-02-10") -> list[ControlChange]:
    reading = reader().read(Article("a", "", text, published=date.fromisoformat(day)))
    return [c for c in reading.changes if c.kind != "incident"]


def names(change: ControlChange) -> list[str]:
    return [m.place.name for m in change.places if m.place]


def test_a_side_that_only_is_pointed_to_is_the_one_named_before() -> None:
    changes = read("Islamic State fighters stormed Palmyra. The group captured the town on Thursday.")
    taken = next(c for c in changes if c.kind == "seize")
    assert taken.gained_by is not None
    assert taken.gained_by.actor is not None
    assert taken.gained_by.actor.name == "Islamic State"
    assert names(taken) == ["Palmyra"]


def test_words_for_a_side_mean_whom_they_mean_in_that_war() -> None:
    (change,) = read("Rebels captured Saraqib on Tuesday.", "2015-04-02")
    assert change.gained_by is not None
    assert change.gained_by.actor is not None
    assert "opposition" in change.gained_by.actor.name.lower()


@pytest.mark.parametrize(
    "text",
    [
        "Police captured three smugglers near Aleppo and seized 40 kilos of drugs.",
        "The court cleared the mayor of Mosul of all charges.",
        "The company took over a rival based in Mosul for 40 million dollars.",
    ],
)
def test_what_takes_no_place_is_no_change_of_hands(text: str) -> None:
    assert not [c for c in read(text) if c.kind in ("seize", "regain", "transfer") and c.confidence >= 0.5]


def test_confidence_falls_with_what_is_not_told() -> None:
    (full,) = read("Islamic State fighters captured Palmyra on Wednesday.")
    (vague,) = read("Fighters captured a village somewhere on Wednesday.") or [None]
    assert 0.5 <= full.confidence <= 1
    assert vague is None or vague.confidence < full.confidence


@pytest.mark.parametrize(("one", "other"), list(pairwise(["Palmyra", "Mosul", "Kunduz", "Goma"])))
def test_another_towns_name_changes_nothing_but_the_town(one: str, other: str) -> None:
    first, second = (read(f"Militants captured {town} on Monday after heavy fighting.") for town in (one, other))
    told = [[(c.kind, c.status) for c in changes if c.confidence >= 0.5] for changes in (first, second)]
    assert told[0] == told[1] == [("seize", "completed")]


def test_an_idle_sentence_more_changes_nothing() -> None:
    text = "Government forces retook Saraqib on Wednesday."
    idle = " Schools stayed closed because of the weather."
    assert [(c.kind, c.status, names(c)) for c in read(text)] == [
        (c.kind, c.status, names(c)) for c in read(text + idle)
    ]


def test_reasons_tell_the_readers_word_the_rule_and_the_runner_up() -> None:
    (change,) = read("Islamic State fighters captured Palmyra from the Syrian army on Wednesday.")
    text = "\n".join(change.reasons)
    assert "trained reader" in text
    assert "rule " in text
    assert "then" in text
    assert f"confidence {change.confidence:.0%}" in text
