"""Which words bear on a trigger: the cues above it through complements, and what hangs on its clause.

Scope follows the parse and not the distance in words: "denied that it had withdrawn" denies the withdrawal, "said it had
withdrawn, but did not deny the losses" does not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from geo.extractors.grammar.roles import Tree
from geo.extractors.telling.verdicts import find_verdicts
from geo.languages.certainty import CertaintyCue, CertaintyRules
from geo.records.facts import ControlKind
from geo.records.text import Token

_COMPLEMENTS = (
    "xcomp", "ccomp", "acl", "pcomp", "prep", "pobj", "dobj", "attr", "oprd", "dep", "acomp", "agent", "compound", "amod",
    "npadvmod", "nmod", "poss",
)  # fmt: skip
_SUBJECTS = ("nsubj", "nsubjpass")
_VERBS = ("VERB", "AUX")
_HANGING = ("aux", "neg", "advmod", "amod", "det", "preconj", "npadvmod")
_CARRIED = ("dobj", "nsubjpass", "attr", "xcomp", "oprd")
FoundCue = tuple[CertaintyCue, Token]


@dataclass(frozen=True, slots=True)
class Step:
    """A word whose cues may reach the trigger.

    `governs`: it may be a cue itself; `shares`: what hangs on it acts on the trigger; `modal`: at least its modals do;
    `last`: no cue above it does; `joined`: it is only coordinated with what is below, so its adverbs are its own.
    """

    token: Token
    governs: bool = False
    shares: bool = False
    modal: bool = False
    last: bool = False
    joined: bool = False


def find_cues(tree: Tree, trigger: int, kind: ControlKind, rules: CertaintyRules) -> Iterator[FoundCue]:
    """The cues that bear on the word at `trigger`, each with the word that gives it, nearest first."""
    return (found for found in _all_cues(tree, trigger, kind, rules) if _is_meant(tree, trigger, kind, *found))


def _is_meant(tree: Tree, trigger: int, kind: ControlKind, cue: CertaintyCue, word: Token) -> bool:
    """Whether a cue is one for such a trigger: of its kind, and of a noun that no clause parts from it."""
    if cue.kinds and kind not in cue.kinds:
        return False
    between = takewhile(lambda t: t.index != word.index, (tree.tokens[trigger], *tree.above(trigger)))
    return not cue.noun or all(t.pos not in _VERBS for t in between)


def _all_cues(tree: Tree, trigger: int, kind: ControlKind, rules: CertaintyRules) -> Iterator[FoundCue]:
    for step in (Step(tree.tokens[trigger], False, True, False), *_steps(tree, trigger, rules)):
        yield from _governing(tree, step, kind, rules)
        cue = rules.by_lemma["preposition"].get(step.token.lemma.lower()) if step.token.pos == "ADP" else None
        if cue is not None:
            yield cue, step.token
        yield from _hanging(tree, step, trigger, rules)
    yield from find_verdicts(tree, trigger, rules)


def _governing(tree: Tree, step: Step, kind: ControlKind, rules: CertaintyRules) -> Iterator[FoundCue]:
    token, lemma = step.token, step.token.lemma.lower()
    if not step.governs:
        return
    if (cue := _above(tree, token, rules)) is not None and not tree.kids(token.index, "dative"):
        yield cue, token
    ends = rules.by_lemma["end"].get(lemma) if kind in ("hold", "siege") else None
    if ends is not None and not _is_wished(tree, token, rules):
        yield ends, token
    if (cue := rules.by_lemma["able"].get(lemma)) is not None and _is_negated(tree, token):
        yield cue, token


def _above(tree: Tree, token: Token, rules: CertaintyRules) -> CertaintyCue | None:
    """The cue that a governing word is, with its particle ("goes on") before without."""
    known, lemma = rules.by_lemma["above"], token.lemma.lower()
    whole = (known.get(f"{lemma} {kid.text.lower()}") for kid in tree.kids(token.index, "prt"))
    return next((cue for cue in whole if cue is not None), known.get(lemma))


def _is_wished(tree: Tree, token: Token, rules: CertaintyRules) -> bool:
    """Whether an end is only called for."""
    above = (rules.by_lemma["above"].get(t.lemma.lower()) for t in tree.above(token.index))
    return any(cue is not None and cue.status == "planned" for cue in above)


def _is_negated(tree: Tree, token: Token) -> bool:
    head = tree.head(token.index)
    return any(tree.kids(at.index, "neg") for at in (token, head) if at is not None)


def _hanging(tree: Tree, step: Step, trigger: int, rules: CertaintyRules) -> Iterator[FoundCue]:
    """What hangs on a clause: negation, modals, adverbs, the word that opens it, and the conditions under it."""
    for kid in tree.kids(step.token.index):
        lemma = kid.text.lower() if kid.tag == "MD" or kid.dep == "neg" else kid.lemma.lower()
        if kid.dep == "mark" or (kid.dep == "advmod" and lemma in rules.by_lemma["mark"]):
            yield from _opening(tree, step, kid, lemma, rules)
        elif kid.dep == "advcl" and step.shares:
            yield from _condition(tree, kid, rules)
        elif kid.dep == "prep" and step.shares:
            phrases = ((f"{kid.text} {b.text}".lower(), b) for b in tree.kids(kid.index, "pobj", "amod", "pcomp"))
            yield from ((rules.by_lemma["phrase"][p], b) for p, b in phrases if p in rules.by_lemma["phrase"])
        elif _is_month(tree, kid):
            continue
        elif kid.dep in _HANGING and (step.shares or (step.modal and kid.tag == "MD")):
            if step.joined and kid.dep in ("advmod", "npadvmod"):
                continue
            lemma = rules.reported.get(lemma, lemma) if _is_reported(tree, step.token, rules) else lemma
            cue = rules.by_lemma["on"].get(lemma) or rules.by_lemma["on"].get(kid.text.lower())
            aim = cue is not None and cue.infinitive and not is_infinitive(tree, trigger)
            if cue is not None and not aim and not _is_only(tree, kid, rules):
                yield cue, kid


def _is_reported(tree: Tree, verb: Token, rules: CertaintyRules) -> bool:
    """Whether a verb tells what somebody said in the past: "said it would march"."""
    head = tree.head(verb.index)
    return verb.dep == "ccomp" and head is not None and head.tag in ("VBD", "VBN") and head.lemma.lower() in rules.say


def _is_month(tree: Tree, modal: Token) -> bool:
    """Whether what reads as a modal is the month of May: in capitals behind a preposition or a number, or before one."""
    if modal.tag != "MD" or not modal.text[:1].isupper():
        return False
    before, behind = (tree.tokens[i] if 0 <= i < len(tree.tokens) else None for i in (modal.index - 1, modal.index + 1))
    dated = before is not None and (before.pos in ("ADP", "NUM") or before.text[:1].isdigit())
    return dated or (behind is not None and behind.text[:1].isdigit())


def _opening(tree: Tree, step: Step, kid: Token, lemma: str, rules: CertaintyRules) -> Iterator[FoundCue]:
    """ "If Kidal falls"; "once Kidal is retaken", where the clause above is in the future."""
    cue = rules.by_lemma["mark"].get(lemma)
    head = tree.head(step.token.index)
    future = head is not None and any(k.tag == "MD" for k in tree.kids(head.index, "aux"))
    if cue is not None and (step.shares or step.modal) and (cue.status != "planned" or future):
        yield cue, kid


def _condition(tree: Tree, clause: Token, rules: CertaintyRules) -> Iterator[FoundCue]:
    for kid in tree.kids(clause.index, "mark"):
        cue = rules.by_lemma["mark"].get(kid.lemma.lower())
        even = kid.index > 0 and tree.tokens[kid.index - 1].lemma.lower() in rules.even
        if cue is not None and cue.status == "hypothetical" and kid.lemma.lower() not in rules.whether and not even:
            yield cue, kid


def _is_only(tree: Tree, kid: Token, rules: CertaintyRules) -> bool:
    """ "not only" denies nothing."""
    following = kid.index + 1
    return kid.dep in ("neg", "preconj") and following < len(tree.tokens) and tree.tokens[following].lemma in rules.only


def is_infinitive(tree: Tree, index: int) -> bool:
    """Whether a verb stands after "to"."""
    return any(k.tag == "TO" for k in tree.kids(index))


def _steps(tree: Tree, trigger: int, rules: CertaintyRules) -> Iterator[Step]:
    """The words above the trigger whose cues reach it, nearest first."""
    at, shared, seen = tree.tokens[trigger], True, {trigger}
    while True:
        aimed = _aimed_noun(tree, at, rules)
        head = aimed or tree.head(at.index)
        if head is None or head.index in seen or _is_for_sufferers(tree, head, rules):
            return
        seen.add(head.index)
        step = Step(head, True, shared, True) if aimed is not None else _climb(tree, at, head, shared, rules)
        if step is None:
            return
        yield step
        if step.last:
            return
        at, shared = head, step.shares


def _is_for_sufferers(tree: Tree, head: Token, rules: CertaintyRules) -> bool:
    """ "Convey condolences to the victims of the attack": nothing is said of the deed, only of whom it befell."""
    return any(t.lemma.lower() in rules.sufferers for t in (head, *tree.kids(head.index, "dobj")))


def _climb(tree: Tree, at: Token, head: Token, shared: bool, rules: CertaintyRules) -> Step | None:
    """The step from a word to the one above it; None where scope ends."""
    infinitive = is_infinitive(tree, at.index)
    dep = "acl" if at.dep == "relcl" and infinitive else at.dep
    if dep == "conj":
        own = at.pos in _VERBS and (tree.kids(at.index, *_SUBJECTS) or not _is_bare(tree, at))
        return None if own else Step(head, False, shared, True, joined=True)
    bridged = at.text.lower() in rules.bridges or tree.tokens[at.index - 1].lemma.lower() in rules.roles
    if dep == "prep" and at.pos in ("ADP", "SCONJ") and not bridged:
        return Step(head, False, shared, True) if head.lemma == "be" else Step(at, last=True)
    if dep in ("ccomp", "parataxis") and _is_set_apart(tree, at, head):
        return None
    if dep in _COMPLEMENTS:
        return _complement(tree, at, dep, shared, rules)
    if dep in _SUBJECTS:
        known = _is_known(head, rules) or head.lemma.lower() in rules.carriers or _above(tree, head, rules) is not None
        return Step(head, known and at.pos in ("NOUN", "PROPN", "VERB"), shared and known, True, not known)
    cue = rules.by_lemma["above"].get(head.lemma.lower()) if dep == "advcl" and infinitive else None
    tried = cue is not None and cue.status == "attempted"
    return Step(head, tried, tried, last=True) if infinitive else None


def _complement(tree: Tree, at: Token, dep: str, shared: bool, rules: CertaintyRules) -> Step | None:
    """A word's complement: what is said of a cue or of a verb that only carries a noun is said of the complement."""
    if dep in ("acl", "amod") and at.tag in ("VBN", "VBD") and not tree.kids(at.index, "mark"):
        return None
    head = tree.tokens[at.head]
    lemma = head.lemma.lower()
    light = lemma in rules.carriers and dep in _CARRIED
    carries = light or _is_known(head, rules) or head.pos in ("AUX", "ADP") or dep == "acl"
    return Step(head, True, shared and carries and lemma not in rules.say, True)


def _is_known(token: Token, rules: CertaintyRules) -> bool:
    return any(token.lemma.lower() in rules.by_lemma[relation] for relation in ("above", "able", "end"))


def _aimed_noun(tree: Tree, verb: Token, rules: CertaintyRules) -> Token | None:
    """ "began their advance to isolate": the operation whose aim the infinitive tells, where the parse hangs it elsewhere."""
    to = next((k.index for k in tree.kids(verb.index, "aux") if k.tag == "TO"), 0)
    before = tree.tokens[to - 1] if to else None
    if before is None or before.pos != "NOUN" or before.lemma.lower() not in rules.operations:
        return None
    return before if verb.head != before.index and before.index < verb.index else None


def _is_set_apart(tree: Tree, one: Token, other: Token) -> bool:
    """Whether a semicolon or colon stands between two clauses."""
    first, last = sorted((one.index, other.index))
    return any(t.text in (";", ":") for t in tree.tokens[first:last])


def _is_bare(tree: Tree, verb: Token) -> bool:
    """Whether a coordinated verb has no tense of its own and so shares the one before it ("will attack and take")."""
    if tree.kids(verb.index, "aux"):
        return is_infinitive(tree, verb.index)
    return verb.tag in ("VB", "VBN", "VBG") or verb.tag == tree.tokens[verb.head].tag
