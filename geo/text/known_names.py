"""The names that the trained recogniser was shown as known: a list of its own, frozen with the model.

It is no gazetteer: the model learned how far to trust these very names, so they must not change when the gazetteer grows.
"""

import gzip
from collections.abc import Sequence
from pathlib import Path

from geo.errors import DataFileError
from geo.text.pieces import CAPITALISED, UPPER, MIXED, Word

COUNTRY, CITY, PROVINCE, TOWN, SMALL = range(1, 6)
SIGNS = 2 * SMALL + 1
"""How many signs a word may bear: none, or its name's class, apart for the name's first word and the others."""
LONGEST = 5
_CAPITALS = frozenset({CAPITALISED, UPPER, MIXED})


class KnownNames:
    """Names by their folded words, each with a class: country, city of 100,000, province, town of 5,000, small place."""

    def __init__(self, classes: dict[tuple[str, ...], int]) -> None:
        self._classes = classes
        self._longest: dict[str, int] = {}
        for key in classes:
            self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))

    @classmethod
    def load(cls, path: Path) -> "KnownNames":
        """From a gzipped file of "class TAB folded name" lines. Raises DataFileError when it is none."""
        try:
            with gzip.open(path, "rt", encoding="utf-8") as lines:
                pairs = [line.rstrip("\n").split("\t") for line in lines]
            return cls({tuple(name.split(" ")): int(kind) for kind, name in pairs})
        except (OSError, ValueError) as error:
            raise DataFileError(f"{path}: not a list of known names: {error}") from error

    def signs(self, words: Sequence[Word]) -> list[int]:
        """For each word 0, or 2·class − 1 where a known name begins with it and 2·class where it stands further inside.

        The longest name counts. A name of a small place must begin with a capital; greater ones are known in any case.
        """
        found = [0] * len(words)
        index = 0
        while index < len(words):
            kind, end = self._longest_name(words, index)
            if kind:
                found[index] = 2 * kind - 1
                found[index + 1 : end] = [2 * kind] * (end - index - 1)
            index = end
        return found

    def _longest_name(self, words: Sequence[Word], index: int) -> tuple[int, int]:
        """The class of the longest name that begins at a word, and the word after it; (0, index + 1) without one."""
        most = self._longest.get(words[index].folded, 0)
        kind, end, key = 0, index + 1, ()
        for after in range(index, min(index + 2 * LONGEST, len(words))):
            if not words[after].folded[:1].isalnum():
                continue
            key = (*key, words[after].folded)
            if len(key) > most:
                break
            found = self._classes.get(key, 0)
            if found and (found < TOWN or words[index].case in _CAPITALS):
                kind, end = found, after + 1
        return kind, end
