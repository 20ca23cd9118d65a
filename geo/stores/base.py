"""What every store does."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from geo.records.facts import Reading
from geo.records.flags import Flag, ReadingKey
from geo.records.origins import Version
from geo.records.places import Place
from geo.records.text import Article
from geo.records.views import (
    Added,
    Counts,
    DayTally,
    Facets,
    PlaceTally,
    ReportedChange,
    ReportedDistance,
    ReportedSentence,
    ReportTally,
    View,
)


class Showing(Protocol):
    """What the page shows: answers to a View, and the flags that people raise."""

    def held(self, ids: Sequence[str]) -> set[str]:
        """Those of the ids of articles that are stored."""
        ...

    def flag(self, raised: Iterable[Flag]) -> int:
        """Keep flags that say that readings are wrong, each once for a reading that nobody has flagged yet. How many are new.

        They outlast reading the article again, as long as the same is read in the same words.
        """
        ...

    def take_back(self, keys: Iterable[ReadingKey], who: str) -> int:
        """Take back the flags of readings; they stay listed, with who took them back. How many there were."""
        ...

    def flags(self) -> list[Flag]:
        """All flags, also those taken back, latest first."""
        ...

    def counts(self) -> Counts:
        """What is stored."""
        ...

    def facets(self) -> Facets:
        """What can be filtered by."""
        ...

    def place_tallies(self, view: View) -> list[PlaceTally]:
        """Every place that something under the view is said of, most mentioned first."""
        ...

    def day_tallies(self, view: View) -> list[DayTally]:
        """Reports and changes a day under the view, in order of days."""
        ...

    def changes(self, view: View) -> list[ReportedChange]:
        """The control changes under the view, latest first."""
        ...

    def distances(self, view: View) -> list[ReportedDistance]:
        """The stated distances under the view, latest report first."""
        ...

    def sentences(self, view: View, *, limit: int = 50, offset: int = 0) -> list[ReportedSentence]:
        """The sentences under the view that name a place or state a fact, latest report first."""
        ...

    def count_told(self, view: View) -> tuple[int, int]:
        """How many reports tell something under the view, and how many changes of control they tell, undated ones too."""
        ...

    def reports(self, view: View, *, limit: int = 50, offset: int = 0) -> list[ReportTally]:
        """The reports that tell something under the view, latest first, undated ones last."""
        ...

    def article(self, article_id: str) -> Article | None:
        """A report with its text, if it is stored."""
        ...

    def versions(self, article_id: str) -> list[Version]:
        """A report as it stood before its source changed it, the latest first."""
        ...

    def place(self, place_id: str) -> Place | None:
        """A place that some stored mention was resolved to."""
        ...

    def names(self, place_id: str) -> tuple[str, ...]:
        """The other names of a place, in all scripts."""
        ...

    def called(self, name: str) -> frozenset[str]:
        """The ids of the places that go by a name besides their main one, whatever its case, accents, hyphens and article."""
        ...


class Store(Showing, Protocol):
    """Readings in, answers to a View out. Only `delete` takes out what `add` has acknowledged."""

    def add(self, readings: Iterable[Reading], *, again: bool = False) -> Added:
        """Store readings in one transaction a batch: an article known with the same text changes nothing, with another
        text from the same place is replaced and kept as an earlier version, from elsewhere is kept beside under another id."""
        ...

    def known(self, articles: Sequence[Article]) -> set[str]:
        """The ids among `articles` that are stored with the very same text, so that they need not be read again."""
        ...

    def delete(self, named: Sequence[str]) -> int:
        """Delete articles, named by id or web address, with all they carry, and keep them from coming back. How many there were."""
        ...
