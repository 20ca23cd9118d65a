"""Finds where a rule fits a trigger: the words that it needs are there, who must fight does, and it speaks of a place."""

from collections.abc import Sequence

from geo.extractors.events.draft import Draft
from geo.extractors.events.forms import FORMS
from geo.extractors.events.ground import FoundPlace
from geo.extractors.events.scene import Scene
from geo.geocoding.nearness import lies_in
from geo.languages.control import ControlRule, ControlRules
from geo.languages.distance import distance_rules
from geo.records.places import Place

_SURE = 0.9
"""From this score on a mention is the place that it is taken for, whatever stands beside it."""


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
    needed = [scene.needed(need, index) for need in rule.needs]
    words = [n for n in needed if n is not None]
    if len(words) < len(needed) or any(scene.needed(absent, index) is not None for absent in rule.without):
        return None
    if not all(FORMS[form](scene, rule, index) for form in rule.form) or not _armed(scene, rule, index, words):
        return None
    places = [p for p in _find_places(scene, rule, index, words) if not _stands_apart(scene, rule, p)]
    if _takes_person(scene, rule, index, places):
        return None
    if not _suits(scene, rule, index, places):
        return None
    return Draft(rule, index, tuple(n for n in words if n != index), tuple(places))


def _takes_person(scene: Scene, rule: ControlRule, index: int, places: Sequence[FoundPlace]) -> bool:
    """Whether what reads as the capture of a place is that of a person: "Qadeer was captured in Gujranwala".

    So where the words name a place besides that does not hold it, or read the name as a person's that no mention takes for a place.
    """
    if rule.kind not in ("seize", "regain") or rule.part != "verb" or "object" not in rule.place:
        return False
    tokens, known = [scene.tree.tokens[p.token] for p in places], {(m.start, m.end) for m in scene.ground.here}
    objects = {j for i in scene.tree.object(index) for j in scene.tree.conjuncts(i)}
    if not places or not objects.issuperset(t.index for t in tokens) or not all(p.named for p in places):
        return False
    around = [p.mention.place for at in _around(scene, index) for p in scene.places.find(at, 0) if p.named]
    person = any(
        t.entity == "PERSON" and (p.mention.start, p.mention.end) not in known
        for t, p in zip(tokens, places, strict=True)
    )
    typed = any(_is_typed(scene, t.index) for t in tokens) or _trust(scene, rule, index, ()) > 1
    return not typed and (person or any(not _may_hold(scene, scenery, p) for scenery in around for p in places))


def _around(scene: Scene, index: int) -> list[int]:
    """Where a clause names its scene when its object has no name ("seized three villages in the north of Aleppo")."""
    return scene.tree.prep(index, scene.rules.around)


def _stands_apart(scene: Scene, rule: ControlRule, place: FoundPlace) -> bool:
    """Whether a place is told for another's sake: where a distance is counted from, or the state that something is taken from."""
    link, known = scene.tree.head(place.token), place.mention.place
    state = known is not None and known.kind == "country" and "prep:from" in rule.lost
    return (state and link is not None and link.text.lower() in scene.rules.origin) or _is_measured_from(
        scene, place.token
    )


def _is_measured_from(scene: Scene, place: int) -> bool:
    """Whether a place is only where a distance is counted from: "a town 200 km south of Bentiu"."""
    tree, link = scene.tree, scene.tree.head(place)
    if link is None or link.text.lower() not in scene.rules.of | scene.rules.origin:
        return False
    near = [t.index for t in (link, *tree.above(link.index)[:2])]
    counted = [k for i in near for k in (tree.tokens[i], *tree.kids(i)) if k.text.lower() in distance_rules().unit_of]
    return any(tree.kids(k.index, "nummod") for k in counted)


def _is_typed(scene: Scene, index: int) -> bool:
    """Whether a name's own words say that it is a place: "Jabal al-Sayyid", "the Kokkadicholai base"."""
    first, last = scene.tree.phrase(index)
    words = {t.lemma.lower() for t in scene.tree.tokens[first : last + 1]}
    return bool(words & (scene.rules.elements | scene.rules.nouns.keys()))


def _may_hold(scene: Scene, around: Place | None, place: FoundPlace) -> bool:
    """Whether a place may lie in one that the words name besides; of those that no gazetteer knows, towns hold none."""
    if place.mention.place is not None and around is not None:
        sure = place.mention in scene.ground.here and place.mention.score >= _SURE
        return sure or lies_in(place.mention.place, around)
    return around is None or around.kind != "settlement"


def _suits(scene: Scene, rule: ControlRule, index: int, places: Sequence[FoundPlace]) -> bool:
    """Whether a rule may count with the places that it found, or without any."""
    if not places:
        alone = rule.placeless or (rule.nearest and _unsaid(scene, rule, index))
        return alone and scene.tree.tokens[index].dep != "amod"
    large = all(p.mention.place is not None and p.mention.place.kind in ("country", "region") for p in places)
    return not (rule.small and large) and not (rule.named and not any(p.named for p in places))


def _find_places(scene: Scene, rule: ControlRule, index: int, needed: Sequence[int]) -> list[FoundPlace]:
    """The places that a rule's paths lead to, a place with a name before one without, else what the clause gives."""
    ends = [(path, _ends(scene, path, index, needed)) for path in rule.place]
    trust = _trust(scene, rule, index, needed)
    unnamed: list[FoundPlace] = []
    for path, nodes in ends:
        found = [scene.places.find(at, trust) for at in nodes]
        named = next((places for places in found if any(p.named for p in places)), None)
        if named is not None:
            return named
        unnamed = unnamed or next((places for places in found if places), [])
        if nodes and path.startswith("needs>prep:of") and not unnamed and not _vague(scene, nodes):
            return []
    return _from_clause(scene, rule, index, unnamed, any(nodes for _, nodes in ends))


def _ends(scene: Scene, path: str, index: int, needed: Sequence[int]) -> list[int]:
    """Where a path to places leads; the owner that a pronoun names is who does it ("its siege") rather than where."""
    found = scene.follow(path, index, needed)
    return [i for i in found if scene.tree.tokens[i].tag != "PRP$"] if path.endswith("possessor") else found


def _trust(scene: Scene, rule: ControlRule, index: int, needed: Sequence[int]) -> int:
    """How far a trigger vouches for names (see `PlaceFinder.find`): 2 for "took X from the rebels", 1 for "rebel-held X"."""
    losers = scene.tree.follow(index, "prep:from") if "prep:from" in rule.lost else []
    if any(scene.sides.is_armed(i) for i in losers):
        return 2
    doers = [i for path in (*rule.gained, *rule.held) for i in scene.follow(path, index, needed)]
    armed = any(scene.sides.is_armed(i) for i in doers)
    if rule.held and scene.tree.tokens[index].dep == "amod":
        return int(armed)
    return 1 + armed if rule.strict else 0


def _from_clause(
    scene: Scene, rule: ControlRule, index: int, unnamed: list[FoundPlace], seen: bool
) -> list[FoundPlace]:
    """Where the trigger's paths give no name: where its clause takes place, "there", the last place before it, or no name.

    `seen` tells that the paths led to some word.
    """
    if unnamed and rule.part == "verb":
        around = ([p for p in scene.places.find(at, 0) if p.named] for at in _around(scene, index))
        if found := next(filter(None, around), []):
            return [scene.places.join(unnamed[0], p) for p in found]
    there = [k.index for k in scene.tree.kids(index, "advmod") if k.lemma.lower() in scene.rules.there]
    if there and (unnamed or not seen):
        return scene.places.back.last_before(there[0])
    has_object = seen and "object" in rule.place and bool(scene.tree.object(index))
    return scene.places.back.last_here(index) if rule.back and not unnamed and not has_object else unnamed


def _vague(scene: Scene, nodes: Sequence[int]) -> bool:
    """Whether words leave open what they mean: pronouns, and "what they lost"."""
    return all(scene.tree.tokens[i].pos in ("PRON", "VERB", "ADV") for i in nodes)


def _unsaid(scene: Scene, rule: ControlRule, index: int) -> bool:
    """Whether a trigger leaves its place unsaid: it has no object, or one like "what they lost"."""
    if rule.part == "noun" or "object" not in rule.place:
        return True
    objects = scene.tree.object(index)
    clauses = scene.tree.kids_of(index, "ccomp")
    if any(word.text.lower() in scene.rules.unsaid for clause in clauses for word in scene.tree.kids(clause)):
        return True
    return bool(objects) and all(scene.tree.tokens[i].lemma.lower() in scene.rules.what for i in objects)


def _armed(scene: Scene, rule: ControlRule, index: int, needed: Sequence[int]) -> bool:
    """Whether a rule that wants someone who fights has one; who is left out ("was taken") may be one."""
    paths = (path for path in (*rule.gained, *rule.held) if path != "declarer")
    doers = [i for path in paths for i in scene.follow(path, index, needed)]
    if rule.kind in ("withdraw", "transfer") and _only_civil(scene, scene.follow("subject", index, ())):
        return False
    if not rule.armed:
        return _plausible(scene, rule, doers, index)
    words = doers or [i for path in rule.lost for i in scene.follow(path, index, needed)]
    token = scene.tree.tokens[index]
    if not words and token.dep == "acl" and token.tag == "VBN" and "object" not in rule.place:
        words = [token.head]
    return not words or any(scene.sides.armed_of(i) is not None for i in words)


def _only_civil(scene: Scene, doers: Sequence[int]) -> bool:
    """Whether all who do it are people and bodies that do not fight."""
    return bool(doers) and all(scene.sides.is_civil(i) for i in doers)


def _plausible(scene: Scene, rule: ControlRule, doers: Sequence[int], index: int) -> bool:
    """Whether a taking has a taker that can take ("seized by a mood of panic" has none)."""
    if rule.part == "noun" or rule.kind == "offensive":
        return True
    if _only_civil(scene, doers) or rule.kind not in ("seize", "regain"):
        return not _only_civil(scene, doers)
    own = [i for i in doers if scene.tree.tokens[i].head == index or scene.tree.is_passive(index)]
    return not own or any(scene.sides.find(i) is not None or scene.tree.tokens[i].pos == "PRON" for i in own)
