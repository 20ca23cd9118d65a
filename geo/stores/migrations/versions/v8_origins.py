"""Version 8: where each report came from, and the reports as they stood before their sources changed them."""

import sqlalchemy as sa
from alembic import op

revision = "8"
down_revision = "7"


def upgrade() -> None:
    """Add the column and the table; nothing stored changes."""
    op.add_column("articles", sa.Column("origin", sa.Text))
    op.create_table(
        "versions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("article_id", sa.String, nullable=False),
        sa.Column("until", sa.DateTime, nullable=False),
        sa.Column("digest", sa.String, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("publisher", sa.Text),
        sa.Column("published", sa.Date),
        sa.Column("date_source", sa.String),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("origin", sa.Text),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_index("versions_of_article", "versions", ["article_id", "id"])
