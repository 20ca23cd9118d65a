"""Words that point back to a place named before ("the city", "the province", "there"), and the place nearest to a trigger."""

from collections.abc import Iterator
from dataclasses import replace

from geo.extractors.events.ground import FoundPlace, Ground
from geo.languages.control import NounClass
from geo.records.facts import ControlExtent
from geo.records.places import Place, PlaceMention
from geo.records.text import Token


class BackFinder:
    """Resolves what points back in one sentence."""

    def __init__(self, ground: Ground) -> None:
        self.ground, self.tree, self.rules = ground, ground.tree, ground.rules

    def noun(self, index: int, kind: NounClass, extent: ControlExtent) -> list[FoundPlace]:
        """ "the city", "the province", "the area": the place named last that it can be."""
        token = self.tree.tokens[index]
        before = self.tree.kids(index, "det", "poss", "amod", "compound", "nummod")
        bare = not before and kind == "settlement"
        ours = kind in ("terrain", "unit") and any(k.dep == "poss" for k in before)
        definite = bare or (not ours and any(k.lemma.lower() in self.rules.definite for k in before))
        if not definite or token.tag in ("NNS", "NNPS") or kind in ("part", "relation", "around"):
            return []
        mention, place = next(self._referents(token, kind), (None, None))
        if mention is None:
            return []
        first, last = self.tree.phrase(index)
        reason = f'"{self.tree.text(first, last)}" is taken for {place.name if place else mention.text}'
        if place is None or (first == last and mention in self.ground.here and place == mention.place):
            return [FoundPlace(mention, extent, reason, index, made=True)]
        made = self.ground.make(first, last, place, extent, f"{reason}, as {mention.text} was named before")
        return [replace(made, mention=replace(made.mention, score=round(mention.score * 0.8, 3)))]

    def _referents(self, token: Token, kind: NounClass) -> Iterator[tuple[PlaceMention, Place | None]]:
        """The mentions that a noun of a class may mean, likeliest first, with the place it then means."""
        unsure: list[tuple[PlaceMention, Place | None]] = []
        for mention in self._earlier(token):
            place = self._meant(mention, kind, token)
            town = place is not None and (kind != "settlement" or place.kind in ("settlement", "derived"))
            if town or (mention.place is None and kind != "unit"):
                yield mention, place
            elif place is not None:
                unsure.append((mention, place))
        yield from unsure

    def _meant(self, mention: PlaceMention, kind: NounClass, token: Token) -> Place | None:
        """The place that a noun of a class means by a mention before it; None when it cannot mean it."""
        place = mention.place
        if place is None:
            return None
        if kind == "unit":
            return self._unit_of(mention)
        if kind == "settlement":
            return _settlement_of(mention)
        if kind == "facility":
            return place if place.kind == "facility" and token.lemma.lower() in place.name.lower() else None
        return place if place.kind not in ("country", "region", "water") else None

    def _unit_of(self, mention: PlaceMention) -> Place | None:
        """The province of a mention: its own place, the one that the gazetteer gives, or the one that the name may also mean."""
        place = mention.place
        if place is None or place.kind in ("admin1", "admin2"):
            return place
        if place.kind != "settlement":
            return None
        known = self.ground.find_unit(place) if self.ground.find_unit else None
        others = (c.place for c in mention.candidates if c.place.kind == "admin1" and c.place.country == place.country)
        return known or next(others, None)

    def pronoun(self, token: Token, extent: ControlExtent) -> list[FoundPlace]:
        """The place that a pronoun takes up: the one named last."""
        if token.text.lower() not in self.rules.pronouns:
            return []
        for mention in self._topic_first(token):
            if mention.start < self.ground.paragraph:
                return []
            if mention.place is None or mention.place.kind not in ("country", "water"):
                return [FoundPlace(mention, extent, f'"{token.text}" is taken for {mention.text}', token.index)]
        return []

    def _topic_first(self, token: Token) -> Iterator[PlaceMention]:
        """The mentions before a word, nearest first; for "its" first the one that opens the paragraph in the sentence before."""
        earlier = list(self._earlier(token))
        if token.text.lower() in self.rules.its and earlier and earlier[0] not in self.ground.here:
            same = (m for m in earlier if m.sentence == earlier[0].sentence)
            yield from (m for m in same if 0 <= m.start - self.ground.paragraph <= 1)
        yield from earlier

    def nearest(self, index: int, taken: set[tuple[int, int]], weak: set[tuple[int, int]]) -> list[FoundPlace]:
        """The place nearest to a word among those below it in the parse, else one of the scenes of fighting (`weak`).

        Not one that another change speaks of (`taken`).
        """
        token = self.tree.tokens[index]
        clauses = [k for k in self.tree.kids(index, "conj", "advcl", "relcl", "ccomp") if k.pos in ("VERB", "AUX")]
        others = {i for k in clauses for i in self.tree.below(k.index)}
        below = {m for i in self.tree.below(index) if i not in others and (m := self.ground.at.get(i)) is not None}
        free = [
            m
            for m in self.ground.here
            if (m.start, m.end) not in taken and not self.ground.is_actor(m) and _is_small(m)
        ]
        scenes = [m for m in free if (m.start, m.end) in weak]
        free = [m for m in free if m in below] or scenes
        best = min(free, key=lambda m: (m.start < token.start, abs(m.start - token.start)), default=None)
        if best is None:
            return []
        return [FoundPlace(best, "part", f"{best.text} is the place nearest to the words", index, made=True)]

    def last_before(self, index: int) -> list[FoundPlace]:
        """The place named last before a word: what "there" means."""
        return self.pronoun(replace(self.tree.tokens[index], text="there"), "whole")

    def last_here(self, index: int) -> list[FoundPlace]:
        """The place named last before a word in its own sentence, for triggers that leave their place unsaid."""
        found = self.last_before(index)
        return [replace(p, made=True) for p in found if p.mention in self.ground.here]

    def _earlier(self, token: Token) -> Iterator[PlaceMention]:
        """The mentions before a word, nearest first."""
        yield from (
            m
            for m in reversed(self.ground.here)
            if m.end <= token.start and not (self.ground.is_actor(m) or self._acts(m))
        )
        yield from reversed(self.ground.before)

    def _acts(self, mention: PlaceMention) -> bool:
        """Whether a place stands for those who rule it ("Yerevan said")."""
        tokens = self.tree.sentence.tokens_in(mention.start, mention.end)
        says = any(self.tree.tokens[t.head].lemma in self.rules.say for t in tokens if t.dep == "nsubj")
        return says or any(t.dep in ("compound", "poss") and t.head in self.ground.fighters for t in tokens)


def _settlement_of(mention: PlaceMention) -> Place | None:
    """The town of a mention: its place, or, where that is a unit called after its town, the town among its candidates."""
    place = mention.place
    if place is None or place.kind in ("settlement", "derived"):
        return place
    if place.kind not in ("admin1", "admin2"):
        return None
    towns = (c.place for c in mention.candidates if c.place.kind == "settlement" and c.place.country == place.country)
    return next(towns, place)


def _is_small(mention: PlaceMention) -> bool:
    return mention.place is None or mention.place.kind not in ("country", "region")
