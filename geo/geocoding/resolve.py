"""Decides which place each toponym of an article means: candidates, cues, weights, twice over."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from geo.gazetteers.base import PlaceNames
from geo.geocoding.candidates import NameGroup, group_toponyms
from geo.geocoding.cues import Cue, find_cues, is_far, nowhere
from geo.geocoding.nearness import lies_in, rough_km
from geo.geocoding.scene import Scene, read_scene
from geo.languages.places import place_words
from geo.languages.weights import CueWeights, load_weights
from geo.records.places import Candidate, Place, PlaceMention, Toponym
from geo.records.text import Article
from geo.settings import DATA

WEIGHTS = DATA / "geocoding_weights.json"
PASSES = 2
"""The second pass knows what the first one believes of the other names; a third changes less than one place in a thousand."""
WEIGHED = 11
"""Candidates after the first that go with a mention until the stated distances have been weighed."""
OTHERS = 5
"""Candidates after the first that are kept then."""
TOLD = 0.02
"""From this share on the place that comes second is told."""
BELIEVED = 0.1
SURE = 0.5
"""Below this score the country of a group that is named overrules what is likelier without it."""
FAR_KM = 1500
"""Nearer than this a group may well have crossed a border."""
Belief = Mapping[int, tuple[tuple[Place, float], ...]]


def resolve_toponyms(
    toponyms: Sequence[Toponym], article: Article, gazetteer: PlaceNames, language: str = "en"
) -> tuple[PlaceMention, ...]:
    """Each toponym as a mention, in the order given; one that no gazetteer knows, or that is likelier another, has place None."""
    weights = load_weights(WEIGHTS)
    groups = group_toponyms(toponyms, gazetteer, place_words(language))
    scene = read_scene(article, toponyms, groups)
    for _ in range(PASSES):
        ranked = [rank(index, group, scene, weights) for index, group in enumerate(groups)]
        scene = replace(scene, beliefs=believe(ranked))
    mentions: dict[int, PlaceMention] = {}
    for index, (group, candidates) in enumerate(zip(groups, ranked, strict=True)):
        best, others = _decide(index, group, _at_home(candidates, scene), scene)
        mentions |= {m: _mention(toponyms[m], best, others) for m in group.members}
    return tuple(mentions[i] for i in range(len(toponyms)))


def _at_home(ranked: Sequence[Candidate], scene: Scene) -> Sequence[Candidate]:
    """The candidates, where none is sure and the first lies far off with the first one ahead in whose country a named group fights.

    So "Houthi fighters captured Hays" is not in Kansas; but neighbours' towns stay, since groups cross borders.
    """
    best = ranked[0] if ranked and ranked[0].score < SURE else None
    home = next((c for c in ranked if c.place.country in scene.homes), None)
    if best is None or home is None or best.place.country in scene.homes or rough_km(best.place, home.place) < FAR_KM:
        return ranked
    said = f"others are likelier, but who is named fights in {home.place.country}"
    return (replace(home, reasons=(*home.reasons, said)), *(c for c in ranked if c is not home))


def believe(ranked: Sequence[Sequence[Candidate]]) -> Belief:
    """The places that may well be meant, by group, with their probabilities."""
    return {
        i: tuple((c.place, c.score) for c in candidates[:3] if c.score >= BELIEVED)
        for i, candidates in enumerate(ranked)
    }


def rank(index: int, group: NameGroup, scene: Scene, weights: CueWeights) -> tuple[Candidate, ...]:
    """The candidates of a group by probability (softmax of their scores beside that of "none of these")."""
    found = [(m.place, find_cues(m, index, group, scene)) for m in group.candidates]
    scores = [sum(c.size * weights.weights.get(c.name, 0.0) for c in cues) for _, cues in found]
    none = weights.intercept + sum(c.size * weights.weights.get(c.name, 0.0) for c in nowhere(group))
    top = max([none, *scores])
    total = math.exp(none - top) + sum(math.exp(s - top) for s in scores)
    candidates = [
        Candidate(place, math.exp(score - top) / total, _reasons(cues, weights))
        for (place, cues), score in zip(found, scores, strict=True)
    ]
    return tuple(sorted(candidates, key=lambda c: -c.score))


def _reasons(cues: Sequence[Cue], weights: CueWeights) -> tuple[str, ...]:
    said = [(c.size * weights.weights.get(c.name, 0.0), c.reason) for c in cues if c.reason]
    return tuple(reason for weight, reason in sorted(said, reverse=True)[:4] if weight > 0)


def _decide(
    index: int, group: NameGroup, ranked: Sequence[Candidate], scene: Scene
) -> tuple[Candidate | None, tuple[Candidate, ...]]:
    """The place meant and the others it might be, shared by all mentions of a group.

    A name that is only written alike may well mean a place that is not known; one that is known means one of those, unless
    all of them are small and on another stage: no place is better than one on another continent.
    """
    published = tuple(replace(c, score=round(c.score, 4)) for c in ranked[: WEIGHED + 1])
    exact = any(match.quality != "skeleton" for match in group.candidates)
    nowhere = max(0.0, 1 - sum(c.score for c in ranked))
    if not ranked or (
        ranked[0].score <= nowhere
        and (not exact or is_far(ranked[0].place, index, scene) or _is_elsewhere(index, group, scene))
    ):
        return None, published[:WEIGHED]
    return published[0], published[1:]


def _is_elsewhere(index: int, group: NameGroup, scene: Scene) -> bool:
    """Whether the text names a larger place right after a name in which none of its candidates lies."""
    larger = [place for container in scene.containers.get(index, ()) for place in container.places]
    return bool(larger) and not any(lies_in(m.place, unit) for m in group.candidates for unit in larger)


def shorten(mention: PlaceMention) -> PlaceMention:
    """A mention with no more candidates than are worth keeping, once nothing more is to be chosen among them."""
    short = len(mention.candidates) <= OTHERS
    return mention if short else replace(mention, candidates=mention.candidates[:OTHERS])


def _runner_up(best: Candidate, others: Sequence[Candidate]) -> tuple[str, ...]:
    """What the place was preferred to, where anything was at all likely."""
    second = next((c for c in others if c.place.id != best.place.id and c.score >= TOLD), None)
    if second is None:
        return ()
    where = ", ".join(filter(None, (second.place.name, second.place.admin1, second.place.country)))
    return (f"the next likeliest is {where} ({second.place.kind}), {second.score:.0%}",)


def written_place(toponym: Toponym, point: tuple[float, float]) -> Place:
    """The place of coordinates that stand in the text; its uncertainty is a guess from how many digits were written."""
    lat, lon = point
    digits = sum(c.isdigit() for c in toponym.text)
    return Place(
        f"pt:{lat:.5f},{lon:.5f}", toponym.text, lat, lon, "area",
        uncertainty_km=2.0 if digits < 10 else 0.2, source="the text",
    )  # fmt: skip


def _mention(toponym: Toponym, best: Candidate | None, others: tuple[Candidate, ...]) -> PlaceMention:
    bare = PlaceMention(toponym.sentence, toponym.start, toponym.end, toponym.text, reasons=toponym.reasons)
    if toponym.written_point is not None:
        return replace(bare, place=written_place(toponym, toponym.written_point), score=1.0)
    if best is None:
        return replace(bare, candidates=others)
    part = (f"the part of it called “{toponym.part}”",) if toponym.part else ()
    reasons = (*toponym.reasons, *best.reasons, *_runner_up(best, others), *part)
    return replace(bare, place=best.place, score=best.score, reasons=reasons, candidates=others)
