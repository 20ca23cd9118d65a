"""Batches of articles on their way to being read, and the reading of one batch, wherever that happens."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from geo.errors import DatelineError
from geo.records.facts import Reading
from geo.records.text import Article
from geo.stores.journal import ReadSource


class Reads(Protocol):
    """What reads articles: `geo.pipeline.Reader`."""

    def read_many(self, articles: Iterable[Article], /) -> Iterator[Reading]:
        """The readings of articles, in their order."""
        ...


MakeReader = Callable[[], Reads]
"""Makes a reader in the process that reads; a class or function of a module, so that its name can be sent there."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles to be read and stored together; `end` says, of the source that ends with them, what is to go in the journal."""

    articles: tuple[Article, ...]
    end: ReadSource | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a batch: its readings in order, and of each article that could not be read its title and why."""

    readings: tuple[Reading, ...] = ()
    failed: tuple[tuple[str, str], ...] = ()


def read_batch(reader: Reads, articles: tuple[Article, ...]) -> Outcome:
    """Read articles; where one makes the reader fail, the others are read all the same.

    Errors of an installation (`DatelineError`: a model or gazetteer that is missing) are raised: all articles would fail.
    """
    try:
        return Outcome(tuple(reader.read_many(articles)))
    except DatelineError:
        raise
    except Exception as error:
        if len(articles) == 1:
            return Outcome(failed=((articles[0].title, f"{type(error).__name__}: {error}"),))
    return join_outcomes(read_batch(reader, (article,)) for article in articles)


def join_outcomes(outcomes: Iterable[Outcome]) -> Outcome:
    """Several outcomes as one, in their order."""
    found = list(outcomes)
    return Outcome(tuple(r for o in found for r in o.readings), tuple(f for o in found for f in o.failed))


def read_here(batches: Iterable[Batch], make_reader: MakeReader) -> Iterator[tuple[Batch, Outcome]]:
    """Read batches one after the other in this process."""
    reader = make_reader()
    for batch in batches:
        yield batch, read_batch(reader, batch.articles)
