"""The store: articles a second in, and the questions of a map out, beside a writer too.

`DATELINE_BENCH_MENTIONS` says how many synthetic mentions (default 50,000; 1,000,000 takes some six minutes a database). All but the
last go in as a cluster's partitions do, the last as an ingest stores them, in batches of 32: both rates are of a store of that size.
Questions are asked of a store that lies in the machine's memory, as it does on a server that is up: what a disk adds is the disk's.
"""

import multiprocessing
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import create_engine

from geo.records.facts import Reading
from geo.records.places import Place, PlaceMention
from geo.records.text import Article, Sentence
from geo.records.views import View
from geo.stores import open_store
from geo.stores.engines import sqlite_file
from geo.stores.sql import SqlStore
from tests.postgres import Postgres, find_programs
from tests.stories import ISIS, SDF, actor, change

MENTIONS = int(os.environ.get("DATELINE_BENCH_MENTIONS", "50000"))
PLACES, DAYS, PER_ARTICLE, QUERIES = 20_000, 3 * 365, 5, 60
# A question of all time takes seconds in a large store: then a few answers do.
FEWEST, SECONDS = 5, 8.0
# Articles of a partition, of an ingest's batch, and how many of the latter are timed.
PARTITION, BATCH, TIMED = 256, 32, 1600
FIRST = date(2014, 1, 1)
WORDS = [f"word{n}" for n in range(4000)]


def measure() -> Iterator[str]:
    """A line a figure, for SQLite and, where it is installed, PostgreSQL, under the load that is told."""
    yield f"store: other programs keep {os.getloadavg()[0]:.1f} of {os.cpu_count()} processors busy"
    with tempfile.TemporaryDirectory() as folder:
        yield from measure_store("SQLite", f"sqlite:///{Path(folder) / 'bench.db'}")
        size = (Path(folder) / "bench.db").stat().st_size
        yield f"SQLite: {size / MENTIONS * PER_ARTICLE / 1000:.1f} kB an article"
    if find_programs():
        server = Postgres(durable=True)
        try:
            yield from measure_store("PostgreSQL", server.url)
            yield f"PostgreSQL: {server.size() / MENTIONS * PER_ARTICLE / 1000:.1f} kB an article"
        finally:
            server.stop()


def measure_store(name: str, url: str) -> Iterator[str]:
    """Fill a store and ask it."""
    store, count = open_store(url), MENTIONS // PER_ARTICLE
    timed = min(TIMED, count // 2)
    seconds = fill(store, 0, count - timed, PARTITION)
    yield f"{name}: {MENTIONS:,} mentions stored, {(count - timed) * PER_ARTICLE / seconds:,.0f} a second in partitions of {PARTITION} articles"
    seconds = fill(store, count - timed, timed, BATCH)
    yield f"{name}: {timed * PER_ARTICLE / seconds:,.0f} a second in batches of {BATCH}, {timed / seconds:,.0f} articles, the last of them"
    start = time.perf_counter()
    store.settle()
    yield f"{name}: settled in {time.perf_counter() - start:.1f} s"
    bring_into_memory(url)
    for what, ask in QUESTIONS.items():
        yield f"{name}: {what} {percentiles(store, ask)}"
    yield f"{name}: {beside_a_writer(url)}"
    store.close()


def bring_into_memory(url: str) -> None:
    """Read all that a database has stored once."""
    if path := sqlite_file(url):
        with path.open("rb") as file:
            while file.read(1 << 20):
                pass
        return
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS pg_prewarm")
        connection.exec_driver_sql("SELECT pg_prewarm(oid) FROM pg_class WHERE relkind IN ('r', 'i', 't')")
    engine.dispose()


def fill(store: SqlStore, first: int, count: int, size: int) -> float:
    """Store so many synthetic articles; the seconds that the store took, without those of making them up."""
    seconds = 0.0
    for batch in batches(first, count, size):
        start = time.perf_counter()
        store.add(batch)
        seconds += time.perf_counter() - start
    return seconds


def month(chance: random.Random) -> View:
    """Thirty days somewhere in the three years."""
    start = FIRST + timedelta(chance.randrange(DAYS - 30))
    return View(start=start, end=start + timedelta(29))


def zipf(chance: random.Random) -> int:
    """The number of a place, as often named as places are: few often, most hardly ever."""
    return min(int(chance.paretovariate(0.6)) - 1, PLACES - 1)


QUESTIONS: dict[str, Callable[[SqlStore, random.Random], object]] = {
    "places of 30 days": lambda store, chance: store.place_tallies(month(chance)),
    "places of 30 days of reports": lambda store, chance: store.place_tallies(replace(month(chance), basis="report")),
    "places of 30 days and an actor": lambda store, chance: store.place_tallies(replace(month(chance), actors=("is",))),
    "days of 30 days": lambda store, chance: store.day_tallies(month(chance)),
    "places of all time": lambda store, _: store.place_tallies(View()),
    "places of all time and an actor": lambda store, _: store.place_tallies(View(actors=("is",))),
    "days of all time": lambda store, _: store.day_tallies(View()),
    "sentences of a place": lambda store, chance: store.sentences(View(place=f"p{zipf(chance)}"), limit=20),
    "sentences of the place named most": lambda store, _: store.sentences(View(place="p0"), limit=20),
    "changes of 30 days, each with its sentence": lambda store, chance: store.changes(month(chance)),
}


def percentiles(store: SqlStore, ask: Callable[[SqlStore, random.Random], object]) -> str:
    """The median and the 95th percentile of asking."""
    chance, times, end = random.Random(3), [], time.monotonic() + SECONDS
    ask(store, random.Random(4))
    while len(times) < QUERIES and (len(times) < FEWEST or time.monotonic() < end):
        start = time.perf_counter()
        ask(store, chance)
        times.append(time.perf_counter() - start)
    times.sort()
    middle, most = times[len(times) // 2], times[int(len(times) * 0.95)]
    return f"median {middle * 1000:.1f} ms, 95 % within {most * 1000:.1f} ms"


def beside_a_writer(url: str, seconds: float = 5) -> str:
    """Four processes that ask while one writes, and whether any failed."""
    with multiprocessing.get_context("spawn").Pool(5) as pool:
        readers = [pool.apply_async(ask_on, (url, n, seconds)) for n in range(4)]
        written = pool.apply_async(write_on, (url, seconds)).get()
        asked = [r.get() for r in readers]
    return f"4 readers beside a writer: {sum(asked) / seconds:.0f} answers a second, {written / seconds:.0f} articles a second, no error"


def ask_on(url: str, seed: int, seconds: float) -> int:
    """Ask questions for so long; how many."""
    store, chance, asked, end = open_store(url, create=False), random.Random(seed), 0, time.monotonic() + seconds
    while time.monotonic() < end:
        chance.choice(list(QUESTIONS.values()))(store, chance)
        asked += 1
    return asked


def write_on(url: str, seconds: float) -> int:
    """Store articles for so long; how many."""
    store, end, written = open_store(url), time.monotonic() + seconds, 0
    for batch in batches(10_000_000, 10_000_000):
        if time.monotonic() > end:
            break
        written += store.add(batch).new
    return written


def batches(first: int, count: int, size: int = BATCH) -> Iterator[list[Reading]]:
    """Synthetic readings, so many in a batch."""
    for start in range(first, first + count, size):
        yield [synthetic(n) for n in range(start, min(start + size, first + count))]


def synthetic(number: int) -> Reading:
    """A report of 60 words with five places in five sentences, and a change of control in every other."""
    chance = random.Random(number)
    names = [zipf(chance) for _ in range(PER_ARTICLE)]
    told = [f"ISIS seized Place{n} {' '.join(chance.choices(WORDS, k=9))}." for n in names]
    day = FIRST + timedelta(chance.randrange(DAYS))
    article = Article(
        f"{number:09}", told[0], " ".join(told), f"https://example.org/{number}", f"agency{number % 40}", day
    )
    starts = [sum(len(t) + 1 for t in told[:i]) for i in range(PER_ARTICLE)]
    sentences = tuple(Sentence(article.id, i, s, s + len(t)) for i, (s, t) in enumerate(zip(starts, told, strict=True)))
    mentions = tuple(named(i, starts[i], n) for i, n in enumerate(names))
    gained = actor(article, "ISIS", ISIS if number % 4 else SDF)
    facts = (change(article, "seized", gained_by=gained, places=mentions[:1]),) if number % 2 else ()
    return Reading(article, sentences, mentions, (), facts)


def named(sentence: int, start: int, number: int) -> PlaceMention:
    """The mention of a place after the words "ISIS seized "."""
    lat, lon = (number * 7919 % 16000) / 100 - 80, (number * 104729 % 36000) / 100 - 180
    place = Place(
        f"p{number}", f"Place{number}", lat, lon, "settlement", f"C{number % 60}", "", "", 1000, 1, "synthetic", None
    )
    begin = start + len("ISIS seized ")
    return PlaceMention(
        sentence, begin, begin + len(place.name), place.name, place, 0.9, ("the only place of that name",), ()
    )
