"""The store on SQLAlchemy Core: SQLite embedded, PostgreSQL hosted. Only `engines.py` knows which database it is."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, Select, distinct, func, select

from geo.errors import StoreError
from geo.records.facts import Reading
from geo.records.flags import Flag, ReadingKey
from geo.records.origins import Version
from geo.records.places import OtherNames, Place
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
    join_added,
)
from geo.stores import answers, facets, journal, pages, reports, tables, tallies
from geo.stores.chunks import chunks
from geo.stores.conditions import changes_at, told_under
from geo.stores.engines import asking, count_rows_for_planner, reading_from, rewriting, writing_to
from geo.stores.flags import forget_flags, hang_flags, list_flags, raise_flags, take_back_flags
from geo.stores.inserting import insert_rows
from geo.stores.journal import PolledFeed, ReadSource
from geo.stores.known_places import KnownPlaces, tell_places_changed
from geo.stores.names import keep_names, names_filled, names_of_place, places_called, places_to_name
from geo.stores.removal import published_before, published_by, remove_articles, withdraw, withdrawn_among
from geo.stores.rows import Rows, digest_article, make_place, make_rows
from geo.stores.stories import group_stories, keep_keys
from geo.stores.tables import articles, changes, distances, mentions, places, sentences
from geo.stores.totals import count_in
from geo.stores.versions import forget_versions, keep_versions, list_versions, rename_readings, tell_apart

# Rows that several articles share, by table; and those that go with their article.
_SHARED = ((places, "places"), (tables.actors, "actors"))
_OWN = (
    "articles",
    "sentences",
    "mentions",
    "changes",
    "change_places",
    "change_actors",
    "distances",
    "distance_places",
)


class SqlStore:
    """A store in one SQL database (`geo.stores.base.Store`). Open it with `geo.stores.opening.open_store`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._places = KnownPlaces()

    def close(self) -> None:
        """Give back all connections."""
        self._engine.dispose()

    def check(self) -> None:
        """Ask the database for its version. Raises StoreError when it does not answer, or with something else."""
        with reading_from(self._engine) as connection:
            found = connection.scalar(select(tables.about.c.value).where(tables.about.c.key == "schema"))
        if found != str(tables.SCHEMA_VERSION):
            raise StoreError(f"{self._engine.url.render_as_string()}: its schema is now {found}")

    def add(self, readings: Iterable[Reading], *, again: bool = False) -> Added:
        """Store a batch in one transaction: known articles change nothing, changed ones are replaced with all they carry.

        A changed one is of the same origin; its earlier version is kept. What bears the id of a report from elsewhere is kept beside
        it, under an id of its own (`geo.stores.versions`). With `again` known ones are replaced too: the same article may be read
        better than before.
        """
        added = Added()
        with writing_to(self._engine, by_key=True) as connection:
            for batch in _without_twice(readings):
                added = join_added(added, _add(connection, rename_readings(connection, batch), again=again))
        return added

    def tell_apart(self, articles: Sequence[Article]) -> list[Article]:
        """Articles under the ids by which they will be kept: the id of a stored report from elsewhere is not theirs."""
        with reading_from(self._engine) as connection:
            return tell_apart(connection, articles)

    def versions(self, article_id: str) -> list[Version]:
        """A report as it stood before its source changed it, the latest first."""
        with reading_from(self._engine) as connection:
            return list_versions(connection, article_id)

    def settle(self) -> None:
        """Make ready for questions after much was added."""
        count_rows_for_planner(self._engine)

    def known(self, articles: Sequence[Article]) -> set[str]:
        """The ids among `articles` that are stored with the very same text and head, and those that were withdrawn."""
        with reading_from(self._engine) as connection:
            digests = _stored_digests(connection, [a.id for a in articles])
            barred = withdrawn_among(connection, [a.id for a in articles])
        return {a.id for a in articles if digests.get(a.id) == digest_article(a)} | barred

    def delete(self, named: Sequence[str]) -> int:
        """Delete articles, named by id or web address, with all they carry, and keep them from coming back. How many there were."""
        with rewriting(self._engine) as connection:
            return withdraw(connection, list(named))

    def delete_old(self, before: date) -> int:
        """Delete the articles published before a day with all they carry. How many there were."""
        with rewriting(self._engine) as connection:
            old = published_before(connection, before)
            forget_flags(connection, old)
            forget_versions(connection, old)
            return remove_articles(connection, old)

    def delete_publisher(self, publisher: str) -> int:
        """Delete all articles of a publisher with all they carry, and keep these from coming back. How many there were."""
        with rewriting(self._engine) as connection:
            return withdraw(connection, published_by(connection, publisher))

    def held(self, ids: Sequence[str]) -> set[str]:
        """Those of the ids of articles that are stored."""
        with reading_from(self._engine) as connection:
            return set(_stored_digests(connection, list(ids)))

    def flag(self, raised: Iterable[Flag]) -> int:
        """Keep flags, each once for a reading that nobody has flagged yet. How many are new."""
        with writing_to(self._engine) as connection:
            return raise_flags(connection, raised)

    def take_back(self, keys: Iterable[ReadingKey], who: str) -> int:
        """Take back the flags of readings; they stay listed, with who took them back. How many there were."""
        with writing_to(self._engine) as connection:
            return take_back_flags(connection, keys, who)

    def flags(self) -> list[Flag]:
        """All flags, also those taken back, latest first."""
        with reading_from(self._engine) as connection:
            return list_flags(connection)

    def was_read(self, digest: str) -> int | None:
        """How many articles a source with this digest had when it was read to its end (`geo.stores.journal`), else None."""
        with reading_from(self._engine) as connection:
            return journal.was_read(connection, digest)

    def write_journal(self, read: ReadSource) -> None:
        """Note a source as read to its end."""
        with writing_to(self._engine) as connection:
            journal.write_journal(connection, read)

    def feeds(self) -> dict[str, PolledFeed]:
        """The feeds that were polled, by address."""
        with reading_from(self._engine) as connection:
            return journal.read_feeds(connection)

    def write_feed(self, polled: PolledFeed) -> None:
        """Note where the polling of a feed stands now."""
        with writing_to(self._engine) as connection:
            journal.write_feed(connection, polled)

    def counts(self) -> Counts:
        """How many articles, sentences, mentions, distances and changes are stored."""
        with reading_from(self._engine) as connection:
            totals = [connection.scalar(select(func.count()).select_from(t)) or 0 for t in (articles, sentences)]
            areas = answers.count_areas(connection)
            unresolved = connection.scalar(select(func.count()).where(mentions.c.place_id.is_(None))) or 0
            resolved = connection.scalar(select(func.sum(tables.place_totals.c.mentions))) or 0
            totals.append(int(resolved) + unresolved - areas)
            facts = [connection.scalar(select(func.count()).select_from(distances))]
            facts.append(connection.scalar(select(func.count()).where(changes.c.kind != "incident")))
            stories = connection.scalar(select(func.count(distinct(articles.c.story_id))))
        return Counts(*(n or 0 for n in (*totals, unresolved, *facts, stories, areas)))

    def facets(self) -> Facets:
        """The actors, kinds, statuses, publishers and countries to filter by, and the first and last day."""
        with reading_from(self._engine) as connection:
            return facets.count_facets(connection)

    def place_tallies(self, view: View) -> list[PlaceTally]:
        """Every place that something under the view is said of, most mentioned first."""
        with reading_from(self._engine) as connection:
            return tallies.tally_places(connection, view, self._places)

    def day_tallies(self, view: View) -> list[DayTally]:
        """Reports and changes a day under the view, in order of days."""
        with reading_from(self._engine) as connection:
            return tallies.tally_days(connection, view)

    def changes(self, view: View) -> list[ReportedChange]:
        """The control changes under the view, latest first."""
        with reading_from(self._engine) as connection:
            rows = connection.execute(_told(changes, view).where(changes_at(view)).order_by(*_latest(changes)))
            return [answers.make_change(row) for row in rows]

    def distances(self, view: View) -> list[ReportedDistance]:
        """The stated distances under the view, latest report first."""
        query = _told(distances, view).where(told_under(view, distances))
        with reading_from(self._engine) as connection:
            return [answers.make_distance(row) for row in connection.execute(query.order_by(*_latest(distances)))]

    def sentences(self, view: View, *, limit: int = 50, offset: int = 0) -> list[ReportedSentence]:
        """The sentences under the view that name a place or state a fact, latest report first."""
        # Places that are read behind the page may be newer than it, and are then read again with the next.
        with asking(self._engine) as connection:
            return pages.list_sentences(connection, view, limit, offset, self._places)

    def count_told(self, view: View) -> tuple[int, int]:
        """How many reports tell something under the view, and how many changes of control."""
        with reading_from(self._engine) as connection:
            return reports.count_told(connection, view)

    def reports(self, view: View, *, limit: int = 50, offset: int = 0) -> list[ReportTally]:
        """The reports that tell something under the view, latest first."""
        with reading_from(self._engine) as connection:
            return list(reports.list_reports(connection, view, limit, offset))

    def article(self, article_id: str) -> Article | None:
        """A report with its text."""
        with reading_from(self._engine) as connection:
            return reports.read_article(connection, article_id)

    def place(self, place_id: str) -> Place | None:
        """The place of an id, if anything stored names it."""
        with reading_from(self._engine) as connection:
            row = connection.execute(select(places).where(places.c.id == place_id)).first()
        return make_place(row) if row else None

    def names(self, place_id: str) -> tuple[str, ...]:
        """The other names of a place, in all scripts."""
        with reading_from(self._engine) as connection:
            return names_of_place(connection, place_id)

    def called(self, name: str) -> frozenset[str]:
        """The ids of the places that go by a name besides their main one."""
        with reading_from(self._engine) as connection:
            return places_called(connection, name)

    def places_to_name(self) -> list[str] | None:
        """The ids of the places of reports stored before names were, which have none yet; None where that is done."""
        with reading_from(self._engine) as connection:
            return places_to_name(connection)

    def name_places(self, called: Iterable[OtherNames]) -> None:
        """Keep the names of places of reports stored before names were; there are no others then."""
        with writing_to(self._engine) as connection:
            keep_names(connection, called)
            names_filled(connection)


def _without_twice(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    """Readings in lists in which no article stands twice, in their order: a later one is the next version of an earlier."""
    batch: dict[str, Reading] = {}
    for reading in readings:
        if reading.article.id in batch:
            yield list(batch.values())
            batch = {}
        batch[reading.article.id] = reading
    yield list(batch.values())


def _add(connection: Connection, readings: Iterable[Reading], *, again: bool) -> Added:
    batch = {r.article.id: r for r in readings}
    digests = _stored_digests(connection, list(batch))
    barred = withdrawn_among(connection, list(batch))
    allowed = {i: r for i, r in sorted(batch.items()) if i not in barred}
    fresh = {i: r for i, r in allowed.items() if again or digests.get(i) != digest_article(r.article)}
    changed = fresh.keys() & digests.keys()
    keep_versions(connection, [i for i in changed if digests[i] != digest_article(fresh[i].article)])
    remove_articles(connection, sorted(changed))
    told = group_stories(connection, (r.article for r in fresh.values()))
    _insert(connection, make_rows(fresh.values(), told))
    count_in(connection, {t.story_id for t in told.values()})
    keep_names(connection, (named for reading in fresh.values() for named in reading.called))
    keep_keys(connection, told.values())
    hang_flags(connection, list(fresh))
    known = len(allowed) - len(fresh)
    return Added(len(fresh) - len(changed), known, len(changed), tuple(fresh), len(barred))


def _told(table: Any, view: View) -> Select[Any]:
    return (
        select(table.c.id.label("fact_id"), table.c.record, *pages.REPORT, *pages.SENTENCE)
        .join(articles, articles.c.id == table.c.article_id)
        .join(sentences, (sentences.c.article_id == table.c.article_id) & (sentences.c.position == table.c.position))
    )


def _latest(table: Any) -> tuple[Any, ...]:
    return (
        table.c.last_day.desc().nulls_last(),
        articles.c.published.desc().nulls_last(),
        table.c.article_id,
        table.c.position,
    )


def _stored_digests(connection: Connection, ids: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for chunk in chunks(ids):
        rows = connection.execute(select(articles.c.id, articles.c.digest).where(articles.c.id.in_(chunk)))
        found |= {row.id: row.digest for row in rows}
    return found


def _insert(connection: Connection, rows: Rows) -> None:
    for table, name in _SHARED:
        _insert_new(connection, table, getattr(rows, name))
    for name in _OWN:
        insert_rows(connection, tables.metadata.tables[name], getattr(rows, name))


def _insert_new(connection: Connection, table: Any, rows: dict[str, Any]) -> None:
    """Add shared rows, or bring those that stand up to date: a gazetteer may have learned since."""
    for ids in chunks(sorted(rows)):
        there = {row.id: row._asdict() for row in connection.execute(select(table).where(table.c.id.in_(ids)))}
        if new := [rows[i] for i in ids if i not in there]:
            insert_rows(connection, table, new)
        changed = [i for i, old in there.items() if old != rows[i]]
        for i in changed:
            connection.execute(table.update().where(table.c.id == i).values(rows[i]))
        if changed and table is places:
            tell_places_changed(connection)
