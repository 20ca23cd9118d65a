"""The first step of the model's two networks, what a word is by itself, reckoned once for each word.

spaCy embeds a word from how it is written alone (norm, prefix, suffix, shape, its vector, the space behind it); only the layers
behind see the words around it. Nine words in ten of a text were there before.
"""

from collections.abc import Iterator, Sequence
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model

KEPT = 50_000
"""Words kept at most, in 20 MB."""
_BY_ITSELF = frozenset({"ORTH", "NORM", "LOWER", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"})
_ASKED: list[int | str] = ["ORTH", "NORM", "SPACY"]
Vectors = NDArray[np.float32]
Word = tuple[int, int, int]


class Embeddings:
    """An embedding layer with the words it has seen."""

    def __init__(self, layer: Any, vocab: Vocab, kept: int = KEPT) -> None:
        self._layer, self._vocab, self._kept = layer, vocab, kept
        self._lock = Lock()
        self._row: dict[Word, int] = {}
        self._table: Vectors = np.empty((kept, layer.get_dim("nO")), dtype="float32")

    def look_up(self, docs: Sequence[Doc]) -> list[Vectors]:
        """For each text its words' vectors (words, width), as the layer gives them."""
        asked: list[list[Word]] = [list(map(tuple, doc.to_array(_ASKED).tolist())) for doc in docs]
        with self._lock:
            return self._rows(docs, asked)

    def _rows(self, docs: Sequence[Doc], asked: Sequence[Sequence[Word]]) -> list[Vectors]:
        new = self._unknown(asked)
        if len(self._row) + len(new) > self._kept:
            self._row.clear()
            new = self._unknown(asked)
        if len(new) > self._kept:
            plain: list[Vectors] = self._layer.predict(docs)
            return plain
        if new:
            first, last = len(self._row), len(self._row) + len(new)
            self._table[first:last] = self._reckon(new)
            self._row.update(zip(new, range(first, last), strict=True))
        return [self._table[[self._row[word] for word in words]] for words in asked]

    def _unknown(self, asked: Sequence[Sequence[Word]]) -> list[Word]:
        return list(dict.fromkeys(word for words in asked for word in words if word not in self._row))

    def _reckon(self, words: Sequence[Word]) -> Vectors:
        strings = self._vocab.strings
        doc = Doc(self._vocab, [strings[orth] for orth, _, _ in words], [bool(space) for _, _, space in words])
        for token, (_, norm, _) in zip(doc, words, strict=True):
            if token.norm != norm:
                token.norm_ = strings[norm]
        found: Vectors = self._layer.predict([doc])[0]
        return found


def quicken_embeddings(nlp: Language) -> None:
    """Let `Embeddings` stand in for the embedding layer of each network, where it is of the kind known."""
    for network in _networks(nlp):
        layer = network.layers[0]
        if layer.has_dim("nO") and _seen_by(layer, nlp.vocab) <= _BY_ITSELF:
            attributes, width = {"known": Embeddings(layer, nlp.vocab)}, {"nO": layer.get_dim("nO")}
            network.layers[0] = Model("dateline_embeddings", _forward, attrs=attributes, dims=width)


def _seen_by(layer: Any, vocab: Vocab) -> set[str]:
    """What of a word an embedding layer looks at."""
    readers = (part for part in layer.walk() if part.name == "extract_features")
    columns = (column for reader in readers for column in reader.attrs["columns"])
    return {column if isinstance(column, str) else vocab.strings[column] for column in columns}


def _networks(nlp: Language) -> Iterator[Any]:
    """The networks of the pipeline that turn texts into vectors."""
    for _, step in nlp.pipeline:
        model = getattr(step, "model", None)
        for part in model.walk() if isinstance(model, Model) else ():
            if part.has_ref("embed") and part.has_ref("encode"):
                yield part


def _forward(model: Any, docs: Sequence[Doc], is_train: bool) -> tuple[list[Vectors], Any]:
    return model.attrs["known"].look_up(docs), _no_training


def _no_training(_: object) -> None:
    raise NotImplementedError("the quickened model cannot be trained")
