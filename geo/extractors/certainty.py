"""Judges from the parse whether a told change happened, goes on, is planned, tried, failed, denied or only imagined."""

from collections.abc import Iterator
from dataclasses import dataclass

from geo.extractors.grammar import Tree
from geo.languages.certainty import CertaintyCue, CertaintyRules
from geo.records.facts import ControlKind, ControlStatus
from geo.records.text import Token

_LASTING = ("offensive", "siege", "clash", "advance")
"""Kinds that go on for a while: in the present tense, or without a verb, they are under way."""
_BEGUN = ("offensive", "siege", "clash", "withdraw", "transfer")
"""Kinds of which a report tells the start as such; a place that one begins to take is being taken."""
_COMPLEMENTS = ("xcomp", "ccomp", "acl", "pcomp", "prep", "pobj", "dobj", "attr", "oprd", "dep", "acomp", "agent", "compound", "amod", "npadvmod", "nmod", "poss")
_SUBJECTS = ("nsubj", "nsubjpass")


@dataclass(frozen=True, slots=True)
class Certainty:
    """A status, why in words, and the word that gave it (None where it is the tense)."""

    status: ControlStatus
    reason: str
    cue: Token | None = None


@dataclass(frozen=True, slots=True)
class _Step:
    """A word above the trigger. `governs`: cues of its own act; `shares`: what hangs on it acts; `will`: only modals do."""

    token: Token
    governs: bool
    shares: bool
    modal: bool


def judge(tree: Tree, trigger: int, kind: ControlKind, given: str, rules: CertaintyRules) -> Certainty:
    """The status of the change that the word at `trigger` tells. `given` is the rule's own status, "" for the tense's."""
    found = list(_cues(tree, trigger, kind, rules))
    ranks = {status: rank for rank, status in enumerate(rules.order)}
    found = [f for f in found if not f[0].yields] or found
    best = min(found, key=lambda f: ranks[f[0].status], default=None)
    base = _by_tense(tree, trigger, kind, rules, bool(given))
    if best is None or (given and best[0].status in ("completed", "ongoing", "started", "attempted")):
        return Certainty(given, "as the words of the rule say") if given else base  # type: ignore[arg-type]
    cue, token = best
    if cue.status == "started" and (kind not in _BEGUN or _after_to(tree, trigger)):
        return Certainty("ongoing", f'"{token.text}": it is under way', token)
    if cue.status == "completed" and base.status not in ("planned", "ongoing"):
        return base
    return Certainty(cue.status, f'"{token.text}" makes it {cue.status}', token)


def _cues(tree: Tree, trigger: int, kind: ControlKind, rules: CertaintyRules) -> Iterator[tuple[CertaintyCue, Token]]:
    start = _Step(tree.tokens[trigger], False, True, False)
    for step in (start, *_steps(tree, trigger, rules)):
        token = step.token
        lemma = token.lemma.lower()
        if step.governs and (cue := rules.by_lemma["above"].get(lemma)) and not tree.kids(token.index, "dative"):
            yield cue, token
        if step.governs and kind in ("hold", "siege") and (cue := rules.by_lemma["end"].get(lemma)) and not _wished(tree, token, rules):
            yield cue, token
        if step.governs and (cue := rules.by_lemma["able"].get(lemma)) and _negated(tree, token):
            yield cue, token
        if token.pos == "ADP" and (cue := rules.by_lemma["preposition"].get(lemma)) is not None:
            yield cue, token
        yield from _on(tree, step, trigger, rules)


def _wished(tree: Tree, token: Token, rules: CertaintyRules) -> bool:
    """Whether an end is only called for."""
    above = (rules.by_lemma["above"].get(t.lemma.lower()) for t in tree.above(token.index))
    return any(cue is not None and cue.status == "planned" for cue in above)


def _negated(tree: Tree, token: Token) -> bool:
    head = tree.head(token.index)
    return any(k.dep == "neg" for at in (token, head) if at is not None for k in tree.kids(at.index))


def _on(tree: Tree, step: _Step, trigger: int, rules: CertaintyRules) -> Iterator[tuple[CertaintyCue, Token]]:
    """What hangs on the clause: negation, modals, adverbs, and the word that opens it."""
    for kid in tree.kids(step.token.index):
        lemma = kid.text.lower() if kid.tag == "MD" or kid.dep == "neg" else kid.lemma.lower()
        if kid.dep == "mark" or (kid.dep == "advmod" and lemma in ("once", "when")):
            cue = rules.by_lemma["mark"].get(lemma)
            if cue is not None and (step.shares or step.modal) and (cue.status != "planned" or _will_above(tree, step.token)):
                yield cue, kid
        elif kid.dep == "advcl" and step.shares and (opener := _condition(tree, kid, rules)) is not None:
            yield opener
        elif kid.text.lower() == "under" and step.shares:
            for below in tree.kids(kid.index, "pobj"):
                if (cue := rules.by_lemma["on"].get(below.lemma.lower())) is not None:
                    yield cue, below
        elif (cue := rules.by_lemma["on"].get(lemma)) and (step.shares or (step.modal and kid.tag == "MD")):
            if kid.dep in ("aux", "neg", "advmod", "amod", "det", "preconj", "npadvmod") and not (
                cue.infinitive and not _after_to(tree, trigger)
            ) and not _only(tree, kid):
                yield cue, kid


def _only(tree: Tree, kid: Token) -> bool:
    """ "not only" denies nothing."""
    following = kid.index + 1
    return kid.dep in ("neg", "preconj") and following < len(tree.tokens) and tree.tokens[following].lemma == "only"


def _condition(tree: Tree, clause: Token, rules: CertaintyRules) -> tuple[CertaintyCue, Token] | None:
    for kid in tree.kids(clause.index, "mark"):
        cue = rules.by_lemma["mark"].get(kid.lemma.lower())
        even = kid.index > 0 and tree.tokens[kid.index - 1].lemma.lower() == "even"
        if cue is not None and cue.status == "hypothetical" and kid.lemma.lower() != "whether" and not even:
            return cue, kid
    return None


def _will_above(tree: Tree, token: Token) -> bool:
    """Whether the clause above is in the future."""
    head = tree.head(token.index)
    return head is not None and any(k.tag == "MD" for k in tree.kids(head.index, "aux"))


def _after_to(tree: Tree, index: int) -> bool:
    return any(k.tag == "TO" for k in tree.kids(index))


def _steps(tree: Tree, trigger: int, rules: CertaintyRules) -> Iterator[_Step]:
    """The words above the trigger whose cues reach it, nearest first."""
    at, shared = tree.tokens[trigger], True
    while (head := tree.head(at.index)) is not None:
        if (aimed := _aimed_noun(tree, at, rules)) is not None:
            yield _Step(aimed, True, False, True)
            at = aimed
            continue
        dep, lemma = at.dep, head.lemma.lower()
        if dep == "relcl" and _after_to(tree, at.index):
            dep = "acl"
        if dep == "conj":
            if at.pos in ("VERB", "AUX") and (tree.kids(at.index, *_SUBJECTS) or not _bare(tree, at)):
                return
            yield _Step(head, False, shared, True)
        elif at.pos in ("ADP", "SCONJ") and dep == "prep" and at.text.lower() not in rules.bridges:
            yield _Step(at, False, False, False)
            return
        elif dep in ("ccomp", "parataxis") and _set_apart(tree, at, head):
            return
        elif dep in _COMPLEMENTS and not (dep in ("acl", "amod") and at.tag in ("VBN", "VBD") and not tree.kids(at.index, "mark")):
            known = lemma in rules.by_lemma["above"] or lemma in rules.by_lemma["able"] or lemma in rules.by_lemma["end"]
            light = lemma in rules.carriers and dep in ("dobj", "nsubjpass", "attr", "xcomp", "oprd")
            carries = light or known or head.pos in ("AUX", "ADP") or dep == "acl"
            shared = shared and carries and lemma not in rules.say
            yield _Step(head, True, shared, True)
        elif dep in _SUBJECTS:
            known = lemma in rules.by_lemma["above"] or lemma in rules.carriers or lemma in rules.by_lemma["able"]
            shared = shared and known
            yield _Step(head, known and at.pos in ("NOUN", "PROPN", "VERB"), shared, True)
            if not known:
                return
        elif dep == "advcl" and _after_to(tree, at.index):
            cue = rules.by_lemma["above"].get(lemma)
            yield _Step(head, cue is not None and cue.status == "attempted", False, False)
            return
        else:
            return
        at = head


def _aimed_noun(tree: Tree, verb: Token, rules: CertaintyRules) -> Token | None:
    """ "began their advance to isolate": the operation whose aim the infinitive tells, where the parse hangs it elsewhere."""
    to = next((k for k in tree.kids(verb.index, "aux") if k.tag == "TO"), None)
    before = tree.tokens[to.index - 1] if to is not None and to.index else None
    if before is None or before.pos != "NOUN" or before.lemma.lower() not in rules.operations or verb.head == before.index:
        return None
    return before if before.index < verb.index else None


def _set_apart(tree: Tree, one: Token, other: Token) -> bool:
    """Whether a semicolon or colon stands between two clauses."""
    first, last = sorted((one.index, other.index))
    return any(t.text in (";", ":") for t in tree.tokens[first:last])


def _bare(tree: Tree, verb: Token) -> bool:
    """Whether a coordinated verb has no tense of its own and so shares the one before it ("will attack and take")."""
    if any(k.dep == "aux" for k in tree.kids(verb.index)):
        return _after_to(tree, verb.index)
    head = tree.tokens[verb.head]
    return verb.tag in ("VB", "VBN", "VBG") or verb.tag == head.tag


def _by_tense(tree: Tree, trigger: int, kind: ControlKind, rules: CertaintyRules, stative: bool) -> Certainty:
    token = tree.tokens[trigger]
    if token.pos in ("NOUN", "PROPN"):
        return _noun_tense(tree, token, kind)
    if _after_to(tree, trigger) and not _only_to(tree, trigger):
        return Certainty("planned", f'"to {token.text}" tells an aim')
    if token.tag == "VBG" and not _after(tree, token):
        aux = any(k.dep in ("aux", "auxpass") and k.lemma == "be" for k in tree.kids(trigger))
        if aux:
            return Certainty("ongoing", f'"{token.text}" is under way')
    since = any(k.text.lower() in ("since", "for") for k in tree.kids(trigger, "prep"))
    if kind in _LASTING and since and any(k.lemma == "have" for k in tree.kids(trigger, "aux")):
        return Certainty("ongoing", f'"{token.text}" has lasted since')
    if kind == "advance" and token.tag in ("VBP", "VBZ", "VB") and not tree.kids(trigger, "aux") and not tree.prep(trigger, ("to", "into", "onto", "toward", "towards", "within")) and not tree.object(trigger):
        return Certainty("ongoing", f'"{token.text}" is told as present')
    if kind == "siege" and token.tag in ("VBN", "VBD") and any(k.lemma == "be" and k.tag in ("VBZ", "VBP", "VBN") for k in tree.kids(trigger, "auxpass")):
        return Certainty("ongoing", f'"{token.text}" lasts')
    return Certainty("completed", f'"{token.text}" is told as done')


def _only_to(tree: Tree, trigger: int) -> bool:
    """ "took it, only to hand it back" tells what happened."""
    to = next(k for k in tree.kids(trigger, "aux") if k.tag == "TO")
    return to.index > 0 and tree.tokens[to.index - 1].lemma == "only"


def _after(tree: Tree, token: Token) -> bool:
    head = tree.head(token.index)
    return token.dep == "pcomp" and head is not None and head.lemma == "after"


def _noun_tense(tree: Tree, token: Token, kind: ControlKind) -> Certainty:
    if kind not in _LASTING or (kind == "advance" and token.tag == "NNS"):
        return Certainty("completed", f'"{token.text}" is told as done')
    for above in tree.above(token.index):
        if above.pos in ("VERB", "AUX"):
            perfect = above.tag == "VBN" and any(k.lemma == "have" for k in tree.kids(above.index, "aux"))
            if perfect and any(k.text.lower() == "since" for k in tree.kids(above.index, "prep")):
                return Certainty("ongoing", f'"{token.text}" has lasted since')
            if above.tag in ("VBD", "VBN"):
                return Certainty("completed", f'"{token.text}" is told in the past')
            break
    return Certainty("ongoing", f'"{token.text}" is told as present')
