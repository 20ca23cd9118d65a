"""Links a deed to its places: of the places that a sentence names, those where the deed happened, by named cues and weights.

The weights are learned by `geo.training.event_places` and are the only thing learned. The task is that of A. Halterman,
Geolocating Political Events in Text (2019); a linear model of cues stands in place of his network.
"""

from collections.abc import Mapping, Sequence
from math import exp

from geo.extractors.events.ground import FoundPlace
from geo.extractors.events.link_cues import find_cues
from geo.extractors.events.link_rivals import Candidate
from geo.extractors.events.scene import Scene
from geo.languages.incident import LinkWords
from geo.languages.weights import CueWeights, load_weights
from geo.settings import DATA

WEIGHTS = DATA / "event_place_weights.json"
LIKELY = 0.36
"""From this chance on a place is taken for the deed's: where precision and recall are even."""
LIKELY_OF_NOUN = 0.5
"""The same for deeds told by nouns, of which the annotated sentences hold few."""
_PASSED_ON = ("conj", "appos", "compound", "nmod", "poss", "amod", "nummod")
"""Relations by which a name shares the role of the word above it."""


def link_places(scene: Scene, trigger: int, words: LinkWords, persons: bool = False) -> tuple[FoundPlace, ...]:
    """The places of the deed that the word at `trigger` tells, each with the reasons; none where none is likely.

    What is done to `persons` is done to no place: names of its object are theirs.
    """
    candidates = find_candidates(scene, trigger, words, persons)
    scored = zip(candidates, find_cues(scene, trigger, candidates, words), strict=True)
    weights = load_weights(WEIGHTS)
    least = LIKELY_OF_NOUN if scene.tree.tokens[trigger].pos in ("NOUN", "PROPN") else LIKELY
    return tuple(_explain(c, cues, weights) for c, cues in scored if chance(weights.score(cues)) >= least)


def chance(score: float) -> float:
    """Log-odds as a chance from 0 to 1."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


def _explain(candidate: Candidate, cues: Mapping[str, float], weights: CueWeights) -> FoundPlace:
    found = candidate.found
    why = "; ".join(weights.strongest(cues, 3))
    reason = f"{found.mention.text} is where it happened, {chance(weights.score(cues)):.0%} sure: {why}"
    return FoundPlace(found.mention, found.extent, reason, found.token, found.named, found.made)


def find_candidates(scene: Scene, trigger: int, words: LinkWords, persons: bool = False) -> list[Candidate]:
    """The places named in the sentence, and the names around the trigger that only their place there shows to be places."""
    ground, tree = scene.ground, scene.tree
    named = [FoundPlace(m, "whole", "", _head(scene, m.start, m.end)) for m in ground.here]
    objects = tree.object(trigger)
    phrases = [i for at in (trigger, *objects) for i in tree.prep(at, words.where | words.towards)]
    if persons:
        them = {j for i in objects for j in tree.conjuncts(i)}
        named, objects = [p for p in named if p.token not in them], []
    more = [p for at in (*objects, *phrases) for p in scene.places.find(at, 1) if p.named and _is_new(p, named)]
    named += [p for i, p in enumerate(more) if _is_new(p, more[:i])]
    return [_candidate(scene, p) for p in sorted(named, key=lambda p: p.mention.start)]


def _is_new(place: FoundPlace, known: Sequence[FoundPlace]) -> bool:
    return not any(k.mention.start < place.mention.end and k.mention.end > place.mention.start for k in known)


def _head(scene: Scene, start: int, end: int) -> int:
    """The word that heads a name: the first of its words that hangs on none of the others."""
    inside = {t.index for t in scene.tree.sentence.tokens_in(start, end)}
    tokens = scene.tree.tokens
    return next((i for i in sorted(inside) if tokens[i].head not in inside or tokens[i].head == i), min(inside))


def _candidate(scene: Scene, place: FoundPlace) -> Candidate:
    """A place with the word whose role it shares: "Aleppo" that of "province" in "in Aleppo province"."""
    at, joined = place.token, list[str]()
    while (step := _shares_with(scene, at)) is not None:
        joined.append(step[0])
        at = step[1]
    return Candidate(place, at, tuple(joined), tuple(scene.tree.above(at)))


def _shares_with(scene: Scene, index: int) -> tuple[str, int] | None:
    """By which relation a word shares the role of which word above it; None where its role is its own.

    Beside what the parse joins to a noun that is the name after a noun for places: "the city of Mosul", "the outskirts of Goma".
    """
    tree, token, above = scene.tree, scene.tree.tokens[index], scene.tree.head(index)
    if above is None or above.pos in ("VERB", "AUX"):
        return None
    if token.dep in _PASSED_ON:
        return token.dep, above.index
    noun = tree.head(above.index) if above.text.lower() in tree.words.of and token.dep == "pobj" else None
    kind = scene.rules.nouns.get(noun.lemma.lower()) if noun is not None and noun.pos == "NOUN" else None
    return (f"of a {kind}", noun.index) if noun is not None and kind is not None else None
