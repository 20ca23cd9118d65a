"""Version 2: stories beside reports, the journal of what was read, withdrawn articles, polled feeds."""

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = None


def upgrade() -> None:
    """Add the columns and tables; articles stand each for itself until `fill_stories` has grouped them."""
    op.add_column("articles", sa.Column("story_id", sa.String, nullable=False, server_default=""))
    op.add_column("articles", sa.Column("signature", sa.LargeBinary))
    op.execute("UPDATE articles SET story_id = id")
    op.create_index("articles_for_counting", "articles", ["id", "published", "publisher", "story_id"])
    op.create_index("articles_of_story", "articles", ["story_id"])
    op.create_table(
        "story_keys",
        sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("article_id", sa.String, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "journal",
        sa.Column("digest", sa.String, primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("articles", sa.Integer, nullable=False),
        sa.Column("refused", sa.Integer, nullable=False),
        sa.Column("left_out", sa.Integer, nullable=False),
        sa.Column("finished", sa.DateTime, nullable=False),
    )
    op.create_table(
        "withdrawn",
        sa.Column("article_id", sa.String, primary_key=True),
        sa.Column("since", sa.DateTime, nullable=False),
    )
    op.create_table(
        "feeds",
        sa.Column("url", sa.Text, primary_key=True),
        sa.Column("etag", sa.Text),
        sa.Column("modified", sa.Text),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("polled", sa.DateTime, nullable=False),
    )
