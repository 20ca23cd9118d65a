"""The trained reader of events: what it says of each word of a text, as numbers. What they mean is told in `geo.extractors.events`."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.records.text import ParsedSentence
from geo.settings import DATA
from geo.text.event_labels import ROLE_WIDTH, ROLES
from geo.text.pieces import Word, pack_windows, split_segments
from geo.text.recognised import join_sentences
from geo.text.recogniser import LENGTH, Recogniser, load_recogniser, open_session, verify

MODEL = DATA / "models" / "events"
CONTEXT = 64
"""Word pieces of the text before a window that are read again with it: who and where was spoken of before."""
Numbers = NDArray[np.float32]
_INPUTS = ("pieces", "cases", "signs", "mask")


@dataclass(frozen=True, slots=True)
class WindowScores:
    """Some words of an article, those before `first` only read as context, and what the reader says of each.

    `kinds` are probabilities (words, 1 + kinds; the first is none), `statuses` and `extents` log-odds; `queries` and `keys`
    (words, roles, width) are what a trigger asks for its roles, and what words answer.
    """

    words: Sequence[Word]
    offset: int
    first: int
    kinds: Numbers
    statuses: Numbers
    extents: Numbers
    queries: Numbers
    keys: Numbers

    def within(self, start: int, end: int) -> list[int]:
        """The words that overlap a stretch of the article."""
        low, high = start - self.offset, end - self.offset
        return [i for i, w in enumerate(self.words) if w.start < high and w.end > low]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the words from `first` to `last` (inclusive) stand in the article."""
        return self.words[first].start + self.offset, self.words[last].end + self.offset

    @property
    def start(self) -> int:
        """Where the window's own words begin in the article."""
        return self.words[self.first].start + self.offset

    @property
    def end(self) -> int:
        """Where the window ends in the article."""
        return self.words[-1].end + self.offset


class EventModel:
    """The model of a folder, loaded; it shares words and known names with the recogniser of places."""

    def __init__(self, folder: Path = MODEL, recogniser: Recogniser | None = None, threads: int = 1) -> None:
        """Raises MissingPartError when a file is missing, DataFileError when one was altered."""
        verify(folder)
        self._session: Any = open_session(folder / "model.onnx", threads)
        self._recogniser = recogniser or load_recogniser()

    def score(
        self, sentences: Sequence[ParsedSentence], asked: Callable[[ParsedSentence], bool] | None = None
    ) -> list[WindowScores]:
        """The windows of neighbouring sentences of one article, in order, each with a little of the text before it.

        Of windows that hold none of the sentences `asked` for nothing is said: reading one costs as much as finding its places.
        """
        if not sentences:
            return []
        wanted = [(s.sentence.start, s.sentence.end) for s in sentences if asked is None or asked(s)]
        return list(self._score(join_sentences(sentences), sentences[0].sentence.start, wanted))

    def _score(self, text: str, offset: int, wanted: Sequence[tuple[int, int]]) -> Iterator[WindowScores]:
        words = self._recogniser.vocabulary.words(text)
        signs = self._recogniser.known.signs(words)
        segments = split_segments(text, words)
        before, room = 0, LENGTH - 2
        if sum(len(w.pieces) for w in words) > room:
            room -= CONTEXT
        for start, end in pack_windows(words, segments, room):
            begin = _context(words, before, start)
            before = begin
            low, high = words[start].start + offset, words[end - 1].end + offset
            if any(first < high and low < last for first, last in wanted):
                yield self._run(words[begin:end], signs[begin:end], offset, start - begin)

    def _run(self, words: Sequence[Word], signs: Sequence[int], offset: int, first: int) -> WindowScores:
        marks = self._recogniser.vocabulary
        sizes = np.array([1, *(len(w.pieces) for w in words), 1])
        pieces = np.array([marks.start, *(p for w in words for p in w.pieces), marks.end])
        rows = (
            pieces, np.repeat(np.array([0, *(w.case for w in words), 0]), sizes),
            np.repeat(np.array([0, *signs, 0]), sizes), np.ones_like(pieces),
        )  # fmt: skip
        outputs = self._session.run(None, {n: r[None] for n, r in zip(_INPUTS, rows, strict=True)})
        kinds, statuses, extents, queries, keys = (o[0][np.cumsum(sizes)[:-2]] for o in outputs)
        raised = np.exp(kinds - kinds.max(axis=-1, keepdims=True))
        shape = (-1, len(ROLES), ROLE_WIDTH)
        return WindowScores(
            words, offset, first, raised / raised.sum(axis=-1, keepdims=True), statuses, extents,
            queries.reshape(shape), keys.reshape(shape),
        )  # fmt: skip


def _context(words: Sequence[Word], earliest: int, start: int) -> int:
    """The first word of the context of words from `start` on: at most `CONTEXT` pieces before them."""
    room, begin = CONTEXT, start
    while begin > earliest and room >= len(words[begin - 1].pieces):
        begin -= 1
        room -= len(words[begin].pieces)
    return begin


@cache
def load_event_model() -> EventModel:
    """The project's own model, loaded once. Raises as `EventModel` does."""
    return EventModel()
