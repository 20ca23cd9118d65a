"""Chooses which of a sentence's dates belongs to a change: the nearest in the parse that no other deed claims."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from geo.extractors.grammar import Tree
from geo.languages.certainty import CertaintyRules
from geo.records.dates import DateSpan
from geo.records.facts import ControlStatus
from geo.records.text import Article

STILL_NEW = timedelta(days=7)
"""What began longer before the report than this goes on rather than has just started."""
_FARTHEST = 5


def choose_date(
    tree: Tree, trigger: int, others: Iterable[int], dates: Sequence[DateSpan], article: Article, rules: CertaintyRules
) -> DateSpan | None:
    """The date of the change told by the word at `trigger`: a date near it in the parse, else the report's own, else None.

    `others` are the triggers of the sentence's other changes: a date that hangs on one of them is not taken, nor one that
    hangs on a word of saying ("said on Monday").
    """
    near = [(d, span) for span in dates if (d := _distance(tree, trigger, span, set(others) - {trigger}, rules)) is not None]
    if near:
        return min(near, key=lambda pair: pair[0])[1]
    if article.published is None:
        return None
    return DateSpan(article.published, article.published + timedelta(days=1), "day", "report")


def settle_start(status: ControlStatus, when: DateSpan | None, article: Article) -> ControlStatus:
    """ "started" while the start is new; what started well before the report is ongoing."""
    if status != "started" or when is None or when.basis == "report" or when.start is None or article.published is None:
        return status
    return "ongoing" if article.published - when.start > STILL_NEW else status


def _distance(tree: Tree, trigger: int, span: DateSpan, others: set[int], rules: CertaintyRules) -> int | None:
    """Steps in the parse from the trigger to the date; None where the date belongs elsewhere."""
    head = _head_of(tree, span)
    if head is None:
        return None
    up = [head, *(t.index for t in tree.above(head))]
    ours = [trigger, *(t.index for t in tree.above(trigger))]
    meeting = next((i for i in up if i in ours), None)
    if meeting is None:
        return None
    way = up[: up.index(meeting)]
    if any(i in others for i in way) or (meeting in others and meeting != trigger and _clause(tree, trigger, meeting)):
        return None
    if any(tree.tokens[i].lemma in rules.say for i in (*way, meeting) if i != trigger):
        return None
    if tree.tokens[head].dep == "pobj" and tree.tokens[tree.tokens[head].head].text.lower() == "by":
        return None
    steps = len(way) + ours.index(meeting)
    return steps if steps <= _FARTHEST else None


def _clause(tree: Tree, trigger: int, above: int) -> bool:
    """Whether the trigger has a clause of its own below another."""
    token = tree.tokens[trigger]
    return token.dep in ("conj", "advcl", "relcl", "ccomp", "pcomp", "acl", "parataxis") and token.head == above


def _head_of(tree: Tree, span: DateSpan) -> int | None:
    if span.start_offset is None or span.end_offset is None:
        return None
    inside = {t.index for t in tree.sentence.tokens_in(span.start_offset, span.end_offset)}
    return next((i for i in sorted(inside) if tree.tokens[i].head not in inside or tree.tokens[i].head == i), None)
