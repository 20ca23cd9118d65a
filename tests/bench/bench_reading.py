"""Reading speed, as a ratio to the bare language model on the same texts in the same run; where its time goes; memory; start.

Seconds are of one core's work (`time.process_time`), so that other work on the machine does not count: both use one thread.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from geo.extractors.distance.judging import measure_distances
from geo.extractors.distance.reading import extract_distances
from geo.geocoding.relations import apply_relations
from geo.geocoding.resolve import resolve_toponyms
from geo.pipeline import Reader
from geo.records.text import Article
from geo.settings import DATA
from geo.sources import open_source
from geo.text.mentions import find_toponyms
from geo.text.model import load_model, load_plain_model
from geo.text.parse import ParsedPart, parse_articles
from geo.text.recognised import recognise_sentences
from geo.text.recogniser import load_recogniser

ROUNDS = 5
BOOK = int(os.environ.get("DATELINE_BENCH_BOOK", "1000000"))
"""Characters of the one long text whose reading's memory is measured."""


def measure() -> Iterator[str]:
    """Words a second of the bare model and of the whole reading, and the ratio; the stages; peak memory; seconds to start."""
    articles = sample_articles()
    words = sum(len(a.text.split()) for a in articles)
    plain, reader = load_plain_model(), Reader()
    bare, whole = least_seconds(
        lambda: list(plain.pipe(a.text for a in articles)), lambda: list(reader.read_many(articles))
    )
    yield f"reading: {words / whole:,.0f} words/s; bare spaCy pipeline {words / bare:,.0f} words/s; ratio {bare / whole:.2f}"
    yield f"reading: {', '.join(f'{name} {share:.0%}' for name, share in stages(reader, articles).items())}"
    yield f"reading: {start_seconds()}"
    yield f"reading: {peak_memory('-c', 'from tests.bench.bench_reading import read_book; read_book()')}"


def least_seconds(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """The least seconds of each of two, run by turns after one turn that does not count."""
    times = [(seconds_of(one), seconds_of(other)) for _ in range(ROUNDS + 1)][1:]
    return min(t for t, _ in times), min(t for _, t in times)


def seconds_of(run: Callable[[], object]) -> float:
    """One core's seconds for a run."""
    start = time.process_time()
    run()
    return time.process_time() - start


def stages(reader: Reader, articles: list[Article]) -> dict[str, float]:
    """Each stage's share of the reading: the least of `ROUNDS`, the stages one after another over all articles."""
    least: dict[str, float] = {}
    for _ in range(ROUNDS):
        for name, seconds in one_round(reader, articles):
            least[name] = min(seconds, least.get(name, seconds))
    whole = sum(least.values())
    return {name: seconds / whole for name, seconds in least.items()}


def one_round(reader: Reader, articles: list[Article]) -> Iterator[tuple[str, float]]:
    """The seconds of each stage."""
    parts: list[ParsedPart] = []
    gazetteer, recogniser = reader.gazetteer, load_recogniser()
    yield "language model", seconds_of(lambda: parts.extend(parse_articles(load_model(), articles)))
    recognising = seconds_of(lambda: [recognise_sentences(p.sentences, recogniser) for p in parts])
    yield "recogniser", recognising
    toponyms = [find_toponyms(p.sentences, gazetteer) for p in parts]
    finding = seconds_of(lambda: [find_toponyms(p.sentences, gazetteer) for p in parts])
    yield "choosing names", max(0.0, finding - recognising)
    named = [resolve_toponyms(t, p.article, gazetteer) for t, p in zip(toponyms, parts, strict=True)]
    yield (
        "placing names",
        seconds_of(lambda: [resolve_toponyms(t, p.article, gazetteer) for t, p in zip(toponyms, parts, strict=True)]),
    )
    yield "distances", seconds_of(lambda: [_distances(reader, p, n) for p, n in zip(parts, named, strict=True)])
    yield (
        "control",
        seconds_of(lambda: [reader._changes(p.article, p.sentences, n) for p, n in zip(parts, named, strict=True)]),
    )


def _distances(reader: Reader, part: ParsedPart, named: tuple[object, ...]) -> object:
    said = (part.article, part.sentences)
    mentions = apply_relations(named, extract_distances(*said, named, reader.gazetteer))  # type: ignore[arg-type]
    return measure_distances(extract_distances(*said, mentions, reader.gazetteer))


def start_seconds() -> str:
    """Seconds from the command to the first reading, the least of three, and those of them that the processor worked."""
    line = json.dumps({"id": "a", "text": "ISIS seized Raqqa in the spring of 2013."}).encode()
    command = [sys.executable, "-m", "geo", "read", "-", "--format", "jsonl"]
    times = []
    for _ in range(3):
        start, worked = time.perf_counter(), _children_seconds()
        subprocess.run(command, input=line, check=True, stdout=subprocess.DEVNULL)
        times.append((time.perf_counter() - start, _children_seconds() - worked))
    wall, processor = min(times)
    return f"{wall:.1f} s from the command to its first result ({processor:.1f} s of the processor)"


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def peak_memory(*command: str) -> str:
    """What a Python command says when it has run in a process of its own."""
    return subprocess.run([sys.executable, *command], check=True, capture_output=True, text=True).stdout.strip()


def read_book() -> None:
    """Read the sample over and over as one long text, and print the most memory that took."""
    sample = "\n\n".join(article.text for article in sample_articles())
    text = "\n\n".join([sample] * (BOOK // len(sample) + 1))[:BOOK]
    list(Reader().read_many([Article("book", "", text)]))
    sys.stdout.write(f"{most_memory():,.0f} MB at most for one text of {len(text) / 1e6:.1f} million characters\n")


def most_memory() -> float:
    """The most megabytes that this process has held. Not `getrusage` where it can be helped: that counts the parent's too."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def sample_articles() -> list[Article]:
    """The sample reports, some 100 of them."""
    return [article for path in sorted(Path(DATA / "sample").glob("*.jsonl")) for article in open_source(path)]
