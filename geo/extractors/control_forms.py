"""The conditions on a trigger's form that rules may name and that paths of words cannot say."""

from collections.abc import Callable

from geo.extractors.control_scene import Scene


Form = Callable[[Scene, int], bool]


def _object_is_armed(scene: Scene, index: int) -> bool:
    """ "drove the rebels out": the object is someone who fights."""
    return any(scene.sides.is_armed(i) for i in scene.tree.object(index))


def _loser_is_armed(scene: Scene, index: int) -> bool:
    """ "cleared the town of fighters": who is named after "of" or "from" fights."""
    tree = scene.tree
    after = tree.prep(index, ("of", "from")) + [
        i for o in tree.object(index) for b in tree.below(o) for i in tree.prep(b, ("of", "from"))
    ]
    return any(scene.sides.is_armed(i) for i in after)


def _into(scene: Scene, index: int) -> bool:
    return bool(scene.tree.prep(index, ("into", "through", "inside"))) or any(
        scene.tree.prep(o, ("into",)) for o in scene.tree.kids_of(index, "dobj")
    )


def _new_control(scene: Scene, index: int) -> bool:
    """ "control" for "come to control", as headlines have it: after other deeds, of something counted, or in a headline."""
    tree, token = scene.tree, scene.tree.tokens[index]
    if token.lemma != "control":
        return token.lemma == "secure"
    if token.tag == "VBG":
        return token.dep not in ("acl", "amod", "compound")
    if token.tag == "VB" and any(k.tag == "TO" for k in tree.kids(index)):
        return True
    if token.dep == "xcomp" or token.tag not in ("VBP", "VBZ", "VB"):
        return token.dep == "xcomp"
    counted = any(
        tree.kids(o, "nummod") or any(k.lemma in ("more", "new") for k in tree.kids(o)) for o in tree.object(index)
    )
    return counted or _is_headline(scene)


def _holding(scene: Scene, index: int) -> bool:
    """A holding: with a holder, and not of a meeting, a job or a thing."""
    tree, token = scene.tree, scene.tree.tokens[index]
    if token.lemma in ("defend", "patrol", "administer") and not tree.is_passive(index):
        return any(scene.sides.is_armed(i) for i in tree.subject(index))
    if token.dep == "amod" and token.head not in scene.ground.at and tree.tokens[token.head].lemma in scene.rules.plain:
        return False
    holders = tree.subject(index) or [
        k.index for k in tree.kids(index, "npadvmod", "compound", "nmod", "amod", "nsubj")
    ]
    return any(scene.sides.find(i) is not None for i in holders)


def _under(scene: Scene, index: int) -> bool:
    """ "under the control of", "in the hands of"."""
    head = scene.tree.head(index)
    return (
        head is not None
        and head.text.lower() in ("under", "in", "into", "within")
        and bool(_holder_words(scene, index))
    )


def _holder_words(scene: Scene, index: int) -> list[int]:
    tree = scene.tree
    words = tree.prep(index, ("of",)) + [k.index for k in tree.kids(index, "poss", "compound", "amod", "nmod")]
    return [i for i in words if scene.sides.find(i) is not None]


def _no_place_object(scene: Scene, index: int) -> bool:
    """ "pulled its troops out of": what is pulled is a force, or nothing is."""
    objects = scene.tree.object(index)
    return not objects or scene.tree.is_passive(index) or all(scene.sides.is_armed(i) for i in objects)


def _marching(scene: Scene, index: int) -> bool:
    """Fighters march on towns, others march through them."""
    tree = scene.tree
    return tree.tokens[index].lemma not in ("march", "flee", "escape") or any(
        scene.sides.fights(j) for i in tree.subject(index) for j in tree.conjuncts(i)
    )


def _taking(scene: Scene, index: int) -> bool:
    """Not a person's winning of states, titles and places at the start: of a bare thing, an armed taker is wanted."""
    tree = scene.tree
    people = [i for i in tree.subject(index) if tree.tokens[i].entity == "PERSON" and not scene.sides.is_armed(i)]
    if not people:
        return True
    for at in tree.object(index):
        mention = scene.ground.at.get(at)
        unit = mention is not None and mention.place is not None and mention.place.kind in ("admin1", "country")
        if unit or tree.tokens[at].lemma in (*scene.rules.plain, "state", "region", "seat"):
            return False
    return True


def _leaving(scene: Scene, index: int) -> bool:
    words = {k.text.lower() for k in scene.tree.kids(index, "prep", "prt", "advmod")}
    return bool(words & {"out", "away", "off"})


def _siege(scene: Scene, index: int) -> bool:
    """A siege by someone who fights, or of a place that is called besieged."""
    tree, token = scene.tree, scene.tree.tokens[index]
    if token.lemma in ("surround", "ring", "trap", "isolate", "cut"):
        subjects = tree.subject(index)
        off = token.lemma != "cut" or any(k.text.lower() == "off" for k in tree.kids(index, "prt", "advmod", "prep"))
        return (
            off
            and token.dep != "amod"
            and (any(scene.sides.is_armed(i) for i in subjects) or (tree.is_passive(index) and not subjects))
        )
    return True


def _noun_siege(scene: Scene, index: int) -> bool:
    token, head = scene.tree.tokens[index], scene.tree.head(index)
    if scene.tree.prep(index, ("of", "on", "around", "in", "against")) or scene.tree.kids(index, "poss", "compound"):
        return True
    return token.lemma == "siege" and head is not None and head.text.lower() == "under"


def _noun_fight(scene: Scene, index: int) -> bool:
    """An operation of war, not of a surgeon or a company: by someone who fights, against someone, or on a place."""
    tree, token = scene.tree, scene.tree.tokens[index]
    if token.lemma not in ("operation", "campaign", "attack", "raid", "storm", "incursion", "invasion"):
        return True
    owners = tree.owner(index)
    armed = any(scene.sides.is_armed(i) for i in owners) or any(k.lemma == "military" for k in tree.kids(index))
    if token.lemma in ("operation", "campaign", "attack", "raid"):
        return armed
    return armed or bool(tree.prep(index, ("on", "against", "of", "into")))


def _noun_armed(scene: Scene, index: int) -> bool:
    """A deed of someone who fights, or of nobody named: "the advance on", not "the progress of the talks"."""
    tree = scene.tree
    direct = [k.index for k in tree.kids(index, "poss")] + tree.prep(index, ("by", "of"))
    direct += [
        k.index
        for k in tree.kids(index, "compound", "nmod", "amod")
        if k.pos in ("NOUN", "PROPN") or k.entity == "NORP"
    ]
    if not direct:
        return tree.tokens[index].lemma in ("advance", "advancement", "incursion") or any(
            scene.sides.is_armed(i) for i in tree.owner(index)
        )
    return any(scene.sides.is_armed(i) or scene.sides.find(i, 0) is not None for i in direct)


def _noun_clash(scene: Scene, index: int) -> bool:
    tree, token = scene.tree, scene.tree.tokens[index]
    return (
        token.lemma not in ("battle", "fight", "combat")
        or not tree.kids(index, "poss")
        and not any(
            k.text.lower() in ("against", "with")
            and not any(scene.sides.is_armed(i) for i in tree.prep(index, (k.text.lower(),)))
            for k in tree.kids(index, "prep")
        )
    )


def _noun_held(scene: Scene, index: int) -> bool:
    return any(scene.sides.find(i) is not None for i in _holder_words(scene, index) + scene.tree.prep(index, ("by",)))


def _verbless(scene: Scene, index: int) -> bool:
    """A clause whose verb was lost: "The militants control of Raqqa in the spring, they took …"."""
    tree = scene.tree
    for above in tree.above(index):
        if above.dep in ("nsubj", "nsubjpass"):
            return len(tree.kids(above.head, "nsubj", "nsubjpass")) > 1
        if above.pos in ("VERB", "AUX"):
            return False
    return False


def _is_headline(scene: Scene) -> bool:
    return scene.tree.sentence.text[-1:] not in ".!?\"”'…"


FORMS: dict[str, Form] = {
    "people-out": _object_is_armed,
    "lost-armed": _loser_is_armed,
    "into": _into,
    "new-control": _new_control,
    "holding": _holding,
    "under": _under,
    "no-place-object": _no_place_object,
    "leaving": _leaving,
    "marching": _marching,
    "taking": _taking,
    "siege": _siege,
    "noun-siege": _noun_siege,
    "noun-fight": _noun_fight,
    "noun-clash": _noun_clash,
    "noun-place": lambda _scene, _index: True,
    "noun-armed": _noun_armed,
    "noun-held": _noun_held,
    "verbless": _verbless,
    "lost-armed-object": _object_is_armed,
}
