"""Judges from the parse whether a told change happened, goes on, is planned, tried, failed, denied or only imagined."""

from dataclasses import dataclass

from geo.extractors.grammar.roles import Tree
from geo.extractors.telling.certainty_scope import find_cues, is_infinitive
from geo.languages.certainty import CertaintyRules
from geo.records.facts import ControlKind, ControlStatus
from geo.records.text import Token

_LASTING = ("offensive", "siege", "clash", "advance")
"""Kinds that go on for a while: in the present tense, or without a verb, they are under way."""
_BEGUN = ("offensive", "siege", "clash", "withdraw", "transfer")
"""Kinds of which a report tells the start as such; a place that one begins to take is being taken."""
_HAPPENING = ("completed", "ongoing", "started", "attempted")
_TAKINGS = ("seize", "regain", "transfer")
_VERBS = ("VERB", "AUX")


@dataclass(frozen=True, slots=True)
class Certainty:
    """A status, why in words, and the word that gave it (None where it is the tense)."""

    status: ControlStatus
    reason: str
    cue: Token | None = None


def judge(tree: Tree, trigger: int, kind: ControlKind, given: ControlStatus | None, rules: CertaintyRules) -> Certainty:
    """The status of the change that the word at `trigger` tells. `given` is the rule's own status, None for the tense's."""
    found = list(find_cues(tree, trigger, kind, rules))
    screen = next((i for i, (cue, _) in enumerate(found) if cue.screens), len(found))
    found = [f for i, f in enumerate(found) if i <= screen or f[0].status not in _HAPPENING]
    found = [f for f in found if not f[0].yields] or found
    best = min(found, key=lambda f: rules.order.index(f[0].status), default=None)
    if given is not None and (best is None or best[0].status in _HAPPENING):
        return Certainty(given, "as the words of the rule say")
    base = _by_tense(tree, trigger, kind, rules)
    if best is None:
        return base
    cue, token = best
    if cue.status in _HAPPENING and _is_doer(tree, trigger, token):
        aim = _is_said_aim(tree, token, rules)
        return Certainty("planned", f'"{token.text}" is said of an aim', token) if aim else base
    if cue.status == "started" and (kind not in _BEGUN or _is_aim(tree, trigger, token)):
        above = any(t.index == token.index for t in tree.above(trigger))
        planned = kind in _TAKINGS and above and _is_aim(tree, trigger, token)
        why = f'"{token.text}" is said of what aims at it' if planned else f'"{token.text}": it is under way'
        return Certainty("planned" if planned else "ongoing", why, token)
    if cue.status == "completed" and base.status not in ("planned", "ongoing"):
        return base
    return Certainty(cue.status, f'"{token.text}" makes it {cue.status}', token)


def _is_aim(tree: Tree, trigger: int, cue: Token) -> bool:
    """ "began the operation to isolate" tells an aim, "began to withdraw" none."""
    direct = tree.tokens[trigger].head == cue.index and not tree.kids(cue.index, "dobj")
    return is_infinitive(tree, trigger) and not direct


def _is_doer(tree: Tree, trigger: int, cue: Token) -> bool:
    """Whether the noun of the deed itself does something to another: "its liberation opens the way"."""
    does = tree.tokens[trigger].dep == "nsubj" and tree.tokens[trigger].head == cue.index
    return does and bool(tree.kids(cue.index, "dobj", "attr"))


def _is_said_aim(tree: Tree, cue: Token, rules: CertaintyRules) -> bool:
    """ "Its recapture remains the goal"."""
    known = (rules.by_lemma["above"].get(k.lemma.lower()) for k in tree.kids(cue.index, "attr"))
    return any(c is not None and c.status == "planned" for c in known)


def _by_tense(tree: Tree, trigger: int, kind: ControlKind, rules: CertaintyRules) -> Certainty:
    token = tree.tokens[trigger]
    if token.pos in ("NOUN", "PROPN"):
        return _noun_tense(tree, token, kind, rules)
    if is_infinitive(tree, trigger) and not (_is_result(tree, trigger, rules) or _is_ranked(tree, token, rules)):
        return Certainty("planned", f'"to {token.text}" tells an aim')
    if _goes_on(tree, token, kind, rules):
        return Certainty("ongoing", f'"{token.text}" is told as going on')
    return Certainty("completed", f'"{token.text}" is told as done')


def _goes_on(tree: Tree, token: Token, kind: ControlKind, rules: CertaintyRules) -> bool:
    lasting = kind in _LASTING and _lasts(tree, token.index, rules)
    return lasting or _is_progressive(tree, token) or _is_present(tree, token, kind, rules)


def _is_progressive(tree: Tree, token: Token) -> bool:
    """ "is advancing", not "after advancing"."""
    return token.tag == "VBG" and any(k.lemma == "be" for k in tree.kids(token.index, "aux", "auxpass"))


def _lasts(tree: Tree, verb: int, rules: CertaintyRules) -> bool:
    """ "has ringed the town since spring"."""
    since = any(k.text.lower() in rules.spans for k in tree.kids(verb, "prep"))
    return since and any(k.lemma == "have" for k in tree.kids(verb, "aux"))


def _is_present(tree: Tree, token: Token, kind: ControlKind, rules: CertaintyRules) -> bool:
    """An advance that reaches nothing ("advance in the countryside"), a town that is surrounded."""
    if kind == "advance":
        bare = token.tag in ("VBP", "VBZ", "VB") and not tree.kids(token.index, "aux")
        return bare and not tree.prep(token.index, rules.towards) and not tree.object(token.index)
    be = (k for k in tree.kids(token.index, "auxpass") if k.lemma == "be")
    return kind == "siege" and any(k.tag in ("VBZ", "VBP", "VBN") for k in be)


def _is_result(tree: Tree, trigger: int, rules: CertaintyRules) -> bool:
    """ "took it, only to hand it back" tells what happened."""
    to = next(k.index for k in tree.kids(trigger) if k.tag == "TO")
    return to > 0 and tree.tokens[to - 1].lemma in rules.only


def _is_ranked(tree: Tree, token: Token, rules: CertaintyRules) -> bool:
    """ "The fifth town to fall", "the latest to be taken" tell what happened."""
    above = tree.above(token.index)[:3] if token.dep in ("relcl", "acl", "advcl", "xcomp") else []
    nouns = [n for t in above for n in (t, *tree.kids(t.index, "attr")) if n.index < token.index]
    words = [k for n in nouns for k in (n, *tree.kids(n.index, "amod"))]
    return any(k.entity == "ORDINAL" or k.lemma.lower() in rules.ranked for k in words)


def _noun_tense(tree: Tree, token: Token, kind: ControlKind, rules: CertaintyRules) -> Certainty:
    above = tree.head(token.index)
    past = above is not None and token.dep == "pobj" and above.text.lower() in rules.past
    if kind not in _LASTING or (kind == "advance" and token.tag == "NNS") or past:
        return Certainty("completed", f'"{token.text}" is told as done')
    verb = next((above for above in tree.above(token.index) if above.pos in _VERBS), None)
    if verb is not None and verb.tag in ("VBD", "VBN") and not _lasts(tree, verb.index, rules):
        return Certainty("completed", f'"{token.text}" is told in the past')
    return Certainty("ongoing", f'"{token.text}" is told as going on')
