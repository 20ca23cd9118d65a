"""Several stores shown as one: the reports of all, and those that somebody reads for an hour beside them."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import groupby
from typing import Any, TypeVar

from geo.records.flags import Flag, ReadingKey
from geo.records.origins import Version
from geo.records.places import Place
from geo.records.text import Article
from geo.records.views import (
    Counts,
    DayTally,
    Facet,
    Facets,
    PlaceTally,
    ReportedChange,
    ReportedDistance,
    ReportedSentence,
    ReportTally,
    View,
)
from geo.stores.base import Showing
from geo.stores.rows import event_days

T = TypeVar("T")
_NONE = ("",)
"""The id of no article: an empty list would filter nothing."""


@dataclass(frozen=True, slots=True)
class Part:
    """A store, or the articles of it that are named."""

    store: Showing
    articles: tuple[str, ...] = ()

    def view(self, view: View) -> View:
        """The view of this part alone. Where the view asks for other articles than the part's, it is one of none."""
        if not self.articles:
            return view
        both = tuple(i for i in self.articles if i in view.articles) or _NONE if view.articles else self.articles
        return replace(view, articles=both)


class MergedStore:
    """Parts shown as one (`geo.stores.base.Showing`). No article may stand in two of them, or it is counted twice."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = tuple(parts)

    def held(self, ids: Sequence[str]) -> set[str]:
        """Those of the ids of articles that a part holds."""
        return {i for part in self._parts for i in part.store.held(ids)}

    def flag(self, raised: Iterable[Flag]) -> int:
        """Keep flags, each in the store that holds its article. How many are new."""
        listed = list(raised)
        return self._divide([f.key.article_id for f in listed], lambda store, held: store.flag(
            [f for f in listed if f.key.article_id in held]
        ))  # fmt: skip

    def take_back(self, keys: Iterable[ReadingKey], who: str) -> int:
        """Take back the flags of readings. How many there were."""
        listed = list(keys)
        return self._divide([k.article_id for k in listed], lambda store, held: store.take_back(
            [k for k in listed if k.article_id in held], who
        ))  # fmt: skip

    def _divide(self, ids: Sequence[str], act: Callable[[Showing, set[str]], int]) -> int:
        return sum(act(part.store, held) for part in self._parts if (held := part.store.held(ids)))

    def flags(self) -> list[Flag]:
        """All flags, latest first."""
        return sorted((f for part in self._parts for f in part.store.flags()), key=lambda f: f.since, reverse=True)

    def counts(self) -> Counts:
        """What the parts hold together."""
        each = [_count(part) for part in self._parts]
        return Counts(*(sum(getattr(c, f.name) for c in each) for f in fields(Counts)))

    def facets(self) -> Facets:
        """What can be filtered by in the parts' stores."""
        each = [part.store.facets() for part in self._parts]
        days = [day for f in each for day in (f.first, f.last) if day]
        names = ("actors", "kinds", "statuses", "publishers", "countries")
        added = {name: _add(facet for f in each for facet in getattr(f, name)) for name in names}
        return Facets(**added, first=min(days, default=None), last=max(days, default=None))

    def place_tallies(self, view: View) -> list[PlaceTally]:
        """Places of all parts, most mentioned first; gained by whom the part with the latest change says."""
        found = sorted(self._all(lambda s, v: s.place_tallies(v), view), key=lambda t: t.place.id)
        merged = [_join(list(same)) for _, same in groupby(found, key=lambda t: t.place.id)]
        return sorted(merged, key=lambda t: (-t.mentions, t.place.id))

    def day_tallies(self, view: View) -> list[DayTally]:
        """Reports and changes a day, in order of days."""
        found = sorted(self._all(lambda s, v: s.day_tallies(v), view), key=lambda t: t.day)
        days = [(day, list(same)) for day, same in groupby(found, key=lambda t: t.day)]
        return [DayTally(day, sum(t.reports for t in same), sum(t.changes for t in same)) for day, same in days]

    def changes(self, view: View) -> list[ReportedChange]:
        """Changes of all parts, latest first."""
        return sorted(self._all(lambda s, v: s.changes(v), view), key=_latest_change)

    def distances(self, view: View) -> list[ReportedDistance]:
        """Distances of all parts, latest report first."""
        return sorted(self._all(lambda s, v: s.distances(v), view), key=_latest)

    def sentences(self, view: View, *, limit: int = 50, offset: int = 0) -> list[ReportedSentence]:
        """Sentences of all parts, latest report first."""
        found = self._all(lambda s, v: s.sentences(v, limit=limit + offset), view)
        return sorted(found, key=_latest)[offset : offset + limit]

    def count_told(self, view: View) -> tuple[int, int]:
        """How many reports of all parts tell something, and how many changes."""
        each = [part.store.count_told(part.view(view)) for part in self._parts]
        return sum(reports for reports, _ in each), sum(changes for _, changes in each)

    def reports(self, view: View, *, limit: int = 50, offset: int = 0) -> list[ReportTally]:
        """Reports of all parts, latest first."""
        found = self._all(lambda s, v: s.reports(v, limit=limit + offset), view)
        latest = sorted(found, key=lambda told: (*_backwards(told.article.published), told.article.id))
        return latest[offset : offset + limit]

    def article(self, article_id: str) -> Article | None:
        """A report with its text, of the part that holds it."""
        return next((found for part in self._parts if (found := part.store.article(article_id))), None)

    def versions(self, article_id: str) -> list[Version]:
        """The earlier versions of a report, of the part that has any."""
        return next((found for part in self._parts if (found := part.store.versions(article_id))), [])

    def place(self, place_id: str) -> Place | None:
        """A place that some part names."""
        return next((place for part in self._parts if (place := part.store.place(place_id))), None)

    def names(self, place_id: str) -> tuple[str, ...]:
        """The other names of a place, as the first part that has any gives them."""
        return next((names for part in self._parts if (names := part.store.names(place_id))), ())

    def called(self, name: str) -> frozenset[str]:
        """The ids of the places of all parts that go by a name besides their main one."""
        return frozenset(place for part in self._parts for place in part.store.called(name))

    def _all(self, ask: Callable[[Showing, View], list[T]], view: View) -> list[T]:
        return [found for part in self._parts for found in ask(part.store, part.view(view))]


def _count(part: Part) -> Counts:
    if not part.articles:
        return part.store.counts()
    view = View(articles=part.articles)
    mentions = sum(tally.mentions for tally in part.store.place_tallies(view))
    facts = len(part.store.distances(view)), len(part.store.changes(view))
    return Counts(len(part.articles), 0, mentions, 0, *facts, len(part.articles))


def _add(facets: Iterable[Facet]) -> tuple[Facet, ...]:
    counted: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for facet in facets:
        counted[facet.value] += facet.count
        labels.setdefault(facet.value, facet.label)
    merged = (Facet(value, labels[value], n) for value, n in counted.items())
    return tuple(sorted(merged, key=lambda f: (-f.count, f.label)))


def _join(same: list[PlaceTally]) -> PlaceTally:
    gained = max((t for t in same if t.gained_by), key=lambda t: t.last or date.min, default=same[0])
    return PlaceTally(
        same[0].place, sum(t.mentions for t in same), sum(t.reports for t in same), sum(t.changes for t in same),
        gained.gained_by, max((t.last for t in same if t.last), default=None), sum(t.stories for t in same),
    )  # fmt: skip


def _latest(fact: ReportedSentence | ReportedChange | ReportedDistance) -> tuple[Any, ...]:
    return (*_backwards(fact.article.published), fact.article.id, fact.sentence.index)


def _latest_change(fact: ReportedChange) -> tuple[Any, ...]:
    return (*_backwards(event_days(fact.change, fact.article.published)[1]), *_latest(fact))


def _backwards(day: date | None) -> tuple[bool, int]:
    """The latest day first, what has none last."""
    return (day is None, -day.toordinal() if day else 0)
