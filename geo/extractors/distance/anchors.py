"""Finds the end of a distance that its words name: "from the provincial capital of Dili", "of the Turkish border", "from the city"."""

from dataclasses import dataclass
from typing import Literal

from geo.extractors.distance.scene import Scene
from geo.records.places import PlaceMention
from geo.records.text import Token

EndKind = Literal["named", "feature", "generic", "anaphor"]

_LEAD_POS = frozenset({"DET", "ADJ", "NOUN", "NUM", "PRON", "ADV", "PROPN", "X"})
_LONGEST_LEAD = 12


@dataclass(frozen=True, slots=True)
class End:
    """One end of a distance: the mention, where its words end in the article, and what it is.

    `noun` is the common noun of a generic end or an anaphor ("the city"), lower case.
    """

    mention: PlaceMention
    end: int
    kind: EndKind
    noun: str = ""


def find_end(scene: Scene, position: int) -> End | None:
    """The place, feature or common noun that the noun phrase at `position` names; None when it names no place."""
    first = scene.token_from(position)
    return _Phrase(scene, first).read() if first < len(scene.sentence.tokens) else None


class _Phrase:
    """Walks a noun phrase from its first word to its name or its last noun."""

    def __init__(self, scene: Scene, first: int) -> None:
        self.scene, self.first, self.index = scene, first, first
        self.tokens = scene.sentence.tokens
        self.noun: Token | None = None

    def read(self) -> End | None:
        if self.tokens[self.first].text.lower() in self.scene.rules.nouns["here"]:
            token = self.tokens[self.first]
            return End(self.scene.make_mention(token.start, token.end), token.end, "anaphor", token.text.lower())
        if self._is("where", self.first):
            return self._clause()
        while self.index < min(len(self.tokens), self.first + _LONGEST_LEAD):
            name = self.scene.name_from(self.index)
            if name is not None and not self._is_title(name):
                return self._named(name)
            if not self._step():
                break
        return self._generic()

    def _is_title(self, name: PlaceMention) -> bool:
        """ "the City of Edmonton": a kind of place in capitals before the name."""
        after = self._after(name)
        of = self._is("of", after)
        return of and name.text.lower() in self.scene.rules.nouns["settlement"]

    def _is(self, group: str, index: int) -> bool:
        """Whether there is a word at `index` and it is of a group of the rules."""
        return index < len(self.tokens) and self.tokens[index].text.lower() in self.scene.rules.nouns[group]

    def _clause(self) -> End | None:
        """ "from where the road enters Homs": an unnamed point by a named place."""
        words = self.tokens[self.first + 1 : self.first + 9]
        verb = next((t for t in words if t.text.lower() in self.scene.rules.nouns["meeting"]), None)
        for token in words if verb else ():
            if verb and token.index > verb.index and (name := self.scene.name_from(token.index)) is not None:
                return self._feature(self.tokens[self.first].start, name.end)
        return None

    def _step(self) -> bool:
        token = self.tokens[self.index]
        if token.text.lower() in self.scene.rules.nouns["joint"] and self.noun is not None:
            return self._joint(token.text.lower(), self.noun)
        if not self._leads(token):
            return False
        if token.pos == "NOUN" or any(self._in(group, token) for group in ("border", "line", "settlement")):
            self.noun = token
        self.index += 1
        return True

    def _leads(self, token: Token) -> bool:
        if token.text == ",":
            return self._apposition()
        if token.pos == "VERB":
            following = self.tokens[token.index + 1] if token.index + 1 < len(self.tokens) else token
            return (
                token.tag in ("VBN", "VBG", "VBD") and self.noun is None and following.pos in ("NOUN", "PROPN", "ADJ")
            )
        if token.pos == "PRON":
            return token.tag == "PRP$" or token.text.lower() in self.scene.rules.nouns["both"]
        return token.pos in _LEAD_POS or token.text in ("-", "–", "'s", "’s", "“", '"', "‘")

    def _apposition(self) -> bool:
        """ "the state capital, Bor": a comma between a kind of place and its name."""
        named = self.index + 1 < len(self.tokens) and self.scene.name_from(self.index + 1) is not None
        return named and self.noun is not None and (self._in("capital", self.noun) or self._in("settlement", self.noun))

    def _joint(self, word: str, noun: Token) -> bool:
        """Past a preposition: "the city of X", "the edge of X"; a line, or what lies in X, is an end of its own."""
        if word in self.scene.rules.nouns["naming"] and not self._is_line():
            self.noun = noun if self._in("settlement", noun) else None
            self.index += 1
            return self.index < len(self.tokens)
        return False

    def _in(self, group: str, token: Token) -> bool:
        nouns, word = self.scene.rules.nouns[group], token.text.lower()
        before = self.tokens[token.index - 1].text.lower() if token.index > self.first else ""
        return word in nouns or f"{before} {word}" in nouns

    def _is_line(self) -> bool:
        return self.noun is not None and (self._in("border", self.noun) or self._in("line", self.noun))

    def _named(self, name: PlaceMention) -> End | None:
        after = self._after(name)
        possessive = after < len(self.tokens) and self.tokens[after].tag == "POS"
        if (later := self._possessed(after + possessive)) is not None:
            return later
        capital = self.tokens[after + possessive] if after + possessive < len(self.tokens) else None
        if capital is not None and self._in("capital", capital):
            return self._capital(name, capital)
        line = self._line_behind(after + possessive)
        if line is not None and not _is_water(name):
            start = min(name.start, self._people_start() or name.start)
            return self._feature(start, line.end)
        if possessive and name not in self.scene.mentions:
            return self._unknown_possessor(name, after + 1)
        return End(name, name.end, "named")

    def _unknown_possessor(self, name: PlaceMention, index: int) -> End | None:
        """ "King's Lynn" is one name; "Zarqa's suburbs" are of Zarqa; "Wilder's estate" is no place of a gazetteer's."""
        rest = self.scene.name_from(index) if index < len(self.tokens) else None
        if rest is not None:
            return End(self.scene.make_mention(name.start, rest.end), rest.end, "named")
        return End(name, name.end, "named") if self._place_behind(index) else None

    def _place_behind(self, index: int) -> bool:
        """Whether what a name possesses is (a part of) a place: "Perth's business district", not "Wilder's estate"."""
        groups = ("settlement", "facility", "centre", "possession")
        return any(self._in(group, token) for token in self.tokens[index : index + 4] for group in groups)

    def _capital(self, name: PlaceMention, noun: Token) -> End:
        """ "Canada's capital": a town, though only the country is named."""
        return End(self.scene.make_mention(name.start, noun.end), noun.end, "generic", noun.text.lower())

    def _after(self, name: PlaceMention) -> int:
        return next((t.index for t in self.tokens if t.start >= name.end and t.text.strip()), len(self.tokens))

    def _possessed(self, index: int) -> End | None:
        """ "Georgia's capital Tbilisi", "Bajaur's main town, Khar": the later name is meant."""
        noun = None
        for token in self.tokens[index : index + 6]:
            if noun is not None and (name := self.scene.name_from(token.index)) is not None:
                return End(name, name.end, "named")
            if token.pos == "NOUN" and (self._in("capital", token) or self._in("settlement", token)):
                noun = token
            elif token.pos not in ("ADJ", "NOUN", "ADV", "NUM") and not (noun and token.text == ","):
                break
        return None

    def _line_behind(self, index: int) -> Token | None:
        """The line that a name qualifies: "the Idaho border", "the Osh-Khodjaabad road"."""
        found = None
        for token in self.tokens[index : index + 5]:
            if self._in("border", token) or self._in("line", token):
                found = token
            elif not (token.pos in ("NOUN", "ADJ", "PROPN") or token.text in "-–‑'’s"):
                break
        return found

    def _people_start(self) -> int | None:
        """Where a nationality begins in what was walked over: "Syrian" of "the Syrian–Turkish border"."""
        lead = self.tokens[self.first : self.index]
        return next((t.start for t in lead if t.text[:1].isupper() and t.pos != "DET"), None)

    def _feature(self, start: int, end: int) -> End:
        mention = self.scene.make_mention(start, end, None, "a line or an edge, not a point")
        return End(mention, end, "feature", mention.text.split()[-1].lower())

    def _generic(self) -> End | None:
        if self.noun is None:
            return None
        if self._is_line():
            return self._line(self.noun)
        start = self._people_start() or self.noun.start
        place, end = self._where(self.noun)
        known = any(self._in(group, self.noun) for group in ("settlement", "facility", "capital", "centre"))
        if not known:
            return None
        mention = self.scene.make_mention(
            start, end, place, *(("taken to be where the named place is",) if place else ())
        )
        back = self._in("anaphor", self.noun) and place is None and not self._people_start()
        return End(mention, end, "anaphor" if back else "generic", self._kind_of_capital(self.noun))

    def _kind_of_capital(self, noun: Token) -> str:
        """The noun, of a capital with the word that says of what: "provincial capital" is not "capital"."""
        before = self.tokens[noun.index - 1] if noun.index > self.first else noun
        qualified = (
            before.text.islower()
            and before.pos in ("ADJ", "NOUN")
            and before.text not in self.scene.rules.nouns["national"]
        )
        return (
            f"{before.text} {noun.text}".lower()
            if noun.text.lower() in self.scene.rules.nouns["capital"] and qualified
            else noun.text.lower()
        )

    def _line(self, noun: Token) -> End:
        """ "the Turkish border", "the border with Turkey", "the coast of Venezuela"; of a lake's shore the lake is the end."""
        start = self._people_start() or self._two_words(noun)
        index = noun.index + 1
        if self._is("line_joint", index):
            name = find_end(self.scene, self.tokens[index].end)
            if name is not None and name.kind == "named":
                return name if _is_water(name.mention) else self._feature(start, name.end)
        return self._feature(start, noun.end)

    def _two_words(self, noun: Token) -> int:
        before = self.tokens[noun.index - 1] if noun.index > self.first else noun
        pair = f"{before.text} {noun.text}".lower()
        return before.start if pair in self.scene.rules.nouns["border"] or before.pos == "NOUN" else noun.start

    def _where(self, noun: Token) -> tuple[PlaceMention | None, int]:
        """ "the airfield at Debaltseve": the named place that a common noun lies in, and where the words end."""
        index = noun.index + 1
        if index + 1 < len(self.tokens) and self._is("lies_at", index):
            name = find_end(self.scene, self.tokens[index].end)
            if name is not None and name.kind == "named":
                place = name.mention.place
                point = place is None or place.kind in ("settlement", "facility", "derived")
                return (name.mention if point else None), name.end
        return None, noun.end


def _is_water(name: PlaceMention) -> bool:
    return name.place is not None and name.place.kind == "water"
