"""What speaks for and against words being a place name.

A cue names what it sees ("before=in", "entity=GPE exact"), with a size that is 1 for what is just there. The weights of
all cues were learned together and stand in `data/languages/<language>/recognition_weights.json`, readable one by one.
"""

from geo.text.cues.article import elsewhere
from geo.text.cues.context import ArticleContext, SentenceContext
from geo.text.cues.held import held
from geo.text.cues.name import demonym, entity, gazetteer, inner, shape, tags
from geo.text.cues.neighbours import after, before, beside_places, longer_names
from geo.text.cues.recognised import recognised
from geo.text.proposals import Proposal

CUES = (recognised, gazetteer, entity, shape, demonym, tags, inner, longer_names, before, after, beside_places, held)


def find_cues(proposal: Proposal, sentence: SentenceContext, article: ArticleContext) -> dict[str, float]:
    """All cues of a proposal by name, with their sizes."""
    found = {name: size for cue in CUES for name, size in cue(proposal, sentence)}
    found.update(elsewhere(proposal, article))
    return found
