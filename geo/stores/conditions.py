"""A View as SQL conditions: the one place where filters become a WHERE."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sqlalchemy import Column, ColumnElement, FromClause, Table, and_, exists, func, or_, select, true, tuple_

from geo.records.views import View
from geo.stores.tables import (
    LASTING,
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
from geo.stores.words import says

Condition = ColumnElement[bool]


def told_under(view: View, table: Table) -> Condition:
    """Conditions on a table of `article_id` and `position` (mentions, sentences, changes, distances); the last goes joined to articles."""
    return and_(true(), *_on_days(view, table), *_told(view, table))


def told_in_spans(view: View, table: Table) -> list[Condition]:
    """What `told_under` asks of a table, as conditions of which each row meets at most one."""
    told = and_(true(), *_told(view, table))
    return [told & days for days in _spans(view, table)]


def changes_at(view: View) -> Condition:
    """Conditions on `changes` by all filters of a view: its days, its own words, its sentence, its place."""
    return and_(true(), *_on_days(view, changes), *_changed(view))


def changes_in_spans(view: View) -> list[Condition]:
    """What `changes_at` asks, as conditions of which each change meets at most one."""
    changed = and_(true(), *_changed(view))
    return [changed & days for days in _spans(view, changes)]


def changes_of_places(view: View) -> tuple[FromClause, list[Condition]]:
    """Where the changes of places under a view stand, and which they are: `change_places` alone tells days, kinds, and whose change it is."""
    kind = _of_kinds(view, change_places.c.kind)
    here: list[Condition] = [kind & days for days in _spans(view, change_places)]
    undated = replace(view, start=None, end=None, basis="event")
    if replace(undated, kinds=(), actors=(), flagged="show") == View():
        whose = and_(true(), *_of_change(view, change_places.c.change_id))
        return change_places, [days & whose for days in here]
    changed = changes_at(undated)
    return change_places.join(changes, changes.c.id == change_places.c.change_id), [days & changed for days in here]


def _spans(view: View, table: Table) -> list[Condition]:
    """The days of a view as conditions on a table, of which each row meets at most one: each reads a narrow part of its index.

    What does not last, and is of a day after the view's start less the length of a span, is of a day before its end.
    """
    days = list(_on_days(view, table))
    # Words are looked for in every sentence, whichever its days: once is enough.
    if view.basis == "report" or (view.text and not days):
        return [and_(true(), *days)]
    short = [~table.c.lasting, *days]
    if view.start and view.start > UNDATED + LASTING:
        short.append(table.c.first_day >= view.start - LASTING)
    return [and_(*short), and_(table.c.lasting, *days)]


def _told(view: View, table: Table) -> Iterator[Condition]:
    yield from _on_report(view, table)
    yield from _on_sentence(view, table)
    yield from _on_flags(view, table)


def _changed(view: View) -> Iterator[Condition]:
    yield from _on_report(view, changes)
    yield from _on_words(view, changes)
    yield from _on_change(view)
    if view.place:
        yield _in_changes(change_places.c.place_id == view.place)
    if view.countries:
        yield _in_changes(unordered(change_places.c.place_id).in_(_places_in(view)))


def _on_report(view: View, table: Table) -> Iterator[Condition]:
    if view.publishers:
        yield table.c.article_id.in_(select(articles.c.id).where(articles.c.publisher.in_(view.publishers)))
    if view.articles:
        yield table.c.article_id.in_(view.articles)


def standing(view: View, table: FromClause) -> Condition:
    """Whether a row of mentions, changes or distances is none that a view hides since somebody flagged it as wrong."""
    return table.c.id.not_in(flagged_ids(table)) if view.flagged == "hide" else true()


def _on_flags(view: View, table: Table) -> Iterator[Condition]:
    if view.flagged == "only":
        yield table.c.id.in_(flagged_ids(table)) if table is distances else _beside(flags, table, _raised())
    elif view.flagged == "hide" and table is sentences:
        # A sentence goes once all that was read in it is flagged.
        left = [_beside(facts, table, standing(view, facts)) for facts in (mentions, changes, distances)]
        # Few articles carry flags, and the others are told by one look into a short list.
        yield or_(table.c.article_id.not_in(select(flags.c.article_id)), ~_beside(flags, table, _raised()), *left)
    elif view.flagged == "hide":
        yield standing(view, table)


def flagged_ids(table: FromClause) -> Any:
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
        # An undated report has the first of all days there, and is in no span of days. Of two lower bounds SQLite takes the first.
        if first is not articles.c.published and view.end and (view.start or UNDATED) == UNDATED:
            yield first > UNDATED
    if view.start:
        yield last >= view.start
    if view.end:
        yield first <= view.end


def _on_sentence(view: View, table: Table) -> Iterator[Condition]:
    yield from _on_words(view, table)
    # Of a few days each row is looked at; of all time it is quicker to look once for all sentences that hold such a fact.
    holds = _beside if view.start or view.end else _among
    if view.actors or view.kinds or view.statuses or view.sayers:
        if "changing" in table.c:
            yield table.c.changing
        yield holds(changes, table, *_on_change(view))
    if view.conflicting_only:
        conflict = (distances.c.verdict == "conflicts", standing(view, distances))
        yield and_(*conflict) if table is distances else holds(distances, table, *conflict)
    if view.unplaced_only:
        named = mentions.alias()
        yield _beside(named, table, named.c.place_id.is_(None))
    if table is not mentions and view.place:
        yield _beside(mentions, table, mentions.c.place_id == view.place)
    if table is not mentions and view.countries:
        yield _beside(mentions, table, unordered(mentions.c.place_id).in_(_places_in(view)))
    if table is mentions and view.place:
        yield mentions.c.place_id == view.place
    if table is mentions and view.countries:
        yield unordered(mentions.c.place_id).in_(_places_in(view))


def _on_words(view: View, table: Table) -> Iterator[Condition]:
    if not view.text:
        return
    said = says(sentences.c.text, view.text)
    if table is sentences:
        yield said
        return
    # Each sentence is looked through once, however many names it holds; its days hold those of all that is told in it.
    yield _among(sentences, table, said, *_on_days(view, sentences))


def _on_change(view: View) -> Iterator[Condition]:
    yield from _of_change(view, changes.c.id)
    yield _of_kinds(view, changes.c.kind)
    if view.statuses:
        yield changes.c.status.in_(view.statuses)
    if view.sayers:
        said = func.coalesce(changes.c.record[("attribution", "kind")].as_string(), "")
        yield said.in_(view.sayers)


def _of_change(view: View, change_id: Column[str]) -> Iterator[Condition]:
    """What a view asks of a change that its id alone tells."""
    if view.flagged == "hide":
        yield change_id.not_in(flagged_ids(changes))
    if view.flagged == "only":
        yield change_id.in_(flagged_ids(changes))
    if view.actors:
        yield _in_changes_of(change_actors, change_actors.c.actor.in_(view.actors), change_id)


def _of_kinds(view: View, kind: ColumnElement[str]) -> Condition:
    """Incidents are no changes: they show where they are asked for."""
    return kind.in_(view.kinds) if view.kinds else kind != "incident"


def unordered(column: Any) -> Any:
    """A column that no index gives in order: else SQLite walks all of that index, and not the days asked for.

    Unresolved mentions become "", which no place is called.
    """
    return func.coalesce(column, "")


def _in_changes(condition: Condition) -> Condition:
    return _in_changes_of(change_places, condition, changes.c.id)


def _in_changes_of(table: Table, condition: Condition, change_id: Column[str]) -> Condition:
    return exists(select(table.c.change_id).where(table.c.change_id == change_id, condition).correlate_except(table))


def _beside(other: FromClause, table: FromClause, *conditions: Condition) -> Condition:
    """Whether `other` has a row in the same sentence as the row of `table`."""
    same = (other.c.article_id == table.c.article_id, other.c.position == table.c.position)
    return exists(select(other.c.article_id).where(*same, *conditions).correlate_except(other))


def _among(other: Table, table: Table, *conditions: Condition) -> Condition:
    """The same as `_beside`, found the other way round: from the rows of `other`."""
    keys = select(other.c.article_id, other.c.position).where(*conditions)
    return tuple_(table.c.article_id, table.c.position).in_(keys)


def _places_in(view: View) -> Any:
    return select(places.c.id).where(places.c.country.in_(view.countries))
