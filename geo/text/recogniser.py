"""Recognises place names in running text with the trained model of `data/models/places`: no spaCy, no gazetteer, no network.

The model (see the card beside it) labels each word as beginning a name, going on with it, or standing outside.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.errors import DataFileError, MissingPartError
from geo.settings import place_model
from geo.text.known_names import KnownNames
from geo.text.labels import WordScores
from geo.text.pieces import Vocabulary, Word, pack_windows, split_segments

LENGTH = 192
"""Pieces a window holds with its two marks: as in training."""
LIKELY = 0.5
"""The probability from which a name counts."""
_SLOW_STEP = "SkipLayerNormFusion"
"""Of onnxruntime's steps made of several the one that takes longer than those, by a tenth of the whole."""
Numbers = NDArray[np.int64]
Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class ScoredSpan:
    """A place name: `text[start:end]`, code points, with the probability (0 to 1) that it is one."""

    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True)
class _Window:
    """Some words of a text as numbers: which words, half open, where each one's pieces begin, and of each piece its number, case and sign."""

    first: int
    last: int
    heads: Numbers
    rows: tuple[Numbers, Numbers, Numbers]


class Recogniser:
    """The model of a folder, loaded: give it texts, get their place names."""

    def __init__(self, folder: Path | None = None, threads: int = 1) -> None:
        """Loads in a fraction of a second. `threads` is how many processor cores one call may use.

        Raises MissingPartError when a file or the package onnxruntime is missing, DataFileError when a file was altered.
        """
        self.folder = folder or place_model()
        verify(self.folder)
        self._session = open_session(self.folder / "model.onnx", threads)
        self.vocabulary = Vocabulary(self.folder / "vocab.txt")
        self.known = KnownNames.load(self.folder / "names.txt.gz")

    def recognise(self, texts: Sequence[str], likely: float = LIKELY) -> list[tuple[ScoredSpan, ...]]:
        """The place names of each text from left to right, without "the" and "'s"; none overlap.

        A text should be a whole report: what a name is shows in the sentences around it.
        """
        return [
            tuple(ScoredSpan(*scored.offsets(span), span.probability) for span in scored.names(likely))
            for scored in self.score(texts)
        ]

    def score(self, texts: Sequence[str]) -> list[WordScores]:
        """For each text its words and how likely each begins a name, goes on with one, or stands outside."""
        return [self._score(text) for text in texts]

    def _score(self, text: str) -> WordScores:
        words = self.vocabulary.words(text)
        scores = np.zeros((len(words), 3), dtype=np.float32)
        for window in self._windows(text, words):
            scores[window.first : window.last] = self._run(window)[window.heads]
        return WordScores(words, scores)

    def _windows(self, text: str, words: list[Word]) -> Iterator[_Window]:
        signs = self.known.signs(words)
        start, end = (self.vocabulary.start,), (self.vocabulary.end,)
        for first, last in pack_windows(words, split_segments(text, words), LENGTH - 2):
            inside = words[first:last]
            sizes = np.array([1, *(len(w.pieces) for w in inside), 1])
            pieces = [*start, *(p for w in inside for p in w.pieces), *end]
            cases, known = [0, *(w.case for w in inside), 0], [0, *signs[first:last], 0]
            rows = (np.array(pieces), np.repeat(np.array(cases), sizes), np.repeat(np.array(known), sizes))
            yield _Window(first, last, np.cumsum(sizes)[:-2], rows)

    def _run(self, window: _Window) -> Scores:
        """The probabilities (pieces, 3) of a window.

        One window at a time: together they are no faster on a processor, fill each other up with nothing, and share the
        rounding of eight bits, so that what is read in one would depend on the others.
        """
        rows = (*window.rows, np.ones_like(window.rows[0]))
        inputs = {name: row[None] for name, row in zip(("pieces", "cases", "signs", "mask"), rows, strict=True)}
        logits: Scores = self._session.run(None, inputs)[0][0]
        raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
        shares: Scores = raised / raised.sum(axis=-1, keepdims=True)
        return shares


@cache
def load_recogniser() -> Recogniser:
    """The recogniser of the project's own model, loaded once. Raises as `Recogniser` does."""
    return Recogniser()


def verify(folder: Path) -> None:
    """Check a model's files against `manifest.json`. Raises MissingPartError when one is missing, DataFileError when altered."""
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        raise MissingPartError(f"{manifest}: there is no trained model; restore the folder from the repository")
    for name, expected in json.loads(manifest.read_text(encoding="utf-8")).items():
        path = folder / name
        if not path.is_file():
            raise MissingPartError(f"{path}: a file of the trained model is missing; restore it from the repository")
        if hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            raise DataFileError(f"{path}: not the file that {manifest.name} names (its SHA-256 differs); restore it")


def open_session(path: Path, threads: int) -> Any:
    """An onnxruntime session of a model's file. Raises MissingPartError when onnxruntime is not installed."""
    # From 1.29 on onnxruntime tells its maker what it runs, with an identifier kept in the user's cache, unless told not to.
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    try:
        import onnxruntime
    except ImportError as error:
        raise MissingPartError("the package onnxruntime is not installed: pip install -r requirements.txt") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    # A thread that waits for work must not keep a core from others.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(
        str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=[_SLOW_STEP]
    )
