"""What the page waits for: a store's answers under filters, with 100,000 mentions in 5,000 places."""

import random
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from geo.records.facts import Reading
from geo.records.places import Place
from geo.records.text import Article
from geo.records.views import View
from geo.stores import open_store
from tests.bench.timing import median_seconds
from tests.stories import ISIS, SDF, actor, change, mention, reading

PLACES, REPORTS, MENTIONS_EACH = 5_000, 20_000, 5


def measure() -> Iterator[str]:
    """Rows a second stored, and seconds a question."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'bench.db'}")
        made = list(make_readings(random.Random(7)))
        yield f"store: {len(made) / median_seconds(lambda: _store_all(store, made), 1):,.0f} known articles/s checked again"
        view = View(start=date(2016, 3, 1), end=date(2016, 3, 30))
        for label, asked in (
            ("everything", View()),
            ("30 days", view),
            ("30 days, one actor", replace(view, actors=("sdf",))),
        ):
            yield f"store: {1000 * median_seconds(lambda v=asked: store.place_tallies(v)):.0f} ms for the places of {label}"
        some = made[0].mentions[0].place
        assert some
        yield f"store: {1000 * median_seconds(lambda: store.sentences(View(place=some.id))):.1f} ms for the sentences of a place"


def _store_all(store: object, made: list[Reading]) -> None:
    for start in range(0, len(made), 500):
        store.add(made[start : start + 500])  # type: ignore[attr-defined]


def make_readings(chance: random.Random) -> Iterator[Reading]:
    """Reports that name `MENTIONS_EACH` places each, few places often and most seldom, one change of hands in each."""
    places = [make_place(i, chance) for i in range(PLACES)]
    weights = [1 / (i + 10) for i in range(PLACES)]
    for number in range(REPORTS):
        named = chance.choices(places, weights, k=MENTIONS_EACH)
        words = [p.name for p in named]
        day = date(2016, 1, 1) + timedelta(days=chance.randrange(365))
        article = Article(f"b{number}", "Bench", f"SDF took from ISIS {', '.join(words)}.", None, "Bench", day)
        mentions = tuple(mention(article, p.name, p) for p in named)
        sides = {"gained_by": actor(article, "SDF", SDF), "lost_by": actor(article, "ISIS", ISIS)}
        yield reading(article, mentions=mentions, changes=(change(article, "took", places=mentions[:1], **sides),))


def make_place(number: int, chance: random.Random) -> Place:
    """A place somewhere in Syria and Iraq."""
    return Place(
        f"b:{number}", f"Town{number}x", 32 + 5 * chance.random(), 36 + 9 * chance.random(), "settlement", "SY"
    )
