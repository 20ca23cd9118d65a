"""What a sentence is read on: its words, its places and actors, and those of the sentences before it."""

from collections.abc import Sequence
from dataclasses import dataclass

from geo.extractors.inflected.actors import Named
from geo.extractors.inflected.names import PlaceName
from geo.records.places import PlaceMention
from geo.records.text import Span
from geo.text.inflected import InflectedSentence, Word

CONTAINERS = frozenset({"country", "admin1", "region", "water"})
"""Kinds of place that "the town" never takes up."""
Placed = tuple[PlaceName, PlaceMention]
"""A name as it stands in its sentence, and the place that it means."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A sentence with its places and actors in order; `before` and `earlier` are those of the sentences before it.

    `told` are the places of the statements told so far, `doer` who did what was told last: what "the town" and "they" take up.
    """

    parsed: InflectedSentence
    language: str
    here: Sequence[Placed]
    before: Sequence[Placed]
    actors: Sequence[Named]
    earlier: Sequence[Named]
    told: Sequence[Placed] = ()
    doer: Named | None = None

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the sentence."""
        return self.parsed.words

    def span(self, first: int, last: int) -> Span:
        """The stretch of the article from one word to another."""
        start, end = self.words[first].start, self.words[last].end
        offset = self.parsed.sentence.start
        return Span(start, end, self.parsed.text[start - offset : end - offset])


def last_town(places: Sequence[Placed]) -> Placed | None:
    """The place named last that "the town" may take up."""
    return next((p for p in reversed(places) if not p[1].place or p[1].place.kind not in CONTAINERS), None)
