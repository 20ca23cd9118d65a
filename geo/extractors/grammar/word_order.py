"""Mends objects and subjects that stand where the parser does not look for them, as in clumsy translations."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from geo.languages.grammar import grammar_words
from geo.records.text import Token

Changes = dict[int, Token]
_TIMES = ("DATE", "TIME")
_ACTIVE = ("VBD", "VBZ")
_VERBS = ("VERB", "AUX")
_PASSIVE = ("auxpass",)
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")


def mend_word_order(tokens: Sequence[Token], verb: Token) -> Changes:
    """The tokens to change around one verb, by index; none where its words stand as usual."""
    kids = [t for t in tokens if t.head == verb.index and t.index != verb.index]
    if (from_phrase := _object_behind_from(tokens, kids, verb)) is not None:
        return {from_phrase.index: replace(from_phrase, head=verb.index, dep="dobj")}
    return (
        _object_behind_under(tokens, kids, verb)
        or _subject_of_bare_passive(kids, verb)
        or _subject_behind(kids, verb)
        or _subject_among_objects(tokens, kids, verb)
        or _object_behind_day(tokens, kids)
        or _object_before_self(kids, verb)
    )


def _object_behind_from(tokens: Sequence[Token], kids: Sequence[Token], verb: Token) -> Token | None:
    """ "Has liberated from terrorists the city X": what reads as an apposition of the losers is the object."""
    if any(k.dep in ("dobj", "nsubjpass", "auxpass") for k in kids):
        return None
    for preposition in kids:
        if preposition.text.lower() not in grammar_words().losers or preposition.index > verb.index + 2:
            continue
        for loser in _kids(tokens, preposition, "pobj"):
            beside = next(_kids(tokens, loser, "appos"), None)
            if beside is not None and loser.tag in ("NNS", "NNPS") and tokens[loser.index + 1].text != ",":
                return beside
    return None


def _object_behind_under(tokens: Sequence[Token], kids: Sequence[Token], verb: Token) -> Changes:
    """ "Took under control city X": the last word of what reads as one phrase is the object."""
    if any(k.dep in ("dobj", "nsubjpass", "auxpass") for k in kids):
        return {}
    for preposition in kids:
        if preposition.text.lower() not in grammar_words().below or preposition.index < verb.index:
            continue
        for last in _kids(tokens, preposition, "pobj"):
            control = tokens[preposition.index + 1]
            if (
                control.lemma.lower() in grammar_words().under
                and control.index < last.index
                and control.dep == "compound"
            ):
                return {
                    control.index: replace(control, head=preposition.index, dep="pobj"),
                    last.index: replace(last, head=verb.index, dep="dobj"),
                }
    return {}


def _subject_behind(kids: Sequence[Token], verb: Token) -> Changes:
    """ "On Monday entered troops", "in the battle was taken the airport", "was taken X", "fell X": a subject behind its verb.

    Only of a main verb to which nothing stands as a subject, and of which a phrase with a preposition stands first; verbs
    that take no object, and the passive, may open the sentence themselves.
    """
    passive = any(k.dep in _PASSIVE for k in kids)
    alone = passive or verb.lemma.lower() in grammar_words().intransitive
    wanted = ("dobj", "npadvmod") if alone else ("dobj",)
    behind = [k for k in kids if k.dep in wanted and k.index > verb.index and k.entity not in _TIMES]
    first = alone or any(k.dep == "prep" and k.index < verb.index for k in kids)
    before = [k for k in kids if k.dep in _SUBJECTS and not _is_apposed(kids, k)]
    if verb.dep != "ROOT" or not first or len(behind) != 1 or before:
        return {}
    if not alone and (verb.tag not in _ACTIVE or any(k.dep in ("aux", "dative") for k in kids)):
        return {}
    torn = {k.index: replace(k, dep="dep") for k in kids if k.dep in _SUBJECTS}
    return {**torn, behind[0].index: replace(behind[0], dep="nsubjpass" if passive else "nsubj")}


def _subject_of_bare_passive(kids: Sequence[Token], verb: Token) -> Changes:
    """ "City X taken under control": a participle that is the main verb and has neither helper nor object is a passive."""
    subject = next((k for k in kids if k.dep == "nsubj" and k.index < verb.index), None)
    active = any(k.dep in ("aux", "auxpass", "dobj", "ccomp", "xcomp", "prt") for k in kids)
    by = any(
        k.dep in ("prep", "agent") and k.text.lower() in (*grammar_words().below, *grammar_words().agents) for k in kids
    )
    if verb.dep != "ROOT" or verb.tag != "VBN" or subject is None or active or not by:
        return {}
    return {subject.index: replace(subject, dep="nsubjpass")}


def _subject_among_objects(tokens: Sequence[Token], kids: Sequence[Token], verb: Token) -> Changes:
    """ "Took X and the town of Y was bombed": what reads as the last of the objects before is the subject of what follows."""
    helper = min((k.index for k in kids if k.dep in ("aux", "auxpass")), default=0)
    if verb.dep != "conj" or not helper or any(k.dep in _SUBJECTS for k in kids) or tokens[helper].tag == "TO":
        return {}
    taken = next(_kids(tokens, tokens[verb.head], "dobj"), None)
    while taken is not None and (joined := next(_kids(tokens, taken, "conj"), None)) is not None:
        taken = joined
    if taken is None or taken.dep != "conj" or _last(tokens, taken) != helper - 1:
        return {}
    passive = any(k.dep in _PASSIVE for k in kids)
    return {taken.index: replace(taken, head=verb.index, dep="nsubjpass" if passive else "nsubj")}


def _last(tokens: Sequence[Token], above: Token) -> int:
    """The last word of a word's phrase."""
    return max((_last(tokens, kid) for kid in _kids(tokens, above)), default=above.index)


def _is_apposed(kids: Sequence[Token], noun: Token) -> bool:
    """ "In Kherson, city in the south, entered …": a noun between commas right behind the phrase that stands first."""
    commas = [k.index for k in kids if k.text == ","]
    return noun.pos == "NOUN" and noun.index - 1 in commas and any(c > noun.index for c in commas)


def _object_behind_day(tokens: Sequence[Token], kids: Sequence[Token]) -> Changes:
    """ "Took Homs on Monday and Hama on Friday": the name joined to a day is joined to the object."""
    taken = next((k for k in kids if k.dep == "dobj" and k.pos == "PROPN"), None)
    if taken is None:
        return {}
    days = [d for k in kids if k.dep == "prep" for d in _kids(tokens, k, "pobj") if d.entity in _TIMES]
    for day in days:
        for name in _kids(tokens, day, "conj"):
            joined = any(k.dep == "cc" for k in _kids(tokens, day))
            if joined and name.pos == "PROPN" and name.entity not in (*_TIMES, "CARDINAL", "ORDINAL"):
                return {name.index: replace(name, head=taken.index)}
    return {}


def _object_before_self(kids: Sequence[Token], verb: Token) -> Changes:
    """ "Have taken Kidal themselves": the name before the emphatic pronoun is the object, and the pronoun is none."""
    self_word = next((k for k in kids if k.dep == "dobj" and k.text.lower().endswith(grammar_words().selves)), None)
    if self_word is None or self_word.index != verb.index + 2:
        return {}
    name = next((k for k in kids if k.index == verb.index + 1 and k.text[:1].isupper()), None)
    if name is None or name.dep not in ("acomp", "oprd", "dep", "npadvmod", "advmod", "nsubj"):
        return {}
    mended = replace(name, dep="dobj", pos="PROPN", tag="NNP")
    return {name.index: mended, self_word.index: replace(self_word, dep="npadvmod")}


def _kids(tokens: Sequence[Token], above: Token, *deps: str) -> Iterator[Token]:
    return (t for t in tokens if t.head == above.index and t.index != above.index and (not deps or t.dep in deps))
