"""The names that the trained recogniser was shown as known: a list of its own, frozen with the model.

It is no gazetteer: the model learned how far to trust these very names, so they must not change when the gazetteer grows.
"""

import gzip
from collections.abc import Sequence
from pathlib import Path

from geo.errors import DataFileError
from geo.text.pieces import CAPITALISED, MIXED, UPPER, Word

COUNTRY, CITY, PROVINCE, TOWN, SMALL = range(1, 6)
SIGNS = 2 * SMALL + 1
"""How many signs a word may bear: none, or its name's class, apart for the name's first word and the others."""
LONGEST = 5
_CAPITALS = frozenset({CAPITALISED, UPPER, MIXED})


class KnownNames:
    """Names by their folded words, each with a class: country, city of 100,000, province, town of 5,000, small place."""

    def __init__(self, classes: dict[str, int]) -> None:
        self._classes = classes

    @classmethod
    def load(cls, path: Path) -> "KnownNames":
        """From a gzipped file of folded names, one a line, in five blocks (class 1 to 5) each ended by an empty line.

        Raises DataFileError when it is none.
        """
        try:
            with gzip.open(path, "rt", encoding="utf-8") as file:
                blocks = file.read().split("\n\n")
        except (OSError, ValueError) as error:
            raise DataFileError(f"{path}: not a list of known names: {error}") from error
        if len(blocks) != SMALL + 1:
            raise DataFileError(f"{path}: {len(blocks) - 1} blocks of known names, {SMALL} are needed")
        classes: dict[str, int] = {}
        for kind in range(SMALL, 0, -1):
            classes.update(dict.fromkeys(blocks[kind - 1].split("\n"), kind))
        return cls(classes)

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
        kind, end, key, count = 0, index + 1, "", 0
        for after in range(index, min(index + 2 * LONGEST, len(words))):
            folded = words[after].folded
            if folded[:1].isalnum():
                key, count = (f"{key} {folded}" if key else folded), count + 1
                found = self._classes.get(key, 0)
                if found and (found < TOWN or words[index].case in _CAPITALS):
                    kind, end = found, after + 1
            if count == LONGEST or not key:
                break
        return kind, end
