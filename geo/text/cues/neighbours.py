"""Cues from the words around a name."""

from collections.abc import Mapping

from geo.languages.places import WordClass
from geo.records.text import Token
from geo.text.cues.context import Cues, SentenceContext
from geo.text.proposals import Proposal, is_capitalised

_FUNCTION_TAGS = frozenset({"IN", "TO", "CC", "DT", "PRP$", "WDT", "POS", "RP"})
_NAME_TAGS = frozenset({"NNP", "NNPS", "NN", "NNS", "JJ"})
# Words that say little of the name themselves: the word beyond them is looked at too ("the town of X", "Austin, Texas").
_SEE_BEYOND_BEFORE = frozenset({"of", "the", "a", "-", ",", "and"})
_SEE_BEYOND_AFTER = frozenset({"'s", "’s", "-", ","})
_JOINING = frozenset({"and", "or", "-", "–", "/"})


def before(proposal: Proposal, context: SentenceContext) -> Cues:
    """The word before the name, and the one before that where the first says little."""
    token = context.token(proposal.first - 1)
    if token is None:
        yield "begins the sentence", 1
        return
    classes = context.words.before
    yield from _word("before", token, classes)
    further, lower = context.token(proposal.first - 2), token.text.lower()
    if further is not None and (lower in _SEE_BEYOND_BEFORE or lower in classes):
        yield from _word(f"before {lower if lower in _SEE_BEYOND_BEFORE else 'class'}", further, classes)


def after(proposal: Proposal, context: SentenceContext) -> Cues:
    """The word after the name, and the one after that where the first says little."""
    token = context.token(proposal.last)
    if token is None:
        yield "ends the sentence", 1
        return
    classes, lower = context.words.after, token.text.lower()
    yield from _word("after", token, classes)
    if lower in context.words.kinds_of:
        yield f"after=type word{_case(token)}", 1
        yield f"after=word for {context.words.kinds_of[lower][0]}{_case(token)}", 1
    further = context.token(proposal.last + 1)
    if further is not None and (lower in _SEE_BEYOND_AFTER or is_capitalised(token)):
        yield from _word(f"after {lower if lower in _SEE_BEYOND_AFTER else 'capital'}", further, classes)


def _word(where: str, token: Token, classes: Mapping[str, tuple[WordClass, ...]]) -> Cues:
    lower = token.text.lower()
    groups = classes.get(lower, ())
    for group in groups:
        yield f"{where}~{group.name}{_case(token)}", 1
    if lower.isspace():
        yield f"{where}: new line", 1
    elif any(c.isdigit() for c in lower):
        yield f"{where}=number", 1
    elif token.tag in _FUNCTION_TAGS or not token.text.isalpha():
        yield f"{where}={lower if len(lower) < 12 else token.tag}", 1
    elif not groups:
        yield f"{where}:{token.tag}{_case(token)}", 1


def _case(token: Token) -> str:
    return " capital" if is_capitalised(token) else ""


def longer_names(proposal: Proposal, context: SentenceContext) -> Cues:
    """Whether the name is a piece of a longer one, known or made of capitals, or holds a shorter one."""
    first, last = proposal.first, proposal.last
    for other_first, other_last in context.known - {(first, last)}:
        if other_first <= first and other_last >= last:
            sides = (
                "both sides" if other_first < first and other_last > last else "right" if other_last > last else "left"
            )
            yield f"in a longer known name, {sides}", 1
        elif first <= other_first and last >= other_last:
            yield "holds a known name", 1
    yield f"capitals left={_capitals(context, first - 1, -1)}", 1
    yield f"capitals right={_capitals(context, last, 1)}", 1


def _capitals(context: SentenceContext, index: int, step: int) -> int:
    count = 0
    while (
        count < 3 and (token := context.token(index)) is not None and is_capitalised(token) and token.tag in _NAME_TAGS
    ):
        count, index = count + 1, index + step
    return count


def beside_places(proposal: Proposal, context: SentenceContext) -> Cues:
    """Known names right beside: "Austin, Texas", "Idlib and Hama"."""
    following = context.token(proposal.last)
    if following is not None and following.text in (",", "("):
        for kind in context.kinds_from.get(proposal.last + 1, ()):
            yield f"comma, then {kind}", 1
    preceding = context.token(proposal.first - 1)
    if preceding is not None and (preceding.text == "," or preceding.text in _JOINING):
        for kind in context.kinds_to.get(proposal.first - 1, ()):
            yield f"{kind}, then {'comma' if preceding.text == ',' else 'joined'}", 1
