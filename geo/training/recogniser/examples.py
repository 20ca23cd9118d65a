"""Annotated texts → windows of numbers: what the network is fed in training."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from random import Random

import numpy as np
from numpy.typing import NDArray

from geo.text.known_names import KnownNames
from geo.text.pieces import Vocabulary, pack_windows, split_segments
from geo.training.recogniser.gold import MASKED, Annotated, label_words
from geo.training.recogniser.own_sentences import OwnSentences, exchange_names

LENGTH = 192
"""Pieces a window holds, with its two marks."""
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Example:
    """One window: pieces, cases, signs and labels, a number each; only a word's first piece bears a label."""

    pieces: Numbers
    cases: Numbers
    signs: Numbers
    labels: Numbers


@dataclass(frozen=True)
class Spice:
    """How often a text is changed before a pass, as probabilities, and how many own texts join it, to one annotated."""

    exchanged: float = 0.2
    lower: float = 0.05
    upper: float = 0.02
    unknown: float = 0.1
    own: float = 0.9


class ExampleMaker:
    """Makes the windows of a pass over texts."""

    def __init__(
        self, vocabulary: Vocabulary, known: KnownNames, own: OwnSentences, spice: Spice | None = None
    ) -> None:
        self.vocabulary, self.known, self.own = vocabulary, known, own
        self.spice = spice or Spice()

    def make(self, documents: Iterable[Annotated], chance: Random) -> list[Example]:
        """The windows of one pass, each text changed by chance, own sentences added, in random order."""
        changed = [self._changed(document, chance) for document in documents]
        own = list(self.own.make(int(len(changed) * self.spice.own), chance))
        joined = [join(own[i : i + 4]) for i in range(0, len(own), 4)]
        examples = [e for d in (*changed, *joined) for e in self._windows(d, chance)]
        chance.shuffle(examples)
        return examples

    def _changed(self, document: Annotated, chance: Random) -> Annotated:
        draw = chance.random()
        if draw < self.spice.exchanged:
            return exchange_names(document, self.own.pool, chance)
        draw -= self.spice.exchanged
        if draw < self.spice.lower + self.spice.upper:
            text = document.text.lower() if draw < self.spice.lower else document.text.upper()
            return replace(document, text=text) if len(text) == len(document.text) else document
        return document

    def _windows(self, document: Annotated, chance: Random) -> Iterator[Example]:
        words = self.vocabulary.words(document.text)
        signs = self.known.signs(words) if chance.random() >= self.spice.unknown else [0] * len(words)
        labels = label_words(words, document)
        segments = split_segments(document.text, words)
        # Windows begin elsewhere in each pass: the first is filled to a random part.
        length = LENGTH - 2
        cut = chance.randint(1, max(1, min(8, len(segments))))
        windows = pack_windows(words, segments[:cut], length) + pack_windows(words, segments[cut:], length)
        for first, last in windows:
            yield self._example(
                [words[i].pieces for i in range(first, last)],
                [w.case for w in words[first:last]],
                signs[first:last],
                labels[first:last],
            )

    def _example(self, pieces: list[tuple[int, ...]], cases: list[int], signs: list[int], labels: list[int]) -> Example:
        sizes = [len(p) for p in pieces]
        firsts = np.concatenate([[1], 1 + np.cumsum(sizes)[:-1]]).astype(np.int64)
        marked = np.full(sum(sizes) + 2, MASKED, dtype=np.int64)
        marked[firsts] = labels
        return Example(
            np.array([self.vocabulary.start, *(p for word in pieces for p in word), self.vocabulary.end], dtype=np.int64),
            spread(cases, sizes), spread(signs, sizes), marked,
        )  # fmt: skip


def spread(values: list[int], sizes: list[int]) -> Numbers:
    """A value for each word as one for each of its pieces, with 0 for the two marks."""
    return np.concatenate([[0], np.repeat(np.array(values, dtype=np.int64), sizes), [0]]).astype(np.int64)


def join(documents: list[Annotated]) -> Annotated:
    """Short texts as one, so that a window holds several."""
    text, names = "", []
    for document in documents:
        names += [(s + len(text), e + len(text)) for s, e in document.names]
        text += document.text + "\n"
    return Annotated(documents[0].id, text, tuple(names))
