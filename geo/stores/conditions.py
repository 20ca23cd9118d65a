"""A View as SQL conditions: the one place where filters become a WHERE."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Table, and_, exists, or_, select, true

from geo.records.views import View
from geo.stores.tables import (
    UNDATED,
    articles,
    change_actors,
    change_places,
    changes,
    distances,
    flags,
    mentions,
    places,
    sentences,
)

Condition = ColumnElement[bool]


def told_under(view: View, table: Table) -> Condition:
    """Conditions on a table of `article_id` and `position` (mentions, sentences, changes, distances), joined to articles if `needs_articles`."""
    told = (*_on_report(view), *_on_days(view, table), *_on_sentence(view, table))
    return and_(true(), *told, *_on_articles(view, table), *_on_flags(view, table))


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
    days = (*_on_days(view, changes), *_on_articles(view, changes))
    return and_(true(), *_on_report(view), *days, *_on_words(view, changes), *_on_change(view), *place, *country)


def _on_report(view: View) -> Iterator[Condition]:
    if view.publishers:
        yield articles.c.publisher.in_(view.publishers)


def _on_articles(view: View, table: Table) -> Iterator[Condition]:
    if view.articles:
        yield table.c.article_id.in_(view.articles)


def standing(view: View, table: FromClause) -> Condition:
    """Whether a row of mentions, changes or distances is none that a view hides since somebody flagged it as wrong."""
    return table.c.id.not_in(_flagged(table)) if view.flagged == "hide" else true()


def _on_flags(view: View, table: Table) -> Iterator[Condition]:
    if view.flagged == "only":
        yield table.c.id.in_(_flagged(table)) if table is distances else _beside(flags, table, _raised())
    elif view.flagged == "hide" and table is sentences:
        # A sentence goes once all that was read in it is flagged.
        left = [_beside(facts, table, standing(view, facts)) for facts in (mentions, changes, distances)]
        yield or_(~_beside(flags, table, _raised()), *left)
    elif view.flagged == "hide":
        yield standing(view, table)


def _flagged(table: FromClause) -> Any:
    """The ids of a table's rows that flags hang on: few, so that they are looked up once a query. A mention takes its area with it."""
    if "place_id" not in table.c:
        return select(flags.c.fact_id).where(flags.c.fact_id.is_not(None), flags.c.taken_back.is_(None))
    hung, same = mentions.alias(), mentions.alias()
    beside = (same.c.article_id == hung.c.article_id, same.c.position == hung.c.position)
    at = same.c.record["start"].as_integer() == hung.c.record["start"].as_integer()
    return select(same.c.id).where(hung.c.id == flags.c.mention_id, flags.c.taken_back.is_(None), *beside, at)


def _raised() -> Condition:
    hung = or_(flags.c.mention_id.is_not(None), flags.c.fact_id.is_not(None))
    return and_(flags.c.taken_back.is_(None), hung)


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
        yield _beside(distances, table, distances.c.verdict == "conflicts", standing(view, distances))
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
    if view.flagged == "hide":
        yield standing(view, changes)
    if view.flagged == "only":
        yield changes.c.id.in_(_flagged(changes))
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
