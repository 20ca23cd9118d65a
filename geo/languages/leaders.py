"""Who leads which side, by name: the table `data/leaders.csv`."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from geo.errors import DataFileError
from geo.languages.actors import actor_table, fold_words
from geo.settings import DATA

LEADERS = DATA / "leaders.csv"
COLUMNS = ("names", "side", "active_from", "active_to", "source")
_YEAR = re.compile(r"(?:\d{4})?")


@dataclass(frozen=True, slots=True)
class Leader:
    """One way to name a leader, as folded words, the id of the side led, and the years of it (None: open)."""

    words: tuple[str, ...]
    side: str
    first: int | None
    last: int | None

    def led_in(self, year: int | None) -> bool:
        """Whether the side was led in a year; True where the year is not known."""
        return year is None or (self.first or year) <= year <= (self.last or year)


@cache
def leader_table(path: Path = LEADERS) -> Mapping[str, tuple[Leader, ...]]:
    """The leaders by the last word of their names, longest names first. Raises DataFileError, naming file and line, when a row is wrong."""
    found: dict[str, list[Leader]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise DataFileError(f"{path}, line 1: the columns must be {', '.join(COLUMNS)}")
        for row in reader:
            for leader in _leaders(row, f"{path}, line {reader.line_num}"):
                found.setdefault(leader.words[-1], []).append(leader)
    return {word: tuple(sorted(named, key=lambda n: -len(n.words))) for word, named in found.items()}


def _leaders(row: Mapping[str, str], where: str) -> Iterator[Leader]:
    years = [row["active_from"] or "", row["active_to"] or ""]
    if row["side"] not in actor_table().by_id or not all(map(_YEAR.fullmatch, years)):
        raise DataFileError(f"{where}: a side of the table of actors and years are needed: {row!r}")
    first, last = (int(year) if year else None for year in years)
    for name in row["names"].split("|"):
        words = fold_words(name)
        if not words:
            raise DataFileError(f"{where}: an empty name: {row!r}")
        yield Leader(words, row["side"], first, last)


def find_leader(written: Sequence[str], year: int | None = None) -> Leader | None:
    """The leader whose name the last of the written words end; None where it is nobody's, or nobody's of that year."""
    words = [word for token in written for word in fold_words(token)]
    named = leader_table().get(words[-1], ()) if words else ()
    return next((n for n in named if tuple(words[-len(n.words) :]) == n.words and n.led_in(year)), None)


def ends_name(written: str) -> bool:
    """Whether a word with a capital may end a leader's name."""
    return written != written.lower() and any(word in leader_table() for word in fold_words(written)[-1:])
