"""Reads the kind of place that the words around a name say: "Raqqa province", "the city of Hama", "Kobani, a town in"."""

from dataclasses import dataclass

from geo.languages.places import PlaceWords
from geo.records.places import PlaceKind
from geo.records.text import ParsedSentence, Token
from geo.text.proposals import is_capitalised

APPOSITION_REACH = 5
"""Words between a name and the type word that explains it: ", a small besieged town"."""
_OPENS_APPOSITION = frozenset({",", "–", "—", "-", "(", "--"})
_ARTICLES = frozenset({"a", "an", "the", "another", "its"})
_PIECES = frozenset({"a", "an", "one", "another", "first", "second", "third", "last", "every", "each"})
_LISTING = frozenset({",", "and", "or", "&"})
_DESCRIBING = ("JJ", "VB", "RB", "HYPH", "FW")
_UNITS = frozenset({"country", "admin1", "admin2"})


@dataclass(frozen=True, slots=True)
class TypeWord:
    """The kinds a word beside a name allows, and that word as written."""

    kinds: tuple[PlaceKind, ...] = ()
    word: str = ""


def read_type_word(parsed: ParsedSentence, first: int, last: int, words: PlaceWords) -> TypeWord:
    """The type word of the name at words `first` to `last` (half open): after it, before it, or explaining it."""
    for found in (
        _after(parsed, first, last, words),
        _listed_after(parsed, last, words),
        _of(parsed, first, words),
        _before(parsed, first, words),
        _explained(parsed, last, words),
    ):
        if found is not None:
            return found
    return TypeWord()


def read_part(parsed: ParsedSentence, first: int, words: PlaceWords) -> str:
    """The word before a name that says which part of the place is meant ("northern", "rural"), as written, else ""."""
    token = _at(parsed, first - 1)
    groups = words.before.get(token.text.lower(), ()) if token is not None else ()
    return token.text if token is not None and any(g.name in ("direction", "part") for g in groups) else ""


def _at(parsed: ParsedSentence, index: int) -> Token | None:
    return parsed.tokens[index] if 0 <= index < len(parsed.tokens) else None


def _type(token: Token | None, words: PlaceWords) -> TypeWord | None:
    kinds = words.kinds_of.get(token.text.lower()) if token is not None else None
    return TypeWord(kinds, token.text) if token is not None and kinds else None


def _after(parsed: ParsedSentence, first: int, last: int, words: PlaceWords) -> TypeWord | None:
    """ "Raqqa province", "the Aleppo governor"; but the "Sahel states" are several units within the Sahel."""
    token, further = _at(parsed, last), _at(parsed, last + 1)
    if token is not None and _is_plural_unit(token, words) and not _is_listed(parsed, first):
        return None
    # "Aleppo city council", "Kirkuk province police": the type word still stands; "Mosul Dam Project" names something else.
    if token is not None and is_capitalised(token) and further is not None and is_capitalised(further):
        return None
    if token is not None and token.text.lower() in words.roles_after:
        return TypeWord(words.roles_of[token.text.lower()], token.text)
    return _type(token, words)


def _is_plural_unit(token: Token, words: PlaceWords) -> bool:
    text = token.text.lower()
    kinds = words.kinds_of.get(text, ())
    return bool(kinds) and kinds[0] in _UNITS and text.endswith("s") and text[:-1] in words.kinds_of


def _is_listed(parsed: ParsedSentence, first: int) -> bool:
    before = _at(parsed, first - 1)
    return before is not None and before.text.lower() in _LISTING


def _listed_after(parsed: ParsedSentence, last: int, words: PlaceWords) -> TypeWord | None:
    """ "Anderson and Cherokee counties": the plural at the end of a list of names counts for all of them."""
    index = last
    while (token := _at(parsed, index)) is not None and (token.text.lower() in _LISTING or is_capitalised(token)):
        index += 1
    final = _at(parsed, index)
    listed = index > last and any(t.text.lower() in _LISTING for t in parsed.tokens[last:index])
    return _type(final, words) if listed and final is not None and final.tag == "NNS" else None


def _of(parsed: ParsedSentence, first: int, words: PlaceWords) -> TypeWord | None:
    """ "the city of Hama", "the provinces of Idlib, Hama and Homs", "the governor of Kirkuk"."""
    index = first - 1
    while (token := _at(parsed, index)) is not None and (token.text.lower() in _LISTING or is_capitalised(token)):
        index -= 1
    if index < first - 1 and not any(t.text.lower() in _LISTING for t in parsed.tokens[index + 1 : first]):
        return None
    if token is not None and token.text.lower() == "the":
        token, index = _at(parsed, index - 1), index - 1
    if token is None or token.text.lower() != "of":
        return None
    noun, before = _at(parsed, index - 1), _at(parsed, index - 2)
    listed = index < first - 1
    if noun is None or (listed and noun.tag not in ("NNS", "NNPS")):
        return None
    # "a district of Aleppo" and "the first district of Mosul" name a piece of the city, "the district of Azaz" a district.
    if before is not None and before.text.lower() in _PIECES:
        return None
    roles = None if _is_called(parsed, index - 1, words) else words.roles_of.get(noun.text.lower())
    return TypeWord(roles, f"{noun.text} of") if roles else _type(noun, words)


def _is_called(parsed: ParsedSentence, noun: int, words: PlaceWords) -> bool:
    """Whether a noun before "of" is what the place itself is called: "the self-proclaimed capital of Raqqa", "its capital of Juba"."""
    if _type(_at(parsed, noun), words) is None:
        return False
    index = noun - 1
    while (token := _at(parsed, index)) is not None and (token.tag.startswith(_DESCRIBING) or token.text == "-"):
        if token.text.lower() in words.called:
            return True
        index -= 1
    return token is not None and (token.tag in ("POS", "PRP$") or token.text.lower() in words.called)


def _before(parsed: ParsedSentence, first: int, words: PlaceWords) -> TypeWord | None:
    """ "in the town Azaz", "province Idlib", "the capital Damascus"."""
    token = _at(parsed, first - 1)
    return (
        _type(token, words) if token is not None and token.tag.startswith("NN") and not is_capitalised(token) else None
    )


def _explained(parsed: ParsedSentence, last: int, words: PlaceWords) -> TypeWord | None:
    """ "Rakka (al-Raqqah) – a city in", "Kobani, a small town", "Mosul (city)": the first type word of the apposition."""
    opening, article = _at(parsed, last), _at(parsed, last + 1)
    if opening is None or article is None or opening.text not in _OPENS_APPOSITION:
        return None
    if opening.text == "(" and (close := _at(parsed, last + 2)) is not None and close.text == ")":
        return _type(article, words)
    if article.text.lower() not in _ARTICLES:
        return None
    for token in parsed.tokens[last + 2 : last + 2 + APPOSITION_REACH]:
        if token.tag in ("NN", "NNP") and not is_capitalised(token) and (found := _type(token, words)) is not None:
            return found
        if not (token.tag.startswith(("JJ", "VB", "RB", "NN", "HYPH", "POS", "CD")) or token.text == "-"):
            return None
    return None
