"""The labels' probabilities of a text's words → the likeliest names, whole words each."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.text.pieces import CAPITALISED, LOWER, MIXED, UPPER, Word

OUTSIDE, BEGINS, INSIDE = range(3)
SURELY_OUTSIDE = 0.999
"""Words of at least this probability end a stretch: no name goes over them."""
SURE = 0.9
"""A name of this probability is a name wherever the text writes it the same …"""
POSSIBLE = 0.15
"""… and the model holds it possible at least so far."""
_HYPHENS = frozenset("-‐‑–")
# Signs that end a name: "U.S.", "Deir Ezzor (city)", "Oktyabr'".
_CLOSING = frozenset(".)'’")
Scores = NDArray[np.float32]
Name = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class LabelledSpan:
    """The words `first` to `last` (half open) of a text as a name, with the probability of that."""

    first: int
    last: int
    probability: float


@dataclass(frozen=True)
class WordScores:
    """The words of a text with the probabilities (words, 3) of their labels: outside, begins, inside."""

    words: Sequence[Word]
    scores: Scores

    def names(self, likely: float) -> list[LabelledSpan]:
        """The likeliest names of at least that probability, see `read_labels`."""
        return read_labels(self.words, self.scores, likely)

    def offsets(self, span: LabelledSpan) -> tuple[int, int]:
        """Where a name begins and ends in the text."""
        return self.words[span.first].start, self.words[span.last - 1].end

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The words, half open, that overlap a stretch of the text."""
        return bisect_right(self.words, start, key=_end), bisect_left(self.words, end, key=_start)

    def probability(self, start: int, end: int) -> float:
        """That just this stretch of the text is a name: its first word begins one, all others go on, the next does not."""
        first, last = self.within(start, end)
        if first >= last:
            return 0.0
        after = float(self.scores[last, INSIDE]) if last < len(self.words) else 0.0
        return _probability(self.scores, first, last) * (1 - after)


def _start(word: Word) -> int:
    return word.start


def _end(word: Word) -> int:
    return word.end


def read_labels(words: Sequence[Word], scores: Scores, likely: float) -> list[LabelledSpan]:
    """The names among words whose labels have these probabilities (words, 3): those of at least `likely`, left to right.

    A name that is sure in one place counts elsewhere in the text too if it is possible there: a report that speaks of
    Gaza speaks of Gaza again.
    """
    found = _mended(words, [span for stretch in _stretches(scores) for span in _best(scores, *stretch)])
    sure = {_written(words, span) for span in found if span.probability >= SURE}
    kept = [s for s in found if s.probability >= likely or _written(words, s) in sure]
    taken = {index for span in kept for index in range(span.first, span.last)}
    again = [s for s in _repeated(words, scores, sure) if not taken.intersection(range(s.first, s.last))]
    return sorted([*kept, *again], key=lambda span: span.first)


def _mended(words: Sequence[Word], spans: Sequence[LabelledSpan]) -> list[LabelledSpan]:
    """The names each made whole, without those that a mended one before them has taken in."""
    mended: list[LabelledSpan] = []
    for span in (_whole(words, span) for span in spans):
        if span.last > span.first and not (mended and span.first < mended[-1].last):
            mended.append(span)
    return mended


def _whole(words: Sequence[Word], span: LabelledSpan) -> LabelledSpan:
    """The name with the rest of a word that it broke off at a hyphen ("al-" of "al-Bab"), without signs at its ends."""
    first, last = span.first, span.last
    if words[last - 1].case == LOWER and _goes_on(words, last):
        last += 2
    elif _goes_on(words, last - 1):
        last += 1
    while last > first and not (words[last - 1].folded[:1].isalnum() or words[last - 1].folded in _CLOSING):
        last -= 1
    while first < last and not words[first].folded[:1].isalnum():
        first += 1
    return LabelledSpan(first, last, span.probability)


def _goes_on(words: Sequence[Word], hyphen: int) -> bool:
    """Whether the word at `hyphen` is one, and joins a capitalised word to the word before it."""
    if not 0 < hyphen < len(words) - 1 or words[hyphen].folded not in _HYPHENS:
        return False
    before, sign, after = words[hyphen - 1 : hyphen + 2]
    return before.end == sign.start and sign.end == after.start and after.case in (CAPITALISED, UPPER, MIXED)


def _written(words: Sequence[Word], span: LabelledSpan) -> Name:
    """How a name is written, but for capitals: only their loss counts, which tells "us" from "US"."""
    return tuple((w.folded, w.case == LOWER) for w in words[span.first : span.last])


def _stretches(scores: Scores) -> Iterator[tuple[int, int]]:
    """The runs of words, half open, none of which is surely outside."""
    open_words = np.flatnonzero(scores[:, OUTSIDE] < SURELY_OUTSIDE)
    if not len(open_words):
        return
    breaks = np.flatnonzero(np.diff(open_words) > 1) + 1
    for run in np.split(open_words, breaks):
        yield int(run[0]), int(run[-1]) + 1


def _best(scores: Scores, first: int, last: int) -> Iterator[LabelledSpan]:
    """The names on the likeliest way through a stretch where no name goes on that did not begin (Viterbi)."""
    way = _likeliest(np.log(np.maximum(scores[first:last], 1e-9)))
    begin: int | None = None
    for offset, label in enumerate([*way, OUTSIDE]):
        if begin is not None and label != INSIDE:
            yield LabelledSpan(first + begin, first + offset, _probability(scores, first + begin, first + offset))
            begin = None
        if label == BEGINS:
            begin = offset


def _likeliest(logs: Scores) -> list[int]:
    best, came = logs[0].copy(), []
    best[INSIDE] = -np.inf
    for row in logs[1:]:
        any_before = int(np.argmax(best))
        inside_before = BEGINS if best[BEGINS] >= best[INSIDE] else INSIDE
        came.append((any_before, any_before, inside_before))
        best = row + np.array([best[any_before], best[any_before], best[inside_before]], dtype=row.dtype)
    way = [int(np.argmax(best))]
    for before in reversed(came):
        way.append(before[way[-1]])
    return way[::-1]


def _probability(scores: Scores, first: int, last: int) -> float:
    """That the first word begins a name and all others go on with it, taken as independent."""
    return float(scores[first, BEGINS] * np.prod(scores[first + 1 : last, INSIDE]))


def _repeated(words: Sequence[Word], scores: Scores, sure: set[Name]) -> Iterator[LabelledSpan]:
    """Further places where a sure name is written and is possible: each of its words more than `POSSIBLE` part of a name."""
    inside = 1 - scores[:, OUTSIDE]
    for first in map(int, np.flatnonzero(inside > POSSIBLE)):
        for length in {len(name) for name in sure}:
            span = LabelledSpan(first, first + length, float(inside[first : first + length].min()))
            if span.last <= len(words) and span.probability > POSSIBLE and _written(words, span) in sure:
                yield span
