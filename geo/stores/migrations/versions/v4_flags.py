"""Version 4: readings that a person says are wrong."""

import sqlalchemy as sa
from alembic import op

revision = "4"
down_revision = "3"


def upgrade() -> None:
    """Add the table of flags; nothing stored changes."""
    op.create_table(
        "flags",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("article_id", sa.String, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("read", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("places", sa.JSON, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("since", sa.DateTime, nullable=False),
        sa.Column("taken_back", sa.DateTime),
        sa.Column("taken_back_by", sa.Text),
        sa.Column("fact_id", sa.String),
        sa.Column("mention_id", sa.Integer),
    )
    op.create_index("flags_of_article", "flags", ["article_id", "position"])
