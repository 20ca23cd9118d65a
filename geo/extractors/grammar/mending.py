"""Mends misreadings of the parser that news sentences often meet, before anything is read from the parse."""

from collections.abc import Sequence
from dataclasses import replace

from geo.extractors.grammar.lists import mend_dated_series, mend_joined, mend_list, mend_taken_part
from geo.extractors.grammar.word_order import mend_word_order
from geo.languages.actors import actor_words
from geo.languages.grammar import grammar_words
from geo.records.text import Token

Tokens = tuple[Token, ...]
_DASHES = ("-", "–", "—", "--")
_LONGEST_BYLINE = 6
_BEFORE_NOUNS = ("compound", "nmod", "amod")


def mend_parse(tokens: Tokens) -> Tokens:
    """The tokens with fighters in capitals as nouns, a headline's sayer set apart, verbs that open a sentence or were
    taken for nouns as verbs, the right main verb after a reduced clause, lists whole, and usual word order."""
    mended = _mend_opener(_mend_byline(_mend_headline_verb(_mend_fighters(_mend_described(tokens)))))
    for token in mended:
        if token.tag == "VBD" and token.index > 1 and mended[token.index - 1].text == ",":
            mended = _mend_main_verb(mended, mended[token.index])
    for mend in (mend_taken_part, mend_joined, mend_list, mend_dated_series):
        mended = _changed(mended, mend(mended))
    for verb in mended:
        if verb.pos == "VERB" and (changes := mend_word_order(mended, verb)):
            mended = _changed(mended, changes)
    return mended


def _mend_described(tokens: Tokens) -> Tokens:
    """ "In occupied X", "the ISIS-occupied city": a participle before its noun tells no deed of today, only who holds it."""
    changes: dict[int, Token] = {}
    for token in tokens:
        lemma = grammar_words().described.get(token.text.lower())
        if lemma is None or token.dep != "amod" or token.head < token.index:
            continue
        held = token.index > 1 and tokens[token.index - 1].text in _DASHES
        named = any(k.dep in ("npadvmod", "compound", "nmod") for k in _hanging(tokens, token))
        changes[token.index] = (
            replace(token, lemma=lemma, pos="VERB", tag="VBN")
            if held or named
            else replace(token, lemma=token.text.lower(), pos="ADJ", tag="JJ")
        )
    return _changed(tokens, changes)


def _mend_fighters(tokens: Tokens) -> Tokens:
    """ "Islamists left": a plural that is a name to the model only for its capital has the noun's lemma."""
    nouns = actor_words().nouns
    plain = {t.index: t.lemma.lower().removesuffix("s") for t in tokens if t.tag == "NNPS"}
    return _changed(tokens, {i: replace(tokens[i], lemma=lemma) for i, lemma in plain.items() if lemma in nouns})


def _mend_headline_verb(tokens: Tokens) -> Tokens:
    """ "The group's chief claims control of X": a plural that has an object is a verb, and who stands before it its subject."""
    wrong = next((t for t in tokens if t.tag == "NNS" and any(k.dep == "dobj" for k in _hanging(tokens, t))), None)
    if wrong is None:
        return tokens
    before = [k for k in _hanging(tokens, wrong) if k.index < wrong.index and k.dep in _BEFORE_NOUNS]
    if not before:
        return tokens
    subject = before[-1]
    moved = {k.index: replace(k, head=subject.index) for k in before[:-1]}
    verb = replace(wrong, pos="VERB", tag="VBZ", lemma=wrong.lemma.lower())
    noun = replace(subject, dep="nsubj", pos=subject.pos if subject.pos == "PROPN" else "NOUN")
    return _changed(tokens, {**moved, wrong.index: verb, subject.index: noun})


def _mend_byline(tokens: Tokens) -> Tokens:
    """ "Rebels take hills - army spokesman": what stands before the dash does not belong to who is named behind it."""
    dash = next((t.index for t in reversed(tokens[1:-1]) if t.text in _DASHES and _stands_free(tokens, t)), 0)
    tail = tokens[dash + 1 :]
    if not dash or len(tail) > _LONGEST_BYLINE or any(t.pos in ("VERB", "AUX") for t in tail):
        return tokens
    root = next((t for t in tail if t.head <= dash), None)
    torn = [t for t in tokens[:dash] if t.head > dash]
    nouns = [t for t in torn if t.pos in ("NOUN", "PROPN")]
    if root is None or not nouns:
        return tokens
    changed = {t.index: replace(t, head=nouns[-1].index) for t in torn}
    changed[nouns[-1].index] = replace(nouns[-1], head=root.head, dep=root.dep)
    changed[root.index] = replace(root, head=root.index, dep="ROOT")
    return _changed(tokens, changed)


def _mend_opener(tokens: Tokens) -> Tokens:
    """ "Fell Mosul", "Fell city of X into hands of army": a verb that opens a sentence without another one is its main verb."""
    lemma = grammar_words().openers.get(tokens[0].text.lower()) if tokens else None
    opener = tokens[0] if tokens else None
    if opener is None or lemma is None or any(t.pos in ("VERB", "AUX") for t in tokens[1:]):
        return tokens
    main = replace(opener, lemma=lemma, pos="VERB", tag="VBD", dep="ROOT", head=opener.index)
    if opener.head == opener.index:
        return _changed(tokens, {opener.index: main})
    old = next(t for t in tokens if t.head == t.index)
    behind = [
        t
        for t in _hanging(tokens, old)
        if t.index > old.index and t.dep in ("prep", "punct") and t.text not in grammar_words().of
    ]
    moved = {t.index: replace(t, head=opener.index) for t in behind[:1] + [t for t in behind[1:] if t.dep == "punct"]}
    return _changed(tokens, {**moved, old.index: replace(old, head=opener.index, dep="dobj"), opener.index: main})


def _stands_free(tokens: Sequence[Token], token: Token) -> bool:
    """Whether a dash has a space on both sides."""
    return tokens[token.index - 1].end < token.start and token.end < tokens[token.index + 1].start


def _mend_main_verb(tokens: Tokens, verb: Token) -> Tokens:
    """ "The offensive in Mosul, considered the capital of ISIS began": the second verb is the main one."""
    kids = _hanging(tokens, verb)
    subjects = [k for k in kids if k.dep == "nsubj" and k.index < verb.index - 1]
    later = next((k for k in kids if k.dep == "ccomp" and k.tag in ("VBD", "VBZ") and k.index > verb.index), None)
    if later is None or not subjects or any(k.dep in ("mark", "dobj") for k in kids):
        return tokens
    between = [k for k in _hanging(tokens, later) if k.dep == "nsubj" and verb.index < k.index < later.index]
    if not between:
        return tokens
    changed = {t.index: replace(t, head=verb.index, dep="oprd") for t in between}
    changed |= {s.index: replace(s, head=later.index) for s in subjects}
    changed[later.index] = replace(later, head=later.index, dep="ROOT")
    changed[verb.index] = replace(verb, head=verb.index - 2, dep="acl")
    return _changed(tokens, changed)


def _hanging(tokens: Sequence[Token], above: Token) -> list[Token]:
    return [t for t in tokens if t.head == above.index and t.index != above.index]


def _changed(tokens: Tokens, changed: dict[int, Token]) -> Tokens:
    """The tokens with some replaced, unless a word would then hang below itself."""
    new = tuple(changed.get(t.index, t) for t in tokens)
    for token in changed.values():
        at, steps = token, 0
        while at.head != at.index:
            at, steps = new[at.head], steps + 1
            if steps > len(new):
                return tokens
    return new
