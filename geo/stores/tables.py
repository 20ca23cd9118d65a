"""The tables of a store, the same on SQLite and PostgreSQL."""

from datetime import date, timedelta

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    false,
    text,
)

SCHEMA_VERSION = 8
"""Also the name of the last migration; a store of an earlier version is brought up by `geo.stores.migrating`."""
metadata = MetaData()
UNDATED = date.min
LASTING = timedelta(days=31)
"""What is told to have gone on for longer is found by its own part of the index of days."""
_DAYS = ("lasting", "first_day", "last_day")


def _article_key() -> Column[str]:
    return Column("article_id", String, ForeignKey("articles.id", ondelete="CASCADE"), nullable=False)


def _reported() -> Column[date]:
    """The day of the report, for lists of the latest, which an index then holds in order; the first of all days where it is undated."""
    return Column("reported", Date, nullable=False, server_default=UNDATED.isoformat())


def _lasting() -> Column[bool]:
    """Whether the days are more than `LASTING` apart. Those that are not lie between two days of the index that a filter can tell."""
    return Column("lasting", Boolean, nullable=False, server_default=false())


def _changing() -> Column[bool]:
    """Whether the sentence tells a change or an incident: one in ten does, and only these are looked at for one."""
    return Column("changing", Boolean, nullable=False, server_default=false())


def _of_changing(name: str, *columns: str) -> Index:
    return Index(
        name, *_DAYS, *columns, "changing", sqlite_where=text("changing = 1"), postgresql_where=text("changing")
    )


about = Table("about", metadata, Column("key", String, primary_key=True), Column("value", String, nullable=False))

articles = Table(
    "articles",
    metadata,
    Column("id", String, primary_key=True),
    Column("digest", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("url", Text),
    Column("publisher", Text),
    Column("published", Date),
    Column("date_source", String),
    Column("language", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("story_id", String, nullable=False, server_default=""),
    Column("signature", LargeBinary),
    Column("origin", Text),
    Index("articles_of_story", "story_id"),
    Index("articles_of_publisher", "publisher", "id"),
    Index("articles_by_day", "published"),
)

places = Table(
    "places",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("lat", Float, nullable=False),
    Column("lon", Float, nullable=False),
    Column("kind", String, nullable=False),
    Column("country", String, nullable=False),
    Column("admin1", Text, nullable=False),
    Column("admin2", Text, nullable=False),
    Column("population", Integer, nullable=False),
    Column("uncertainty_km", Float, nullable=False),
    Column("source", String, nullable=False),
    Column("geonameid", Integer),
    Column("feature", String, nullable=False),
)

# Names that a place goes by besides its main one, in the gazetteer's order; `key` is the form in which a name is looked for.
names = Table(
    "names",
    metadata,
    Column("place_id", String, ForeignKey("places.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("key", Text, nullable=False),
    Index("names_by_key", "key", "place_id"),
)

actors = Table(
    "actors",
    metadata,
    Column("id", String, primary_key=True),
    Column("record", JSON, nullable=False),
)

# `first_day` and `last_day` are those of the events told in the sentence, or the report's own day where it tells none:
# the span that a date filter looks at. They stand in mentions again so that counting by place reads one index.
sentences = Table(
    "sentences",
    metadata,
    _article_key(),
    Column("position", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("told", Boolean, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    _reported(),
    _lasting(),
    _changing(),
    Index("sentences_of_article", "article_id", "position", unique=True),
    Index("sentences_latest", "told", text("reported DESC"), "article_id", "position", "first_day", "last_day"),
    Index("sentences_by_day", "told", *_DAYS, "article_id"),
    _of_changing("sentences_changing", "article_id", "position", "reported"),
)

mentions = Table(
    "mentions",
    metadata,
    Column("id", Integer, primary_key=True),
    _article_key(),
    Column("position", Integer, nullable=False),
    Column("place_id", String, ForeignKey("places.id")),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("record", JSON, nullable=False),
    _reported(),
    Index("mentions_of_place", "place_id", text("reported DESC"), "article_id", "position"),
    Index("mentions_of_article", "article_id", "position", "place_id"),
    # Counting by place reads this alone: hence the story, which stands with the article, stands here again.
    Column("story_id", String, nullable=False, server_default=""),
    _lasting(),
    _changing(),
    Index("mentions_by_day", *_DAYS, "place_id", "article_id", "story_id", "position"),
    Index("mentions_by_report", "reported", "place_id", "article_id", "story_id"),
    _of_changing("mentions_changing", "place_id", "article_id", "story_id", "position", "reported"),
)

changes = Table(
    "changes",
    metadata,
    Column("id", String, primary_key=True),
    _article_key(),
    Column("position", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("status", String, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("record", JSON, nullable=False),
    _reported(),
    _lasting(),
    Index("changes_of_article", "article_id", "position"),
    Index("changes_by_day", *_DAYS, "reported", "kind"),
)

# What counting the changes of places asks for stands here again, so that it reads one index. `gained_by` is the actor, as in
# `change_actors`, of a change after which somebody else holds the place; None for others.
change_places = Table(
    "change_places",
    metadata,
    Column("change_id", String, ForeignKey("changes.id", ondelete="CASCADE"), primary_key=True),
    Column("place_id", String, ForeignKey("places.id"), primary_key=True),
    Column("first_day", Date),
    Column("last_day", Date),
    _reported(),
    Column("kind", String, nullable=False, server_default=""),
    Column("gained_by", Text),
    _lasting(),
    Index("changes_of_place", "place_id", "change_id"),
    Index("change_places_by_day", *_DAYS, "place_id", "reported", "kind", "gained_by", "change_id"),
    Index("change_places_by_report", "reported", "last_day", "place_id", "kind", "gained_by", "change_id"),
)

# `actor` is the actor's id, or the words as written where they could not be resolved.
change_actors = Table(
    "change_actors",
    metadata,
    Column("change_id", String, ForeignKey("changes.id", ondelete="CASCADE"), primary_key=True),
    Column("role", String, primary_key=True),
    Column("actor", Text, nullable=False),
    Index("changes_of_actor", "actor", "change_id"),
)

# What is said of a place in all, kept with what is stored (`geo.stores.totals`): counting a million mentions takes seconds.
place_totals = Table(
    "place_totals",
    metadata,
    Column("place_id", String, ForeignKey("places.id"), primary_key=True),
    Column("mentions", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("stories", Integer, nullable=False),
)

distances = Table(
    "distances",
    metadata,
    Column("id", String, primary_key=True),
    _article_key(),
    Column("position", Integer, nullable=False),
    Column("verdict", String, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("record", JSON, nullable=False),
    Index("distances_of_article", "article_id", "position"),
)

distance_places = Table(
    "distance_places",
    metadata,
    Column("distance_id", String, ForeignKey("distances.id", ondelete="CASCADE"), primary_key=True),
    Column("place_id", String, ForeignKey("places.id"), primary_key=True),
    Index("distances_of_place", "place_id", "distance_id"),
)

# Under which keys an article's text is found by copies of it (`geo.stores.stories`). Without a foreign key, which would need a
# second index as large as the table: who deletes an article deletes its keys, which follow from its signature.
story_keys = Table(
    "story_keys",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("article_id", String, primary_key=True),
    sqlite_with_rowid=False,
)

journal = Table(
    "journal",
    metadata,
    Column("digest", String, primary_key=True),
    Column("source", Text, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("left_out", Integer, nullable=False),
    Column("finished", DateTime, nullable=False),
)

# Reports as they stood before their sources changed them (`geo.stores.versions`). Without a foreign key: a new version comes by
# deleting the old one with all it carries.
versions = Table(
    "versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", String, nullable=False),
    Column("until", DateTime, nullable=False),
    Column("digest", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("url", Text),
    Column("publisher", Text),
    Column("published", Date),
    Column("date_source", String),
    Column("language", String, nullable=False),
    Column("origin", Text),
    Column("text", Text, nullable=False),
    Index("versions_of_article", "article_id", "id"),
)

withdrawn = Table(
    "withdrawn",
    metadata,
    Column("article_id", String, primary_key=True),
    Column("since", DateTime, nullable=False),
)

# Without a foreign key: a flag outlasts reading its article again, which deletes the rows it hangs on (`geo.stores.flags`).
# `fact_id` or `mention_id` is what it hangs on now, if anything stored still says the same.
flags = Table(
    "flags",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", String, nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("read", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("places", JSON, nullable=False),
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("since", DateTime, nullable=False),
    Column("taken_back", DateTime),
    Column("taken_back_by", Text),
    Column("fact_id", String),
    Column("mention_id", Integer),
    Index("flags_of_article", "article_id", "position"),
)

feeds = Table(
    "feeds",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("modified", Text),
    Column("failures", Integer, nullable=False),
    Column("polled", DateTime, nullable=False),
)
