"""Version 7: what is said of each place in all stands in a table; days are found in a narrow part of each index."""

import sqlalchemy as sa
from alembic import op

revision = "7"
down_revision = "6"

_LASTING = {"sqlite": "julianday(last_day) - julianday(first_day) > 31", "postgresql": "last_day - first_day > 31"}
_CHANGING = "EXISTS (SELECT 1 FROM changes AS c WHERE c.article_id = {0}.article_id AND c.position = {0}.position)"
_DAYS = ["lasting", "first_day", "last_day"]


def upgrade() -> None:
    """Tell sentences, changes and their places that last, sentences and mentions beside a change, and count what is said of places."""
    for table in ("sentences", "changes", "change_places"):
        op.add_column(table, sa.Column("lasting", sa.Boolean, nullable=False, server_default=sa.false()))
        op.execute(f"UPDATE {table} SET lasting = true WHERE {_LASTING[op.get_bind().dialect.name]}")  # noqa: S608 - no word of it comes from outside
        op.drop_index(f"{table}_by_day", table)
    op.create_index("sentences_by_day", "sentences", ["told", *_DAYS, "article_id"])
    op.create_index("changes_by_day", "changes", [*_DAYS, "reported", "kind"])
    counted = ["place_id", "reported", "kind", "gained_by", "change_id"]
    op.create_index("change_places_by_day", "change_places", [*_DAYS, *counted])
    _mark_changing("sentences", ["article_id", "position", "reported"])
    _mark_changing("mentions", ["place_id", "article_id", "story_id", "position", "reported"])
    _count_places()


def _mark_changing(table: str, columns: list[str]) -> None:
    op.add_column(table, sa.Column("changing", sa.Boolean, nullable=False, server_default=sa.false()))
    op.execute(f"UPDATE {table} SET changing = true WHERE {_CHANGING.format(table)}")  # noqa: S608
    lite, postgres = sa.text("changing = 1"), sa.text("changing")
    op.create_index(
        f"{table}_changing", table, [*_DAYS, *columns, "changing"], sqlite_where=lite, postgresql_where=postgres
    )


def _count_places() -> None:
    op.create_table(
        "place_totals",
        sa.Column("place_id", sa.String, sa.ForeignKey("places.id"), primary_key=True),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("mentions", "reports", "stories")),
    )
    op.execute(
        "INSERT INTO place_totals (place_id, mentions, reports, stories)"
        " SELECT place_id, count(*), count(DISTINCT article_id), count(DISTINCT story_id) FROM mentions"
        " WHERE place_id IS NOT NULL GROUP BY place_id"
    )
