"""Settles what the drafts of one sentence tell together: nothing twice, nothing that only describes another's place."""

from collections.abc import Sequence
from dataclasses import replace

from geo.extractors.events.draft import Draft
from geo.extractors.events.ground import FoundPlace
from geo.extractors.events.opponents import same_places, side_of, with_loser
from geo.extractors.events.scene import Scene


def settle_drafts(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Drops what another draft tells better: aims told twice, holders of places that are taken, mere fighting."""
    kept = sorted(drafts, key=lambda d: d.index)
    kept = [d for d in kept if not (d.rule.part == "noun" and _told_by_aim(scene, d, kept))]
    kept = [d for d in _undescribed(scene, kept) if not _merely_called(scene, d)]
    kept = _with_places(scene, kept)
    kept = _without_holders(scene, kept)
    return [with_loser(scene, d, kept) for d in _joined(scene, kept)]


def _with_places(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The drafts with places filled in; a noun with none of its own, and mere fighting, give way to stronger ones."""
    owned = {d.index for d in drafts if d.places}
    filled = _filled(scene, drafts)
    strong = [d for d in filled if not d.rule.weak and d.places]
    kept = []
    for draft in filled:
        own = draft.index in owned or (bool(draft.places) and draft.rule.part == "verb")
        alone = not any(s is not draft for s in strong)
        if (own or alone) and not (draft.rule.weak and _told_better(draft, strong)):
            kept.append(draft)
    return kept


def _without_holders(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """ "Took the rebel-held town": the holder is who lost it, and no draft of its own."""
    kept = list(drafts)
    for hold in [d for d in drafts if d.rule.kind == "hold"]:
        others = [d for d in kept if d.rule.kind != "hold" and _same_phrase(scene, hold, d)]
        for other in others:
            kept[kept.index(other)] = replace(other, lost=side_of(scene, hold.rule.held, hold))
        if others:
            kept = [d for d in kept if d is not hold]
    return kept


def _told_by_aim(scene: Scene, noun: Draft, drafts: list[Draft]) -> bool:
    """ "the operation to retake Mosul" is told by "retake"."""
    for other in drafts:
        token = scene.tree.tokens[other.index]
        if other.rule.part == "verb" and token.head == noun.index and token.dep in ("acl", "xcomp", "relcl"):
            return True
        if other.index != noun.index and token.dep == "xcomp" and noun.index in scene.tree.object(token.head):
            return True
    return False


def _told_better(weak: Draft, strong: Sequence[Draft]) -> bool:
    """Whether mere fighting has its place from another deed of the sentence."""
    return any(same_places(weak, s) for s in strong) or (bool(strong) and all(p.made for p in weak.places))


def _merely_called(scene: Scene, draft: Draft) -> bool:
    """Whether a participle only describes nameless places and names nobody: "areas already liberated"."""
    token = scene.tree.tokens[draft.index]
    describes = draft.rule.kind in ("seize", "regain") and token.dep in ("acl", "amod") and token.tag in ("VBN", "VBD")
    return describes and is_nameless(draft) and side_of(scene, draft.rule.gained, draft) is None


def _undescribed(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Without drafts that only say which nameless places another speaks of ("recover the areas they lost").

    The other takes over the places that they name.
    """
    kept = list(drafts)
    for draft in drafts:
        above = {t.index for t in scene.tree.above(draft.index)[:2]}
        outer = next((d for d in kept if d is not draft and is_nameless(d) and _inside(scene, draft, d, above)), None)
        if outer is not None:
            kept.remove(draft)
            if draft.rule.kind == "hold":
                kept[kept.index(outer)] = replace(outer, lost=side_of(scene, draft.rule.held, draft))
            elif any(p.named for p in draft.places):
                kept[kept.index(outer)] = replace(outer, places=tuple(replace(p, extent="part") for p in draft.places))
    return kept


def is_nameless(draft: Draft) -> bool:
    """Whether none of a draft's places has a name."""
    return not any(p.named for p in draft.places)


def _inside(scene: Scene, inner: Draft, outer: Draft, above: set[int]) -> bool:
    dep = scene.tree.tokens[inner.index].dep
    if dep in ("relcl", "acl", "amod"):
        return bool({p.token for p in outer.places} & above)
    head = scene.tree.head(inner.index)
    unsaid = not outer.places and outer.rule.nearest and not outer.rule.placeless
    if unsaid and scene.rules.unsaid & _words_below(scene, outer.index):
        return inner.index in scene.tree.below(outer.index)
    what = dep == "ccomp" or (dep == "pcomp" and head is not None and head.text.lower() in scene.rules.of)
    return what and outer.index in above and not outer.places


def _words_below(scene: Scene, index: int) -> set[str]:
    return {scene.tree.tokens[i].text.lower() for i in scene.tree.below(index)}


def _filled(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The drafts whose place has no name, or is unsaid, with the sentence's nearest place where their rule allows it."""
    taken = {m for d in drafts for m in d.mentions() if any(p.named for p in d.places) and not d.rule.weak}
    weak = {m for d in drafts for m in d.mentions() if d.rule.weak}
    filled = []
    for draft in drafts:
        if draft.rule.nearest and not any(p.named for p in draft.places):
            scenes = [replace(p, extent="part", made=True) for d in drafts if d.rule.weak for p in d.places if p.named]
            near = scene.places.back.nearest(draft.index, taken, weak) or scenes or _below(scene, draft, drafts)
            near = near or list(draft.places)
            filled.append(replace(draft, places=tuple(near)))
        else:
            filled.append(draft)
    return filled


def _below(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> list[FoundPlace]:
    """The places of a deed that a draft tells its own by: "captured three positions in a raid on Homs"."""
    below = scene.tree.below(draft.index)
    inner = (d for d in drafts if d is not draft and d.rule.part == "noun" and d.index in below)
    return [replace(p, extent="part", made=True) for d in inner for p in d.places if p.named]


def _joined(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """One draft where two tell the same: a noun and a verb of one place, or two verbs of one advance."""
    kept: list[Draft] = []
    for draft in drafts:
        same = next((k for k in kept if _same_deed(scene, k, draft)), None)
        if same is None:
            kept.append(draft)
        else:
            new = tuple(p for p in draft.places if p.named and (p.mention.start, p.mention.end) not in same.mentions())
            first = draft if same.rule.part == "noun" and draft.rule.part == "verb" else same
            kept[kept.index(same)] = replace(first, places=first.places if first is draft else (*same.places, *new))
    return kept


def _same_deed(scene: Scene, one: Draft, other: Draft) -> bool:
    if one.rule.kind != other.rule.kind and {one.rule.kind, other.rule.kind} != {"seize", "regain"}:
        return False
    token = scene.tree.tokens[other.index]
    own_place = any(p.named and not p.made for p in other.places)
    if token.dep == "advcl" and token.tag == "VBG" and token.head == one.index and not own_place:
        return True
    if one.mentions() & other.mentions() and "noun" in (one.rule.part, other.rule.part):
        return True
    return (
        one.rule.kind == "advance"
        and other.rule.part == "verb"
        and token.dep == "conj"
        and token.head == one.index
        and not scene.tree.kids(other.index, "nsubj")
    )


def _same_phrase(scene: Scene, hold: Draft, other: Draft) -> bool:
    """Whether a holder's word belongs to the phrase of a place that another draft speaks of."""
    token = scene.tree.tokens[hold.index]
    if token.dep not in ("amod", "acl", "relcl"):
        return False
    head = scene.tree.tokens[token.head]
    if head.dep == "conj" and head.head in {p.token for p in other.places}:
        return True
    inside = {p.token for p in other.places} | {t.index for p in other.places for t in scene.tree.above(p.token)[:3]}
    return bool(hold.mentions() & other.mentions()) or token.head in inside - {other.index}
