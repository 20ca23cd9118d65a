"""Copies of an agency's text are one story and stay several reports."""

import itertools
import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from geo.records.facts import Reading
from geo.records.text import Article, Sentence
from geo.records.views import View
from geo.stores.sql import SqlStore
from geo.stores.stories import ALIKE, likeness, sign_text, story_keys_of
from tests.stories import RAQQA, mention

WORDS = [
    "Government",
    "forces",
    "backed",
    "by",
    "air",
    "strikes",
    "entered",
    "the",
    "northern",
    "districts",
    "of",
    "Raqqa",
    "on",
    "Tuesday",
    "after",
    "four",
    "months",
    "of",
    "fighting",
    "that",
    "has",
    "left",
    "much",
    "of",
    "the",
    "city",
    "in",
    "ruins,",
    "a",
    "spokesman",
    "said.",
    "Residents",
    "reached",
    "by",
    "telephone",
    "described",
    "heavy",
    "shelling",
    "around",
    "the",
    "stadium",
    "and",
    "the",
    "national",
    "hospital,",
    "where",
    "several",
    "hundred",
    "fighters",
    "were",
    "believed",
    "to",
    "be",
    "holding",
    "out",
    "with",
    "their",
    "families.",
    "Aid",
    "workers",
    "warned",
    "that",
    "thousands",
    "of",
    "civilians",
    "remained",
    "trapped",
    "without",
    "water,",
    "and",
    "asked",
    "all",
    "sides",
    "to",
    "let",
    "them",
    "leave.",
]
DAY = date(2017, 10, 10)


def article(name: str, words: list[str], day: date | None = DAY) -> Article:
    return Article(name, "Raqqa", " ".join(words), f"https://example.org/{name}", name, day)


def read(report: Article) -> Reading:
    whole = Sentence(report.id, 0, 0, len(report.text))
    return Reading(report, (whole,), (mention(report, "Raqqa", RAQQA),), (), ())


def other_words(seed: int) -> list[str]:
    numbers = random.Random(seed)
    return ["Raqqa", *("".join(numbers.choices("abcdefghijklmnop", k=6)) for _ in range(80))]


def edited(share: float) -> list[str]:
    numbers = random.Random(7)
    return [w if numbers.random() > share else f"changed{i}" for i, w in enumerate(WORDS)]


def stories(store: SqlStore) -> dict[str, str]:
    return {s.article.id: s.story for s in store.sentences(View(), limit=100)}


WIRE = article("b-agency", WORDS)
PAPER = article("c-paper", ["REUTERS", "–", *edited(0.03)])
CUT = article("d-cut", WORDS[: int(len(WORDS) * 0.75)], DAY + timedelta(days=2))
UNRELATED = article("a-other", other_words(1))


def test_copies_count_as_one_story_and_as_several_reports(opened: SqlStore) -> None:
    opened.add([read(a) for a in (WIRE, PAPER, CUT, UNRELATED)])
    (raqqa,) = opened.place_tallies(View())
    assert (raqqa.reports, raqqa.stories, raqqa.mentions) == (4, 2, 4)
    assert stories(opened) == {"a-other": "a-other", **dict.fromkeys(("b-agency", "c-paper", "d-cut"), "b-agency")}
    assert (opened.counts().articles, opened.counts().stories) == (4, 2)


@pytest.mark.parametrize("order", list(itertools.permutations((WIRE, PAPER, CUT, UNRELATED))))
def test_order_of_arrival_changes_no_story(store_in_memory: SqlStore, order: tuple[Article, ...]) -> None:
    for report in order:
        store_in_memory.add([read(report)])
    assert stories(store_in_memory) == {
        "a-other": "a-other",
        "b-agency": "b-agency",
        "c-paper": "b-agency",
        "d-cut": "b-agency",
    }


def test_report_that_links_two_stories_makes_them_one(store_in_memory: SqlStore) -> None:
    left, right = WORDS[:60], other_words(3)[:60]
    ends = [article("m", left), article("k", right)]
    store_in_memory.add([read(a) for a in ends])
    assert len(set(stories(store_in_memory).values())) == 2
    store_in_memory.add([read(article("z", left + right))])
    assert set(stories(store_in_memory).values()) <= {"k", "m"}


@pytest.mark.parametrize(("days", "count"), [(14, 1), (15, 2)])
def test_near_copies_weeks_apart_are_two_stories(store_in_memory: SqlStore, days: int, count: int) -> None:
    later = replace(PAPER, published=DAY + timedelta(days=days))
    store_in_memory.add([read(WIRE), read(later)])
    assert store_in_memory.counts().stories == count


def test_exact_copies_are_one_story_however_short(store_in_memory: SqlStore) -> None:
    short = [article(name, ["Raqqa", "has", "fallen."]) for name in ("x", "y")]
    store_in_memory.add([read(a) for a in (*short, article("z", ["Raqqa", "has", "held."]))])
    assert stories(store_in_memory) == {"x": "x", "y": "x", "z": "z"}


def test_story_keeps_a_name_that_is_left_when_its_first_report_goes(store_in_memory: SqlStore) -> None:
    store_in_memory.add([read(a) for a in (WIRE, PAPER, CUT)])
    store_in_memory.delete(["b-agency"])
    assert stories(store_in_memory) == {"c-paper": "c-paper", "d-cut": "c-paper"}
    store_in_memory.add([read(replace(PAPER, text=" ".join(other_words(5))))])
    assert stories(store_in_memory) == {"c-paper": "c-paper", "d-cut": "d-cut"}


@pytest.mark.parametrize("seed", range(5))
def test_likeness_is_close_to_the_shingles_in_common(seed: int) -> None:
    one, other = other_words(seed), other_words(seed + 100)
    for kept in (80, 60, 40, 0):
        mixed = one[: kept + 1] + other[kept + 1 :]
        shingles = [{tuple(w[i : i + 3]) for i in range(len(w) - 2)} for w in (one, mixed)]
        true = len(shingles[0] & shingles[1]) / len(shingles[0] | shingles[1])
        assert abs(likeness(sign_text(" ".join(one)), sign_text(" ".join(mixed))) - true) < 0.2


def test_signature_never_changes_since_stores_hold_it() -> None:
    signature = sign_text(" ".join(WORDS))
    assert len(signature) == 8 + 4 * 128
    assert signature[:12].hex() == "7639859682c34c9d88a60102"
    assert len(story_keys_of(signature)) == 26
    assert sign_text(" ".join(WORDS).upper()) == signature
    assert likeness(signature, sign_text(" ".join(edited(0.03)))) >= ALIKE
