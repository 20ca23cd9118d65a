"""What is said of a report itself: that it proved false, is not confirmed, or that there is none of it."""

from collections.abc import Iterator

from geo.extractors.grammar.roles import Tree
from geo.languages.certainty import CertaintyCue, CertaintyRules
from geo.records.text import Token

_SAID_OF = ("acomp", "oprd", "attr", "xcomp", "advmod", "ccomp")
_VERBS = ("VERB", "AUX")


def find_verdicts(tree: Tree, trigger: int, rules: CertaintyRules) -> Iterator[tuple[CertaintyCue, Token]]:
    """The cues by which words above the trigger say that what is told of it is not so, or not sure, with those words."""
    verdicts, unsure = rules.by_lemma["verdict"], rules.by_lemma["unsure"]
    below = trigger
    yield from _of_another(tree, trigger, rules)
    for token in tree.above(trigger):
        if below == trigger and tree.tokens[trigger].dep == "relcl":
            return
        kids = [k for kid in tree.kids(token.index) for k in (kid, *_turned_out(tree, kid))]
        denied = _is_denied(tree, token, rules)
        cue = unsure.get(token.lemma.lower())
        if cue is not None and denied:
            yield cue, token
        for kid in kids:
            lemma, said = kid.lemma.lower(), kid.dep in _SAID_OF and token.pos in _VERBS
            described = kid.dep == "amod" and token.pos == "NOUN"
            if kid.index != below and lemma in verdicts and not denied and (said or described):
                yield verdicts[lemma], kid
            elif kid.index != below and said and lemma in unsure and denied:
                yield unsure[lemma], kid
        yield from _of_sayer(tree, token, below, rules)
        below = token.index


def _turned_out(tree: Tree, kid: Token) -> list[Token]:
    """ "Turned out to be false"."""
    return tree.kids(kid.index, "acomp", "attr", "oprd") if kid.dep == "xcomp" and kid.lemma == "be" else []


def _of_another(tree: Tree, trigger: int, rules: CertaintyRules) -> Iterator[tuple[CertaintyCue, Token]]:
    """ "Fell to Russia rather than to the army": whose deed it was is a matter of opinion."""
    for kid in tree.kids(trigger, "cc", "prep"):
        words = f"{tree.tokens[kid.index - 1].text} {kid.text}".lower()
        if words in rules.by_lemma["phrase"] and tree.kids(kid.index, "prep"):
            yield rules.by_lemma["phrase"][words], kid


def _is_denied(tree: Tree, token: Token, rules: CertaintyRules) -> bool:
    """Whether a word is itself negated: "not confirmed", "no confirmation", "without evidence"."""
    head = tree.head(token.index)
    without = head is not None and head.pos == "ADP" and head.text.lower() in rules.none
    return without or any(k.dep == "neg" or k.text.lower() in rules.none for k in tree.kids(token.index))


def _of_sayer(tree: Tree, verb: Token, below: int, rules: CertaintyRules) -> Iterator[tuple[CertaintyCue, Token]]:
    """ "Unconfirmed reports said that": what is said of the report that says so."""
    if verb.pos in _VERBS and tree.tokens[below].dep in ("ccomp", "xcomp"):
        described = (k for i in tree.kids_of(verb.index, "nsubj") for k in tree.kids(i, "amod"))
        yield from (
            (rules.by_lemma["verdict"][k.lemma.lower()], k)
            for k in described
            if k.lemma.lower() in rules.by_lemma["verdict"]
        )
