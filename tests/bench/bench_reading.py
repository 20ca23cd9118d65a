"""Reading speed, as a ratio to the bare language model on the same texts in the same run."""

from collections.abc import Iterator
from pathlib import Path

from geo.pipeline import Reader
from geo.records.text import Article
from geo.settings import DATA
from geo.sources import open_source
from geo.text.model import load_model
from tests.bench.timing import median_seconds


def measure() -> Iterator[str]:
    """Words a second of the bare model and of the whole reading, and the ratio."""
    articles = sample_articles()
    words = sum(len(a.text.split()) for a in articles)
    nlp, reader = load_model(), Reader()
    bare = median_seconds(lambda: list(nlp.pipe(a.text for a in articles)))
    whole = median_seconds(lambda: list(reader.read_many(articles)))
    yield f"reading: {words / whole:,.0f} words/s; bare spaCy pipeline {words / bare:,.0f} words/s; ratio {bare / whole:.2f}"


def sample_articles() -> list[Article]:
    """The sample reports, some 100 of them."""
    return [article for path in sorted(Path(DATA / "sample").glob("*.jsonl")) for article in open_source(path)]
