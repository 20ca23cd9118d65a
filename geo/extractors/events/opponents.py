"""Who stands on which side of a change: by the rule's paths, by other parts of the sentence, by what a place is called."""

from collections.abc import Sequence
from dataclasses import replace

from geo.extractors.events.draft import Draft
from geo.extractors.events.scene import Scene
from geo.records.actors import ActorMention

_OF_NOUNS = ("owner", "possessor", "modifier")
"""Steps to words that may be places as well as actors ("the Mosul offensive")."""
_ONLY_FIGHTERS = ("owner", "declarer")
"""Steps that name a side only where their words name someone who fights."""
_TAKES = ("seize", "regain", "advance", "offensive", "siege", "transfer")
"""Kinds in which someone stands against someone who has the place."""


def side_of(scene: Scene, paths: Sequence[str], draft: Draft) -> ActorMention | None:
    """The first actor that paths of a draft's rule lead to, one who fights before others; None where they lead to none."""
    places = {p.token for p in draft.places}
    for path in paths:
        ends = [at for at in scene.follow(path, draft.index, draft.needed) if at not in places]
        if path in _OF_NOUNS:
            ends = [at for at in ends if at not in scene.ground.at or at in scene.sides.at]
        fighting = [armed for at in ends if (armed := scene.sides.armed_of(at)) is not None]
        only = path in _ONLY_FIGHTERS or draft.rule.kind == "incident"
        named = (scene.sides.find(at) for at in (fighting if only else [*fighting, *ends]))
        if found := next((side for side in named if side is not None), None):
            return found
    return None


def with_loser(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """A taking with who lost it, where another part of the sentence tells who held or had taken the same place."""
    if draft.lost is not None or draft.rule.kind not in _TAKES:
        return draft
    taker = side_of(scene, draft.rule.gained, draft)
    for other in drafts:
        if other is draft or not same_places(draft, other) or other.rule.kind not in ("hold", "seize", "withdraw"):
            continue
        paths = {"hold": other.rule.held, "withdraw": other.rule.lost}.get(other.rule.kind, other.rule.gained)
        side = side_of(scene, paths, other)
        if side is not None and not _same_side(side, taker) and _is_earlier(scene, other, draft):
            return replace(draft, lost=side)
    called = next((h for p in draft.places if (h := scene.sides.holder(p.token)) is not None), None)
    return replace(draft, lost=called) if called is not None and not _same_side(called, taker) else draft


def same_places(one: Draft, other: Draft) -> bool:
    """Whether two drafts speak of one place."""
    ids = [{p.mention.place.id for p in d.places if p.mention.place} for d in (one, other)]
    return bool(one.mentions() & other.mentions()) or bool(ids[0] & ids[1])


def _same_side(one: ActorMention, other: ActorMention | None) -> bool:
    return other is not None and (one.start == other.start or (one.actor is not None and one.actor == other.actor))


def _is_earlier(scene: Scene, other: Draft, draft: Draft) -> bool:
    """Whether another deed came before: told in the past perfect, in a clause below, or as a holding."""
    if other.rule.kind in ("hold", "withdraw"):
        return True
    token = scene.tree.tokens[other.index]
    had = any(k.lemma == "have" and k.tag == "VBD" for k in scene.tree.kids(other.index, "aux"))
    return had or token.dep == "relcl"


def find_opponent(scene: Scene, draft: Draft) -> ActorMention | None:
    """Whom the sentence says it is against, where the trigger's own words do not."""
    for kid in scene.tree.kids(draft.index, "advcl"):
        if kid.tag == "VBG" and kid.lemma in scene.rules.routing:
            found = next((f for i in scene.tree.object(kid.index) if (f := scene.sides.find(i)) is not None), None)
            if found is not None:
                return found
    for token in scene.tree.tokens:
        if token.text.lower() in scene.rules.against and token.pos == "ADP":
            for at in scene.tree.kids(token.index, "pobj"):
                if (found := scene.sides.find(at.index)) is not None and scene.sides.is_armed(at.index):
                    return found
    return _only_opponent(scene, draft) if draft.rule.kind == "regain" else None


def _only_opponent(scene: Scene, draft: Draft) -> ActorMention | None:
    """Of a liberation: the only group that the sentence names which is not the liberator or on its side."""
    gained = side_of(scene, draft.rule.gained, draft)
    groups = {
        a.actor.id: a
        for a in scene.sides.here
        if a.actor and a.actor.kind == "rebel" and a.method == "dictionary" and not _is_ally(scene, a)
    }
    if gained is not None and gained.actor is not None:
        groups = {i: a for i, a in groups.items() if i != gained.actor.id and i not in gained.actor.allies}
    return next(iter(groups.values())) if len(groups) == 1 else None


def _is_ally(scene: Scene, actor: ActorMention) -> bool:
    """Whether words before a group tell that somebody is on its side: "join the SDF", "alongside Hezbollah"."""
    tokens = scene.tree.sentence.tokens_in(actor.start, actor.end)
    above = (scene.tree.tokens[t.head] for t in tokens if t.dep in ("dobj", "pobj"))
    return any(t.lemma.lower() in scene.rules.allying for t in above)
