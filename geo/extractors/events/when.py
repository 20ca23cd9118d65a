"""Chooses which of a sentence's dates belongs to a change: the nearest in the parse that no other deed claims."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from geo.extractors.events.draft import Draft
from geo.extractors.events.ground import FoundPlace
from geo.extractors.events.scene import Scene
from geo.extractors.grammar.roles import Tree
from geo.languages.control import ControlRules
from geo.records.dates import DateSpan
from geo.records.facts import ControlStatus
from geo.records.text import Article, Token

STILL_NEW = timedelta(days=7)
"""What began longer before the report than this goes on rather than has just started."""
_CLOSE = 4
"""The most words between a place and the day that is its own: "Ramadi, in Iraq, on"."""
_FARTHEST = 5
_CLAUSES = ("conj", "advcl", "relcl", "parataxis", "ccomp", "acl")


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a change may be of: the sentence's, the one that is its own for certain, the one that heads the sentence."""

    named: Sequence[DateSpan] = ()
    own: DateSpan | None = None
    over: DateSpan | None = None


def choose_date(
    scene: Scene, trigger: int, others: Iterable[int], dates: Sequence[DateSpan], sayings: Collection[str]
) -> DateSpan | None:
    """The date of the change told by the word at `trigger`: the nearest in the parse, None where none is its own.

    `others` are the triggers of the sentence's other changes: a date that hangs on one of them is not taken, nor one that
    hangs on a word of saying (`sayings`; "said on Monday"), nor a deadline.
    """
    choice = _Choice(scene.tree, scene.rules, trigger, frozenset(others) - {trigger}, sayings)
    near = [(d, span) for span in dates if (d := choice.distance(span)) is not None]
    return min(near, key=lambda pair: (pair[0], _is_counted(pair[1], scene.rules)))[1] if near else None


def _is_counted(span: DateSpan, rules: ControlRules) -> bool:
    """Whether a day is only counted from another one ("after two days of fighting"): a day named beside it is likelier."""
    return span.text.lower().partition(" ")[0] in rules.other_times


def part_by_date(scene: Scene, draft: Draft, dates: Sequence[DateSpan]) -> list[tuple[Draft, DateSpan | None]]:
    """A draft as one for each date where each has its own places: "Palmyra on 20 May and Ramadi on 17 May"; else the draft alone.

    The date of a part is None where the draft is whole.
    """
    named = [d for d in dates if d.start_offset is not None and d.end_offset is not None]
    if len(draft.places) < 2 or len(named) < 2:
        return [(draft, None)]
    marks: list[tuple[int, int, FoundPlace | DateSpan]] = [
        *((p.mention.start, p.mention.end, p) for p in draft.places),
        *((d.start_offset or 0, d.end_offset or 0, d) for d in named),
    ]
    marks.sort(key=lambda m: m[0])
    first = next(i for i, m in enumerate(marks) if not isinstance(m[2], DateSpan))
    last = next(i for i in range(len(marks) - 1, -1, -1) if not isinstance(marks[i][2], DateSpan))
    behind = marks[first : last + 2]
    before = marks[max(first - 1, 0) : last + 1]
    for row, backwards in ((behind, False), (before, True)):
        parts = _parts(scene, row[::-1] if backwards else row)
        if len(parts) > 1:
            return [
                (replace(draft, places=tuple(sorted(places, key=lambda p: p.mention.start))), d) for places, d in parts
            ]
    return [(draft, None)]


def _parts(
    scene: Scene, row: Sequence[tuple[int, int, FoundPlace | DateSpan]]
) -> list[tuple[list[FoundPlace], DateSpan]]:
    """The places of a row with the date at the end of each group; none unless every group has one close to it."""
    parts: list[tuple[list[FoundPlace], DateSpan]] = []
    waiting: list[tuple[int, int, FoundPlace]] = []
    for start, end, what in row:
        if not isinstance(what, DateSpan):
            waiting.append((start, end, what))
        elif not waiting or not _is_beside(scene, waiting[-1][:2], (start, end)):
            return []
        else:
            parts.append(([w[2] for w in waiting], what))
            waiting = []
    return [] if waiting else parts


def _is_beside(scene: Scene, place: tuple[int, int], day: tuple[int, int]) -> bool:
    """Whether no verb and few words stand between a place and a day."""
    between = scene.tree.sentence.tokens_in(min(place[1], day[1]), max(place[0], day[0]))
    return len(between) <= _CLOSE and not any(t.pos in ("VERB", "AUX") for t in between)


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
