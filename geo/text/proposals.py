"""Proposes the spans of a sentence that may be place names: by gazetteer, entities, proper nouns and type words.

Proposals overlap and most are wrong on purpose; the cues of `geo/text/cues/` decide among them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from geo.gazetteers.base import PlaceNames
from geo.languages.places import PlaceWords
from geo.records.names import fold_name
from geo.records.text import ParsedSentence, Token
from geo.text.recognised import Recognised

LONGEST = 7
"""Words a name has at most: "Islamic Republic of Iran" has four, "St. Vincent and the Grenadines" six with its point."""
_JOINING = frozenset({"-", "–", "'", "’", ".", "of", "the", "and", "al", "el", "de", "da", "do", "di", "du", "la", "le", "las", "los", "ez",
                      "az", "ash", "ad", "es", "as", "ar", "an", "at", "upon", "on", "sur", "sous", "en", "del", "der", "am", "e", "y", "&", "d'", "d’", "wa"})  # fmt: skip


@dataclass(frozen=True)
class Proposal:
    """The words `first` to `last` (half open) of a sentence, and who proposes them as a name."""

    first: int
    last: int
    text: str
    by: frozenset[str]

    @cached_property
    def folded(self) -> str:
        """The name in its folded form, by which an article's occurrences are counted."""
        return fold_name(self.text)


def propose(
    parsed: ParsedSentence, gazetteer: PlaceNames, words: PlaceWords, recognised: Recognised | None = None
) -> tuple[Proposal, ...]:
    """All proposals of a sentence, from left to right, shorter first."""
    by: dict[tuple[int, int], set[str]] = {}
    for name, spans in (
        ("gazetteer", _by_gazetteer(parsed, gazetteer, words)),
        ("entity", _by_entity(parsed)),
        ("proper", _by_proper_nouns(parsed)),
        ("recogniser", _by_recogniser(parsed, recognised)),
    ):
        for span in spans:
            by.setdefault(span, set()).add(name)
    return tuple(Proposal(*span, words_text(parsed, *span), frozenset(names)) for span, names in sorted(by.items()))


def _by_recogniser(parsed: ParsedSentence, recognised: Recognised | None) -> Iterator[tuple[int, int]]:
    """The recogniser's names that begin and end with words; "U.S." in "U.S.-led" does not."""
    if recognised is None:
        return
    firsts, lasts = {t.start: t.index for t in parsed.tokens}, {t.end: t.index for t in parsed.tokens}
    for start, end, _ in recognised.overlapping(parsed.sentence.start, parsed.sentence.end):
        if start in firsts and end in lasts:
            yield firsts[start], lasts[end] + 1


def words_text(parsed: ParsedSentence, first: int, last: int) -> str:
    """The text of the words `first` to `last` (half open) as written."""
    base = parsed.sentence.start
    return parsed.text[parsed.tokens[first].start - base : parsed.tokens[last - 1].end - base]


def is_capitalised(token: Token) -> bool:
    """Whether a word begins with a capital, also after an Arabic article or apostrophe ("al-Bab" is three words)."""
    return token.text[:1].isupper() or (token.text[:1] in "'’‘`ʿ" and token.text[1:2].isupper())


def _by_gazetteer(parsed: ParsedSentence, gazetteer: PlaceNames, words: PlaceWords) -> Iterator[tuple[int, int]]:
    for first, last in _name_like(parsed, words):
        text = words_text(parsed, first, last)
        # The gazetteer ignores stops: but for an abbreviation, a last one ends the sentence and is no part of the name.
        if text in words.abbreviations or (not text.endswith(".") and gazetteer.is_name(text)):
            yield first, last


def _name_like(parsed: ParsedSentence, words: PlaceWords) -> Iterator[tuple[int, int]]:
    tokens = parsed.tokens
    for first, token in enumerate(tokens):
        if token.text.lower() == "the":
            continue
        if not (is_capitalised(token) or _begins_article(tokens, first) or _begins_feature(tokens, first, words)):
            continue
        for last in range(first + 1, min(first + LONGEST, len(tokens)) + 1):
            final = tokens[last - 1]
            # "Menagh airbase", but not "The port": there the only capital is the sentence's.
            if last > first + 1 and final.text in words.kinds_of and tokens[last - 2].pos != "DET":
                yield first, last
            if last > first + 1 and not (
                is_capitalised(final) or final.text.lower() in _JOINING or final.text[:1].isdigit()
            ):
                yield from ((first, end) for end in _ends_of_sites(tokens, last - 1, words))
                break
            if is_capitalised(final) or final.text == ".":
                yield first, last


def _ends_of_sites(tokens: tuple[Token, ...], index: int, words: PlaceWords) -> Iterator[int]:
    """Where site words of several words that begin at `index` end: "Menagh air base"."""
    text = tokens[index].text
    for site in words.site_names:
        if site[0] == text and len(site) > 1 and tuple(t.text for t in tokens[index : index + len(site)]) == site:
            yield index + len(site)


def _begins_article(tokens: tuple[Token, ...], index: int) -> bool:
    """Whether "al-" and its like stand at `index` before a capitalised word."""
    if tokens[index].text not in _JOINING or index + 2 >= len(tokens):
        return False
    return tokens[index + 1].text == "-" and is_capitalised(tokens[index + 2])


def _begins_feature(tokens: tuple[Token, ...], index: int, words: PlaceWords) -> bool:
    """Whether a small "lake" or "mount" stands before a capitalised word."""
    return tokens[index].text in words.kinds_of and index + 1 < len(tokens) and is_capitalised(tokens[index + 1])


def _by_entity(parsed: ParsedSentence) -> Iterator[tuple[int, int]]:
    for first, last in entity_spans(parsed):
        yield from _trimmed(parsed.tokens, first, last)


def entity_spans(parsed: ParsedSentence) -> Iterator[tuple[int, int]]:
    """The words of each entity of the model, half open."""
    first: int | None = None
    for token in parsed.tokens:
        if first is not None and (token.entity_start or not token.entity):
            yield first, token.index
            first = None
        if token.entity_start:
            first = token.index
    if first is not None:
        yield first, len(parsed.tokens)


def _trimmed(tokens: tuple[Token, ...], first: int, last: int) -> Iterator[tuple[int, int]]:
    """A span without leading and trailing words that are no part of a name."""
    while first < last and not (is_capitalised(tokens[first]) or _begins_article(tokens, first)):
        first += 1
    while last > first and not (is_capitalised(tokens[last - 1]) or tokens[last - 1].text[:1].isdigit()):
        last -= 1
    if last > first:
        yield first, last


def _by_proper_nouns(parsed: ParsedSentence) -> Iterator[tuple[int, int]]:
    first: int | None = None
    for token in parsed.tokens:
        proper = token.tag in ("NNP", "NNPS") and is_capitalised(token)
        if proper and first is None:
            first = token.index
        if not proper and first is not None:
            yield first, token.index
            first = None
    if first is not None:
        yield first, len(parsed.tokens)
