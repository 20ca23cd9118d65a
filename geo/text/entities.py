"""The model's own entity step with the same result in a third of the time: outside a name, its choice depends on one word alone.

spaCy scores the actions of its transition-based recogniser (Lample et al. 2016, section 3) word by word. What it sees are the
word, and where a name is open the name's first word and the word before. So for all words outside names the choices are
made at once, and only the words inside names one by one.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc
from spacy.tokens import Span as SpacySpan
from spacy.util import minibatch

COMPONENT = "dateline_entities"
BATCH = 32
"""Texts whose words are scored at once."""
_FEATURES = 3
_IMPOSSIBLE = -1e30
Numbers = NDArray[np.float32]
Named = tuple[int, int, str]


class Entities:
    """The entity step of a model, to stand in its place in the pipeline."""

    def __init__(self, step: Any) -> None:
        self._words, lower, upper = step.model.layers
        self._lower, self._upper, self._upper_bias = lower, upper.get_param("W").T.copy(), upper.get_param("b")
        self._bias, pad = lower.get_param("b").ravel(), lower.get_param("pad").reshape(_FEATURES, -1)
        self._closed = self._bias + pad[1] + pad[2]
        self._moves = [name.partition("-")[::2] for name in map(step.moves.get_class_name, range(step.moves.n_moves))]
        move = np.array([kind for kind, _ in self._moves])
        labelled = np.array([bool(label) for _, label in self._moves])
        self._begins, self._units = (move == "B") & labelled, (move == "U") & labelled
        self._never = ~(self._begins | self._units | (move == "O"))
        self._index = {(kind, label): i for i, (kind, label) in enumerate(self._moves)}

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities of one text."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = BATCH) -> Iterator[Doc]:
        """Set the entities of many texts, in the order given."""
        for batch in minibatch(docs, batch_size):  # type: ignore[no-untyped-call]
            seen = [doc for doc in batch if len(doc)]
            vectors = self._words.predict(seen) if seen else np.zeros((0, 0), dtype="float32")
            first = 0
            for doc in seen:
                named = self._read(doc, vectors[first : first + len(doc)])
                doc.set_ents([SpacySpan(doc, *span) for span in named], default="outside")
                first += len(doc)
            yield from batch

    def _read(self, doc: Doc, vectors: Numbers) -> Iterator[Named]:
        """The entities of a text: first word, last word (half open), label."""
        features = self._lower.predict(vectors)[1:].reshape(len(doc), _FEATURES, -1)
        starts = doc.to_array(["SENT_START"]) == 1
        choices = self._choices(features[:, 0], starts, doc.to_array(["IS_SPACE"]) == 1)
        index = 0
        while index < len(choices):
            kind, label = self._moves[choices[index]]
            if kind == "O":
                index += 1
                continue
            last = index + 1 if kind == "U" else self._last(features, starts, index, label)
            yield index, last, label
            index = last

    def _choices(self, features: Numbers, starts: NDArray[Any], space: NDArray[Any]) -> list[int]:
        """What each word would be if no name were open before it: outside, a name of its own, or a name's first word."""
        scores = self._scores(features + self._closed) @ self._upper + self._upper_bias
        scores[:, self._never] = _IMPOSSIBLE
        ends = np.append(starts[1:], True)
        scores[np.ix_(ends | space, self._begins)] = _IMPOSSIBLE
        scores[np.ix_(space, self._units)] = _IMPOSSIBLE
        choices: list[int] = scores.argmax(axis=1).tolist()
        return choices

    def _last(self, features: Numbers, starts: NDArray[Any], first: int, label: str) -> int:
        """The word after the entity that begins at `first`: each further word goes on with it or is its last."""
        both = [self._index["I", label], self._index["L", label]]
        weights, bias = self._upper[:, both], self._upper_bias[both]
        for index in range(first + 1, len(features)):
            if index + 1 == len(features) or starts[index + 1]:
                return index + 1
            seen = features[index, 0] + features[first, 1] + features[index - 1, 2] + self._bias
            goes_on, is_last = (self._scores(seen[None])[0] @ weights + bias).tolist()
            if is_last > goes_on or (is_last == goes_on and both[1] < both[0]):
                return index + 1
        return len(features)

    @staticmethod
    def _scores(sums: Numbers) -> Numbers:
        """The hidden layer: of each pair of pieces the larger."""
        hidden: Numbers = sums.reshape(len(sums), -1, 2).max(axis=2)
        return hidden


@Language.factory(COMPONENT)
def make_entities(nlp: Language, name: str) -> Entities:
    """The quick step for a pipeline that has the model's own one, as "ner"."""
    return Entities(nlp.get_pipe("ner"))


def quicken_entities(nlp: Language) -> None:
    """Let `Entities` stand in for the model's entity step, where that is of the kind it knows."""
    if "ner" in nlp.pipe_names and is_known(nlp.get_pipe("ner")):
        nlp.add_pipe(COMPONENT, before="ner")
        nlp.disable_pipe("ner")


def is_known(step: object) -> bool:
    """Whether an entity step is spaCy's transition-based one with the three words that `Entities` looks at."""
    if not isinstance(step, EntityRecognizer) or len(step.model.layers) != 1 + 2:
        return False
    lower = step.model.layers[1]
    known: bool = lower.name == "precomputable_affine" and lower.get_dim("nF") == _FEATURES and lower.get_dim("nP") == 2
    return known and step.cfg.get("beam_width", 1) == 1
