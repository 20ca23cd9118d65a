"""The words of one language that stand around place names, and those that look like one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from geo.errors import DataFileError
from geo.languages.rule_files import load_json, make_records, rule_path
from geo.records.places import PlaceKind

Side = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class TypeWords:
    """Words for kinds of places ("province", "oblast") and the kinds in a gazetteer that they may mean, likeliest first."""

    words: tuple[str, ...]
    kinds: tuple[PlaceKind, ...]


@dataclass(frozen=True, slots=True)
class WordClass:
    """Words that say something of the name on whose one side they stand; `reason` tells it to a reader."""

    name: str
    side: Side
    reason: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotNames:
    """Words that a gazetteer may know as a place and that a report hardly ever means as one."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short way to write a place's name, in its exact case; `country` and `kinds` say which place of that name is meant."""

    written: str
    name: str
    country: str
    kinds: tuple[PlaceKind, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The place vocabulary of a language ready for look-up: words in lower case, abbreviations as written."""

    kinds_of: Mapping[str, tuple[PlaceKind, ...]]
    before: Mapping[str, tuple[WordClass, ...]]
    after: Mapping[str, tuple[WordClass, ...]]
    not_names: Mapping[str, str]
    place_prepositions: frozenset[str]
    abbreviations: Mapping[str, tuple[Abbreviation, ...]]

    def long_form(self, name: str) -> str:
        """The name that an abbreviation stands for, else the name itself."""
        short = self.abbreviations.get(name)
        return short[0].name if short else name


@cache
def place_words(language: str = "en") -> PlaceWords:
    """The words of `data/languages/<language>/places.json`. Raises DataFileError when a section is missing or wrong."""
    plain, where = load_json(language, "places"), rule_path(language, "places")
    try:
        types = make_records(TypeWords, plain["type_words"], f"{where}, type_words")
        classes = make_records(WordClass, plain["word_classes"], f"{where}, word_classes")
        others = make_records(NotNames, plain["not_names"], f"{where}, not_names")
        short = make_records(Abbreviation, plain["abbreviations"], f"{where}, abbreviations")
        prepositions = frozenset(plain["place_prepositions"])
    except KeyError as error:
        raise DataFileError(f"{where}: missing section {error}") from error
    return PlaceWords(
        {word: record.kinds for record in types for word in record.words},
        _by_word(classes, "before"),
        _by_word(classes, "after"),
        {word: record.name for record in others for word in record.words},
        prepositions,
        {a.written: tuple(b for b in short if b.written == a.written) for a in short},
    )


def _by_word(classes: tuple[WordClass, ...], side: Side) -> dict[str, tuple[WordClass, ...]]:
    words = {word for c in classes if c.side == side for word in c.words}
    return {word: tuple(c for c in classes if c.side == side and word in c.words) for word in words}
