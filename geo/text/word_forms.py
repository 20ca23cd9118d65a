"""Parts of speech and lemmas by the model's own rules, each rule asked once for a word.

Nearly all of these rules look at one word: how it is written, its tag, and its relation. So what they say of such a word is
kept, and the few rules that look at two words ("gonna", "there is") are asked of every text.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.strings import StringStore
from spacy.tokens import Doc

COMPONENT = "dateline_word_forms"
KEPT = 200_000
"""Words kept at most: more than a day's news has."""
_STEPS = ("attribute_ruler", "lemmatizer")
_PLAIN = ("LOWER", "DEP")
Word = tuple[int, int, int]
Need = list[tuple[str, set[int]]]


class WordForms:
    """The steps `attribute_ruler` and `lemmatizer` of a pipeline, to stand in their place."""

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        self._steps = tuple(nlp.get_pipe(name) for name in _STEPS)
        self._several, self._needs = _rules_of_several_words(nlp)
        self._known: dict[Word, Word] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set part of speech, lemma and, of white space, the relation of each word."""
        if not len(doc):
            return doc
        words = [tuple(row) for row in doc.to_array(["ORTH", "TAG", "DEP"]).tolist()]
        forms = numpy.array([self._known.get(w) or self._ask(w) for w in words], dtype="uint64")
        doc = doc.from_array(["POS", "LEMMA", "DEP"], forms)  # type: ignore[arg-type]
        return self._several(doc) if self._may_meet(doc) else doc

    def _may_meet(self, doc: Doc) -> bool:
        """Whether a text has, somewhere, each word that one of the rules of several words asks for."""
        here = {attribute: set(doc.to_array([attribute]).tolist()) for attribute in _PLAIN}
        return any(all(not here[attribute].isdisjoint(wanted) for attribute, wanted in need) for need in self._needs)

    def _ask(self, word: Word) -> Word:
        """What the model's rules say of a word that stands alone."""
        doc: Any = Doc(self._vocab, words=[self._vocab.strings[word[0]]])
        doc = doc.from_array(["TAG", "DEP"], numpy.array([word[1:]], dtype="uint64"))
        for step in self._steps:
            doc = step(doc)
        if len(self._known) >= KEPT:
            self._known.clear()
        form = self._known[word] = doc[0].pos, doc[0].lemma, doc[0].dep
        return form


def _rules_of_several_words(nlp: Language) -> tuple[AttributeRuler, list[Need]]:
    """The model's rules that look at several words, and what each of them asks for in plain words or relations."""
    several = AttributeRuler(nlp.vocab, validate=False)
    ruler: Any = nlp.get_pipe("attribute_ruler")
    rules = [rule for rule in ruler.patterns if any(len(words) > 1 for words in rule["patterns"])]
    several.add_patterns(rules)
    return several, [_need(words, nlp.vocab.strings) for rule in rules for words in rule["patterns"]]


def _need(words: Sequence[Mapping[str, Any]], strings: StringStore) -> Need:
    need: Need = []
    for attribute, wanted in (item for word in words for item in word.items() if item[0] in _PLAIN):
        plain = [wanted] if isinstance(wanted, str) else wanted.get("IN", ())
        if plain:
            need.append((attribute, {strings.add(text) for text in plain}))
    return need


@Language.factory(COMPONENT)
def make_word_forms(nlp: Language, name: str) -> WordForms:
    """The quick step for a pipeline that has the model's own two."""
    return WordForms(nlp)


def quicken_word_forms(nlp: Language) -> None:
    """Let `WordForms` stand in for the two steps, where the pipeline has them one behind the other."""
    names = nlp.pipe_names
    if all(s in names for s in _STEPS) and names.index(_STEPS[1]) == names.index(_STEPS[0]) + 1:
        nlp.add_pipe(COMPONENT, before=_STEPS[0])
        for step in _STEPS:
            nlp.disable_pipe(step)
