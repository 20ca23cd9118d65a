"""What the trained recogniser says of an article's sentences, in the article's own offsets."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from geo.records.names import fold_name
from geo.records.text import ParsedSentence
from geo.text.labels import SURE, LabelledSpan, WordScores
from geo.text.recogniser import LIKELY, Recogniser

Relation = Literal["exact", "within a longer name", "holds a name", "across a name", "no name"]
Name = tuple[int, int, float]


@dataclass(frozen=True)
class Recognised:
    """The scored words of a stretch of an article that begins at `offset`."""

    scored: WordScores
    offset: int

    @cached_property
    def _spans(self) -> list[LabelledSpan]:
        return self.scored.names(LIKELY)

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """The likely names from left to right: start and end in the article, and how likely each is."""
        spans = self._spans
        offsets = [self.scored.offsets(span) for span in spans]
        return tuple(
            (start + self.offset, end + self.offset, span.probability)
            for span, (start, end) in zip(spans, offsets, strict=True)
        )

    @cached_property
    def sure(self) -> frozenset[str]:
        """The folded names that are sure somewhere in the article."""
        spans = [span for span in self._spans if span.probability >= SURE]
        return frozenset(fold_name(" ".join(w.folded for w in self.scored.words[s.first : s.last])) for s in spans)

    def probability(self, start: int, end: int) -> float:
        """How likely just the words from `start` to `end` of the article are a name."""
        return self.scored.probability(start - self.offset, end - self.offset)

    def relation(self, start: int, end: int) -> Relation:
        """How the words from `start` to `end` lie to the likely names."""
        overlapping = self.overlapping(start, end)
        if not overlapping:
            return "no name"
        first, last = overlapping[0][0], overlapping[-1][1]
        if len(overlapping) == 1 and (first, last) == (start, end):
            return "exact"
        if first <= start and last >= end and len(overlapping) == 1:
            return "within a longer name"
        return "holds a name" if start <= first and end >= last else "across a name"

    def overlapping(self, start: int, end: int) -> tuple[Name, ...]:
        """The likely names that share a letter with the words from `start` to `end`."""
        low = bisect_right(self.names, start, key=lambda name: name[1])
        return self.names[low : bisect_left(self.names, end, key=lambda name: name[0])]


def recognise_sentences(sentences: Sequence[ParsedSentence], recogniser: Recogniser) -> Recognised:
    """Score the words of neighbouring sentences of one article together: what a name is shows in those around it."""
    offset = sentences[0].sentence.start if sentences else 0
    (scored,) = recogniser.score([join_sentences(sentences)])
    return Recognised(scored, offset)


def join_sentences(sentences: Sequence[ParsedSentence]) -> str:
    """The text from the first sentence to the last, with every letter where it stands in the article."""
    text = ""
    offset = sentences[0].sentence.start if sentences else 0
    for parsed in sentences:
        gap = parsed.sentence.start - offset - len(text)
        text += (" " if gap < 2 else "\n") * gap + parsed.text
    return text
