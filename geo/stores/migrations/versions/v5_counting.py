"""Version 5: what the map counts, by days of events or of reports, is read from one index each."""

import sqlalchemy as sa
from alembic import op

revision = "5"
down_revision = "4"

_CARRIED = ("first_day", "last_day", "reported", "kind")
_LASTING = {"sqlite": "julianday(last_day) - julianday(first_day) > 31", "postgresql": "last_day - first_day > 31"}


def upgrade() -> None:
    """Give changes the day of their report, their places what is counted of them, mentions whether they last, and the indexes."""
    op.add_column("changes", sa.Column("reported", sa.Date, nullable=False, server_default="0001-01-01"))
    published = "SELECT published FROM articles WHERE articles.id = article_id"
    op.execute(f"UPDATE changes SET reported = coalesce(({published}), reported)")  # noqa: S608 - no word of it comes from outside
    op.drop_index("changes_by_day", "changes")
    op.create_index("changes_by_day", "changes", ["first_day", "last_day", "reported", "kind"])
    _carry_down_to_places()
    op.add_column("mentions", sa.Column("lasting", sa.Boolean, nullable=False, server_default=sa.false()))
    op.execute(f"UPDATE mentions SET lasting = true WHERE {_LASTING[op.get_bind().dialect.name]}")  # noqa: S608
    op.drop_index("mentions_by_day", "mentions")
    by_day = ["lasting", "first_day", "last_day", "place_id", "article_id", "story_id", "position"]
    op.create_index("mentions_by_day", "mentions", by_day)
    op.create_index("mentions_by_report", "mentions", ["reported", "place_id", "article_id", "story_id"])
    op.drop_index("sentences_latest", "sentences")
    latest: list[str | sa.TextClause] = [
        "told",
        sa.text("reported DESC"),
        "article_id",
        "position",
        "first_day",
        "last_day",
    ]
    op.create_index("sentences_latest", "sentences", latest)
    op.create_index("sentences_by_day", "sentences", ["told", "first_day", "last_day", "article_id"])
    op.create_index("articles_of_publisher", "articles", ["publisher", "id"])
    op.create_index("articles_by_day", "articles", ["published"])


def _carry_down_to_places() -> None:
    op.add_column("change_places", sa.Column("first_day", sa.Date))
    op.add_column("change_places", sa.Column("last_day", sa.Date))
    op.add_column("change_places", sa.Column("reported", sa.Date, nullable=False, server_default="0001-01-01"))
    op.add_column("change_places", sa.Column("kind", sa.String, nullable=False, server_default=""))
    op.add_column("change_places", sa.Column("gained_by", sa.Text))
    for name in _CARRIED:
        op.execute(f"UPDATE change_places SET {name} = (SELECT {name} FROM changes WHERE changes.id = change_id)")  # noqa: S608
    op.execute(
        "UPDATE change_places SET gained_by = (SELECT actor FROM change_actors AS a JOIN changes ON changes.id = a.change_id"
        " WHERE a.change_id = change_places.change_id AND role = 'gained_by' AND kind IN ('seize', 'regain', 'transfer')"
        " AND status IN ('completed', 'ongoing', 'started'))"
    )
    counted = ["first_day", "last_day", "place_id", "reported", "kind", "gained_by", "change_id"]
    op.create_index("change_places_by_day", "change_places", counted)
    counted = ["reported", "last_day", "place_id", "kind", "gained_by", "change_id"]
    op.create_index("change_places_by_report", "change_places", counted)
