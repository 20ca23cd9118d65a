"""Finds incidents in a parsed sentence: force or protest at a place of which nothing changes hands."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from geo.extractors.events.draft import Draft
from geo.extractors.events.linking import link_places
from geo.extractors.events.scene import Scene
from geo.extractors.grammar.roles import Tree
from geo.languages.control import ControlRule
from geo.languages.incident import IncidentRule, IncidentRules, LinkWords, Need
from geo.records.text import Token

_VERBS = ("VERB", "AUX", "ADJ")
_PEOPLE = ("PERSON", "NORP")
_PLACES = ("GPE", "LOC", "FAC")
_SURE = 0.9
"""From this score on a name is a place's, whatever the model's label."""
_PRONOUNS = ("PRP", "WP")
_STATES = ("GPE", "ORG", "NORP")


def find_incidents(scene: Scene, rules: IncidentRules, taken: Collection[int]) -> list[Draft]:
    """The incidents of a sentence that have a place, in order. Words `taken` tell something else already."""
    fitting = find_triggers(scene, rules, taken)
    linked = (
        replace(d, places=link_places(scene, d.index, rules.links, d.rule.id in rules.of_persons)) for d in fitting
    )
    found = [d for d in linked if d.places]
    return [d for d in found if not _told_twice(scene, d, found)]


def find_triggers(scene: Scene, rules: IncidentRules, taken: Collection[int]) -> Iterator[Draft]:
    """A draft without places for each word that tells an incident, by the first rule that fits it."""
    for token in scene.tree.tokens:
        # "KHARTOUM, March 26" tells of no march.
        if token.entity == "DATE":
            continue
        part = "verb" if token.pos in _VERBS else "modifier" if token.dep in ("compound", "nmod") else "noun"
        for rule in rules.by_lemma.get(token.lemma.lower(), ()) if token.index not in taken else ():
            needed = _fit(scene, rules, rule, token.index) if rule.part == part else None
            if needed is not None:
                yield Draft(
                    _as_drafted(rule, rules.links), token.index, tuple(i for i in needed if i != token.index), ()
                )
                break


@cache
def _as_drafted(rule: IncidentRule, links: LinkWords) -> ControlRule:
    """An incident's rule in the form of drafts: who does it stands as who gains, whom it is done to as who loses."""
    doer = ("subject",) if rule.part == "verb" else (_prep(links.by), "owner")
    done_to = ("object",) if rule.part == "verb" else (_prep(links.done_to),)
    texts = (rule.examples, rule.counter_examples)
    return ControlRule(
        rule.id, "incident", rule.part, rule.lemmas, (), *texts, gained=doer, lost=done_to, confidence=rule.confidence
    )


def _prep(words: Collection[str]) -> str:
    """The path to the nouns after prepositions."""
    return f"prep:{'|'.join(sorted(words))}"


def _told_twice(scene: Scene, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a verb above tells the deed of the same places: "was captured in a raid on Goma", "hit two posts and destroyed them"."""
    above = {t.index for t in scene.tree.above(draft.index)}
    joined = scene.tree.tokens[draft.index].dep == "conj"
    return any(
        d.rule.part == "verb" and d.index in above and d.mentions() & draft.mentions()
        for d in drafts
        if draft.rule.part == "noun" or (joined and d.rule.id == draft.rule.id)
    )


def _fit(scene: Scene, rules: IncidentRules, rule: IncidentRule, index: int) -> list[int] | None:
    """The words that a rule needs, where it fits a trigger; None where it does not."""
    needed = [scene.needed(need, index) for need in rule.needs]
    words = [n for n in needed if n is not None]
    if len(words) < len(needed) or any(scene.needed(absent, index) is not None for absent in rule.without):
        return None
    if rule.passive and not _is_done_to(scene.tree, index):
        return None
    return words if _has_sides(scene, rules, rule, index) else None


def _is_done_to(tree: Tree, index: int) -> bool:
    """The passive, also where the parse takes it for the active: "a soldier captured in Iraq has returned"."""
    bare = tree.tokens[index].tag in ("VBD", "VBN") and not tree.object(index) and not tree.kids(index, "ccomp", "aux")
    return tree.is_passive(index) or bare


def _has_sides(scene: Scene, rules: IncidentRules, rule: IncidentRule, index: int) -> bool:
    tree = scene.tree
    verb = rule.part == "verb"
    doers = tree.subject(index) if verb else tree.prep(index, rules.links.by)
    done_to = tree.object(index) if verb else tree.prep(index, rules.links.done_to)
    if rule.passive and not tree.is_passive(index):
        doers, done_to = tree.prep(index, rules.links.by), tree.surface_subject(index)
    if rule.doer and (doers or rule.told) and not _any_is(scene, rules, rule.doer, doers):
        return False
    return not rule.done_to or _any_is(scene, rules, rule.done_to, done_to)


def _any_is(scene: Scene, rules: IncidentRules, needs: Sequence[Need], words: Sequence[int]) -> bool:
    """Whether one of the words, or what it counts ("dozens of rifles"), is of one of the classes."""
    if not words:
        return "nothing" in needs
    tree = scene.tree
    counted = [i for w in words for i in tree.prep(w, rules.links.of) if tree.tokens[w].lemma.lower() in rules.counts]
    joined = [j for w in words for j in tree.conjuncts(w)]
    asked = counted or joined
    return any(_CLASSES[need](scene, rules, scene.tree.tokens[i]) for need in needs if need != "nothing" for i in asked)


def _is_person(scene: Scene, rules: IncidentRules, token: Token) -> bool:
    if _names_place(scene, token):
        return False
    lemma = token.lemma.lower()
    if token.tag in _PRONOUNS and lemma not in rules.impersonal:
        return True
    named = token.entity in _PEOPLE or (token.pos == "PROPN" and token.entity == "")
    return named or lemma in rules.persons or token.pos == "NUM" or _fights(scene, rules, token)


def _names_place(scene: Scene, token: Token) -> bool:
    """Whether a word is a place's name, and not more likely a person's ("captured Qadeer in Gujranwala")."""
    mention = scene.ground.at.get(token.index)
    if mention is None or token.index in scene.ground.avoid:
        return False
    return mention.score >= _SURE or token.entity in _PLACES


def _fights(scene: Scene, _rules: IncidentRules, token: Token) -> bool:
    return token.lemma.lower() not in scene.sides.words.deeds and scene.sides.is_armed(token.index)


def _is_crowd(scene: Scene, rules: IncidentRules, token: Token) -> bool:
    pronoun = token.tag in _PRONOUNS and token.lemma.lower() not in rules.impersonal
    return pronoun or token.lemma.lower() in rules.crowds or token.entity in _PEOPLE or token.pos == "NUM"


def _is_goods(_scene: Scene, rules: IncidentRules, token: Token) -> bool:
    return token.lemma.lower() in rules.goods


def _is_violent(scene: Scene, rules: IncidentRules, token: Token) -> bool:
    return not _is_figure(scene, rules, token) and (
        token.lemma.lower() in rules.weapons
        or token.entity in _STATES
        or token.index in scene.ground.at
        or (token.tag in _PRONOUNS and token.lemma.lower() in rules.fighting)
        or _fights(scene, rules, token)
    )


def _is_warlike(scene: Scene, rules: IncidentRules, token: Token) -> bool:
    """Someone or something violent, and no organisation of which that is not known: "Apple targeted Beijing"."""
    mere = token.entity == "ORG" and token.index not in scene.ground.at and not _fights(scene, rules, token)
    return _is_violent(scene, rules, token) and not (mere and token.lemma.lower() not in rules.weapons)


def _is_figure(scene: Scene, rules: IncidentRules, token: Token) -> bool:
    """Whether words beside a noun tell that it neither fights nor is a weapon, or none tells that it is one ("a fire")."""
    before = scene.tree.kids(token.index, "compound", "amod", "nmod")
    arms = rules.weapons | rules.arming
    armed = any(k.lemma.lower() in arms or scene.sides.is_armed(k.index) for k in before)
    return scene.sides.is_figure(token.index) or (token.lemma.lower() in rules.unsure and not armed)


def _is_target(scene: Scene, rules: IncidentRules, token: Token) -> bool:
    lemma = token.lemma.lower()
    physical = lemma in rules.sites or lemma in scene.rules.nouns or lemma in rules.goods
    return physical or token.pos == "PROPN" or token.index in scene.ground.at or _is_person(scene, rules, token)


def _is_anyone(scene: Scene, rules: IncidentRules, token: Token) -> bool:
    """Someone, as far as can be told: neither a place nor a thing, nor a pronoun for one."""
    lemma = token.lemma.lower()
    known = rules.things | rules.goods | scene.rules.nouns.keys()
    return not _names_place(scene, token) and lemma not in known and token.text.lower() not in rules.impersonal


def _is_place(scene: Scene, _rules: IncidentRules, token: Token) -> bool:
    return token.index in scene.ground.at


_CLASSES: Mapping[Need, Callable[[Scene, IncidentRules, Token], bool]] = {
    "persons": _is_person,
    "fighters": _fights,
    "crowd": _is_crowd,
    "goods": _is_goods,
    "violent": _is_violent,
    "warlike": _is_warlike,
    "target": _is_target,
    "place": _is_place,
    "anyone": _is_anyone,
}
