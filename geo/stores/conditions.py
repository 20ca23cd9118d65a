"""A View as SQL conditions: the one place where filters become a WHERE."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, exists, select, true

from geo.records.views import View
from geo.stores.tables import (
    UNDATED,
    articles,
    change_actors,
    change_places,
    changes,
    distances,
    mentions,
    places,
    sentences,
)

Condition = ColumnElement[bool]


def told_under(view: View, table: Table) -> Condition:
    """Conditions on a table of `article_id` and `position` (mentions, sentences, changes, distances), joined to articles if `needs_articles`."""
    return and_(true(), *_on_report(view), *_on_days(view, table), *_on_sentence(view, table))


def needs_articles(view: View, table: Table) -> bool:
    """Whether conditions on a table look at its articles: a join that costs more than all else is left out where it may be."""
    return bool(view.publishers) or (view.basis == "report" and "reported" not in table.c)


def changed_under(view: View) -> Condition:
    """Conditions on `changes` by what the change itself says."""
    return and_(true(), *_on_change(view))


def changes_at(view: View) -> Condition:
    """Conditions on `changes` joined to articles, by all filters of a view: its own words, its sentence, its place."""
    place = [_in_changes(change_places.c.place_id == view.place)] if view.place else []
    country = [_in_changes(change_places.c.place_id.in_(_places_in(view)))] if view.countries else []
    days = _on_days(view, changes)
    return and_(true(), *_on_report(view), *days, *_on_words(view, changes), *_on_change(view), *place, *country)


def _on_report(view: View) -> Iterator[Condition]:
    if view.publishers:
        yield articles.c.publisher.in_(view.publishers)


def _on_days(view: View, table: Table) -> Iterator[Condition]:
    first, last = table.c.first_day, table.c.last_day
    if view.basis == "report":
        first = last = table.c.reported if "reported" in table.c else articles.c.published
        # An undated report has the first of all days there, and is in no span of days.
        if first is not articles.c.published and view.end:
            yield first > UNDATED
    if view.start:
        yield last >= view.start
    if view.end:
        yield first <= view.end


def _on_sentence(view: View, table: Table) -> Iterator[Condition]:
    yield from _on_words(view, table)
    if view.actors or view.kinds or view.statuses:
        yield _beside(changes, table, *_on_change(view))
    if view.conflicting_only:
        yield _beside(distances, table, distances.c.verdict == "conflicts")
    if table is not mentions and view.place:
        yield _beside(mentions, table, mentions.c.place_id == view.place)
    if table is not mentions and view.countries:
        yield _beside(mentions, table, mentions.c.place_id.in_(_places_in(view)))
    if table is mentions and view.place:
        yield mentions.c.place_id == view.place
    if table is mentions and view.countries:
        yield mentions.c.place_id.in_(_places_in(view))


def _on_words(view: View, table: Table) -> Iterator[Condition]:
    if view.text:
        said = sentences.c.text.icontains(view.text, autoescape=True)
        yield said if table is sentences else _beside(sentences, table, said)


def _on_change(view: View) -> Iterator[Condition]:
    if view.kinds:
        yield changes.c.kind.in_(view.kinds)
    if view.statuses:
        yield changes.c.status.in_(view.statuses)
    if view.actors:
        yield _in_changes_of(change_actors, change_actors.c.actor.in_(view.actors))


def _in_changes(condition: Condition) -> Condition:
    return _in_changes_of(change_places, condition)


def _in_changes_of(table: Table, condition: Condition) -> Condition:
    return exists(select(table.c.change_id).where(table.c.change_id == changes.c.id, condition).correlate_except(table))


def _beside(other: Table, table: Table, *conditions: Condition) -> Condition:
    """Whether `other` has a row in the same sentence as the row of `table`."""
    same = (other.c.article_id == table.c.article_id, other.c.position == table.c.position)
    return exists(select(other.c.article_id).where(*same, *conditions).correlate_except(other))


def _places_in(view: View) -> Any:
    return select(places.c.id).where(places.c.country.in_(view.countries))
