"""What a word is by itself is the same whether it was seen before or not."""

from typing import Any

import numpy as np
import pytest

from geo.text.embeddings import Embeddings
from geo.text.model import load_plain_model

TEXTS = ["The rebels took Idlib.", "They ain't in Idlib, and Idlib isn't theirs.", "", "Rebels\n\nleft  the rebels."]


@pytest.fixture(scope="module")
def nlp() -> Any:
    """The model as its makers ship it."""
    return load_plain_model()


@pytest.mark.parametrize("kept", [1000, 12, 3])
def test_each_word_has_the_vector_that_the_layer_gives(nlp: Any, kept: int) -> None:
    layer = nlp.get_pipe("tok2vec").model.layers[0]
    known = Embeddings(layer, nlp.vocab, kept)
    for text in [*TEXTS, *TEXTS]:
        docs = [nlp.make_doc(text), nlp.make_doc("Idlib")]
        for found, wanted in zip(known.look_up(docs), layer.predict(docs), strict=True):
            assert found.shape == wanted.shape
            assert np.allclose(found, wanted, atol=1e-5)
