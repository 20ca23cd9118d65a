"""The reading of what a visitor of the page brought: a process of its own, which says how far it is, one JSON object a line.

`python -m geo.commands.reading_job FOLDER MOST [DAY]` reads the files of a folder, at most so many reports, into the store of `DATELINE_STORE`. Its lines:
`{"total": 3}` (null where unknown), `{"done": 1}` for reports read or passed over, `{"ids": [...], "places": 2, "changes": 1,
"distances": 0}` for those read, `{"known": [...]}`, `{"refused": "news.csv, line 2: ..."}`; last `{"left_out": {"ru": 1}, "ended": true}`.
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from geo.commands.intake import Intake
from geo.errors import DatelineError, InputError
from geo.records.facts import Reading
from geo.records.text import Article
from geo.sources.opening import count_articles
from geo.stores import open_store
from geo.stores.journal import ReadSource
from geo.workers.batches import Batch, read_here

# Small batches: a bar that moves, and what was read by then is kept.
_BATCH = 4
_TOLD = 50


class _Told(Intake):
    """An intake that says on its lines what it does not read, looks into every file, and stops at `most` articles."""

    most = 0
    seen = 0

    def refuse(self, error: InputError) -> None:
        self.refused += 1
        if self.refused <= _TOLD:
            tell(refused=str(error))

    def _digest(self, source: Path | str) -> str | None:
        return None

    def _readable(self, article: Article) -> list[Article]:
        self.seen += 1
        if self.seen > self.most:
            raise InputError(
                f"more than {self.most:,} reports in one go: “{article.title}” and what follows was not read"
            )
        return super()._readable(article)

    def _fresh(self, held: list[Article], end: ReadSource | None = None) -> Iterator[Batch]:
        for batch in super()._fresh(held, end):
            yield batch
            held = [a for a in held if a not in batch.articles]
        if held:
            tell(known=[a.id for a in held])


def tell(**fields: object) -> None:
    """One line of JSON on standard output."""
    sys.stdout.write(json.dumps(fields) + "\n")
    sys.stdout.flush()


def read_folder(folder: Path, most: int, day: str | None = None) -> None:
    """Read all files of a folder into the store. Raises DatelineError where nothing at all can be read."""
    from geo.pipeline import Reader

    store, intake = open_store(), _Told(None, day, size=_BATCH)
    intake.store, intake.most, intake.count = store, most, lambda n: tell(done=n)
    # Relative, so that what is said of a file names it as its owner does.
    os.chdir(folder)
    sources: list[Path | str] = [Path(path.name) for path in sorted(folder.iterdir())]
    counts = [count_articles(source) for source in sources]
    tell(total=None if None in counts else sum(n or 0 for n in counts))
    for batch, outcome in read_here(intake.batches(sources), Reader):
        store.add(outcome.readings)
        for title, why in outcome.failed:
            intake.refuse(InputError(f"“{title}” could not be read: {why}"))
        tell(done=len(batch.articles), ids=[r.article.id for r in outcome.readings], **_count(outcome.readings))
    store.settle()
    tell(left_out=dict(intake.left_out), ended=True)


def _count(readings: tuple[Reading, ...]) -> dict[str, int]:
    return {
        "places": sum(mention.place is not None for reading in readings for mention in reading.mentions),
        "changes": sum(len(reading.changes) for reading in readings),
        "distances": sum(len(reading.distances) for reading in readings),
    }


def main(arguments: list[str]) -> int:
    """Read a folder; the exit code is 0, or 2 where nothing could be read, which the last line then says."""
    try:
        read_folder(Path(arguments[0]).resolve(), int(arguments[1]), *arguments[2:3])
    except DatelineError as error:
        tell(failed=str(error))
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
