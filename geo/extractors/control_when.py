"""Chooses which of a sentence's dates belongs to a change: the nearest in the parse that no other deed claims."""

from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta

from geo.extractors.grammar import Tree
from geo.records.dates import DateSpan
from geo.records.facts import ControlStatus
from geo.records.text import Article, Token

STILL_NEW = timedelta(days=7)
"""What began longer before the report than this goes on rather than has just started."""
_FARTHEST = 5
_DEADLINES = ("by", "until", "till")
_OTHER_TIME = ("after", "before", "since", "until", "following", "despite")
"""What stands behind these words has a time of its own."""


def choose_date(
    tree: Tree,
    trigger: int,
    others: Iterable[int],
    dates: Sequence[DateSpan],
    article: Article,
    sayings: Collection[str],
) -> DateSpan | None:
    """The date of the change told by the word at `trigger`: a date near it in the parse, else the report's own, else None.

    `others` are the triggers of the sentence's other changes: a date that hangs on one of them is not taken, nor one that
    hangs on a word of saying (`sayings`; "said on Monday"), nor a deadline.
    """
    rest = set(others) - {trigger}
    near = [(d, span) for span in dates if (d := _distance(tree, trigger, span, rest, sayings)) is not None]
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


def _distance(tree: Tree, trigger: int, span: DateSpan, others: set[int], sayings: Collection[str]) -> int | None:
    """Steps in the parse from the trigger to the date; None where the date belongs elsewhere."""
    head = _head_of(tree, span)
    if head is None or _is_deadline(tree, head, span):
        return None
    up = [head, *(t.index for t in tree.above(head))]
    ours = [trigger, *(t.index for t in tree.above(trigger))]
    meeting = next((i for i in up if i in ours), None)
    if meeting is None:
        return None
    way, climb = up[: up.index(meeting)], ours[: ours.index(meeting)]
    if any(i in others for i in way) or any(_has_own_time(tree, tree.tokens[i]) for i in climb):
        return None
    if any(tree.tokens[i].lemma in sayings and not _is_said(tree, i, trigger) for i in (*way, meeting) if i != trigger):
        return None
    steps = len(way) + len(climb)
    return steps if steps <= _FARTHEST else None


def _is_deadline(tree: Tree, head: int, span: DateSpan) -> bool:
    above = tree.head(head)
    return span.text.lower().startswith(_DEADLINES) or (above is not None and above.text.lower() in _DEADLINES)


def _has_own_time(tree: Tree, token: Token) -> bool:
    """Whether a word opens a clause or phrase whose time is not that of what stands above it."""
    if token.pos == "ADP" or token.dep == "prep":
        return token.text.lower() in _OTHER_TIME
    if token.pos not in ("VERB", "AUX"):
        return False
    own = tree.kids(token.index, "nsubj", "nsubjpass") or any(k.lemma == "have" for k in tree.kids(token.index, "aux"))
    return bool(own) and token.dep in ("conj", "advcl", "relcl", "parataxis", "ccomp", "acl")


def _is_said(tree: Tree, verb: int, trigger: int) -> bool:
    """ "Fighting was reported on Monday": the trigger is what is said to have been then."""
    return any(k.index == trigger for k in tree.kids(verb, "nsubjpass"))


def _head_of(tree: Tree, span: DateSpan) -> int | None:
    if span.start_offset is None or span.end_offset is None:
        return None
    inside = {t.index for t in tree.sentence.tokens_in(span.start_offset, span.end_offset)}
    return next((i for i in sorted(inside) if tree.tokens[i].head not in inside or tree.tokens[i].head == i), None)
