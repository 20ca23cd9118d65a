"""A rule that fits a trigger: what the steps after the fitting pass on and fill in."""

from dataclasses import dataclass

from geo.extractors.events.ground import FoundPlace
from geo.languages.control import ControlRule
from geo.records.actors import ActorMention


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule that fits a trigger: the tokens of the trigger, the words it needs, and the places it speaks of.

    `lost` is who lost the places where other words of the sentence tell it.
    """

    rule: ControlRule
    index: int
    needed: tuple[int, ...]
    places: tuple[FoundPlace, ...]
    lost: ActorMention | None = None

    def mentions(self) -> set[tuple[int, int]]:
        """Where the names of its places stand."""
        return {(p.mention.start, p.mention.end) for p in self.places}
