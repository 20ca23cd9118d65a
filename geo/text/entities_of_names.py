"""Names of people, organisations and places in Russian sentences, by slovnet's recogniser with the weights that natasha brings."""

import importlib.util
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from geo.languages.served import find_served

NamedSpan = tuple[int, int, str]
"""Start and end in the text given, and PER, LOC or ORG."""
_WEIGHTS = ("emb/navec_news_v1_1B_250K_300d_100q.tar", "model/slovnet_ner_news_v1.tar")


def find_named(texts: Sequence[str], language: str) -> list[tuple[NamedSpan, ...]] | None:
    """The names in each text; None where the language has no recogniser or it is not installed: names are then told by rules alone."""
    served = find_served(language)
    if not served.entities or any(importlib.util.find_spec(name) is None for name in served.helps):
        return None
    recogniser = _load()
    return [tuple((s.start, s.stop, s.type) for s in recogniser(text).spans) for text in texts]


@cache
def _load() -> Any:
    from navec import Navec
    from slovnet import NER

    # Found without importing natasha, whose other parts want an old setuptools.
    spec = importlib.util.find_spec("natasha")
    folder = Path(spec.origin if spec and spec.origin else "").parent
    embeddings, weights = (folder / "data" / name for name in _WEIGHTS)
    recogniser = NER.load(str(weights))
    recogniser.navec(Navec.load(str(embeddings)))
    return recogniser
