"""What the reading wing asks of a gazetteer."""

from collections.abc import Sequence
from typing import Protocol

from geo.records.places import NameMatch, Place

SOMEWHERE = "middle of its province"
"""How the source of a district ends of which no more is known than its province."""


class PlaceNames(Protocol):
    """Any source of candidate places by name."""

    def match(self, name: str) -> Sequence[NameMatch]:
        """All places known under `name`, in any of its forms, most likely first. Empty when unknown.

        The order is by importance (population, kind, seat), less what an alternate name or a dropped article loses;
        spellings that share the consonants alone come only when nothing else is found.
        """
        ...

    def spelled_alike(self, name: str) -> Sequence[NameMatch]:
        """The places whose names share the consonants of `name`, also where `match` finds others by the very name."""
        ...

    def is_name(self, name: str) -> bool:
        """Whether `match` would find anything by name, alternate name or without the article (skeletons do not count)."""
        ...

    def place(self, place_id: str) -> Place | None:
        """The place of an id."""
        ...

    def other_names(self, place_id: str) -> tuple[str, ...]:
        """The names that a place goes by besides its main one, in all scripts, as `other_names.choose_names` chooses them."""
        ...
