"""Recognises toponyms: gazetteer, entities and proper nouns propose names, and the cues around them confirm or refuse."""

import math
from collections.abc import Sequence

from geo.gazetteers.base import PlaceNames
from geo.languages.actors import actor_table
from geo.languages.places import place_words
from geo.languages.rule_files import rule_path
from geo.languages.weights import CueWeights, load_weights
from geo.records.places import Toponym
from geo.records.text import ParsedSentence
from geo.text.cues import find_cues
from geo.text.cues.context import SentenceContext, read_article_context
from geo.text.proposals import Proposal, propose

Scored = tuple[float, Proposal, dict[str, float]]


def find_toponyms(
    sentences: Sequence[ParsedSentence], gazetteer: PlaceNames, language: str = "en"
) -> tuple[Toponym, ...]:
    """The place names of an article's sentences, in order of their offsets."""
    weights = load_weights(rule_path(language, "recognition_weights"))
    contexts = read_contexts(sentences, gazetteer, language)
    article = read_article_context(contexts)
    found: list[Toponym] = []
    for context in contexts:
        scored = [(weights.score(cues), p, cues) for p in context.proposals if (cues := find_cues(p, context, article))]
        found += (_toponym(context.parsed, proposal, score, weights.strongest(cues, 3)) for score, proposal, cues in choose(scored))
    return tuple(found)


def read_contexts(
    sentences: Sequence[ParsedSentence], gazetteer: PlaceNames, language: str = "en"
) -> tuple[SentenceContext, ...]:
    """Each sentence with its proposals and what the gazetteer knows of them."""
    return tuple(_read_context(parsed, gazetteer, language) for parsed in sentences)


def _read_context(parsed: ParsedSentence, gazetteer: PlaceNames, language: str) -> SentenceContext:
    words = place_words(language)
    proposals = propose(parsed, gazetteer, words)
    matches = {p: found for p in proposals if "gazetteer" in p.by and (found := gazetteer.match(words.long_form(p.text)))}
    return SentenceContext(parsed, proposals, matches, words, actor_table().demonyms)


def choose(scored: Sequence[Scored]) -> list[Scored]:
    """Of the proposals that are likelier a name than not, the likeliest of those that overlap, from left to right."""
    taken: list[Scored] = []
    for item in sorted((s for s in scored if s[0] > 0), key=lambda s: -s[0]):
        if all(item[1].last <= other.first or item[1].first >= other.last for _, other, _ in taken):
            taken.append(item)
    return sorted(taken, key=lambda s: s[1].first)


def _toponym(parsed: ParsedSentence, proposal: Proposal, score: float, cues: list[str]) -> Toponym:
    start, end = parsed.tokens[proposal.first].start, parsed.tokens[proposal.last - 1].end
    probability = 1 / (1 + math.exp(-score))
    reasons = (f"a place name ({probability:.0%})", *cues)
    return Toponym(parsed.sentence.index, start, end, proposal.text, reasons=reasons)
