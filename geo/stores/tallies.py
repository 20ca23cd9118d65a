"""Answers to a View in numbers: places and days with their counts, which the map and the bars are drawn from."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, Table, distinct, func, select, union_all

from geo.records.actors import Actor
from geo.records.places import Place
from geo.records.views import DayTally, PlaceTally, View
from geo.stores.conditions import changes_in_spans, changes_of_places, told_in_spans, unordered
from geo.stores.known_places import TURN, KnownPlaces
from geo.stores.packed import fetch_packed
from geo.stores.rows import make_actor
from geo.stores.tables import UNDATED, actors, change_places, changes, mentions, sentences
from geo.stores.totals import total_of_places

_COUNTED = (mentions.c.place_id, mentions.c.article_id, mentions.c.story_id)
_Changed = Mapping[str, tuple[int, date | None, Actor | None]]


def tally_places(connection: Connection, view: View, known: KnownPlaces) -> list[PlaceTally]:
    """Places with their counts and the actor last said to have gained them, most mentioned first."""
    hidden = view.flagged == "hide"
    counted: Mapping[str, Sequence[int]]
    counted = total_of_places(connection, hide_flagged=hidden) if _is_of_all(view) else _told_places(connection, view)
    there = known.find(connection, counted, connection.scalar(select(TURN)))
    changed = _count_changes(connection, view)
    countries = frozenset(view.countries)
    tallies = [
        _tally(place, counts, changed)
        for place_id, counts in counted.items()
        if (place := there.get(place_id)) and (not countries or place.country in countries)
    ]
    return sorted(tallies, key=lambda t: (-t.mentions, t.place.id))


def _is_of_all(view: View) -> bool:
    """Whether a view asks for all that is said of its places."""
    return replace(view, basis="event", countries=(), flagged="show") == View() and view.flagged != "only"


def _told_places(connection: Connection, view: View) -> dict[str, Sequence[int]]:
    told = union_all(*(select(*_COUNTED).where(span) for span in told_in_spans(view, mentions))).subquery()
    place, *ids = unordered(told.c.place_id), told.c.article_id, told.c.story_id
    counted = select(place, func.count(), *(func.count(distinct(i)) for i in ids)).group_by(place)
    return {place_id: counts for place_id, *counts in fetch_packed(connection, counted)}


def _tally(place: Place, counts: Sequence[int], changed: _Changed) -> PlaceTally:
    told, reports, stories = counts
    changes_there, last, gained = changed.get(place.id, (0, None, None))
    return PlaceTally(place, told, reports, changes_there, gained, last, stories)


def _count_changes(connection: Connection, view: View) -> _Changed:
    """How many changes each place saw, the last day of one, and who gained it last: by the day of the change, then of the report."""
    source, spans = changes_of_places(view)
    t = change_places.c
    columns = (unordered(t.place_id).label("place_id"), t.last_day, t.reported, t.gained_by, t.change_id)
    told = union_all(*(select(*columns).select_from(source).where(span) for span in spans)).subquery().c
    latest = (told.gained_by.is_(None), told.last_day.desc().nulls_last(), told.reported.desc(), told.change_id)
    counted = select(
        told.place_id,
        func.count().over(partition_by=told.place_id).label("changes"),
        func.max(told.last_day).over(partition_by=told.place_id).label("last"),
        told.gained_by,
        func.row_number().over(partition_by=told.place_id, order_by=latest).label("nth"),
    ).subquery()
    rows = fetch_packed(connection, select(*counted.c).where(counted.c.nth == 1))
    known = _find_actors(connection, {gained for *_, gained, _ in rows if gained})
    return {place_id: (count, last, known.get(gained)) for place_id, count, last, gained, _ in rows}


def _find_actors(connection: Connection, names: Collection[str]) -> dict[str, Actor]:
    """Actors by the names that changes give them: those of ids that are known, others by the words as written."""
    # There are hundreds of known actors, and at times more words than fit one IN.
    found = {row.id: make_actor(row.record) for row in connection.execute(select(actors)) if row.id in names}
    return {name: found.get(name) or Actor(name, name) for name in names}


def tally_days(connection: Connection, view: View) -> list[DayTally]:
    """Reports and changes by the day the view looks at: the event's first day, or the report's."""
    reports, changed, day = _count_reports(connection, view), Counter[Any](), _day(view, changes)
    for span in changes_in_spans(view):
        changed.update(_by_day(connection, select(day, func.count()).where(span).group_by(day)))
    dated = sorted(told for told in reports | changed if told and told > UNDATED)
    return [DayTally(told, reports[told], changed[told]) for told in dated]


def _count_reports(connection: Connection, view: View) -> Counter[Any]:
    """Reports a day: by far most from sentences that do not last, in the order of their index; the others are looked at one by one."""
    day, report = _day(view, sentences), sentences.c.article_id
    # Where words are looked for, all sentences are read as they lie, and no index may lead to them one by one.
    told = sentences.c.told.is_not(False) if view.text else sentences.c.told
    short, *lasting = (told & span for span in told_in_spans(view, sentences))
    found = _by_day(connection, select(day, func.count(distinct(report))).where(short).group_by(day))
    pairs = {(told, i) for span in lasting for told, i in connection.execute(select(day, report).where(span))}
    if pairs:
        here = short & report.in_({i for _, i in pairs})
        pairs -= {(told, i) for told, i in connection.execute(select(day, report).where(here))}
    found.update(told for told, _ in pairs)
    return found


def _by_day(connection: Connection, query: Select[Any]) -> Counter[Any]:
    return Counter(dict(fetch_packed(connection, query)))


def _day(view: View, table: Table) -> Any:
    return table.c.reported if view.basis == "report" else table.c.first_day
