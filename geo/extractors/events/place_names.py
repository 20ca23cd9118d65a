"""Names of places that the article's mentions leave out: known to the gazetteer, or plainly places by their words."""

from collections.abc import Iterator

from geo.extractors.events.ground import FoundPlace, Ground
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
        """The name at a word, where the gazetteer knows it or the words leave little doubt that it is a place.

        `trust` is how far the trigger vouches for it (see `PlaceFinder.find`).
        """
        token = self.tree.tokens[index]
        if not self._may_name(token, trust):
            return []
        first, last = self._span(index)
        place_like = self._is_place_like(token)
        lowered = self._is_lowered(token)
        known = self._looked_up(last if lowered else first, last, not lowered and (place_like or trust > 0))
        if known is not None:
            return [FoundPlace(known, extent, f"the gazetteer knows {known.text}", index)]
        doubtful = token.entity in (*_NO_PLACE_LABELS, "NORP") and trust < 2
        if lowered or (not place_like and (doubtful or not trust)):
            return []
        return [self.ground.make(first, last, None, extent, "a name that the gazetteer does not know")]

    def _may_name(self, token: Token, trust: int) -> bool:
        people = token.tag == "NNPS" and not self._typed(token)
        other = token.entity in _NO_PLACE_LABELS and token.entity != "PERSON"
        return self._is_name(token, trust) and not people and not other

    def _is_place_like(self, token: Token) -> bool:
        """Whether a name's own words say that it is a place: "Golan Heights", "Tell Abyad", "the whole of eastern Ghouta"."""
        words = {t.lemma.lower() for t in self.tree.tokens[self.tree.phrase(token.index)[0] : token.index]}
        telling = words & (self.rules.directions | self.rules.elements)
        return self._typed(token) or token.entity in _PLACE_LABELS or bool(telling)

    def _span(self, index: int) -> tuple[int, int]:
        """The tokens of a name without the common words before it: of "RSF-held Nyala" the last, and so of "City X" in front."""
        first, last = self.tree.phrase(index)
        opening = self.tree.tokens[first].text.lower()
        first += first == 0 < last and opening in self.rules.nouns and opening not in self.rules.elements
        common = [i + 1 for i in range(first, last) if self.tree.tokens[i].pos in ("VERB", "AUX")]
        first = max(common, default=first)
        while first < last and self.tree.tokens[first].pos not in ("PROPN", "PUNCT"):
            first += 1
        return first, last

    def _is_name(self, token: Token, trust: int) -> bool:
        """Whether a word is a name: the tag says so, or its capital in a place where only a name can stand."""
        capital = token.text[:1].isupper()
        vouched = trust > 1 and token.index > 0 and token.pos in ("NOUN", "ADV", "X")
        misread = self.ground.look_up is not None and token.pos in ("ADV", "X")
        return token.pos == "PROPN" or (capital and (vouched or misread)) or self._is_lowered(token)

    def _is_lowered(self, token: Token) -> bool:
        """ "the Syrian raqqa": a name that lost its capital, behind a nationality; only the gazetteer can tell."""
        national = any(k.entity == "NORP" for k in self.tree.kids(token.index, "amod"))
        return national and token.pos == "NOUN" and self.ground.look_up is not None

    def _typed(self, token: Token) -> bool:
        """Whether a name ends in a noun for places: "Golan Heights", "Qassoun Mountains"."""
        word = token.text.lower()
        return word in self.rules.nouns or word.removesuffix("s") in self.rules.nouns

    def _looked_up(self, first: int, last: int, trusted: bool) -> PlaceMention | None:
        """The mention that tokens would make, where the gazetteer knows the name and little else speaks against a place."""
        if self.ground.look_up is None or (
            self.tree.tokens[last].entity == "PERSON" and last - first > 2 and not trusted
        ):
            return None
        start, end = self.tree.tokens[first].start, self.tree.tokens[last].end
        known = self.ground.look_up(start, end, self.tree.text(first, last))
        if known is None or known.place is None:
            return None
        person = self.tree.tokens[last].entity == "PERSON"
        lowered = self.tree.tokens[last].pos != "PROPN"
        big = (
            known.place.population >= (LARGE_TOWN if person or lowered else KNOWN_TOWN) or known.place.kind == "admin1"
        )
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
            yield self.ground.make(names[0], index, None, extent, "a name that the gazetteer does not know")
