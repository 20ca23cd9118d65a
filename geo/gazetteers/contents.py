"""What a gazetteer file holds, and whom to credit for it."""

from collections.abc import Iterator
from typing import Literal

from geo.gazetteers.file import GazetteerFile
from geo.gazetteers.rows import read_table
from geo.settings import DATA

CREDITS = DATA / "gazetteer" / "credits.csv"


def tally(file: GazetteerFile, column: Literal["kind", "source", "country"] | str) -> list[tuple[str, int]]:
    """How many places of a file share each value of a column, most first. Raises ValueError for another column."""
    if column not in ("kind", "source", "country"):
        raise ValueError(f"places are not counted by {column!r}")
    counted = f"SELECT {column}, count(*) FROM place JOIN setting USING (setting) GROUP BY 1 ORDER BY 2 DESC"  # noqa: S608
    return [(value, count) for value, count in file.query(counted)]


def credit_lines() -> Iterator[str]:
    """One line for each source: name, licence, what was taken, link."""
    for _, line in read_table(CREDITS, ("name", "link", "licence", "what")):
        yield " · ".join(filter(None, (line["name"], line["licence"], line["what"], line["link"])))
