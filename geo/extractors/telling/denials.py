"""Who denies what was told before: "Kyiv denied it", "The army rejected the claim." """

from collections.abc import Iterator, Sequence
from dataclasses import replace

from geo.extractors.grammar.roles import Tree
from geo.extractors.telling.attribution import name_sayer
from geo.languages.attribution import saying_rules
from geo.languages.certainty import CertaintyRules, certainty_rules
from geo.records.actors import ActorMention
from geo.records.facts import ControlChange
from geo.records.places import PlaceMention
from geo.records.text import Evidence, ParsedSentence, Span, Token

RULE = "telling.denial"
_WITHIN = 2
"""Sentences back to what a denial is of at most."""
_DENIABLE = ("completed", "ongoing", "started", "state")
_KINDS = ("seize", "regain", "transfer", "withdraw", "hold", "advance")
_OF_ITS_OWN = ("acl", "ccomp", "relcl")


def find_denials(
    parsed: ParsedSentence, told: Sequence[ControlChange], actors: Sequence[ActorMention], language: str = "en"
) -> tuple[ControlChange, ...]:
    """What a sentence denies of the changes `told` up to it: the same change once more, denied, by whom the sentence names.

    A denial that says itself what it denies ("denied that X had fallen") is the status of that change and none of these.
    """
    rules = certainty_rules(language)
    verbs = [t for t in parsed.tokens if t.lemma.lower() in rules.denying and t.pos == "VERB"]
    if not verbs or not told:
        return ()
    tree = Tree(parsed)
    here = [a for a in actors if parsed.sentence.start <= a.start < parsed.sentence.end]
    found = (_denial(tree, tree.tokens[v.index], told, here, language) for v in verbs)
    return tuple(change for change in found if change is not None)


def _denial(
    tree: Tree, verb: Token, told: Sequence[ControlChange], actors: Sequence[ActorMention], language: str
) -> ControlChange | None:
    rules = certainty_rules(language)
    denied = next(_denied(tree, verb, rules), None)
    sayers = tree.subject(verb.index)
    if denied is None or not sayers or tree.kids(verb.index, "neg"):
        return None
    said = next((c for c in reversed(told) if _may_mean(c, tree.sentence, verb)), None)
    sayer = name_sayer(tree, sayers[0], verb, actors, saying_rules(language))
    if said is None or (said.attribution and said.attribution.actor and said.attribution.actor == sayer.actor):
        return None
    first, last = sorted((verb.index, denied.index))
    span, words = tree.sentence.sentence, tree.text(denied.index, denied.index)
    return replace(
        said, status="denied", attribution=sayer,
        places=tuple(_as_words(m, span.index, denied, words) for m in said.places),
        trigger=Span(tree.tokens[first].start, tree.tokens[last].end, tree.text(first, last)),
        evidence=Evidence(span.article_id, span.index, span.start, span.end, tree.sentence.text, RULE),
        reasons=(f'"{tree.text(first, last)}" denies "{said.trigger.text}", told before', *said.reasons[-1:]),
    )  # fmt: skip


def _denied(tree: Tree, verb: Token, rules: CertaintyRules) -> Iterator[Token]:
    """The word for what was told before, where the verb's object is one and says nothing more of it."""
    behind = tree.tokens[verb.index + 1 : verb.index + 3]
    if len(behind) > 1 and behind[0].pos == "PRON" and behind[1].pos in ("CCONJ", "PUNCT"):
        yield from behind[:1] if behind[0].lemma.lower() in rules.denied_words else ()
    for index in tree.object(verb.index) or tree.kids_of(verb.index, "dobj"):
        token = tree.tokens[index]
        if token.lemma.lower() in rules.denied_words and not tree.kids(index, *_OF_ITS_OWN):
            yield token
    if verb.dep == "relcl":
        yield from (k for k in tree.kids(verb.index, "dobj") if k.lemma.lower() in rules.denied_words)


def _may_mean(change: ControlChange, sentence: ParsedSentence, verb: Token) -> bool:
    back = sentence.sentence.index - change.evidence.sentence
    deniable = change.kind in _KINDS and change.status in _DENIABLE and bool(change.places)
    return deniable and 0 <= back <= _WITHIN and change.trigger.start < verb.start


def _as_words(place: PlaceMention, sentence: int, denied: Token, words: str) -> PlaceMention:
    reason = f'"{words}" is taken for what was told of {place.text}'
    return PlaceMention(sentence, denied.start, denied.end, words, place.place, round(place.score * 0.8, 3), (reason,))
