"""Finds which places a trigger speaks of, by grammar: names, names inside phrases, lists, and words that point back."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from geo.extractors.events.ground import FoundPlace, Ground, narrower
from geo.extractors.events.place_names import NameFinder
from geo.extractors.events.place_references import BackFinder
from geo.extractors.grammar.tree import DEEPEST
from geo.languages.control import EXTENTS, NounClass
from geo.records.facts import ControlExtent
from geo.records.text import Token

_CLOSE = 12
"""The most letters between a nameless place and the place it lies in for both to be read as one: " in the ", " of the city "."""
_DOUBTFUL = 0.3
"""Below this score a name before a noun for a site is as likely only the site's."""
_NAMED_INSIDE = ("compound", "nmod", "appos", "amod", "npadvmod", "det", "dep", "poss")


class PlaceFinder:
    """Looks for places in one sentence."""

    def __init__(self, ground: Ground) -> None:
        self.ground, self.tree, self.rules = ground, ground.tree, ground.rules
        self.names, self.back = NameFinder(ground), BackFinder(ground)

    def find(self, index: int, trust: int) -> list[FoundPlace]:
        """The places that the word at `index`, and the words joined to it, speak of.

        `trust` says how far the trigger vouches for a name that no gazetteer knows: 0 not at all, 1 unless it is read as a
        person's or a thing's, 2 always.
        """
        found: list[FoundPlace] = []
        for at in self.tree.conjuncts(index):
            more = self._of(at, 2 if any(p.named for p in found) else trust, "whole", DEEPEST)
            if not more and at == index:
                break
            found += more
        return _distinct(found)

    def _of(self, index: int, trust: int, extent: ControlExtent, depth: int) -> list[FoundPlace]:
        token = self.tree.tokens[index]
        if index in self.ground.at and index not in self.ground.avoid:
            return self._mentioned(index, extent)
        if depth == 0 or index in self.ground.avoid:
            return []
        if token.pos == "PRON" and not self.tree.prep(index, self.tree.words.of, near=False):
            return self.back.pronoun(token, extent)
        kind = self._class(token)
        if kind is not None:
            return self._noun(index, kind, narrower(EXTENTS.get(kind, "whole"), extent), depth)
        if token.pos in ("NUM", "DET", "ADJ", "PRON") or token.dep == "nummod":
            return self._behind(index, self.tree.words.of, "part", depth)
        return self.names.find(index, trust, extent)

    def _class(self, token: Token) -> NounClass | None:
        """The class of a noun for places; None of the end of a name ("Beverly Hills") and of other words."""
        ends_name = token.pos == "PROPN" and token.dep not in ("compound", "nmod") and token.index > 0
        if ends_name and self.tree.tokens[token.index - 1].tag in ("NNP", "NNPS"):
            return None
        return self.rules.nouns.get(token.lemma.lower()) or self.rules.nouns.get(token.text.lower())

    def _mentioned(self, index: int, extent: ControlExtent) -> list[FoundPlace]:
        mention = self.ground.at[index]
        first = min(t.index for t in self.tree.tokens if self.ground.at.get(t.index) is mention)
        before = (k for k in self.tree.kids(index, "amod", "compound", "nmod") if k.index < first)
        part: ControlExtent = "part" if any(k.lemma.lower() in self.rules.directions for k in before) else "whole"
        return [FoundPlace(mention, narrower(part, extent), f"{mention.text} stands there", index)]

    def _noun(self, index: int, kind: NounClass, extent: ControlExtent, depth: int) -> list[FoundPlace]:
        """A noun such as "town" or "outskirts": the name inside its phrase, else the one it points back to, else itself."""
        found = (
            self._called(index, extent, depth)
            or self._of_name(index, extent, depth)
            or self._surrounding(index, extent, depth)
            or self._behind(index, self.rules.joined, "whole", depth)
            or self._listed(index, extent, depth)
            or self._lying(index, kind, narrower("part", extent), depth)
            or self.back.noun(index, kind, extent)
        )
        return found or ([] if kind in ("relation", "part") else [self._unnamed(index, extent)])

    def _inside(self, index: int, extent: ControlExtent) -> Iterator[FoundPlace]:
        """ "Manbij city", "the city Manbij", "Aleppo's countryside", "the capital, Bangui"."""
        plural = self.tree.tokens[index].tag == "NNS"
        for kid in self.tree.kids(index, *_NAMED_INSIDE):
            if kid.index in self.ground.avoid:
                continue
            if kid.index in self.ground.at and self._is_site_name(index, kid):
                yield self.ground.make(kid.index, index, None, extent, "a site whose name may be no town's")
            elif kid.index in self.ground.at or (kid.dep == "appos" and kid.pos == "PROPN"):
                yield from self._each_named(kid, plural or kid.dep == "appos", extent)
        if not any(i in self.ground.at for i in range(self.tree.phrase(index)[0], index)):
            yield from self.names.before_noun(index, extent)

    def _each_named(self, name: Token, listed: bool, extent: ControlExtent) -> Iterator[FoundPlace]:
        """A name inside a phrase, and those joined to it: "the A and B districts", "the towns of C: A and B"."""
        for at in self.tree.conjuncts(name.index) if listed else [name.index]:
            if at in self.ground.at and at not in self.ground.avoid:
                yield from self._mentioned(at, extent)
            elif self.tree.tokens[at].pos == "PROPN":
                yield from self.names.find(at, 2, extent)

    def _is_site_name(self, index: int, name: Token) -> bool:
        """Whether a name before a noun for a site is hardly a town's: "the Al Salem hospital" is not in Jerusalem."""
        mention = self.ground.at[name.index]
        site = self._class(self.tree.tokens[index]) == "facility" and name.dep in ("compound", "nmod")
        return site and mention.place is not None and mention.place.kind == "settlement" and mention.score < _DOUBTFUL

    def _of_name(self, index: int, extent: ControlExtent, depth: int) -> list[FoundPlace]:
        """The name after "of" before one in front ("the Red Sea island of Hanish"), but a country only where none is, and a
        province only where the town itself is not named behind it ("the capital of Helmand, Lashkar Gah")."""
        inside = list(self._inside(index, extent))
        behind = self._widened(index, self._behind(index, self.tree.words.of, extent, depth, near=False))
        apposed = set(self.tree.kids_of(index, "appos"))
        wide = ("country", "admin1", "admin2", "region") if any(p.token in apposed for p in inside) else ("country",)
        named = [p for p in behind if p.named and not (p.mention.place and p.mention.place.kind in wide)]
        return named if named else inside or behind

    def _surrounding(self, index: int, extent: ControlExtent, depth: int) -> list[FoundPlace]:
        """ "The hills surrounding the village of Sharifah", "two places known as A and B"."""
        beside = [k.index for k in self.tree.kids(index, "acl", "relcl") if k.lemma.lower() in self.rules.beside]
        named = [i for k in beside for i in self.tree.kids_of(k, "dobj", "oprd") or self.tree.prep(k, ("as",))]
        joined = [one for i in named for one in self.tree.conjuncts(i)]
        return [p for one in joined for p in self._of(one, 2, narrower("part", extent), depth - 1)]

    def _called(self, index: int, extent: ControlExtent, depth: int) -> list[FoundPlace]:
        """ "Mosul is the largest city controlled by": what is called so."""
        token = self.tree.tokens[index]
        if token.dep == "appos" and token.head in self.ground.at and token.head not in self.ground.avoid:
            return self._mentioned(token.head, extent)
        if token.dep != "attr":
            return []
        return [
            p for at in self.tree.surface_subject(token.head) for p in self._of(at, 1, extent, depth - 1) if p.named
        ]

    def _lying(self, index: int, kind: NounClass, extent: ControlExtent, depth: int) -> list[FoundPlace]:
        """ "The palace in Khartoum", "villages near Homs": a place without a name, said by where it lies."""
        found = self._behind(index, self.rules.near | self.tree.words.of, extent, depth)
        if kind not in ("facility", "settlement"):
            return found
        start = self.tree.tokens[self.tree.phrase(index)[0]].start
        return [replace(self._from(start, p), made=True) if p.mention.start > start else p for p in found]

    def _widened(self, index: int, found: list[FoundPlace]) -> list[FoundPlace]:
        """Places without a name of their own, with all the words that describe them: "15 percent of the city"."""
        first, _ = self.tree.phrase(index)
        start = self.tree.tokens[first].start
        return [self._widen(first, start, p) if p.made and p.token > index else p for p in found]

    def _widen(self, first: int, start: int, place: FoundPlace) -> FoundPlace:
        if place.mention.start > start:
            return self._from(start, place)
        if place.mention.start == start:
            return place
        made = self.ground.make(first, place.token, place.mention.place, place.extent, place.reason)
        return replace(made, mention=replace(made.mention, score=round(place.mention.score * 0.8, 3)))

    def join(self, nameless: FoundPlace, place: FoundPlace) -> FoundPlace:
        """A part of a place; with the words of a nameless one that stand right before it ("the palace in Khartoum")."""
        part = replace(place, extent="part")
        close = 0 < place.mention.start - nameless.mention.end <= _CLOSE
        return replace(self._from(nameless.mention.start, part), made=True) if close else part

    def _from(self, start: int, place: FoundPlace) -> FoundPlace:
        base = self.tree.sentence.sentence.start
        text = self.tree.sentence.text[start - base : place.mention.end - base]
        return replace(place, mention=replace(place.mention, start=start, text=text))

    def _behind(
        self, index: int, names: Collection[str], extent: ControlExtent, depth: int, near: bool = True
    ) -> list[FoundPlace]:
        joined = [one for at in self.tree.prep(index, names, near) for one in self.tree.conjuncts(at)]
        return [p for one in joined for p in self._of(one, 2, extent, depth - 1)]

    def _listed(self, index: int, extent: ControlExtent, depth: int) -> list[FoundPlace]:
        """ "Three towns: A, B and C" and "two places, A and B"."""
        joined = [one for kid in self.tree.kids_of(index, "appos", "dep") for one in self.tree.conjuncts(kid)]
        return [p for one in joined if one != index for p in self._of(one, 0, extent, depth - 1)]

    def _unnamed(self, index: int, extent: ControlExtent) -> FoundPlace:
        first, last = self.tree.phrase(index)
        return replace(self.ground.make(first, last, None, extent, "a place without a name"), named=False)


def _distinct(found: Sequence[FoundPlace]) -> list[FoundPlace]:
    """Without places whose words are part of another's, or the same."""
    kept: list[FoundPlace] = []
    for place in sorted(found, key=lambda p: p.mention.start - p.mention.end):
        if not any(k.mention.start < place.mention.end and k.mention.end > place.mention.start for k in kept):
            kept.append(place)
    return sorted(kept, key=lambda p: p.mention.start)
