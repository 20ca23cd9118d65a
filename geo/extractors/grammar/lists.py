"""Mends lists, which the parser takes apart: behind a colon, with a day behind each item, joined by "as well as"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from geo.languages.dates import date_rules
from geo.languages.grammar import grammar_words
from geo.records.text import Token

Tokens = tuple[Token, ...]
Changes = dict[int, Token]
_TIMES = ("DATE", "TIME")
_MARKS = (",", ";")
_ENDS = (".", "!")
_IN_NAMES = ("-", "–", "'", "’", "/", "(", ")")
_JOINING = ("pobj", "dobj", "conj", "appos", "nsubjpass")


def mend_list(tokens: Tokens) -> Changes:
    """The tokens to change where a sentence ends in a list behind a colon: its items belong to the noun that leads to them."""
    colon = next((t.index for t in tokens[1:-2] if t.text == ":" and t.end < tokens[t.index + 1].start), 0)
    items = list(_items(tokens, colon + 1)) if colon else []
    if len(items) < 2:
        return {}
    lead = _lead(tokens, colon)
    if lead is None:
        # Whose list it is remains open; that its items belong together does not.
        return _chain(tokens, items[1:], items[0][1], "conj")
    changes = _chain(tokens, items, lead.index, "dobj" if lead.pos == "VERB" else "appos")
    for at in range(colon + 1, len(tokens)):
        if at not in changes:
            joins = tokens[at].text in grammar_words().joiners
            changes[at] = replace(tokens[at], head=items[-1][1], dep="cc" if joins else "punct")
    torn = [t for t in tokens[:colon] if t.head > colon]
    if any(t.index == lead.index for t in torn) or all(t.head != t.index for t in tokens[:colon]):
        changes[lead.index] = replace(lead, head=lead.index, dep="ROOT")
    return {**{t.index: replace(t, head=lead.index) for t in torn if t.index != lead.index}, **changes}


def _chain(tokens: Tokens, items: Sequence[tuple[int, int]], above: int, dep: str) -> Changes:
    """Each name as one phrase, the first below a word and every other joined to the one before."""
    changes: Changes = {}
    for first, last in items:
        for at in range(first, last):
            inside = "punct" if tokens[at].text in _IN_NAMES else "compound"
            changes[at] = replace(tokens[at], head=last, dep=inside)
        changes[last] = replace(tokens[last], head=above, dep=dep, pos="PROPN", tag="NNP")
        above, dep = last, "conj"
    return changes


def _items(tokens: Tokens, at: int) -> Iterator[tuple[int, int]]:
    """First and last word of each name of a list that takes up the rest of the sentence; none where it holds more than names."""
    found: list[tuple[int, int]] = []
    words: list[Token] = []
    for token in tokens[at:]:
        if token.text in (*_MARKS, *_ENDS) or token.text in grammar_words().joiners:
            found += [_name(words)] if words else []
            words = []
        elif _may_stand_in_name(token):
            words.append(token)
        elif not token.text.isspace():
            return
    found += [_name(words)] if words else []
    if all(any(t.text[:1].isupper() for t in tokens[first : last + 1]) for first, last in found):
        yield from found


def _may_stand_in_name(token: Token) -> bool:
    words = grammar_words()
    small = token.text.lower() in words.in_names | words.lying or token.text in _IN_NAMES
    return token.text[:1].isupper() or token.text.isdigit() or small


def _name(words: Sequence[Token]) -> tuple[int, int]:
    """The words of a name up to what is said of it: "Kafr Amim (Idlib)", "Sarmin in Idlib"."""
    where = ("(", *grammar_words().lying)
    end = next((n for n, t in enumerate(words) if n and t.text.lower() in where), len(words))
    return words[0].index, words[end - 1].index


def _lead(tokens: Tokens, colon: int) -> Token | None:
    """What a list behind a colon names: the plural before it, or the verb that is left without its object."""
    above = tokens[tokens[colon].head]
    if above.tag == "NNS" and above.index < colon:
        return above
    plural = next((t for t in reversed(tokens[:colon]) if t.tag == "NNS"), None)
    between = tokens[plural.index + 1 : colon] if plural is not None else ()
    if plural is not None and not any(t.pos in ("VERB", "AUX", "NUM") for t in between):
        return plural
    verb = tokens[colon - 1]
    return verb if verb.pos == "VERB" and verb.dep != "acl" else None


def mend_dated_series(tokens: Tokens) -> Changes:
    """ "Took A in March, B in April and C in May": the names behind the first, each with its day, are joined to it."""
    steps = list(_dated(tokens))
    changes: Changes = {}
    taken = next((tokens[name] for name, _ in steps[:1]), None)
    if taken is None or taken.dep not in _JOINING or len(steps) < 2:
        return _mend_day_first(tokens)
    for (before, _), (name, prep) in pairwise(steps):
        changes[name] = replace(tokens[name], head=before, dep="conj", pos="PROPN", tag="NNP")
        changes[prep] = replace(tokens[prep], head=name, dep="prep")
    return changes


def _dated(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """The names that a preposition and a day follow, one upon another: the last word of each, and the preposition."""
    preps = _preps(tokens)
    at = next((p for p in preps if _is_name(tokens[p - 1])), None)
    while at is not None:
        yield at - 1, at
        day = _behind_day(tokens, at + 1)
        start = day
        while start < len(tokens) and (tokens[start].text in _MARKS or tokens[start].text in grammar_words().joiners):
            start += 1
        end = start
        while end < len(tokens) and (
            _is_name(tokens[end])
            or tokens[end].text.lower() in grammar_words().in_names
            or tokens[end].text in _IN_NAMES
        ):
            end += 1
        follows = start > day and end > start and end in preps and _is_name(tokens[end - 1])
        at = end if follows else None


def _mend_day_first(tokens: Tokens) -> Changes:
    """ "Took A, and on 12 August B": what reads as part of the day is joined to the object."""
    for prep in _preps(tokens):
        verb, name = tokens[tokens[prep].head], _behind_day(tokens, prep + 1)
        taken = next((t for t in tokens[:prep] if t.head == verb.index and t.dep == "dobj" and t.pos == "PROPN"), None)
        joined = prep > 1 and tokens[prep - 1].text in grammar_words().joiners
        if taken is None or not joined or name >= len(tokens) or not _is_name(tokens[name]):
            continue
        last = name
        while last + 1 < len(tokens) and _is_name(tokens[last + 1]):
            last += 1
        if tokens[last].dep == "pobj" and tokens[last].head == prep:
            changes = {last: replace(tokens[last], head=taken.index, dep="conj", pos="PROPN", tag="NNP")}
            return changes | {name - 1: replace(tokens[name - 1], head=prep, dep="pobj")}
    return {}


def _behind_day(tokens: Tokens, at: int) -> int:
    """Where the words of a day end that begin at a word."""
    while at < len(tokens) and _is_time(tokens[at]):
        at += 1
    return at


def _is_time(token: Token) -> bool:
    return token.entity in _TIMES or token.pos == "NUM" or token.text.lower() in date_rules().words["months"]


def _preps(tokens: Tokens) -> list[int]:
    """The prepositions before a day."""
    inside = tokens[1:-1]
    return [t.index for t in inside if t.tag == "IN" and _is_time(tokens[t.index + 1])]


def _is_name(token: Token) -> bool:
    return token.text[:1].isupper() and not _is_time(token) and token.pos in ("PROPN", "NOUN", "X", "ADJ", "VERB")


def mend_joined(tokens: Tokens) -> Changes:
    """ "Control of the A district as well as the B district": the second is joined to the first, not to what lies between."""
    changes: Changes = {}
    for token in tokens:
        head = tokens[token.head]
        if token.dep != "conj" or token.pos != "NOUN" or head.pos not in {"NOUN", "PROPN"} or head.lemma == token.lemma:
            continue
        before = tokens[head.index + 1 if head.pos == "NOUN" else 0 : token.index]
        same = [t for t in before if t.lemma == token.lemma and t.dep in ("pobj", "dobj")]
        if same:
            changes[token.index] = replace(token, head=same[-1].index)
    return changes


def mend_taken_part(tokens: Tokens) -> Changes:
    """ "The group has since seized parts of X": a participle with a helper before it is the verb of the noun behind."""
    for token in tokens:
        head = tokens[token.head]
        if token.tag != "VBN" or token.dep != "amod" or head.index < token.index:
            continue
        kids = {t.dep for t in tokens if t.head == token.index}
        if {"nsubj", "aux"} <= kids:
            root = head.head == head.index
            verb = replace(token, head=token.index if root else head.head, dep=head.dep, pos="VERB")
            return {token.index: verb, head.index: replace(head, head=token.index, dep="dobj")}
        between = tokens[token.index - 1]
        if token.index > 1 and between.tag in ("IN", "RB") and tokens[token.index - 2].lemma == "have":
            return _verb_behind(tokens, token, between)
    return {}


def _verb_behind(tokens: Tokens, verb: Token, between: Token) -> Changes:
    """A verb in the place of the adverb before it, which was taken for the main word."""
    root = between.head == between.index
    moved = {t.index: replace(t, head=verb.index) for t in tokens if t.head == between.index and t.index != verb.index}
    taken = tokens[verb.head]
    return {
        **moved,
        between.index: replace(between, head=verb.index, dep="advmod"),
        verb.index: replace(verb, head=verb.index if root else between.head, dep=between.dep, pos="VERB"),
        taken.index: replace(taken, head=verb.index, dep="dobj"),
    }
