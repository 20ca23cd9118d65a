"""The names an airfield goes by: its own or its city's, with every word for an airfield."""

from collections.abc import Iterator
from functools import cache

from geo.gazetteers.rows import read_table
from geo.settings import DATA

WORDS = DATA / "gazetteer" / "airport_words.csv"


def airport_names(name: str, city: str = "") -> Iterator[str]:
    """ "Deir ez-Zor Airport" → the same with "airbase", "military airport" …, and those of its city."""
    for bare in dict.fromkeys((bare_name(name), city)):
        if len(bare) > 2:
            yield from (f"{bare} {word}" for word in _words())


def bare_name(name: str) -> str:
    """An airport's name without the words for an airfield: "Balad Southeast Air Base" → "Balad Southeast"."""
    for word in sorted(_words(), key=len, reverse=True):
        if name.lower().endswith(" " + word.lower()):
            return name[: -len(word) - 1]
    return name


@cache
def _words() -> tuple[str, ...]:
    return tuple(line["word"] for _, line in read_table(WORDS, ("word",)))
