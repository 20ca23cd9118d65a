"""A parsed sentence as a tree of words: what hangs on what, phrases, and the nouns after prepositions."""

from collections.abc import Collection, Sequence

from geo.extractors.grammar.mending import mend_parse
from geo.languages.grammar import grammar_words
from geo.records.text import ParsedSentence, Token

DEEPEST = 8
"""Steps up the tree before a search ends: longer chains are misread sentences."""
_PREMODIFIERS = (
    "compound", "amod", "nmod", "nummod", "poss", "npadvmod", "advmod", "quantmod", "det", "case", "punct", "cc", "conj",
)  # fmt: skip
_NO_PART = ("det", "punct", "case", "cc")
_JOINED = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X")
_ADVERBIAL = ("ADP", "ADV", "SCONJ", "PART")


class Branches:
    """A parsed sentence with the children of each word listed once, so that every step costs what it finds."""

    def __init__(self, sentence: ParsedSentence) -> None:
        self.sentence, self.words = sentence, grammar_words()
        self.tokens = mend_parse(sentence.tokens)
        self._kids: list[list[Token]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                self._kids[token.head].append(token)

    def kids(self, index: int, *deps: str) -> list[Token]:
        """The words directly below one word, from left to right; only those in the relations named, where any are."""
        found = self._kids[index]
        return [t for t in found if t.dep in deps] if deps else found

    def kids_of(self, index: int, *deps: str) -> list[int]:
        """The places in the sentence of `kids`."""
        return [k.index for k in self.kids(index, *deps)]

    def head(self, index: int) -> Token | None:
        """The word above, None at the root."""
        token = self.tokens[index]
        return None if token.head == index else self.tokens[token.head]

    def conjuncts(self, index: int) -> list[int]:
        """The word and those joined to it by "and" or commas, in order."""
        found = [index]
        for kid in self.kids(index, "conj"):
            if kid.pos in _JOINED or self.tokens[index].pos == "VERB":
                found += self.conjuncts(kid.index)
        return found

    def below(self, index: int) -> list[int]:
        """The word and all below it, from left to right."""
        found, waiting = [], [index]
        while waiting:
            at = waiting.pop()
            found.append(at)
            waiting += (k.index for k in self._kids[at])
        return sorted(found)

    def above(self, index: int) -> list[Token]:
        """The words above one word, nearest first."""
        found: list[Token] = []
        head = self.head(index)
        while head is not None and len(found) < len(self.tokens):
            found.append(head)
            head = self.head(head.index)
        return found

    def text(self, first: int, last: int) -> str:
        """The sentence's words from token `first` to token `last`, as written."""
        base = self.sentence.sentence.start
        return self.sentence.text[self.tokens[first].start - base : self.tokens[last].end - base]

    def phrase(self, index: int) -> tuple[int, int]:
        """First and last token of the noun phrase around its head: what stands before it and belongs to it, without article."""
        first = index
        for at in range(index - 1, -1, -1):
            token = self.tokens[at]
            if token.dep not in _PREMODIFIERS or not self._within(at, index):
                break
            if token.dep not in _NO_PART or token.text in "-–'’":
                first = at
        opens = first > 0 and self.tokens[first - 1].text in '“"‘«'
        closes = any(t.text in '”"’»' for t in self.tokens[first:index])
        return (first - 1 if opens and closes else first), index

    def _within(self, at: int, head: int) -> bool:
        for _ in range(DEEPEST):
            if at == head:
                return True
            at = self.tokens[at].head
        return False

    def prep(self, index: int, names: Collection[str], near: bool = True) -> list[int]:
        """The nouns after prepositions on a word; "out of" and "east of" count under their first and their last word.

        Not `near` leaves out what hangs on an adverb ("12 km north of").
        """
        wanted = ("prep", "agent", "dative", "prt", "advmod", "conj") if near else ("prep", "agent", "conj")
        found: list[int] = []
        for kid in self._kids[index]:
            leads = kid.dep in wanted and (kid.pos in _ADVERBIAL or kid.dep == "prep")
            if leads and not self.kids(kid.index, "npadvmod"):
                found += self._after(kid, names, False)
        return found

    def _after(self, kid: Token, names: Collection[str], named: bool) -> list[int]:
        word = kid.text.lower()
        named = named or word in names
        if word in self.words.sides:
            names, named = (("of",) if named or "of" in names else ()), False
        found: list[int] = []
        for below in self._kids[kid.index]:
            if below.dep == "pobj" and named:
                found.append(below.index)
            elif below.dep in ("prep", "conj", "advmod", "pcomp") and below.pos in ("ADP", "ADV", "SCONJ"):
                found += self._after(below, names, named)
        return found

    def deep(self, index: int, names: Sequence[str]) -> list[int]:
        """The nouns after prepositions anywhere below a word."""
        return [found for at in self.below(index) for found in self.prep(at, names, near=False)]
