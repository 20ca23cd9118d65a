"""Which store is shown, and its answers kept for as long as nothing is added to it."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st

from geo.panels.given import NOTHING_GIVEN, Given
from geo.panels.serving import serve_many
from geo.records.flags import Flag
from geo.records.text import Article
from geo.records.views import (
    Counts,
    DayTally,
    Facets,
    Holding,
    PlaceTally,
    ReportedChange,
    ReportedDistance,
    ReportedSentence,
    ReportTally,
    View,
)
from geo.settings import sample_store_url, store_url
from geo.stores import open_store
from geo.stores.base import Showing
from geo.stores.engines import sqlite_file
from geo.stores.merged import MergedStore, Part
from geo.stores.sql import SqlStore
from geo.views.by_side import by_side, side_colours, sides_told_of
from geo.views.colours import ActorColours
from geo.views.control import control_on, control_over
from geo.views.frames import Playback, history_of, make_playback, only_of
from geo.views.undated import all_days, date_reports, find_undated

T = TypeVar("T")
_TURN = 0.005
"""Seconds that one visitor's run may go on while others wait; Python's own are ten times as many."""
_FRESH = "30s"
"""How long a count is believed; a page opened later sees what an ingest has added since."""


@dataclass(frozen=True, slots=True)
class Answers:
    """A store with its address, counts and flags. Its answers are kept by address, view, and when the store last changed.

    `days` are those that the visitor chose for reports without one, by id, or by EVERY for all others (`geo.views.undated`), beside
    those that people gave them for all; `given` is what else they gave beside the reports (`geo.panels.given`).
    """

    store: Showing
    url: str
    counts: Counts
    stamp: int
    sample: bool
    flags: tuple[Flag, ...] = ()
    version: Hashable = None
    days: tuple[tuple[str, date], ...] = ()
    given: Given = NOTHING_GIVEN

    def facets(self) -> Facets:
        """What can be filtered by."""
        return self.keep(self.store.facets, "facets", None)

    def place_tallies(self, view: View) -> list[PlaceTally]:
        """Places under the view, most mentioned first."""
        return self.keep(lambda: self.store.place_tallies(view), "places", view)

    def day_tallies(self, view: View) -> list[DayTally]:
        """Reports and changes a day under the view."""
        return self.keep(lambda: self.store.day_tallies(view), "days", view)

    def changes(self, view: View) -> list[ReportedChange]:
        """Control changes under the view, latest first."""
        return self.keep(lambda: self.store.changes(view), "changes", view, _kept_long)

    def count_told(self, view: View) -> tuple[int, int]:
        """How many reports tell something under the view, and how many changes of control."""
        return self.keep(lambda: self.store.count_told(view), "count", view)

    def reports(self, view: View, limit: int) -> list[ReportTally]:
        """The reports that tell something under the view, latest first."""
        return self.keep(lambda: self.store.reports(view, limit=limit), f"reports {limit}", view)

    def article(self, article_id: str) -> Article | None:
        """A report with its text."""
        return self.store.article(article_id)

    def distances(self, view: View) -> list[ReportedDistance]:
        """Stated distances under the view, latest report first."""
        return self.keep(lambda: self.store.distances(view), "distances", view)

    def sentences(self, view: View, limit: int, offset: int) -> list[ReportedSentence]:
        """A page of sentences under the view, latest report first."""
        return self.keep(
            lambda: self.store.sentences(view, limit=limit, offset=offset), f"sentences {limit} {offset}", view
        )

    def names(self, place_id: str) -> tuple[str, ...]:
        """The other names of a place, in all scripts."""
        return self.keep(lambda: self.store.names(place_id), f"names {place_id}", None)

    def called(self, name: str) -> frozenset[str]:
        """The ids of the places that go by a name besides their main one."""
        return self.keep(lambda: self.store.called(name), f"called {name}", None)

    def history(self, view: View) -> list[ReportedChange]:
        """The changes that tell who holds what under the view: of all days, kinds, statuses and actors."""
        told, days = self.changes(history_of(view)), all_days(self.flags, dict(self.days))
        if not days:
            return told
        return self.keep(lambda: date_reports(told, days), f"dated {sorted(days.items())}", history_of(view))

    def undated(self, view: View) -> list[ReportedChange]:
        """The changes under the view that have no day, so that nothing can be said of who held what by them."""
        return self.keep(lambda: find_undated(self.changes(history_of(view))), "undated", history_of(view))

    def playback(self, view: View) -> Playback:
        """Control from day to day, of the view's actors, by actor or by side."""
        given = self.given

        def play() -> Playback:
            return make_playback(
                self.history(view), view.actors, given.basis, sides_shown=given.by_side, sides=given.sides
            )

        return self.keep(play, f"playback {self._asked}", _of_actors(view), _kept_long)

    def holdings(self, view: View, day: date) -> dict[str, Holding]:
        """Who holds what on a day, of the view's actors, by actor or by side."""
        return self.keep(lambda: self._holdings(view, day), f"holdings {day} {self._asked}", _of_actors(view))

    def _holdings(self, view: View, day: date) -> dict[str, Holding]:
        found = only_of(control_on(day, self.history(view), basis=self.given.basis), view.actors)
        return only_of(by_side(found, day, self.given.basis.sides), self.given.sides) if self.given.by_side else found

    def holdings_over(self, view: View, days: Sequence[date]) -> list[tuple[date, dict[str, Holding]]]:
        """Who holds what on several days, of all actors."""

        def ask() -> list[tuple[date, dict[str, Holding]]]:
            return list(control_over(days, self.history(view), basis=self.given.basis))

        return self.keep(ask, f"over {days} {self._asked}", history_of(view), _kept_long)

    def sides(self, view: View) -> list[tuple[str, str]]:
        """The keys and names of the sides that the changes under the view speak of, most spoken of first."""
        sides = self.given.basis.sides
        return self.keep(lambda: sides_told_of(self.history(view), sides), f"sides {self._asked}", history_of(view))

    def side_colours(self, view: View) -> ActorColours:
        """The colours of those sides, and of the actors on them."""
        sides = self.given.basis.sides
        return self.keep(lambda: side_colours(self.history(view), sides), f"colours {self._asked}", history_of(view))

    @property
    def _asked(self) -> str:
        """What of the visitor's own an answer on control depends on."""
        return f"{sorted(all_days(self.flags, dict(self.days)).items())} {self.given.key} {self.given.sides}"

    def keep(self, ask: Callable[[], T], what: str, view: View | None, keeper: Callable[..., Any] | None = None) -> T:
        """The answer to a question that bears a name and is asked under a view: asked once, until the store changes."""
        # One line of text is a key in no time; Streamlit takes other things apart to their last field, a dozen times a run.
        kept: T = (keeper or _kept)(ask, f"{self.url} {self.stamp or self.version or self.counts} {what} {view}")
        return kept


def _of_actors(view: View) -> View:
    """What of a view bears on who holds what: other dates, kinds and statuses give the same answer."""
    return replace(history_of(view), actors=view.actors)


# Answers are frozen records, so that one object may serve every session.
@st.cache_resource(max_entries=256, ttl="10m", show_spinner=False)
def _kept(_ask: Callable[[], Any], key: str) -> Any:
    return _ask()


# What takes seconds to work out, apart from the many short answers, which would soon crowd it out.
@st.cache_resource(max_entries=48, ttl="10m", show_spinner=False)
def _kept_long(_ask: Callable[[], Any], key: str) -> Any:
    return _ask()


@st.cache_resource(max_entries=8, show_spinner=False)
def _open(url: str, inode: int) -> SqlStore:
    serve_many()
    return open_store(url, create=False)


@st.cache_data(max_entries=8, ttl=_FRESH, show_spinner=False)
def _count(url: str, inode: int, stamp: int) -> Counts:
    return _open(url, inode).counts()


def find_answers() -> Answers | None:
    """The user's store if there is one with reports in it, else the sample's, else None.

    Raises StoreError where a store is there and cannot be read.
    """
    for url, sample in ((store_url(), False), (sample_store_url(), True)):
        file = sqlite_file(url)
        if file and not file.exists():
            continue
        inode, stamp = (file.stat().st_ino, _stamp(file)) if file else (0, 0)
        counts = _count(url, inode, stamp)
        if counts.articles:
            flags = tuple(_list_flags(url, inode, stamp))
            return Answers(_open(url, inode), url, counts, stamp, sample, flags, (counts, _last_act(flags)))
    return None


def join_own(
    shown: Answers | None, url: str | None, ids: Sequence[str], kept: Sequence[str], *, mine: bool
) -> Answers | None:
    """Answers with reports of the visitor's own: those with `ids` in the store at `url`, and those `kept` in the shown store.

    With `mine` there are no others. A report that stands in both stores is counted once. None where nothing is left.
    """
    own = _answers_of(url) if url else None
    if mine:
        parts = [(shown, tuple(kept))] if shown and kept else []
        fresh = list(ids)
    else:
        parts = [(shown, ())] if shown else []
        fresh = sorted(set(ids) - (shown.store.held(ids) if shown else set()))
    parts += [(own, tuple(fresh) if len(fresh) < len(ids) else ())] if own and fresh else []
    if not parts or (len(parts) == 1 and not parts[0][1]):
        return parts[0][0] if parts else shown
    return _join(parts)


def _join(parts: Sequence[tuple[Answers, tuple[str, ...]]]) -> Answers:
    store = MergedStore([Part(part.store, articles) for part, articles in parts])
    url = " + ".join(part.url for part, _ in parts)
    version = tuple((part.stamp or part.version, articles) for part, articles in parts)
    flags = tuple(flag for part, _ in parts for flag in part.flags)
    joined = Answers(store, url, Counts(), 0, any(part.sample for part, _ in parts), flags, version)
    return replace(joined, counts=joined.keep(store.counts, "counts", None))


def _answers_of(url: str) -> Answers | None:
    file = sqlite_file(url)
    if file is None or not file.exists():
        return None
    inode, stamp = file.stat().st_ino, _stamp(file)
    return Answers(
        _open(url, inode), url, _count(url, inode, stamp), stamp, False, tuple(_list_flags(url, inode, stamp))
    )


@st.cache_data(max_entries=8, ttl="5s", show_spinner=False)
def _list_flags(url: str, inode: int, stamp: int) -> list[Flag]:
    return _open(url, inode).flags()


def _last_act(flags: Sequence[Flag]) -> Hashable:
    """What another flag or one taken back changes."""
    return len(flags), max((f.taken_back or f.since for f in flags), default=None), sum(not f.taken_back for f in flags)


def forget_counts() -> None:
    """Look again at what the stores hold: something was added, or flagged, by this very page."""
    _list_flags.clear()
    _count.clear()


def _stamp(file: Path) -> int:
    """When a SQLite file or its write-ahead log last changed, in nanoseconds."""
    both = (file, file.with_name(file.name + "-wal"))
    return max(f.stat().st_mtime_ns for f in both if f.exists())
