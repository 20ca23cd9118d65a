"""Cues from the rest of the article: a name once clear is clear everywhere."""

from geo.text.cues.context import ArticleContext, Cues
from geo.text.proposals import Proposal


def elsewhere(proposal: Proposal, article: ArticleContext) -> Cues:
    """The shares of all occurrences of this name in the article that are used in a telling way."""
    seen = article.seen[proposal.folded]
    yield "labelled a place in the article", article.labelled[proposal.folded] / seen
    yield "part of a person in the article", article.persons[proposal.folded] / seen
    yield "after a preposition of place in the article", article.placed[proposal.folded] / seen
    if seen > 1:
        yield "seen again", 1
