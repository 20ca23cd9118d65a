"""Annotated passages → windows of numbers: what the network is fed in training."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

import numpy as np

from geo.text.event_labels import EXTENTS, KINDS, ROLES, STATUSES, Role
from geo.text.known_names import KnownNames
from geo.text.pieces import Vocabulary, Word, pack_windows, split_segments
from geo.training.event_reader.passages import Offsets, Passage, Statement
from geo.training.recogniser.examples import LENGTH, Numbers, spread
from geo.training.recogniser.gold import MASKED
from geo.training.recogniser.own_sentences import respell
from geo.training.recogniser.place_pool import PlacePool

NOT_SO = -1.0
"""The label of words that neither reward nor punish as words of a role."""


@dataclass(frozen=True)
class Trigger:
    """A statement of a window: the pieces of its trigger, its status and extent, and for each role and word 1, 0 or NOT_SO."""

    pieces: Numbers
    status: int
    extent: int
    roles: np.ndarray


@dataclass(frozen=True)
class Window:
    """One window: pieces, cases, signs; where each word's first piece stands; the kind of each word as a trigger (0 none)."""

    pieces: Numbers
    cases: Numbers
    signs: Numbers
    heads: Numbers
    kinds: Numbers
    triggers: tuple[Trigger, ...] = field(default=())


@dataclass(frozen=True)
class Spice:
    """How often a passage is changed before a pass, as probabilities."""

    places: float = 0.35
    sides: float = 0.3
    bare: float = 0.08
    lower: float = 0.04


class WindowMaker:
    """Makes the windows of a pass over passages."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        known: KnownNames,
        pool: PlacePool,
        groups: Sequence[str],
        spice: Spice | None = None,
    ) -> None:
        self.vocabulary, self.known, self.pool, self.groups = vocabulary, known, pool, groups
        self.spice = spice or Spice()

    def make(self, passages: Iterable[Passage], chance: Random) -> list[Window]:
        """The windows of one pass, each passage changed by chance, in random order."""
        windows = [w for p in passages for w in self.windows(self._changed(p, chance), chance)]
        chance.shuffle(windows)
        return windows

    def _changed(self, passage: Passage, chance: Random) -> Passage:
        new: dict[Offsets, str] = {}
        if chance.random() < self.spice.places:
            new |= _drawn(passage, passage.places, lambda: self._place(chance))
        if chance.random() < self.spice.sides:
            new |= _drawn(passage, passage.sides, lambda: chance.choice(self.groups))
        passage = rewrite(passage, new)
        draw = chance.random()
        if draw < self.spice.bare:
            return rewrite(passage, {m.span(): "" for m in re.finditer("[,'’]", passage.text)})
        if draw < self.spice.bare + self.spice.lower and len(passage.text.lower()) == len(passage.text):
            return Passage(passage.id, passage.text.lower(), passage.statements)
        return passage

    def _place(self, chance: Random) -> str:
        name = chance.choice(self.pool.draw("town", chance))
        return respell(name, chance) if chance.random() < 0.25 else name

    def windows(self, passage: Passage, chance: Random | None = None) -> Iterator[Window]:
        """The windows of a passage; with `chance` they begin elsewhere each time."""
        words = self.vocabulary.words(passage.text)
        signs = self.known.signs(words)
        segments = split_segments(passage.text, words)
        cut = chance.randint(1, len(segments)) if chance and len(segments) > 1 else len(segments)
        whole = sum(len(w.pieces) for w in words) <= LENGTH - 2
        parts = [segments] if whole else [segments[:cut], segments[cut:]]
        for first, last in (w for part in parts for w in pack_windows(words, part, LENGTH - 2)):
            yield self._window(words[first:last], signs[first:last], passage)

    def _window(self, words: Sequence[Word], signs: list[int], passage: Passage) -> Window:
        sizes = [len(w.pieces) for w in words]
        heads = np.concatenate([[1], 1 + np.cumsum(sizes)[:-1]]).astype(np.int64)
        start, end = self.vocabulary.start, self.vocabulary.end
        pieces = np.array([start, *(p for w in words for p in w.pieces), end], dtype=np.int64)
        kinds, triggers = np.zeros(len(words), dtype=np.int64), list[Trigger]()
        for statement in passage.statements:
            at = within(words, statement.trigger)
            if not len(at):
                continue
            kinds[at] = 1 + KINDS.index(statement.kind) if statement.sure else MASKED
            roles = np.stack([_role(words, statement, role) for role in ROLES])
            status, extent = STATUSES.index(statement.status), EXTENTS.index(statement.extent)
            triggers.append(Trigger(heads[at], status, extent, roles))
        cases = spread([w.case for w in words], sizes)
        return Window(pieces, cases, spread(signs, sizes), heads, kinds, tuple(triggers))


def _role(words: Sequence[Word], statement: Statement, role: Role) -> np.ndarray:
    values = np.zeros(len(words), dtype=np.float32)
    for span in statement.masked.get(role, ()):
        values[within(words, span)] = NOT_SO
    for span in statement.roles.get(role, ()):
        values[within(words, span)] = 1
    return values


def within(words: Sequence[Word], span: Offsets) -> Numbers:
    """The words that overlap a span."""
    return np.array([i for i, w in enumerate(words) if w.start < span[1] and w.end > span[0]], dtype=np.int64)


def _drawn(passage: Passage, spans: Sequence[Offsets], draw: object) -> dict[Offsets, str]:
    """New words for the names at some spans, the same for the same."""
    new: dict[str, str] = {}
    return {s: new.setdefault(passage.text[slice(*s)], draw()) for s in spans}  # type: ignore[operator]


def rewrite(passage: Passage, new: dict[Offsets, str]) -> Passage:
    """The passage with other words at some spans, and all its offsets moved."""
    if not new:
        return passage
    text, at, moved = "", 0, list[tuple[int, int, int, int]]()
    for (start, end), words in sorted(new.items()):
        if start < at:
            continue
        text += passage.text[at:start]
        moved.append((start, end, len(text), len(text) + len(words)))
        text, at = text + words, end
    text += passage.text[at:]

    def move(span: Offsets) -> Offsets:
        return _moved(span[0], moved, 2), _moved(span[1], moved, 3)

    def spans(of: Iterable[Offsets]) -> tuple[Offsets, ...]:
        return tuple(move(s) for s in of)

    statements = tuple(
        Statement(
            move(s.trigger), s.kind, s.status, s.extent, s.sure,
            {r: spans(o) for r, o in s.roles.items()}, {r: spans(o) for r, o in s.masked.items()},
        )
        for s in passage.statements
    )  # fmt: skip
    return Passage(passage.id, text, statements, spans(passage.places), spans(passage.sides))


def _moved(offset: int, moved: Sequence[tuple[int, int, int, int]], side: int) -> int:
    """Where an offset stands now; one inside words that were exchanged goes to their start (2) or end (3)."""
    shift = 0
    for start, end, new_start, new_end in moved:
        if offset <= start:
            break
        if offset < end:
            return (new_start, new_end)[side - 2]
        shift = new_end - end
    return offset + shift
