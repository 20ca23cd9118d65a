"""What stands around a measure: the sentence's words, the place names in it, and what the article named before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo.gazetteers.base import PlaceNames
from geo.languages.distance import DistanceRules
from geo.records.places import PlaceMention
from geo.records.text import Article, ParsedSentence, Token

_NAMED = frozenset({"GPE", "LOC", "FAC", "ORG", "PERSON", "PRODUCT"})


@dataclass(frozen=True)
class Scene:
    """One sentence to read distances in. `mentions` are all of the article's, in order; offsets are the article's."""

    article: Article
    sentence: ParsedSentence
    mentions: tuple[PlaceMention, ...]
    rules: DistanceRules
    gazetteer: PlaceNames | None = None

    @property
    def start(self) -> int:
        """Where the sentence begins in the article."""
        return self.sentence.sentence.start

    @property
    def text(self) -> str:
        """The sentence as written."""
        return self.sentence.text

    def token_from(self, position: int) -> int:
        """The index of the first word that begins at or after `position`; the number of words when none does."""
        tokens = self.sentence.tokens
        return next((t.index for t in tokens if t.start >= position and t.text.strip()), len(tokens))

    def mention_over(self, token: Token) -> PlaceMention | None:
        """The place mention that covers a word, the longest where several do."""
        over = [m for m in self.mentions if m.start < token.end and m.end > token.start]
        return max(over, key=lambda m: m.end - m.start, default=None)

    def words(self, start: int, end: int) -> str:
        """The article's words between two offsets."""
        return self.article.text[start:end]

    def make_mention(self, start: int, end: int, known: PlaceMention | None = None, *reasons: str) -> PlaceMention:
        """A mention over the article's words, with the place of `known` where one is given."""
        bare = PlaceMention(self.sentence.sentence.index, start, end, self.words(start, end), reasons=reasons)
        if known is None:
            return bare
        return replace(bare, place=known.place, score=known.score, candidates=known.candidates)

    def name_from(self, index: int) -> PlaceMention | None:
        """The name that begins at a word: a known mention, or one made of capitalised words; None when there is neither."""
        token = self.sentence.tokens[index]
        known = self.mention_over(token)
        if known is not None:
            return known
        made = self._capitalised_from(index) if is_name(token) or self._is_odd_name(index) else None
        return (
            None if made and (self.rules.is_bearing(made.text) or made.text in self.rules.nouns["calendar"]) else made
        )

    def _is_odd_name(self, index: int) -> bool:
        """A capitalised word that the model takes for a common one, though a named one or not before a noun: "village of Medjå,"."""
        tokens, nouns = self.sentence.tokens, self.rules.nouns
        token, following = tokens[index], tokens[index + 1].pos if index + 1 < len(tokens) else ""
        odd = token.text[:1].isupper() and token.text[1:2].islower() and (index > 0 or not is_plural(token))
        odd = odd and token.text not in nouns["calendar"] and token.text.lower() not in nouns["settlement"]
        common = token.pos in ("NOUN", "ADJ", "VERB", "ADV", "INTJ")
        alone = index > 0 and following not in ("NOUN", "ADJ", "PROPN")
        return odd and common and (alone or token.entity in _NAMED)

    def opening_name(self) -> PlaceMention | None:
        """The sentence's first word as a name, where it may be one: "Dabiq lies 40 km north of Aleppo"."""
        token = self.sentence.tokens[0]
        common = (
            token.tag in ("NNS", "DT", "EX")
            or token.pos == "PRON"
            or token.text.lower() in self.rules.nouns["settlement"]
        )
        return (
            None
            if common
            else self.make_mention(token.start, token.end, None, "a name in capitals that no gazetteer knows")
        )

    def name_ending(self, index: int) -> PlaceMention | None:
        """The name whose last word is at `index`: a known mention, or one made of capitalised words; else None."""
        token = self.sentence.tokens[index]
        known = self.mention_over(token)
        if known is not None:
            return known
        if not is_name(token):
            return self._capitalised_from(index) if self._is_odd_name(index) else None
        return self._capitalised_from(self.first_of_name(index))

    def first_of_name(self, index: int) -> int:
        """The first word of the run of capitalised names that the word at `index` belongs to."""
        tokens = self.sentence.tokens
        while index > 0 and self._leads_name(tokens[index - 1]) and not self.mention_over(tokens[index - 1]):
            index -= 1
        articled = (
            index > 1
            and tokens[index - 1].text == "-"
            and tokens[index - 2].text.lower() in self.rules.nouns["particle"]
        )
        return index - 2 if articled else index

    def _leads_name(self, token: Token) -> bool:
        return is_name(token) or (token.text[:1].isupper() and token.text.lower() in self.rules.nouns["name_start"])

    def _capitalised_from(self, index: int) -> PlaceMention:
        tokens, last = self.sentence.tokens, index
        while last + 1 < len(tokens):
            step = 2 if tokens[last + 1].text.lower() in self.rules.nouns["particle"] and last + 2 < len(tokens) else 1
            following = tokens[last + step]
            if not is_name(following) or self.mention_over(following):
                break
            last += step
        return self.make_mention(
            tokens[index].start, tokens[last].end, None, "a name in capitals that no gazetteer knows"
        )

    def before(self, position: int) -> Sequence[PlaceMention]:
        """The mentions that end before a position, nearest first, from this sentence and the two before it."""
        index = self.sentence.sentence.index
        near = [m for m in self.mentions if m.end <= position and index - 2 <= m.sentence <= index]
        return near[::-1]


def is_name(token: Token) -> bool:
    """Whether a word looks like (part of) a proper name: capitalised, and read as a proper noun."""
    return token.text[:1].isupper() and token.pos in ("PROPN", "X")


def is_plural(token: Token) -> bool:
    """Whether a word is a plural; a tag alone does not make "Raqqa" one."""
    return token.tag in ("NNS", "NNPS") and token.text.lower().endswith("s")
