"""Cues of what the annotated papers hardly show, whose weights are therefore held and not learned (`geo.training.recognition`)."""

from geo.text.cues.context import PLACE_LABELS, Cues, SentenceContext
from geo.text.cues.name import OWN
from geo.text.proposals import Proposal

SITE = "site of the news with its word"
WATER = "water after “the”"
SHORT = "short name that is a word, read as a place"
HELD = {SITE: 2.5, WATER: 1.2, SHORT: 1.0}
"""Log-odds: a site of our own list named with its word ("Menagh air base") is one; so is a name after "the" that is first of all
a water's ("the Euphrates"); "the States" is a place where the language model reads one."""


def held(proposal: Proposal, context: SentenceContext) -> Cues:
    """The cues of a proposal."""
    before = context.token(proposal.first - 1)
    after_the = before is not None and before.text.lower() == "the"
    first = next((m.place for m in context.matches.get(proposal, ())), None)
    if first and first.kind == "facility" and first.source == OWN and _ends_in_site(proposal, context):
        yield SITE, 1
    if after_the and first and first.kind == "water":
        yield WATER, 1
    if after_the and _is_short_word(proposal, context):
        yield SHORT, 1


def _ends_in_site(proposal: Proposal, context: SentenceContext) -> bool:
    lower = proposal.text.lower()
    return any(lower.endswith(" " + " ".join(site)) for site in context.words.site_names)


def _is_short_word(proposal: Proposal, context: SentenceContext) -> bool:
    words, text = context.words, proposal.text
    if text not in words.abbreviations or text.lower() not in words.not_names:
        return False
    labelled = context.parsed.tokens[proposal.first].entity in PLACE_LABELS
    return labelled and context.entity_of[proposal.first][1] == proposal.last
