"""What is said of places in all is kept as it would be counted, whatever is stored, replaced, taken out or flagged."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from geo.records.facts import Reading
from geo.records.flags import Flag, ReadingKey
from geo.records.text import Article, Sentence
from geo.records.views import PlaceTally, View
from geo.stores.engines import reading_from
from geo.stores.sql import SqlStore
from tests.stories import ALEPPO, MOSUL, RAQQA, mention

PLACES = {"Raqqa": RAQQA, "Aleppo": ALEPPO, "Mosul": MOSUL, "Nowhere": None}
TELLING = [f"The {n}th convoy reached the town after a long night on the road from the coast" for n in range(40)]
AGES = View(start=date(1, 1, 2), end=date(9998, 1, 1))
"""A view that leaves nothing out and is counted mention by mention."""


def report(number: int, chance: random.Random) -> Reading:
    """A report of one of five texts, near copies of one another, or of its own, that names some places."""
    told = " and ".join(TELLING[number % 5 * 3 : number % 5 * 3 + 3]) if number % 3 else TELLING[number % 40]
    names = " in ".join(chance.sample(sorted(PLACES), chance.randrange(1, 4)))
    article = Article(f"r{number:03}", "t", f"{told} in {names}", published=date(2016, 1, 1) + timedelta(chance.randrange(40)))  # fmt: skip
    named = tuple(mention(article, name, PLACES[name]) for name in names.split(" in "))
    return Reading(article, (Sentence(article.id, 0, 0, len(article.text)),), named, (), ())


def told(store: SqlStore, view: View) -> list[PlaceTally]:
    return sorted(store.place_tallies(view), key=lambda t: t.place.id)


def assert_kept_as_counted(store: SqlStore) -> None:
    for flagged in ("show", "hide"):
        assert told(store, View(flagged=flagged)) == told(store, replace(AGES, flagged=flagged))


@pytest.mark.parametrize("seed", [1, 2])
def test_totals_are_those_of_counting_whatever_comes_and_goes(opened: SqlStore, seed: int) -> None:
    chance, numbers = random.Random(seed), list(range(60))
    chance.shuffle(numbers)
    for step in range(12):
        some = [report(n, chance) for n in numbers[step * 5 : step * 5 + 5]]
        again = [report(n, chance) for n in chance.sample(numbers[: step * 5 + 1], k=min(2, step * 5))]
        opened.add([*some, *again])
        if step % 3 == 2:
            opened.delete([f"r{n:03}" for n in chance.sample(numbers[: step * 5], k=3)])
        assert_kept_as_counted(opened)
    assert any(t.stories < t.reports for t in opened.place_tallies(View()))


def test_what_is_flagged_is_taken_off_where_it_is_hidden(store: SqlStore) -> None:
    before = told(store, View())
    sentence = store.sentences(View(place=RAQQA.id))[0]
    named = next(m for m in sentence.mentions if m.place == RAQQA)
    key = ReadingKey(sentence.article.id, "place", named.start, named.end, RAQQA.id)
    store.flag([Flag(key, 0, named.text, sentence.text, "me", datetime.now(UTC), "")])
    assert_kept_as_counted(store)
    assert told(store, View()) == before != told(store, View(flagged="hide"))


def test_totals_of_a_country_are_those_of_its_places(store: SqlStore) -> None:
    assert told(store, View(countries=("IQ",))) == [t for t in told(store, View()) if t.place.country == "IQ"]


def test_ingest_that_breaks_off_leaves_the_totals_as_they_were(opened: SqlStore, readings: list[Reading]) -> None:
    opened.add(readings[:1])
    with pytest.raises(AttributeError):
        opened.add([readings[1], replace(readings[2], mentions=(None,))])  # type: ignore[arg-type]
    assert_kept_as_counted(opened)
    with reading_from(opened._engine) as connection:
        assert connection.scalar(text("SELECT sum(reports) FROM place_totals")) == 2
