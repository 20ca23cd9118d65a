"""The quickened model says what the model says as its makers ship it."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from geo.settings import DATA
from geo.sources import open_source
from geo.text.acronyms import add_acronyms
from geo.text.model import load_model, load_plain_model
from geo.text.sentences import add_sentence_rules

SENTENCES = [
    "ISIS fighters seized Raqqa in the spring of 2013, some 160 km from Aleppo, and held it for 4 years.",
    "There is no army in Kidal; there are 500 gunmen of the Islamic State in Iraq and the Levant.",
    "They're gonna leave, ain't they? Let's go, y'all. It got ta be so.\n\nNothin' moves in Goma",
    "  \n Baghdad\n\tNew York\nThe United Nations Security Council",
    "He did it, and what he had done is his: those who do, that which is, I, you and it.",
    "On Monday",
    "",
    " ",
    "BEIRUT (Reuters) – Gen. Khalifa Haftar's Libyan National Army took Sirte on Jan. 6, 2020.",
]


@pytest.fixture(scope="module")
def plain() -> Language:
    """The model without anything of ours but where sentences begin and what acronyms look like."""
    return add_acronyms(add_sentence_rules(load_plain_model()))


def said(doc: Doc) -> list[tuple[object, ...]]:
    """All that reading takes from the model."""
    return [(t.text, t.lemma_, t.pos_, t.tag_, t.dep_, t.head.i, t.ent_type_, t.ent_iob_, t.is_sent_start) for t in doc]


def test_hard_sentences_are_read_alike(plain: Language) -> None:
    for quick, slow in zip(load_model().pipe(SENTENCES), plain.pipe(SENTENCES), strict=True):
        assert said(quick) == said(slow)


def test_reports_are_read_alike(plain: Language) -> None:
    texts = [a.text for path in sorted((DATA / "sample").glob("*.jsonl")) for a in open_source(path)][::4]
    for quick, slow in zip(load_model().pipe(texts), plain.pipe(texts), strict=True):
        assert said(quick) == said(slow)


def test_the_slow_steps_no_longer_run() -> None:
    assert {"ner", "attribute_ruler", "lemmatizer"}.isdisjoint(load_model().pipe_names)


def test_a_word_is_asked_for_once() -> None:
    nlp = load_model()
    forms = nlp.get_pipe("dateline_word_forms")
    list(nlp.pipe(["The rebels took Idlib."]))
    known = len(forms._known)  # type: ignore[attr-defined]
    list(nlp.pipe(["The rebels took Idlib.", "Idlib took the rebels."]))
    assert len(forms._known) < known + 5  # type: ignore[attr-defined]
