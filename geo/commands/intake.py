"""What an ingest takes in: the fresh articles of its sources in batches, and an account of all that is not read."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from geo.commands.console import say
from geo.commands.taking_articles import make_readable, take_articles
from geo.errors import InputError
from geo.records.text import Article
from geo.sources.columns import ALL, Columns
from geo.stores.journal import ReadSource
from geo.stores.sql import SqlStore
from geo.workers.batches import Batch

# So many errors of one source are told one by one; an archive may hold thousands of pages without an article.
_TOLD = 20


@dataclass(slots=True)
class Intake:
    """The sources of one ingest into a store (None: nothing is stored yet), with what was found on the way.

    `count` is told of articles that need no reading, as soon as that is known.
    """

    store: SqlStore | None
    published: str | None = None
    columns: Columns = ALL
    again: bool = False
    size: int = 32
    count: Callable[[int], None] = lambda _: None
    known: int = 0
    refused: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    _quiet_from: int = _TOLD

    def batches(self, sources: list[Path | str]) -> Iterator[Batch]:
        """The articles that are to be read, `size` at a time; the last batch of each source carries its line for the journal."""
        for source in sources:
            yield from self._batches_of(source)

    def _batches_of(self, source: Path | str) -> Iterator[Batch]:
        digest = self._digest(source)
        if digest and (before := self._read_before(digest)) is not None:
            self.known += before
            self.count(before)
            return
        refused, left_out, held, seen = self.refused, self.left_out.total(), list[Article](), 0
        self._quiet_from = refused + _TOLD
        try:
            for article in take_articles(source, self.published, self.refuse, self.columns):
                seen += 1
                held += self._readable(article)
                if len(held) >= self.size:
                    yield from self._fresh(held)
                    held = []
        except InputError as error:
            # What came before the fault is read; the source is not done with, so the journal does not have it.
            self.refuse(error)
            digest = None
        told = (
            ReadSource(digest, str(source), seen, self.refused - refused, self.left_out.total() - left_out)
            if digest
            else None
        )
        yield from self._fresh(held, told)
        if self.refused - refused > _TOLD:
            say(f"dateline: {source}: {self.refused - refused - _TOLD} more like these")

    def refuse(self, error: InputError) -> None:
        """Tell of an article or source that cannot be read, and go on."""
        self.refused += 1
        self.count(1)
        if self.refused <= self._quiet_from:
            say(f"dateline: {error}")

    def _digest(self, source: Path | str) -> str | None:
        """What a file holds and how it is read, as a SHA-256; None for what is no file or is read whatever the journal says."""
        if isinstance(source, str) or not source.is_file():
            return None
        try:
            with source.open("rb") as file:
                held = hashlib.file_digest(file, "sha256")
        except OSError:
            # What is wrong with it is told when it is read.
            return None
        said = "".join(f"\0{field}={column}" for field, column in self.columns.said)
        held.update(f"\0{self.published or ''}{said}".encode())
        return held.hexdigest()

    def _read_before(self, digest: str) -> int | None:
        return None if self.again or self.store is None else self.store.was_read(digest)

    def _readable(self, article: Article) -> list[Article]:
        try:
            readable, language = make_readable(article)
        except InputError as error:
            self.refuse(InputError(f"“{article.title or article.id}”: {error}"))
            return []
        if readable is not None:
            return [readable]
        self.left_out[language] += 1
        self.count(1)
        return []

    def _fresh(self, held: list[Article], end: ReadSource | None = None) -> Iterator[Batch]:
        if self.store is not None:
            # Under the ids by which they are kept: a report from elsewhere that bears one of them stays as it is.
            held = self.store.tell_apart(held)
        known = set() if self.again or self.store is None else self.store.known(held)
        fresh = tuple(article for article in held if article.id not in known)
        self.known += len(held) - len(fresh)
        self.count(len(held) - len(fresh))
        if fresh or end:
            yield Batch(fresh, end)
