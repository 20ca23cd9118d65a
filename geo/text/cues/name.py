"""Cues from the words of a name themselves: what the gazetteer and the language model say of them, their form."""

import math

from geo.gazetteers.base import SOMEWHERE
from geo.text.cues.context import Cues, SentenceContext
from geo.text.proposals import Proposal

OWN = "Dateline"
"""The source of the gazetteer's rows that were chosen by hand."""
ENGLISH_SPEAKING = frozenset({"US", "GB", "CA", "AU", "IE", "NZ"})


def gazetteer(proposal: Proposal, context: SentenceContext) -> Cues:
    """How the gazetteer knows the name, as what kinds, how many places of it, and how large the largest is."""
    matches = context.matches.get(proposal)
    if not matches:
        yield "gazetteer=unknown", 1
        return
    yield f"gazetteer={matches[0].quality}", 1
    # A site that stands in our own list is one of the news; most others are airfields, whose names are anything.
    told = matches[0].place.kind == "facility" and matches[0].place.source == OWN
    yield ("kind=site of the news" if told else f"kind={matches[0].place.kind}"), 1
    yield "population", math.log10(max(m.place.population for m in matches) + 1) / 6
    # Parishes and the like that are known to lie somewhere in their province say nothing of a name.
    placed = [m for m in matches if not m.place.source.endswith(SOMEWHERE)] or matches
    yield "places of the name", math.log10(len(placed) + 1)
    for kind in {m.place.kind for m in placed}:
        yield f"also kind={kind}", 1


def entity(proposal: Proposal, context: SentenceContext) -> Cues:
    """The entity that the language model reads here, and which part of it the proposal is."""
    spans = {context.entity_of[i] for i in range(proposal.first, proposal.last) if i in context.entity_of}
    known = _known(proposal, context)
    if not spans:
        yield f"entity=none{known}", 1
    elif len(spans) > 1:
        yield f"entity=several{known}", 1
    else:
        first, last = spans.pop()
        label = context.parsed.tokens[first].entity
        yield f"entity={label} {_relation(proposal, context, first, last)}{known}", 1


def _known(proposal: Proposal, context: SentenceContext) -> str:
    """Whether the name is known; names of English-speaking countries are surnames as well ("Lincoln", "Jackson")."""
    countries = {m.place.country for m in context.matches.get(proposal, ())}
    if not countries:
        return ""
    return ", known in English" if countries & ENGLISH_SPEAKING else ", known abroad"


def _relation(proposal: Proposal, context: SentenceContext, first: int, last: int) -> str:
    tokens = context.parsed.tokens
    while first < last and (tokens[first].tag == "DT" or not tokens[first].text[0].isalnum()):
        first += 1
    while last > first and (tokens[last - 1].tag == "POS" or not tokens[last - 1].text[-1].isalnum()):
        last -= 1
    if (proposal.first, proposal.last) == (first, last):
        return "exact"
    if proposal.first <= first and proposal.last >= last:
        return "inside"
    if proposal.first < first or proposal.last > last:
        return "across"
    return "begins" if proposal.first == first else ("ends" if proposal.last == last else "within")


def shape(proposal: Proposal, context: SentenceContext) -> Cues:
    """Length, capitals, points and digits, and whether the word is one that is hardly ever a place."""
    text = proposal.text
    yield f"words={min(proposal.last - proposal.first, 4)}", 1
    if text.isupper():
        yield ("capitals in headline" if context.shouting else f"capitals={min(len(text), 5)}"), 1
    elif context.shouting:
        yield "title case in headline", 1
    if "lower" in proposal.by:
        yield ("small letters like all" if context.lost_capitals else "small letters"), 1
    if len(text) <= 3:
        yield "short", 1
    if "." in text:
        yield "points", 1
    if any(c.isdigit() for c in text):
        yield "digits", 1
    if (group := context.words.not_names.get(text.lower())) and text not in context.words.abbreviations:
        yield f"not a name={group}", 1


def demonym(proposal: Proposal, context: SentenceContext) -> Cues:
    """Whether the words are those for the people or the manner of a country ("Syrian")."""
    if proposal.folded in context.demonyms:
        yield "demonym", 1


def tags(proposal: Proposal, context: SentenceContext) -> Cues:
    """The parts of speech, the role of the name in the sentence, and the verb above it."""
    tokens = context.tokens(proposal)
    head = next((t for t in tokens if not proposal.first <= t.head < proposal.last), tokens[-1])
    yield f"tag={tokens[-1].tag}", 1
    yield f"role={head.dep}", 1
    verb = context.words.verb_class.get(context.parsed.tokens[head.head].lemma)
    if verb and head.head != head.index:
        yield f"role={head.dep} of {verb}", 1
    if not all(t.tag in ("NNP", "NNPS") for t in tokens):
        yield "not all proper nouns", 1


def inner(proposal: Proposal, context: SentenceContext) -> Cues:
    """What the first and the last word of a longer name are: "Henry County", "Lake Chad", "Daily Times"."""
    tokens, words = context.tokens(proposal), context.words
    if len(tokens) == 1:
        return
    first, last = tokens[0].text.lower(), tokens[-1].text.lower()
    if last in words.kinds_of:
        yield f"ends in a word for {words.kinds_of[last][0]}", 1
        yield f"ends in “{last}”", 1
    if first in words.kinds_of:
        yield f"begins with a word for {words.kinds_of[first][0]}", 1
    for group in words.after.get(last, ()):
        yield f"last~{group.name}", 1
    for group in words.before.get(first, ()):
        yield f"first~{group.name}", 1
    if any(t.text == "," for t in tokens):
        yield "comma inside", 1
