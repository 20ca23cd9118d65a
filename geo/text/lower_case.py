"""Proposes place names that have lost their capitals: "in the syrian raqqa", or a whole text in small letters."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from geo.gazetteers.base import PlaceNames
from geo.languages.places import PlaceWords
from geo.records.text import ParsedSentence, Token
from geo.text.cues.context import PLACE_LABELS
from geo.text.proposals import Proposal, words_text

LONGEST = 3
LOST_SHARE = 0.01
"""A text with fewer capitals than this among its letters has lost them: English news has some 4 in 100."""
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "FW", "VBN", "VB", "VBP", "UH", "RB", "CD", "VBG", "IN"})
_CERTAIN_TAGS = frozenset({"NNP", "NNPS"})
SHORTEST = 3


def has_lost_capitals(sentences: Sequence[ParsedSentence]) -> bool:
    """Whether an article is written in small letters throughout."""
    letters = sum(sum(map(str.isalpha, s.text)) for s in sentences)
    capitals = sum(sum(map(str.isupper, s.text)) for s in sentences)
    return capitals < LOST_SHARE * letters


@dataclass(frozen=True)
class CapitalUse:
    """How an article uses capitals: whether it has lost them all, and the folded names that it writes with one."""

    lost: bool
    names: frozenset[str]


def propose_lower(
    parsed: ParsedSentence, gazetteer: PlaceNames, words: PlaceWords, demonyms: Mapping[str, str], use: CapitalUse
) -> Iterator[Proposal]:
    """Known names in small letters: all in a text that lost its capitals, else those written with one elsewhere, or announced."""
    for index, token in enumerate(parsed.tokens):
        if not _may_begin(token, words) or (token.text in words.small_words and not use.lost):
            continue
        if use.lost or token.text in use.names or _announced(parsed.tokens, index, words, demonyms):
            yield from _known_from(parsed, index, gazetteer, words)


def _may_begin(token: Token, words: PlaceWords) -> bool:
    text = token.text
    return (
        text[:1].islower()
        and len(text) >= SHORTEST
        and token.tag in _NOUN_TAGS
        and text not in words.not_names
        and text not in words.kinds_of
    )


def _announced(tokens: Sequence[Token], index: int, words: PlaceWords, demonyms: Mapping[str, str]) -> bool:
    """Whether the model reads a place, or the words before promise a name: "the city of …", "the syrian …"."""
    if tokens[index].entity in PLACE_LABELS:
        return True
    before = tokens[index - 1].text.lower() if index else ""
    if before in demonyms:
        return tokens[index].tag in _CERTAIN_TAGS or tokens[index].head <= index
    return before == "of" and index > 1 and tokens[index - 2].text.lower() in words.kinds_of


def _known_from(parsed: ParsedSentence, first: int, gazetteer: PlaceNames, words: PlaceWords) -> Iterator[Proposal]:
    for last in range(min(first + LONGEST, len(parsed.tokens)), first, -1):
        final = parsed.tokens[last - 1].text
        if not (final[:1].isalpha() or final == ".") or final in words.not_names:
            continue
        text = words_text(parsed, first, last)
        if text in words.abbreviations or (final != "." and gazetteer.is_name(text)):
            yield Proposal(first, last, text, frozenset({"gazetteer", "lower"}))
            return
