"""The reading of what visitors of the page bring: a process beside it, which says how far it is, one JSON object a line.

`python -m geo.commands.reading_job` loads what reading needs, and then takes jobs, one a line of standard input:
`{"folder": "/tmp/x", "store": "sqlite:////tmp/x.db", "beside": null, "most": 2000, "day": null}`: read the files of the folder, at
most so many reports, into the store; what stands in the store `beside` already is not read again. It answers `{"total": 3}` (null
where unknown), `{"done": 1}` for reports read or passed over, `{"ids": [...], "places": 2, "changes": 1, "distances": 0}` for those
read, `{"known": [...]}` for those in the store already and `{"there": [...]}` for those beside it, with each of these
`"reports": {"id": ["title", "address"]}`, `{"refused": "news.csv, line 2: ..."}`, and last of a job `{"left_out": {"ru": 1}, "ended": true}`, or `{"failed": "...", "ended": true}` where nothing could be read.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from geo.commands.intake import Intake
from geo.errors import DatelineError, InputError
from geo.records.facts import Reading
from geo.records.origins import from_visitor
from geo.records.text import Article
from geo.sources.counting import count_articles
from geo.stores import open_store
from geo.stores.journal import ReadSource
from geo.stores.rows import digest_article
from geo.stores.sql import SqlStore
from geo.workers.batches import Batch, Reads, read_here

# Small batches: a bar that moves, and what was read by then is kept.
_BATCH = 4
_TOLD = 50
_WARM = Article("warm", "", "The army took Homs, 160 km from Damascus, on Monday.")


class _Told(Intake):
    """An intake that says on its lines what it does not read, looks into every file, and stops at `most` articles."""

    most = 0
    seen = 0
    beside: SqlStore | None = None

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
        # Whatever a visitor brings, and says where it is from: it stands beside what is stored, and in place of nothing.
        return [from_visitor(one, digest_article(one)) for one in super()._readable(article)]

    def _fresh(self, held: list[Article], end: ReadSource | None = None) -> Iterator[Batch]:
        held = self._not_beside(held)
        for batch in super()._fresh(held, end):
            yield batch
            held = [a for a in held if a not in batch.articles]
        if held:
            tell(known=[a.id for a in held], reports=_named(held))

    def _not_beside(self, held: list[Article]) -> list[Article]:
        """The articles that do not stand in the store beside, whose ids and names are told."""
        if self.beside is None:
            return held
        # What was withdrawn counts as known, and is nowhere to be shown.
        same = self.beside.known(held) & self.beside.held([a.id for a in held])
        if there := [a for a in held if a.id in same]:
            tell(there=[a.id for a in there], reports=_named(there))
            self.count(len(there))
        return [a for a in held if a.id not in same]


def _named(held: Iterable[Article]) -> dict[str, tuple[str, str | None]]:
    return {article.id: (article.title, article.url) for article in held}


def tell(**fields: object) -> None:
    """One line of JSON on standard output."""
    sys.stdout.write(json.dumps(fields) + "\n")
    sys.stdout.flush()


def read_folder(job: dict[str, Any], reader: Reads) -> None:
    """Read all files of a job's folder into its store. Raises DatelineError where nothing at all can be read."""
    folder, opened = Path(job["folder"]), open_store(job["store"])
    intake = _Told(None, job["day"], size=_BATCH)
    intake.store, intake.most, intake.count = opened, job["most"], lambda n: tell(done=n)
    intake.beside = open_store(job["beside"], create=False) if job.get("beside") else None
    # Relative, so that what is said of a file names it as its owner does.
    os.chdir(folder)
    sources: list[Path | str] = [Path(path.name) for path in sorted(folder.iterdir())]
    counts = [count_articles(source) for source in sources]
    tell(total=None if None in counts else sum(n or 0 for n in counts))
    for batch, outcome in read_here(intake.batches(sources), lambda: reader):
        opened.add(outcome.readings)
        for title, why in outcome.failed:
            intake.refuse(InputError(f"“{title}” could not be read: {why}"))
        read = [reading.article for reading in outcome.readings]
        tell(done=len(batch.articles), ids=[a.id for a in read], reports=_named(read), **_count(outcome.readings))
    opened.settle()
    opened.close()
    if intake.beside:
        intake.beside.close()
    tell(left_out=dict(intake.left_out), ended=True)


def _count(readings: tuple[Reading, ...]) -> dict[str, int]:
    return {
        "places": sum(mention.place is not None for reading in readings for mention in reading.mentions),
        "changes": sum(len(reading.changes) for reading in readings),
        "distances": sum(len(reading.distances) for reading in readings),
    }


def take_jobs(lines: Iterable[str], reader: Reads) -> None:
    """Do the jobs of the lines, one after the other; one that fails says so, and the next is taken."""
    home = Path.cwd()
    for line in lines:
        job: dict[str, Any] = json.loads(line)
        try:
            read_folder(job, reader)
        except DatelineError as error:
            tell(failed=str(error), ended=True)
        os.chdir(home)


def main() -> None:
    """Load what reading needs, and take jobs until the input ends."""
    from geo.pipeline import Reader

    reader = Reader()
    try:
        reader.read(_WARM)
    except DatelineError:
        # A part that is missing is told to who asks for a reading, as what came of that.
        reader = Reader()
    take_jobs(sys.stdin, reader)


if __name__ == "__main__":
    main()
