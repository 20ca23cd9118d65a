"""A sentence with what is known of its places and its sides, and the walks over it that rules describe."""

from collections.abc import Sequence
from dataclasses import dataclass

from geo.extractors.events.ground import Ground
from geo.extractors.events.places import PlaceFinder
from geo.extractors.events.sides import SideFinder
from geo.extractors.grammar.roles import Tree
from geo.languages.control import ControlRules


@dataclass(frozen=True, slots=True)
class Scene:
    """The parsed sentence, the place mentions on it, and the finders of places and sides."""

    tree: Tree
    ground: Ground
    places: PlaceFinder
    sides: SideFinder

    @property
    def rules(self) -> ControlRules:
        """The rules of the sentence's language."""
        return self.ground.rules

    def follow(self, path: str, index: int, needed: Sequence[int]) -> list[int]:
        """The words at a path's end from a trigger; one that begins with `needs` starts from the first needed word."""
        step, _, rest = path.partition(">")
        if step != "needs":
            return self.tree.follow(index, path)
        starts = list(needed[:1])
        return [found for at in starts for found in self.tree.follow(at, rest)] if rest else starts

    def needed(self, need: str, index: int) -> int | None:
        """The word that meets one of the alternatives of a need: "path=lemma|lemma", joined by "/"; `*` is any but a date."""
        for alternative in need.split("/"):
            path, _, lemmas = alternative.partition("=")
            wanted = lemmas.split("|")
            for found in self.tree.follow(index, path):
                token = self.tree.tokens[found]
                fits = token.lemma.lower() in wanted or token.text.lower() in wanted
                if fits or (lemmas == "*" and token.entity not in ("DATE", "TIME")):
                    return found
        return None
