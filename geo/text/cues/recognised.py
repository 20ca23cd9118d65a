"""Cues from the trained recogniser: how likely it holds the words a name, and where its own names lie."""

import math

from geo.text.cues.context import Cues, SentenceContext
from geo.text.proposals import Proposal

LARGEST = 8.0
"""Log-odds beyond which surer is no surer: the model's own probabilities are not that exact."""


def recognised(proposal: Proposal, context: SentenceContext) -> Cues:
    """The recogniser's log-odds for just these words, how they lie to its names, and whether it is sure of them elsewhere."""
    said = context.recognised
    if said is None:
        return
    tokens = context.tokens(proposal)
    start, end = tokens[0].start, tokens[-1].end
    if len(tokens) > 1 and tokens[0].text.lower() == "the":
        start = tokens[1].start
    yield "recogniser, log-odds", log_odds(said.probability(start, end)) / LARGEST
    yield f"recogniser={said.relation(start, end)}", 1
    if proposal.folded in said.sure:
        yield "recogniser sure in the article", 1


def log_odds(probability: float) -> float:
    """The log-odds of a probability, between −8 and 8."""
    inside = min(max(probability, 1e-9), 1 - 1e-9)
    return max(-LARGEST, min(LARGEST, math.log(inside / (1 - inside))))
