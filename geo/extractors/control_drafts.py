"""Finds where a rule fits a trigger: the words that it needs are there, who must fight does, and it speaks of a place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo.extractors.control_forms import FORMS
from geo.extractors.control_ground import FoundPlace
from geo.extractors.control_scene import Scene
from geo.languages.control import ControlRule, ControlRules
from geo.records.actors import ActorMention

_AROUND = "prep:in|at|near|around|outside|inside|along"
"""Where a clause names its scene when its object has no name ("seized three villages in the north of Aleppo")."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule that fits a trigger: the tokens of the trigger, the words it needs, and the places it speaks of.

    `lost` is who lost the places where other words of the sentence tell it.
    """

    rule: ControlRule
    index: int
    needed: tuple[int, ...]
    places: tuple[FoundPlace, ...]
    lost: ActorMention | None = None

    def mentions(self) -> set[tuple[int, int]]:
        """Where the names of its places stand."""
        return {(p.mention.start, p.mention.end) for p in self.places}


def find_drafts(scene: Scene, rules: ControlRules) -> list[Draft]:
    """One draft a trigger: the first rule that fits. Verbs come first, so that "control" in "took control" is theirs."""
    found: list[Draft] = []
    taken: set[int] = set()
    for part in ("verb", "noun"):
        for token in scene.tree.tokens:
            if token.index in taken or (token.pos in ("VERB", "AUX", "ADJ")) != (part == "verb"):
                continue
            candidates = rules.by_lemma.get(token.lemma.lower(), ())
            draft = next(
                (d for r in candidates if r.part == part and (d := _fit(scene, r, token.index)) is not None), None
            )
            if draft is not None:
                found.append(draft)
                taken.update(draft.needed)
    return [d for d in found if d.index not in taken]


def _fit(scene: Scene, rule: ControlRule, index: int) -> Draft | None:
    needed: list[int] = []
    for need in rule.needs:
        found = scene.needed(need, index)
        if found is None:
            return None
        needed.append(found)
    if any(scene.needed(absent, index) is not None for absent in rule.without):
        return None
    if not all(FORMS[form](scene, index) for form in rule.form) or not _armed(scene, rule, index, needed):
        return None
    places = _places(scene, rule, index, needed)
    if rule.named and not any(p.named for p in places):
        return None
    if rule.small and places and all(p.mention.place and p.mention.place.kind in ("country", "region") for p in places):
        return None
    alone = rule.placeless and scene.tree.tokens[index].dep != "amod"
    if not places and not (alone or (rule.nearest and _unsaid(scene, rule, index))):
        return None
    return Draft(rule, index, tuple(n for n in needed if n != index), tuple(places))


def _places(scene: Scene, rule: ControlRule, index: int, needed: Sequence[int]) -> list[FoundPlace]:
    unnamed: list[FoundPlace] = []
    seen = False
    sides = [i for path in (*rule.gained, *rule.held) for i in scene.follow(path, index, needed)]
    trust = 0 if not rule.strict else 1 + any(scene.sides.is_armed(i) for i in sides)
    if any(
        scene.sides.is_armed(i) for path in rule.lost if path == "prep:from" for i in scene.tree.follow(index, path)
    ):
        trust = 2
    for path in rule.place:
        nodes = scene.follow(path, index, needed)
        for at in nodes:
            seen = True
            found = scene.places.find(at, trust)
            if any(p.named for p in found):
                return found
            unnamed = unnamed or found
        if nodes and path.startswith("needs>prep:of") and not unnamed and not _vague(scene, nodes):
            return []
    if unnamed and rule.part == "verb":
        for at in scene.tree.follow(index, _AROUND):
            if found := [p for p in scene.places.find(at, 0) if p.named]:
                return [replace(p, extent="part") for p in found]
    there = [k.index for k in scene.tree.kids(index, "advmod") if k.lemma.lower() in ("there", "where", "here")]
    if there and (unnamed or not seen):
        return scene.places.back.last_before(there[0])
    if rule.back and not unnamed and not (seen and "object" in rule.place and scene.tree.object(index)):
        return scene.places.back.last_here(index)
    return unnamed


def _vague(scene: Scene, nodes: Sequence[int]) -> bool:
    """Whether words leave open what they mean: pronouns, and "what they lost"."""
    return all(scene.tree.tokens[i].pos in ("PRON", "VERB", "ADV") for i in nodes)


def _unsaid(scene: Scene, rule: ControlRule, index: int) -> bool:
    """Whether a trigger leaves its place unsaid: it has no object, or one like "what they lost"."""
    if rule.part == "noun" or "object" not in rule.place:
        return True
    objects = scene.tree.object(index)
    if any(
        k.dep == "ccomp" and any(o.text.lower() == "what" for o in scene.tree.kids(k.index))
        for k in scene.tree.kids(index)
    ):
        return True
    return bool(objects) and all(scene.tree.tokens[i].lemma.lower() in ("what", "which", "that") for i in objects)


def _armed(scene: Scene, rule: ControlRule, index: int, needed: Sequence[int]) -> bool:
    """Whether a rule that wants someone who fights has one; who is left out ("was taken") may be one."""
    doers = [i for path in (*rule.gained, *rule.held) for i in scene.follow(path, index, needed)]
    if not rule.armed:
        return _plausible(scene, rule, doers, index)
    words = doers or [i for path in rule.lost for i in scene.follow(path, index, needed)]
    token = scene.tree.tokens[index]
    if not words and token.dep == "acl" and token.tag == "VBN" and "object" not in rule.place:
        words = [token.head]
    return not words or any(scene.sides.armed_of(i) is not None for i in words)


def _plausible(scene: Scene, rule: ControlRule, doers: Sequence[int], index: int) -> bool:
    """Whether a taking has a taker that can take ("seized by a mood of panic" has none)."""
    if rule.kind not in ("seize", "regain") or rule.part == "noun" or not doers:
        return True
    own = [i for i in doers if scene.tree.tokens[i].head == index or scene.tree.is_passive(index)]
    return not own or any(scene.sides.find(i) is not None or scene.tree.tokens[i].pos == "PRON" for i in own)
