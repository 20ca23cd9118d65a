"""Version 3: lists come in the order of reports, and places are counted by day, each from one index."""

import sqlalchemy as sa
from alembic import op

revision = "3"
down_revision = "2"


def upgrade() -> None:
    """Give sentences and mentions the day of their report, mentions their story, and the indexes that hold them in order."""
    published = sa.text("(SELECT published FROM articles WHERE articles.id = article_id)")
    for name in ("sentences", "mentions"):
        op.add_column(name, sa.Column("reported", sa.Date, nullable=False, server_default="0001-01-01"))
        table = sa.table(name, sa.column("reported"))
        op.execute(sa.update(table).values(reported=sa.func.coalesce(published, table.c.reported)))
    op.add_column("mentions", sa.Column("story_id", sa.String, nullable=False, server_default=""))
    op.execute("UPDATE mentions SET story_id = (SELECT story_id FROM articles WHERE articles.id = article_id)")
    op.drop_index("articles_for_counting", "articles")
    op.drop_index("mentions_of_place", "mentions")
    op.drop_index("mentions_of_article", "mentions")
    latest: list[str | sa.TextClause] = [sa.text("reported DESC"), "article_id", "position"]
    by_day = ["first_day", "last_day", "place_id", "article_id", "story_id", "position"]
    op.create_index("sentences_latest", "sentences", ["told", *latest])
    op.create_index("mentions_of_place", "mentions", ["place_id", *latest])
    op.create_index("mentions_of_article", "mentions", ["article_id", "position", "place_id"])
    op.create_index("mentions_by_day", "mentions", by_day)
