"""Finds who is said to have said it: "Reuters reports", "according to residents", "the army claims", a headline's ": sources"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from geo.extractors.grammar.roles import Tree
from geo.languages.attribution import SayingRules
from geo.languages.certainty import certainty_rules
from geo.records.actors import ActorMention, Attribution, SayerKind, SayingMode
from geo.records.text import Token

_QUOTES = '"“”„«»'
_HEADLINE_WORDS = 8
"""The most words that a sayer set apart by a mark has in a headline."""
_ARMED = ("rebel", "militia", "coalition", "external_force")
_BESIDE = ("parataxis", "advcl", "ccomp", "dep", "conj")
_NOT_SAID = ("nsubj", "nsubjpass", "npadvmod", "advcl", "relcl", "conj")
"""Relations in which a clause below a verb of saying is not what it says."""
_VERBS = ("VERB", "AUX")


def find_attribution(
    tree: Tree, trigger: int, actors: Sequence[ActorMention], rules: SayingRules
) -> Attribution | None:
    """Who the sentence says tells of the word at `trigger`; None when the report itself does. `actors` are the sentence's."""
    found = next(_sayings(tree, trigger, rules), None) or _headline(tree, trigger, rules)
    if found is None:
        return None
    words, cue, headline = found
    mode: SayingMode = "headline" if headline else ("direct" if _quoted(tree, trigger) else "indirect")
    return replace(_attribute(tree, words, cue, actors, rules), mode=mode)


def name_sayer(tree: Tree, sayer: int, cue: Token, actors: Sequence[ActorMention], rules: SayingRules) -> Attribution:
    """The attribution to the noun at `sayer`, whose verb of saying is `cue`."""
    return _attribute(tree, _wide(tree, sayer, rules), cue, actors, rules)


def _attribute(
    tree: Tree, words: tuple[int, int], cue: Token, actors: Sequence[ActorMention], rules: SayingRules
) -> Attribution:
    first, last = words
    start, end = tree.tokens[first].start, tree.tokens[last].end
    actor = next((a for a in actors if a.start < end and a.end > start), None)
    kind = _kind(tree, first, last, actor, rules)
    return Attribution(start, end, tree.text(first, last), kind, "indirect", cue.text, actor.actor if actor else None)


_Saying = tuple[tuple[int, int], Token, bool]


def _sayings(tree: Tree, trigger: int, rules: SayingRules) -> Iterator[_Saying]:
    """The sayings above and beside the trigger, nearest first."""
    below = tree.tokens[trigger]
    if below.lemma in rules.by_lemma["trigger"]:
        yield from ((_wide(tree, i, rules), below, False) for i in tree.subject(trigger)[:1])
    for token in (below, *tree.above(trigger)):
        if token.index != trigger:
            if below.dep == "relcl":
                return
            yield from _said_by(tree, token, below, rules)
        for kid in tree.kids(token.index):
            if kid.index != below.index:
                yield from _said_beside(tree, token, kid, below, rules)
        below = token


def _said_beside(tree: Tree, token: Token, kid: Token, below: Token, rules: SayingRules) -> Iterator[_Saying]:
    """ "According to residents", ", said a spokesman": what hangs on a clause and tells who says it."""
    if kid.dep == "prep" and kid.lemma.lower() in rules.by_lemma["preposition"]:
        yield from ((_wide(tree, i, rules), kid, False) for i in tree.prep(token.index, (kid.text.lower(),))[:1])
    elif kid.dep in _BESIDE and kid.lemma in rules.by_lemma["verb"] and _is_free(tree, kid, below):
        yield from ((_wide(tree, i, rules), kid, False) for i in _sayers(tree, kid)[:1])


def _is_free(tree: Tree, kid: Token, below: Token) -> bool:
    """Whether a saying verb beside the trigger's clause says that clause: it has a sayer and no clause of its own."""
    own = [
        k
        for k in tree.kids(kid.index, "ccomp", "dobj", "xcomp")
        if k.pos in _VERBS or kid.lemma in certainty_rules().denying
    ]
    said = bool(tree.kids(kid.index, "nsubj")) or bool(_after_verb(tree, kid))
    return not own and (kid.dep != "conj" or kid.index > below.index) and said


def _said_by(tree: Tree, verb: Token, below: Token, rules: SayingRules) -> Iterator[_Saying]:
    """Who says what hangs below a verb of saying, or whose claim it is."""
    sayers: list[int] = []
    if verb.pos == "NOUN" and verb.lemma in rules.by_lemma["noun"] and below.dep in ("acl", "ccomp", "pobj", "prep"):
        sayers = tree.owner(verb.index)
    elif verb.lemma in rules.by_lemma["verb"] and verb.pos in (*_VERBS, "NOUN"):
        sayers = _sayers(tree, verb) if below.dep not in _NOT_SAID else []
        if below.dep == "advcl" and not tree.kids(below.index, "mark"):
            sayers = _after_verb(tree, verb)
    yield from ((_wide(tree, i, rules), verb, False) for i in sayers[:1] if i != below.index)


def _sayers(tree: Tree, verb: Token) -> list[int]:
    own = tree.kids_of(verb.index, "nsubj") or _after_verb(tree, verb)
    before = tree.tokens[verb.index - 1] if verb.index else verb
    misread = [before.index] if before.entity in ("ORG", "PERSON") and before.head == verb.index else []
    return own or misread or (tree.subject(verb.index) if verb.pos != "NOUN" else [])


def _after_verb(tree: Tree, verb: Token) -> list[int]:
    """ ", declared the press service": a sayer behind its verb, read as the object."""
    before = tree.tokens[verb.index - 1] if verb.index else verb
    while before.dep in ("aux", "advmod") and before.index:
        before = tree.tokens[before.index - 1]
    return (
        tree.kids_of(verb.index, "dobj", "attr")
        if before.text in (",", "”", '"') or before.text in tree.words.inverters
        else []
    )


def _wide(tree: Tree, index: int, rules: SayingRules) -> tuple[int, int]:
    """The sayer's phrase with what "of" and "for" add to it."""
    first, last = tree.phrase(index)
    for kid in tree.kids(index, "prep"):
        if kid.text.lower() in rules.owned_by and kid.index == last + 1:
            end = max(tree.below(kid.index))
            if end - last <= _HEADLINE_WORDS:
                last = end
    return first, last


def _headline(tree: Tree, trigger: int, rules: SayingRules) -> _Saying | None:
    """ "Rebels take town: army spokesman", "Army: rebels take town"."""
    marks = [t for t in tree.tokens[1:-1] if t.text in rules.by_lemma["headline"] and _stands_free(tree, t)]
    end = len(tree.tokens)
    for mark in marks:
        before, after = (0, mark.index - 1), (mark.index + 1, end - 1)
        for first, last, told in ((*after, trigger < mark.index), (*before, trigger > mark.index)):
            words = [t for t in tree.tokens[first : last + 1] if t.pos != "PUNCT"]
            if told and 0 < len(words) <= _HEADLINE_WORDS and _is_sayer(tree, words, rules):
                return (words[0].index, words[-1].index), mark, True
    return None


def _stands_free(tree: Tree, mark: Token) -> bool:
    """Whether a mark has a space behind it, and one before it unless it is a colon: "take town: army", not "al-Sham"."""
    before, behind = tree.tokens[mark.index - 1], tree.tokens[mark.index + 1]
    return mark.end < behind.start and (before.end < mark.start or mark.text == ":")


def _is_sayer(tree: Tree, words: list[Token], rules: SayingRules) -> bool:
    if any(t.pos in ("VERB", "AUX", "CCONJ", "NUM") for t in words):
        return False
    text = tree.text(words[0].index, words[-1].index).lower()
    return text in rules.names or text in rules.capitals or words[-1].lemma.lower() in rules.kinds


def _kind(tree: Tree, first: int, last: int, actor: ActorMention | None, rules: SayingRules) -> SayerKind:
    text = tree.text(first, last).lower()
    for name, kind in rules.names.items():
        if name in text and f" {name} " in f" {text.replace('“', '').replace('”', '')} ":
            return kind
    lemmas = [t.lemma.lower() for t in tree.tokens[first : last + 1]]
    if actor is not None and actor.actor is not None and actor.actor.kind in _ARMED:
        return (
            "armed_actor"
            if not any(rules.kinds.get(w) in ("media", "monitor", "witness") for w in lemmas)
            else "official"
        )
    for lemma in reversed(lemmas):
        if (known := rules.kinds.get(lemma)) is not None:
            return known
    if text in rules.capitals or actor is not None:
        return "official" if text in rules.capitals or (actor and actor.actor) else "armed_actor"
    return "unknown"


def _quoted(tree: Tree, trigger: int) -> bool:
    before = tree.text(0, trigger)
    return sum(before.count(q) for q in _QUOTES) % 2 == 1
