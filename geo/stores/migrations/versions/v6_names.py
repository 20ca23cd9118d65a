"""Version 6: the other names of places."""

import sqlalchemy as sa
from alembic import op

revision = "6"
down_revision = "5"


def upgrade() -> None:
    """Add the table of names; those of places stored before come with the next ingest, or with `python -m geo migrate`."""
    op.create_table(
        "names",
        sa.Column("place_id", sa.String, sa.ForeignKey("places.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
    )
    op.create_index("names_by_key", "names", ["key", "place_id"])
