"""Recognises toponyms: the trained recogniser, gazetteer, entities and proper nouns propose names; cues confirm or refuse."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from geo.gazetteers.base import PlaceNames
from geo.languages.actors import actor_table
from geo.languages.places import place_words
from geo.languages.rule_files import rule_path
from geo.languages.weights import CueWeights, load_weights
from geo.records.places import Toponym
from geo.records.text import ParsedSentence
from geo.text.coordinates import find_coordinates
from geo.text.cues import find_cues
from geo.text.cues.context import SentenceContext, read_article_context
from geo.text.lower_case import CapitalUse, has_lost_capitals, propose_lower
from geo.text.proposals import Proposal, propose, words_text
from geo.text.recognised import Recognised, recognise_sentences
from geo.text.recogniser import Recogniser, load_recogniser
from geo.text.sites import begin_without_part, end_with_site, find_group_names
from geo.text.type_words import read_part, read_type_word

MOST_REASONS = 3
LEAST_DOUBT = 0.4
"""Log-odds from which on what speaks against a name is told."""
# The Arabic article and what joins the parts of one name are shorter.
_JOINED = re.compile(r"([^\W\d_]\w{3,})\s?[-–—/]\s?([^\W\d_]\w{3,})")
Scored = tuple[float, Proposal, dict[str, float]]


def find_toponyms(
    sentences: Sequence[ParsedSentence],
    gazetteer: PlaceNames,
    language: str = "en",
    recogniser: Recogniser | None = None,
) -> tuple[Toponym, ...]:
    """The place names and written coordinates of an article's sentences, in order of their offsets.

    `recogniser` is the trained one, by default the project's own.
    """
    points = find_coordinates(sentences)
    names = (
        n
        for n in _find_names(sentences, gazetteer, language, recogniser or load_recogniser())
        if not any(n.start < p.end and n.end > p.start for p in points)
    )
    parted = (part for name in names for part in split_joined(name, gazetteer))
    return tuple(sorted((*points, *parted), key=lambda t: t.start))


def _find_names(
    sentences: Sequence[ParsedSentence], gazetteer: PlaceNames, language: str, recogniser: Recogniser
) -> tuple[Toponym, ...]:
    weights = load_weights(rule_path(language, "recognition_weights"))
    contexts = read_contexts(sentences, gazetteer, recognise_sentences(sentences, recogniser), language)
    article = read_article_context(contexts)
    found: list[Toponym] = []
    for context in contexts:
        scored = [(weights.score(cues), p, cues) for p in context.proposals if (cues := find_cues(p, context, article))]
        found += (
            _toponym(context, proposal, _reasons(score, weights, cues, context))
            for score, proposal, cues in choose(scored)
        )
    return tuple(found)


def read_contexts(
    sentences: Sequence[ParsedSentence], gazetteer: PlaceNames, recognised: Recognised, language: str = "en"
) -> tuple[SentenceContext, ...]:
    """Each sentence of an article with its proposals and what gazetteer and recogniser know of them."""
    words, demonyms = place_words(language), actor_table().demonyms
    proposed = [propose(parsed, gazetteer, words, recognised) for parsed in sentences]
    names = frozenset(p.folded for proposals in proposed for p in proposals if "gazetteer" in p.by)
    use = CapitalUse(has_lost_capitals(sentences), names)
    contexts = []
    for parsed, proposals in zip(sentences, proposed, strict=True):
        groups = find_group_names(parsed.tokens, actor_table())
        lower = propose_lower(parsed, gazetteer, words, demonyms, use)
        everything = tuple(
            p
            for p in (*proposals, *lower)
            if not any(f <= p.first and p.last <= e for f, e in groups)
            and (use.lost or p.text not in words.small_words)
        )
        matches = {
            p: found for p in everything if "gazetteer" in p.by and (found := gazetteer.match(words.long_form(p.text)))
        }
        contexts.append(SentenceContext(parsed, everything, matches, words, demonyms, use.lost, recognised))
    return tuple(contexts)


def split_joined(toponym: Toponym, gazetteer: PlaceNames) -> tuple[Toponym, ...]:
    """A name of two known towns with a stroke between them ("the Sievierodonetsk-Lysychansk line") as two, others as they are."""
    found = _JOINED.fullmatch(toponym.text)
    if found is None or gazetteer.is_name(toponym.text) or not all(map(gazetteer.is_name, found.groups())):
        return (toponym,)
    return tuple(
        replace(toponym, start=toponym.start + found.start(i), end=toponym.start + found.end(i), text=found[i])
        for i in (1, 2)
    )


def choose(scored: Sequence[Scored]) -> list[Scored]:
    """Of the proposals that are likelier a name than not, the likeliest of those that overlap, from left to right."""
    taken: list[Scored] = []
    for item in sorted((s for s in scored if s[0] > 0), key=lambda s: -s[0]):
        if all(item[1].last <= other.first or item[1].first >= other.last for _, other, _ in taken):
            taken.append(item)
    return sorted(taken, key=lambda s: s[1].first)


def _toponym(context: SentenceContext, proposal: Proposal, reasons: tuple[str, ...]) -> Toponym:
    parsed, first = context.parsed, begin_without_part(context, proposal)
    last = end_with_site(parsed.tokens, proposal.last, context.words)
    said = read_type_word(parsed, first, proposal.last, context.words)
    return Toponym(
        parsed.sentence.index, parsed.tokens[first].start, parsed.tokens[last - 1].end, words_text(parsed, first, last),
        said.kinds, said.word, read_part(parsed, first, context.words),
        reasons=reasons,
    )  # fmt: skip


def _reasons(score: float, weights: CueWeights, cues: Mapping[str, float], context: SentenceContext) -> tuple[str, ...]:
    """How likely words are a name, what speaks most for it, and what speaks most against it."""
    said = (reason for cue in weights.strongest(cues, 12) if (reason := context.words.reason(cue)))
    against = (reason for cue in weights.doubts(cues, LEAST_DOUBT) if (reason := context.words.reason(cue)))
    doubt = next(against, None)
    return (
        f"a place name, {1 / (1 + math.exp(-score)):.0%}",
        *islice(_unlike(said), MOST_REASONS),
        *((f"though {doubt}",) if doubt else ()),
    )


def _unlike(reasons: Iterable[str]) -> Iterator[str]:
    """The reasons in order, each once."""
    said: set[str] = set()
    for reason in reasons:
        if reason not in said:
            said.add(reason)
            yield reason
