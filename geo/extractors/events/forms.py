"""The conditions on a trigger that rules may name and that paths of words cannot say. They know grammar and no vocabulary."""

from collections.abc import Callable, Iterable

from geo.extractors.events.scene import Scene
from geo.languages.control import ControlRule

Form = Callable[[Scene, ControlRule, int], bool]


def _ends(scene: Scene, paths: Iterable[str], index: int) -> list[int]:
    return [found for path in paths for found in scene.follow(path, index, ())]


def _object_fights(scene: Scene, _rule: ControlRule, index: int) -> bool:
    """ "drove the rebels out": the object is someone who fights."""
    return any(scene.sides.is_armed(i) for i in scene.tree.object(index))


def _loser_fights(scene: Scene, rule: ControlRule, index: int) -> bool:
    """ "cleared the town of fighters": one of the rule's losers fights."""
    return any(scene.sides.is_armed(i) for i in _ends(scene, rule.lost, index))


def _against_fighters(scene: Scene, rule: ControlRule, index: int) -> bool:
    """Whoever it is against fights: not "the fight against malaria", not "his battle with cancer"."""
    losers = _ends(scene, rule.lost, index)
    return all(scene.sides.is_armed(i) for i in losers) and not scene.tree.kids(index, "poss")


def _fighters(scene: Scene, _rule: ControlRule, index: int) -> bool:
    """A force noun or a known actor does it: others march through towns and flee from them."""
    subjects = [j for i in scene.tree.subject(index) for j in (i, *_sayer_meant(scene, i, index))]
    return any(scene.sides.fights(j) for i in subjects for j in scene.tree.conjuncts(i))


def _sayer_meant(scene: Scene, subject: int, verb: int) -> list[int]:
    """ "The army said it would march": whom a pronoun below a verb of saying may mean."""
    head = scene.tree.head(verb)
    said = scene.tree.tokens[subject].pos == "PRON" and scene.tree.tokens[verb].dep == "ccomp"
    return scene.tree.subject(head.index) if said and head is not None else []


def _armed_subject(scene: Scene, _rule: ControlRule, index: int) -> bool:
    """Someone who fights surrounds a place, or nobody is named; hills and fans do not count."""
    subjects = scene.tree.subject(index)
    nobody = scene.tree.is_passive(index) and not subjects
    return scene.tree.tokens[index].dep != "amod" and (nobody or any(scene.sides.is_armed(i) for i in subjects))


def _newly(scene: Scene, _rule: ControlRule, index: int) -> bool:
    """ "control" for "come to control", as headlines have it: after other deeds, as an aim, or in a headline."""
    tree, token = scene.tree, scene.tree.tokens[index]
    if token.tag == "VBG":
        return token.dep not in ("acl", "amod", "compound")
    if token.dep == "xcomp" or (token.tag == "VB" and any(k.tag == "TO" for k in tree.kids(index))):
        return True
    lasts = any(k.lemma.lower() in scene.rules.lasting for k in tree.kids(index, "advmod"))
    return token.tag in ("VBP", "VBZ", "VB") and _is_headline(scene) and not lasts


def _is_headline(scene: Scene) -> bool:
    return scene.tree.sentence.text[-1:] not in ".!?\"”'…"


def _holding(scene: Scene, _rule: ControlRule, index: int) -> bool:
    """With a holder, and not of a mere building ("an IS-held building")."""
    tree, token = scene.tree, scene.tree.tokens[index]
    if token.dep == "amod" and token.head not in scene.ground.at and tree.tokens[token.head].lemma in scene.rules.plain:
        return False
    holders = tree.subject(index) or tree.kids_of(index, "npadvmod", "compound", "nmod", "amod", "nsubj")
    return any(scene.sides.find(i) is not None for i in holders)


def _has_holder(scene: Scene, rule: ControlRule, index: int) -> bool:
    """Someone is named who holds ("under rebel control", not "under control")."""
    return any(scene.sides.find(i) is not None for i in _ends(scene, rule.held, index))


def _group_holder(scene: Scene, rule: ControlRule, index: int) -> bool:
    """A group that fights holds it: "the Taliban stronghold", "the capital of ISIS", not "the capital of Syria"."""
    return any(scene.sides.is_group(i) for i in _ends(scene, rule.held, index))


def _no_place_object(scene: Scene, _rule: ControlRule, index: int) -> bool:
    """ "pulled its troops out of": what is pulled is a force, or nothing is."""
    objects = scene.tree.object(index)
    return not objects or scene.tree.is_passive(index) or all(scene.sides.is_armed(i) for i in objects)


def _no_prize(scene: Scene, _rule: ControlRule, index: int) -> bool:
    """Not a person's winning of states, titles and places at the start."""
    tree = scene.tree
    if not any(tree.tokens[i].entity == "PERSON" and not scene.sides.is_armed(i) for i in tree.subject(index)):
        return True
    return not any(_is_unit(scene, i) or tree.tokens[i].lemma in scene.rules.prizes for i in tree.object(index))


def _is_unit(scene: Scene, index: int) -> bool:
    mention = scene.ground.at.get(index)
    return mention is not None and mention.place is not None and mention.place.kind in ("admin1", "country")


def _armed_owner(scene: Scene, _rule: ControlRule, index: int) -> bool:
    """An operation of war, not of a surgeon or a company: of someone who fights."""
    named = [*scene.tree.owner(index), *scene.tree.kids_of(index, "amod", "compound")]
    return any(scene.sides.is_armed(i) for i in named)


def _armed_or_aimed(scene: Scene, rule: ControlRule, index: int) -> bool:
    """Of someone who fights, or on a place or an enemy."""
    paths = [path for path in (*rule.place, *rule.lost) if path.startswith("prep")]
    return _armed_owner(scene, rule, index) or bool(_ends(scene, paths, index))


def _nobody_else(scene: Scene, rule: ControlRule, index: int) -> bool:
    """A deed of someone who fights, or of nobody named: "the advance on Tripoli", not "the advance of medicine"."""
    direct = _direct_owners(scene, rule, index)
    return not direct or any(scene.sides.is_armed(i) or scene.sides.find(i, 0) is not None for i in direct)


def _direct_owners(scene: Scene, rule: ControlRule, index: int) -> list[int]:
    tree = scene.tree
    before = tree.kids(index, "compound", "nmod", "amod")
    names = [k.index for k in before if k.pos in ("NOUN", "PROPN") or k.entity == "NORP"]
    prepositions = [path for path in rule.gained if path.startswith("prep")]
    return tree.kids_of(index, "poss") + names + _ends(scene, prepositions, index)


def _verbless(scene: Scene, _rule: ControlRule, index: int) -> bool:
    """A clause whose verb was lost: "The militants control of Raqqa in the spring, they took …"."""
    tree = scene.tree
    above = next(
        (t for t in (tree.tokens[index], *tree.above(index)) if t.dep in ("nsubj", "nsubjpass") or t.pos == "VERB"),
        None,
    )
    return above is not None and above.pos != "VERB" and len(tree.kids(above.head, "nsubj", "nsubjpass")) > 1


FORMS: dict[str, Form] = {
    "object-fights": _object_fights,
    "loser-fights": _loser_fights,
    "against-fighters": _against_fighters,
    "fighters": _fighters,
    "armed-subject": _armed_subject,
    "newly": _newly,
    "holding": _holding,
    "has-holder": _has_holder,
    "group-holder": _group_holder,
    "no-place-object": _no_place_object,
    "no-prize": _no_prize,
    "armed-owner": _armed_owner,
    "armed-or-aimed": _armed_or_aimed,
    "nobody-else": _nobody_else,
    "verbless": _verbless,
}
