"""Chooses which of a sentence's dates belongs to a change: the nearest in the parse that no other deed claims."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from geo.extractors.events.scene import Scene
from geo.extractors.grammar.roles import Tree
from geo.languages.control import ControlRules
from geo.records.dates import DateSpan
from geo.records.facts import ControlStatus
from geo.records.text import Article, Token

STILL_NEW = timedelta(days=7)
"""What began longer before the report than this goes on rather than has just started."""
_FARTHEST = 5
_CLAUSES = ("conj", "advcl", "relcl", "parataxis", "ccomp", "acl")


def choose_date(
    scene: Scene, trigger: int, others: Iterable[int], dates: Sequence[DateSpan], sayings: Collection[str]
) -> DateSpan | None:
    """The date of the change told by the word at `trigger`: the nearest in the parse, None where none is its own.

    `others` are the triggers of the sentence's other changes: a date that hangs on one of them is not taken, nor one that
    hangs on a word of saying (`sayings`; "said on Monday"), nor a deadline.
    """
    choice = _Choice(scene.tree, scene.rules, trigger, frozenset(others) - {trigger}, sayings)
    near = [(d, span) for span in dates if (d := choice.distance(span)) is not None]
    return min(near, key=lambda pair: pair[0])[1] if near else None


def day_of_report(article: Article) -> DateSpan | None:
    """The report's own day, for changes without a date; None where it is not known."""
    day = article.published
    return None if day is None else DateSpan(day, day + timedelta(days=1), "day", "report")


def settle_start(status: ControlStatus, when: DateSpan | None, article: Article) -> ControlStatus:
    """ "started" while the start is new; what started well before the report is ongoing."""
    if status != "started" or when is None or when.basis == "report" or when.start is None or article.published is None:
        return status
    return "ongoing" if article.published - when.start > STILL_NEW else status


@dataclass(frozen=True, slots=True)
class _Choice:
    """The search for the date of one trigger."""

    tree: Tree
    rules: ControlRules
    trigger: int
    others: frozenset[int]
    sayings: Collection[str]

    def distance(self, span: DateSpan) -> int | None:
        """Steps in the parse from the trigger to a date; None where the date belongs elsewhere."""
        head = self._head_of(span)
        if head is None or self._is_deadline(head, span):
            return None
        up = [head, *(t.index for t in self.tree.above(head))]
        ours = [self.trigger, *(t.index for t in self.tree.above(self.trigger))]
        meeting = next((i for i in up if i in ours), None)
        if meeting is None:
            return None
        way, climb = up[: up.index(meeting)], ours[: ours.index(meeting)]
        elsewhere = any(i in self.others or self._says(i) for i in way) or self._says(meeting)
        if elsewhere or any(self._has_own_time(self.tree.tokens[i]) for i in climb):
            return None
        steps = len(way) + len(climb)
        return steps if steps <= _FARTHEST else None

    def _says(self, index: int) -> bool:
        """Whether a word tells of a saying, and not of what is said to have been ("fighting was reported on Monday")."""
        said = any(k.index == self.trigger for k in self.tree.kids(index, "nsubjpass"))
        return index != self.trigger and self.tree.tokens[index].lemma in self.sayings and not said

    def _is_deadline(self, head: int, span: DateSpan) -> bool:
        above = self.tree.head(head)
        words = (span.text.lower().partition(" ")[0], above.text.lower() if above is not None else "")
        return any(word in self.rules.deadlines for word in words)

    def _has_own_time(self, token: Token) -> bool:
        """Whether a word opens a clause or phrase whose time is not that of what stands above it."""
        if token.pos == "ADP" or token.dep == "prep":
            return token.text.lower() in self.rules.other_times
        own = self.tree.kids(token.index, "nsubj", "nsubjpass") or any(
            k.lemma == "have" for k in self.tree.kids(token.index, "aux")
        )
        return token.pos in ("VERB", "AUX") and bool(own) and token.dep in _CLAUSES

    def _head_of(self, span: DateSpan) -> int | None:
        if span.start_offset is None or span.end_offset is None:
            return None
        inside = {t.index for t in self.tree.sentence.tokens_in(span.start_offset, span.end_offset)}
        tokens = self.tree.tokens
        return next((i for i in sorted(inside) if tokens[i].head not in inside or tokens[i].head == i), None)
