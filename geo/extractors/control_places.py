"""Finds which places a trigger speaks of, by grammar: names, names inside phrases, lists, and words that point back."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from geo.extractors.grammar import DEEPEST, Tree
from geo.languages.control import EXTENTS, ControlRules, NounClass
from geo.records.facts import ControlExtent
from geo.records.places import Place, PlaceMention
from geo.records.text import Token

FindUnit = Callable[[Place], Place | None]
"""The province that a place lies in, where a gazetteer knows it."""
LookUp = Callable[[int, int, str], PlaceMention | None]
"""The place mention that words of an article (their offsets and text) would make, where a gazetteer knows the name."""
KNOWN_TOWN, LARGE_TOWN = 2000, 50000
"""From these populations a name that no trigger vouches for may be a town's; the second where it reads as a person's."""
_NAMED_INSIDE = ("compound", "nmod", "appos", "amod", "npadvmod", "det", "dep")
_PLACE_LABELS = ("GPE", "LOC", "FAC")
_NO_PLACE_LABELS = ("PERSON", "DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY", "LANGUAGE", "LAW", "EVENT", "WORK_OF_ART")
_WIDTH: dict[ControlExtent, int] = {"whole": 0, "around": 1, "part": 2}


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A place of a change: how much of it, why it was taken, its word in the sentence.

    `named` is False where no name was found for it, `made` True where its mention is not one of the article's names.
    """

    mention: PlaceMention
    extent: ControlExtent
    reason: str
    token: int
    named: bool = True
    made: bool = False


class PlaceFinder:
    """Looks for places in one sentence. `mentions` are the article's in order, `avoid` the tokens that name actors.

    `fighters` are the nouns for those who fight: a name before one ("Phnom Penh troops") is theirs.
    """

    def __init__(
        self, tree: Tree, mentions: Sequence[PlaceMention], avoid: frozenset[int], fighters: frozenset[int],
        rules: ControlRules, find_unit: FindUnit | None = None, look_up: LookUp | None = None,
    ) -> None:  # fmt: skip
        self.fighters = fighters
        self.tree, self.rules, self.avoid, self.find_unit, self.look_up = tree, rules, avoid, find_unit, look_up
        span = tree.sentence.sentence
        self.here = [m for m in mentions if span.start <= m.start < span.end]
        self.before = [m for m in mentions if m.start < span.start]
        self.at: dict[int, PlaceMention] = {}
        for mention in self.here:
            for token in tree.tokens:
                if token.start < mention.end and token.end > mention.start:
                    self.at[token.index] = mention

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
        return list(_distinct(found))

    def _of(self, index: int, trust: int, extent: ControlExtent, depth: int) -> list[FoundPlace]:
        token = self.tree.tokens[index]
        if index in self.at and index not in self.avoid:
            return self._mentioned(index, extent)
        if depth == 0 or index in self.avoid:
            return []
        if token.pos == "PRON" and not self.tree.prep(index, ("of",), near=False):
            return self._pronoun(token, extent)
        kind = self._class(token)
        if kind is not None:
            return self._noun(index, kind, _narrower(EXTENTS.get(kind, "whole"), extent), depth)
        if token.pos in ("NUM", "DET", "ADJ", "PRON") or token.dep == "nummod":
            return self._behind(index, ("of",), "part", depth)
        return self._unknown_name(index, trust, extent)

    def _class(self, token: Token) -> NounClass | None:
        """The class of a noun for places; None of a name ("Hills" within "Beverly Hills") and of other words."""
        if token.pos == "PROPN" and token.dep not in ("compound", "nmod") and token.index and self.tree.tokens[token.index - 1].tag in ("NNP", "NNPS"):
            return None
        return self.rules.nouns.get(token.lemma.lower()) or self.rules.nouns.get(token.text.lower())

    def _typed(self, token: Token) -> bool:
        """Whether a name ends in a noun for places: "Golan Heights", "Qassoun Mountains"."""
        word = token.text.lower()
        return word in self.rules.nouns or word.removesuffix("s") in self.rules.nouns

    def _mentioned(self, index: int, extent: ControlExtent) -> list[FoundPlace]:
        mention = self.at[index]
        first = min(t.index for t in self.tree.tokens if self.at.get(t.index) is mention)
        part = any(k.lemma.lower() in self.rules.directions and k.index < first for k in self.tree.kids(index, "amod", "compound", "nmod"))
        return [FoundPlace(mention, _narrower("part" if part else "whole", extent), f"{mention.text} stands there", index)]

    def _noun(self, index: int, kind: NounClass, extent: ControlExtent, depth: int) -> list[FoundPlace]:
        """A noun such as "town" or "outskirts": the name inside its phrase, else the one it points back to, else itself."""
        inside = list(self._inside(index, extent))
        tiers = (
            lambda: self._called(index, extent, depth),
            lambda: self._of_name(index, inside, extent, depth),
            lambda: self._surrounding(index, extent, depth),
            lambda: self._behind(index, self.rules.joined, extent, depth) or self._listed(index, extent, depth),
            lambda: self._lying(index, kind, _narrower("part", extent), depth),
            lambda: self._points_back(index, kind, extent),
        )
        for tier in tiers:
            if found := tier():
                return found
        return [] if kind in ("relation", "part") else [self._unnamed(index, extent)]

    def _inside(self, index: int, extent: ControlExtent) -> Iterator[FoundPlace]:
        """ "Manbij city", "the city Manbij", "Aleppo's countryside", "the capital, Bangui"."""
        for kid in self.tree.kids(index, *_NAMED_INSIDE, "poss"):
            if kid.index in self.at and kid.index not in self.avoid:
                for at in self.tree.conjuncts(kid.index) if kid.dep == "appos" else [kid.index]:
                    if at in self.at:
                        yield from self._mentioned(at, extent)
            elif kid.dep == "appos" and kid.pos == "PROPN" and kid.index not in self.avoid:
                yield from self._unknown_name(kid.index, 2, extent)
        if not any(i in self.at for i in range(self.tree.phrase(index)[0], index)):
            yield from self._name_before(index, extent)

    def _name_before(self, index: int, extent: ControlExtent) -> Iterator[FoundPlace]:
        """ "Halfaya town", "the Marj al-Sultan military airport": a name that no gazetteer knows before its noun."""
        run = [i for i in range(self.tree.phrase(index)[0], index) if self.tree.tokens[i].pos in ("PROPN", "PUNCT")]
        names = [i for i in run if self.tree.tokens[i].tag == "NNP"]
        if names and not self.avoid & set(run) and names[-1] == index - 1 and self.tree.tokens[index].lemma not in self.rules.plain:
            yield self._made(names[0], index, None, 0.0, extent, "a name that the gazetteer does not know", index)

    def _of_name(self, index: int, inside: list[FoundPlace], extent: ControlExtent, depth: int) -> list[FoundPlace]:
        """The name after "of" before one in front ("the Red Sea island of Hanish"), but a country only where none is."""
        behind = self._widened(index, self._behind(index, ("of",), extent, depth, near=False))
        named = [p for p in behind if p.named and not (p.mention.place and p.mention.place.kind == "country")]
        return named if named else inside or behind

    def _surrounding(self, index: int, extent: ControlExtent, depth: int) -> list[FoundPlace]:
        """ "The hills surrounding the village of Sharifah", "two places known as A and B"."""
        found: list[FoundPlace] = []
        for kid in self.tree.kids(index, "acl", "relcl"):
            if kid.lemma.lower() in self.rules.beside:
                at = self.tree.kids(kid.index, "dobj", "oprd") or [self.tree.tokens[i] for i in self.tree.prep(kid.index, ("as",))]
                for token in at:
                    for one in self.tree.conjuncts(token.index):
                        found += self._of(one, 2, _narrower("part", extent), depth - 1)
        return found

    def _called(self, index: int, extent: ControlExtent, depth: int) -> list[FoundPlace]:
        """ "Mosul is the largest city controlled by": what is called so."""
        token = self.tree.tokens[index]
        if token.dep == "appos" and token.head in self.at and token.head not in self.avoid:
            return self._mentioned(token.head, extent)
        if token.dep != "attr":
            return []
        return [p for at in self.tree.surface_subject(token.head) for p in self._of(at, 1, extent, depth - 1) if p.named]

    def _lying(self, index: int, kind: NounClass, extent: ControlExtent, depth: int) -> list[FoundPlace]:
        """ "The palace in Khartoum", "villages near Homs": a place without a name, said by where it lies."""
        found = self._behind(index, self.rules.near | {"of"}, extent, depth)
        if kind not in ("facility", "settlement"):
            return found
        start = self.tree.tokens[self.tree.phrase(index)[0]].start
        return [replace(self._from(start, p), made=True) if p.mention.start > start else p for p in found]

    def _widened(self, index: int, found: list[FoundPlace]) -> list[FoundPlace]:
        """Places without a name of their own, with all the words that describe them: "15 percent of the city"."""
        first, _ = self.tree.phrase(index)
        start = self.tree.tokens[first].start
        widened = []
        for place in found:
            if place.made and place.mention.start < start and place.token > index:
                place = self._made(first, place.token, place.mention.place, place.mention.score * 0.8, place.extent, place.reason, place.token)  # noqa: PLW2901
            widened.append(self._from(start, place) if place.made and place.mention.start > start else place)
        return widened

    def _from(self, start: int, place: FoundPlace) -> FoundPlace:
        base = self.tree.sentence.sentence.start
        text = self.tree.sentence.text[start - base : place.mention.end - base]
        return replace(place, mention=replace(place.mention, start=start, text=text))

    def _behind(
        self, index: int, names: Sequence[str] | frozenset[str], extent: ControlExtent, depth: int, near: bool = True
    ) -> list[FoundPlace]:
        found: list[FoundPlace] = []
        for at in self.tree.prep(index, names, near):
            for one in self.tree.conjuncts(at):
                found += self._of(one, 2, extent, depth - 1)
        return found

    def _listed(self, index: int, extent: ControlExtent, depth: int) -> list[FoundPlace]:
        """ "Three towns: A, B and C" and "two places, A and B"."""
        found: list[FoundPlace] = []
        for kid in self.tree.kids(index, "appos", "dep"):
            for at in self.tree.conjuncts(kid.index):
                found += self._of(at, 0, extent, depth - 1) if at != index else []
        return found

    def _unknown_name(self, index: int, trust: int, extent: ControlExtent) -> list[FoundPlace]:
        """A name that no gazetteer knows, where the words leave little doubt that it is a place."""
        token = self.tree.tokens[index]
        typed = self._typed(token)
        if not self._is_name(token, trust) or (token.tag == "NNPS" and not typed) or (token.entity in _NO_PLACE_LABELS and token.entity != "PERSON"):
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
        return [self._made(first, last, None, 0.0, extent, "a name that the gazetteer does not know", index)]

    def _is_name(self, token: Token, trust: int) -> bool:
        """Whether a word is a name: the tag says so, or its capital in a place where only a name can stand."""
        capital = token.text[:1].isupper() and token.pos in ("NOUN", "ADV", "X") and token.index > 0
        return token.pos == "PROPN" or (capital and trust > 1) or (token.text[:1].isupper() and self.look_up is not None and token.pos in ("ADV", "X"))

    def _looked_up(self, first: int, last: int, trusted: bool) -> PlaceMention | None:
        """The mention that tokens would make, where the gazetteer knows the name and little else speaks against a place."""
        while first < last and self.tree.tokens[first].pos not in ("PROPN", "PUNCT"):
            first += 1
        if self.look_up is None or (self.tree.tokens[last].entity == "PERSON" and last - first > 2 and not trusted):
            return None
        start, end = self.tree.tokens[first].start, self.tree.tokens[last].end
        known = self.look_up(start, end, self.tree.text(first, last))
        if known is None or known.place is None:
            return None
        person = self.tree.tokens[last].entity == "PERSON"
        big = known.place.population >= (LARGE_TOWN if person else KNOWN_TOWN) or known.place.kind == "admin1"
        return known if trusted or big else None

    def _unnamed(self, index: int, extent: ControlExtent) -> FoundPlace:
        first, last = self.tree.phrase(index)
        return replace(self._made(first, last, None, 0.0, extent, "a place without a name", index), named=False)

    def _points_back(self, index: int, kind: NounClass, extent: ControlExtent) -> list[FoundPlace]:
        """ "the city", "the province", "the area": the place named last that it can be."""
        token = self.tree.tokens[index]
        before = self.tree.kids(index, "det", "poss", "amod", "compound", "nummod")
        bare = not before and kind == "settlement"
        ours = kind in ("terrain", "unit") and any(k.dep == "poss" for k in before)
        definite = bare or (not ours and any(k.lemma.lower() in self.rules.definite for k in before))
        if not definite or token.tag in ("NNS", "NNPS") or kind in ("part", "relation", "around"):
            return []
        first, last = self.tree.phrase(index)
        for mention, place in self._referents(token, kind):
            if place is None:
                return [FoundPlace(mention, extent, f'"{self.tree.text(first, last)}" is taken for {mention.text}', index, made=True)]
            else:
                reason = f'"{self.tree.text(first, last)}" is taken for {place.name}, as {mention.text} was named before'
                if first == last and mention in self.here and place == mention.place:
                    return [FoundPlace(mention, extent, reason, index, made=True)]
                return [self._made(first, last, place, mention.score * 0.8, extent, reason, index)]
        return []

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
        place = mention.place
        if place is None or place.kind in ("admin1", "admin2"):
            return place
        for candidate in mention.candidates:
            if candidate.place.kind == "admin1" and candidate.place.country == place.country:
                return candidate.place
        return self.find_unit(place) if self.find_unit and place.kind == "settlement" else None

    def _pronoun(self, token: Token, extent: ControlExtent) -> list[FoundPlace]:
        if token.text.lower() not in self.rules.pronouns:
            return []
        for mention in self._earlier(token):
            if mention.place is None or mention.place.kind not in ("country", "water"):
                return [FoundPlace(mention, extent, f'"{token.text}" is taken for {mention.text}', token.index)]
        return []

    def nearest(self, index: int, taken: set[tuple[int, int]], weak: set[tuple[int, int]]) -> list[FoundPlace]:
        """The place nearest to a word among those below it in the parse, else one of the scenes of fighting (`weak`).

        Not one that another change speaks of (`taken`).
        """
        token = self.tree.tokens[index]
        clauses = [k for k in self.tree.kids(index, "conj", "advcl", "relcl", "ccomp") if k.pos in ("VERB", "AUX")]
        others = {i for k in clauses for i in self.tree.below(k.index)}
        below = {m for i in self.tree.below(index) if i not in others and (m := self.at.get(i)) is not None}
        free = [m for m in self.here if (m.start, m.end) not in taken and not self._is_actor(m) and _is_small(m)]
        scenes = [m for m in free if (m.start, m.end) in weak]
        free = [m for m in free if m in below] or scenes
        best = min(free, key=lambda m: (m.start < token.start, abs(m.start - token.start)), default=None)
        if best is None:
            return []
        return [FoundPlace(best, "part", f"{best.text} is the place nearest to the words", index, made=True)]

    def last_before(self, index: int) -> list[FoundPlace]:
        """The place named last before a word: what "there" means."""
        return self._pronoun(replace(self.tree.tokens[index], text="there"), "whole")

    def last_here(self, index: int) -> list[FoundPlace]:
        """The place named last before a word in its own sentence, for triggers that leave their place unsaid."""
        found = self.last_before(index)
        return [replace(p, made=True) for p in found if p.mention in self.here]

    def _earlier(self, token: Token) -> Iterator[PlaceMention]:
        """The mentions before a word, nearest first."""
        yield from (m for m in reversed(self.here) if m.end <= token.start and not (self._is_actor(m) or self._acts(m)))
        yield from reversed(self.before)

    def _acts(self, mention: PlaceMention) -> bool:
        """Whether a place stands for those who rule it ("Yerevan said")."""
        tokens = self.tree.sentence.tokens_in(mention.start, mention.end)
        says = any(self.tree.tokens[t.head].lemma in self.rules.say for t in tokens if t.dep == "nsubj")
        return says or any(t.dep in ("compound", "poss") and t.head in self.fighters for t in tokens)

    def _is_actor(self, mention: PlaceMention) -> bool:
        return any(t.index in self.avoid for t in self.tree.sentence.tokens_in(mention.start, mention.end))

    def _made(
        self, first: int, last: int, place: Place | None, score: float, extent: ControlExtent, reason: str, token: int
    ) -> FoundPlace:
        start, end = self.tree.tokens[first].start, self.tree.tokens[last].end
        sentence = self.tree.sentence.sentence.index
        mention = PlaceMention(sentence, start, end, self.tree.text(first, last), place, round(score, 3), (reason,))
        return FoundPlace(mention, extent, reason, token, made=True)


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


def _narrower(one: ControlExtent, other: ControlExtent) -> ControlExtent:
    return max(one, other, key=_WIDTH.__getitem__)


def _distinct(found: Sequence[FoundPlace]) -> Iterator[FoundPlace]:
    for i, place in enumerate(found):
        start, end = place.mention.start, place.mention.end
        others = (p.mention for j, p in enumerate(found) if j != i and p.mention.start < end and p.mention.end > start)
        if not any(o.end - o.start > end - start for o in others) and not any(
            p.mention.start == start and p.mention.end == end for p in found[:i]
        ):
            yield place
