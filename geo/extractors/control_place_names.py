"""Names of places that the article's mentions leave out: known to the gazetteer, or plainly places by their words."""

from collections.abc import Iterator

from geo.extractors.control_ground import FoundPlace, Ground
from geo.records.facts import ControlExtent
from geo.records.places import PlaceMention
from geo.records.text import Token

KNOWN_TOWN, LARGE_TOWN = 2000, 50000
"""From these populations a name that no trigger vouches for may be a town's; the second where it reads as a person's."""
_PLACE_LABELS = ("GPE", "LOC", "FAC")
_NO_PLACE_LABELS = (
    "PERSON", "DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "LANGUAGE", "LAW", "EVENT", "WORK_OF_ART",
)  # fmt: skip


class NameFinder:
    """Judges whether words of one sentence are a place's name."""

    def __init__(self, ground: Ground) -> None:
        self.ground, self.tree, self.rules = ground, ground.tree, ground.rules

    def find(self, index: int, trust: int, extent: ControlExtent) -> list[FoundPlace]:
        """A name that no gazetteer knows, where the words leave little doubt that it is a place."""
        token = self.tree.tokens[index]
        typed = self._typed(token)
        if (
            not self._is_name(token, trust)
            or (token.tag == "NNPS" and not typed)
            or (token.entity in _NO_PLACE_LABELS and token.entity != "PERSON")
        ):
            return []
        first, last = self.tree.phrase(index)
        words = {t.lemma.lower() for t in self.tree.tokens[first:index]}
        place_like = typed or token.entity in _PLACE_LABELS or words & (self.rules.directions | self.rules.elements)
        if (known := self._looked_up(first, last, bool(place_like or trust))) is not None:
            return [FoundPlace(known, extent, f"the gazetteer knows {known.text}", index)]
        if token.entity in _NO_PLACE_LABELS and trust < 2 and not place_like:
            return []
        if not place_like and (not trust or token.entity == "NORP" and trust < 2):
            return []
        while first < last and self.tree.tokens[first].pos not in ("PROPN", "PUNCT"):
            first += 1
        return [self.ground.make(first, last, None, 0.0, extent, "a name that the gazetteer does not know", index)]

    def _is_name(self, token: Token, trust: int) -> bool:
        """Whether a word is a name: the tag says so, or its capital in a place where only a name can stand."""
        capital = token.text[:1].isupper() and token.pos in ("NOUN", "ADV", "X") and token.index > 0
        return (
            token.pos == "PROPN"
            or (capital and trust > 1)
            or (token.text[:1].isupper() and self.ground.look_up is not None and token.pos in ("ADV", "X"))
        )

    def _typed(self, token: Token) -> bool:
        """Whether a name ends in a noun for places: "Golan Heights", "Qassoun Mountains"."""
        word = token.text.lower()
        return word in self.rules.nouns or word.removesuffix("s") in self.rules.nouns

    def _looked_up(self, first: int, last: int, trusted: bool) -> PlaceMention | None:
        """The mention that tokens would make, where the gazetteer knows the name and little else speaks against a place."""
        while first < last and self.tree.tokens[first].pos not in ("PROPN", "PUNCT"):
            first += 1
        if self.ground.look_up is None or (
            self.tree.tokens[last].entity == "PERSON" and last - first > 2 and not trusted
        ):
            return None
        start, end = self.tree.tokens[first].start, self.tree.tokens[last].end
        known = self.ground.look_up(start, end, self.tree.text(first, last))
        if known is None or known.place is None:
            return None
        person = self.tree.tokens[last].entity == "PERSON"
        big = known.place.population >= (LARGE_TOWN if person else KNOWN_TOWN) or known.place.kind == "admin1"
        return known if trusted or big else None

    def before_noun(self, index: int, extent: ControlExtent) -> Iterator[FoundPlace]:
        """ "Halfaya town", "the Marj al-Sultan military airport": a name that no gazetteer knows before its noun."""
        run = [i for i in range(self.tree.phrase(index)[0], index) if self.tree.tokens[i].pos in ("PROPN", "PUNCT")]
        names = [i for i in run if self.tree.tokens[i].tag == "NNP"]
        if (
            names
            and not self.ground.avoid & set(run)
            and names[-1] == index - 1
            and self.tree.tokens[index].lemma not in self.rules.plain
        ):
            yield self.ground.make(names[0], index, None, 0.0, extent, "a name that the gazetteer does not know", index)
