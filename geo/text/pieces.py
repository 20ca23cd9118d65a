"""Text → words and word pieces: what the trained recogniser sees of a text, in training and in reading alike.

The pieces are those of BERT's uncased vocabulary (WordPiece, greedy longest match first; Devlin et al. 2019), made word by
word so that every piece knows its word and every word its offsets.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from geo.errors import DataFileError

UNKNOWN, START, END = "[UNK]", "[CLS]", "[SEP]"
LONGEST_WORD = 60
"""Letters above which a word is one unknown piece, so that a line of base64 costs nothing."""
# A word is letters and digits with their combining marks; every other sign stands alone.
_WORD = re.compile("(?:[^\\W_][\u0300-\u036f\u0591-\u05bd\u064b-\u065f]*)+|[^\\w\\s]|_")
# A segment ends with its line or its sentence; a wrong cut costs a little context and nothing else.
_SEGMENT_END = re.compile(r"\n+|(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\W\d_a-z])")

CASES = 6
NOT_LETTERS, LOWER, CAPITALISED, UPPER, MIXED, DIGITS = range(CASES)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text with its offsets, its pieces' numbers in the vocabulary, and its letter case (0 to 5)."""

    start: int
    end: int
    folded: str
    pieces: tuple[int, ...]
    case: int


class Vocabulary:
    """The word pieces by number, one a line of a file."""

    def __init__(self, path: Path) -> None:
        """Raises DataFileError when the file is no vocabulary."""
        try:
            pieces = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
        except OSError as error:
            raise DataFileError(f"{path}: the vocabulary cannot be read: {error}") from error
        self._number = {piece: number for number, piece in enumerate(pieces)}
        if missing := {UNKNOWN, START, END} - self._number.keys():
            raise DataFileError(f"{path}: not a vocabulary, there is no {', '.join(sorted(missing))}")
        self.start, self.end = self._number[START], self._number[END]
        self._pieces = lru_cache(maxsize=65536)(self._pieces_of)

    def words(self, text: str) -> list[Word]:
        """The words of a text in order."""
        return [self._word(match.group(), match.start()) for match in _WORD.finditer(text)]

    def _word(self, written: str, start: int) -> Word:
        folded = fold_word(written)
        return Word(start, start + len(written), folded, self._pieces(folded), letter_case(written))

    def _pieces_of(self, folded: str) -> tuple[int, ...]:
        unknown = (self._number[UNKNOWN],)
        if not folded or len(folded) > LONGEST_WORD:
            return unknown
        found: list[int] = []
        begin = 0
        while begin < len(folded):
            piece = self._longest(folded, begin)
            if piece is None:
                return unknown
            number, begin = piece
            found.append(number)
        return tuple(found)

    def _longest(self, folded: str, begin: int) -> tuple[int, int] | None:
        sign = "##" if begin else ""
        for end in range(len(folded), begin, -1):
            number = self._number.get(sign + folded[begin:end])
            if number is not None:
                return number, end
        return None


@lru_cache(maxsize=65536)
def fold_word(written: str) -> str:
    """Lower case without accents, as the uncased vocabulary wants it."""
    lowered = written.lower()
    if lowered.isascii():
        return lowered
    return "".join(c for c in unicodedata.normalize("NFD", lowered) if unicodedata.category(c) != "Mn")


@lru_cache(maxsize=65536)
def letter_case(written: str) -> int:
    """The letter case of a word, which the uncased vocabulary drops: one of six."""
    if written.isdigit():
        return DIGITS
    if not any(c.isalpha() for c in written):
        return NOT_LETTERS
    if written.islower() or written.lower() == written.upper():
        return LOWER
    if written.isupper():
        return UPPER if len(written) > 1 else CAPITALISED
    return CAPITALISED if written[0].isupper() and written[1:].islower() else MIXED


def split_segments(text: str, words: Sequence[Word]) -> list[tuple[int, int]]:
    """The words of each sentence or line of a text, half open, in order; none is empty."""
    ends = [match.end() for match in _SEGMENT_END.finditer(text)]
    bounds, first = [], 0
    for end in [*ends, len(text)]:
        last = first
        while last < len(words) and words[last].start < end:
            last += 1
        if last > first:
            bounds.append((first, last))
        first = last
    return bounds


def pack_windows(words: Sequence[Word], segments: Sequence[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """Neighbouring segments joined into windows of at most `length` pieces, as words half open; longer ones are cut."""
    windows: list[tuple[int, int]] = []
    room = 0
    for first, last in segments:
        for begin, end, size in _cut(words, first, last, length):
            if windows and size <= room and windows[-1][1] == begin:
                windows[-1] = (windows[-1][0], end)
                room -= size
            else:
                windows.append((begin, end))
                room = length - size
    return windows


def _cut(words: Sequence[Word], first: int, last: int, length: int) -> list[tuple[int, int, int]]:
    """A segment as pieces of at most `length` word pieces: (first word, last word, its size)."""
    cuts, begin, size = [], first, 0
    for index in range(first, last):
        more = len(words[index].pieces)
        if size + more > length and index > begin:
            cuts.append((begin, index, size))
            begin, size = index, 0
        size += more
    return [*cuts, (begin, last, size)]
