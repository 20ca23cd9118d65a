"""Who is on which side of which war, and whom words such as "rebels" mean there: the table `data/sides.csv`, for who reads."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from geo.languages.actors import actor_table, fold_words
from geo.records.side_rows import read_side_table
from geo.records.sides import Side, SideTable
from geo.settings import DATA


@cache
def side_table(sides: Path = DATA / "sides.csv", actors: Path = DATA / "actors.csv") -> SideTable:
    """The table of sides. Raises DataFileError, naming file and line, when a row is wrong."""
    return read_side_table(sides, actors)


def meant_by(words: str, countries: Sequence[str], day: date | None) -> Side | None:
    """The side that words for no actor by name mean; see `SideTable.meant_by`.

    A nationality before the words says the country: "Syrian rebels" in a report of Turkey are those of Syria.
    """
    found = side_table().meant_by(words, countries, day)
    if found is not None:
        return found
    tokens = [w for w in fold_words(words) if w not in side_table().set_aside]
    for length in (2, 1):
        nation = actor_table().demonyms.get(" ".join(tokens[:length]))
        if nation and tokens[length:]:
            return side_table().meant_by(" ".join(tokens[length:]), (nation,), day)
    return None


def side_of(actor_id: str, country: str, day: date | None) -> str | None:
    """The id of the side on which an actor is in a country on a day; see `SideTable.side_of`."""
    return side_table().side_of(actor_id, country, day)


def are_one_side(one: str, other: str, country: str, day: date | None) -> bool:
    """Whether two actors, by id, stand on one side in a country on a day."""
    return side_table().are_one_side(one, other, country, day)
