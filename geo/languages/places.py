"""The words of one language that stand around place names, and those that look like one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeVar

from geo.errors import DataFileError
from geo.languages.rule_files import load_json, make_records, rule_path
from geo.records.places import PlaceKind

T = TypeVar("T")
Side = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class TypeWords:
    """Words for kinds of places ("province", "oblast") and the kinds in a gazetteer that they may mean, likeliest first."""

    words: tuple[str, ...]
    kinds: tuple[PlaceKind, ...]


@dataclass(frozen=True, slots=True)
class RoleWords:
    """Words of which a place is the owner ("governor of Homs") and its likely kinds; `after` tells "the Homs governor" too."""

    words: tuple[str, ...]
    kinds: tuple[PlaceKind, ...]
    after: bool = False


@dataclass(frozen=True, slots=True)
class WordClass:
    """Words that say something of the name on whose one side they stand; `reason` tells it to a reader."""

    name: str
    side: Side
    reason: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VerbClass:
    """Verbs, by their base form, that have places as objects or subjects; `reason` tells a reader what the place is then."""

    name: str
    reason: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotNames:
    """Words that a gazetteer may know as a place and that a report hardly ever means as one."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CueReason:
    """What to say to a reader of a cue whose name begins with `cue`; {} stands for the rest of the name."""

    cue: str
    say: str


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short way to write a place's name, in its exact case; `country` and `kinds` say which place of that name is meant."""

    written: str
    name: str
    country: str
    kinds: tuple[PlaceKind, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceExample:
    """A text and the place names it holds, in order."""

    text: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The place vocabulary of a language ready for look-up: words in lower case, abbreviations as written.

    `small_words` are no places when written in small letters; `site_names` are words that belong to the name before them ("Mosul dam", "Menagh air base"), longest first.
    `kinds_of` goes from a type word ("province"), `roles_of` from a word of which a place is the owner ("governor of");
    `called` tell that such a word is what the place itself is called.
    """

    kinds_of: Mapping[str, tuple[PlaceKind, ...]]
    roles_of: Mapping[str, tuple[PlaceKind, ...]]
    roles_after: frozenset[str]
    before: Mapping[str, tuple[WordClass, ...]]
    after: Mapping[str, tuple[WordClass, ...]]
    verb_class: Mapping[str, str]
    not_names: Mapping[str, str]
    small_words: frozenset[str]
    place_prepositions: frozenset[str]
    site_names: tuple[tuple[str, ...], ...]
    abbreviations: Mapping[str, tuple[Abbreviation, ...]]
    cue_reasons: tuple[CueReason, ...]
    context: Mapping[str, re.Pattern[str]]
    called: frozenset[str]
    examples: tuple[PlaceExample, ...] = ()
    counter_examples: tuple[str, ...] = ()

    def reason(self, cue: str) -> str:
        """What to say of a cue of recognition, "" where it would explain nothing: by the longest beginning, else the word class."""
        found = [r for r in self.cue_reasons if cue.startswith(r.cue)]
        if found:
            best = max(found, key=lambda r: len(r.cue))
            return best.say.format(cue[len(best.cue) :])
        where, _, name = cue.removesuffix(" capital").partition("~")
        classes = {"before": self.before, "after": self.after}.get(where, {})
        return next((c.reason for known in classes.values() for c in known if c.name == name), "")

    def long_form(self, name: str) -> str:
        """The name that an abbreviation stands for, else the name itself."""
        short = self.abbreviations.get(name)
        return short[0].name if short else name


_CONTEXT: Mapping[str, re.RegexFlag] = {
    "next_to": re.NOFLAG, "after_the": re.IGNORECASE, "stands_alone": re.NOFLAG, "across": re.IGNORECASE,
}  # fmt: skip
"""The patterns of what stands around names, and how each is read."""


@cache
def place_words(language: str = "en") -> PlaceWords:
    """The words of `data/languages/<language>/places.json`. Raises DataFileError when a section is missing or wrong."""
    where = rule_path(language, "places")
    try:
        return _make_words(load_json(language, "places"), str(where))
    except KeyError as error:
        raise DataFileError(f"{where}: missing section {error}") from error


def _make_words(plain: Mapping[str, Any], where: str) -> PlaceWords:
    def read(kind: type[T], section: str) -> tuple[T, ...]:
        return make_records(kind, plain[section], f"{where}, {section}")

    roles, classes, short = (
        read(RoleWords, "role_words"),
        read(WordClass, "word_classes"),
        read(Abbreviation, "abbreviations"),
    )
    return PlaceWords(
        kinds_of={word: record.kinds for record in read(TypeWords, "type_words") for word in record.words},
        roles_of={word: record.kinds for record in roles for word in record.words},
        roles_after=frozenset(word for record in roles if record.after for word in record.words),
        before=_by_word(classes, "before"),
        after=_by_word(classes, "after"),
        verb_class={word: record.name for record in read(VerbClass, "verb_classes") for word in record.words},
        not_names={word: record.name for record in read(NotNames, "not_names") for word in record.words},
        small_words=frozenset(plain["small_words"]),
        place_prepositions=frozenset(plain["place_prepositions"]),
        site_names=tuple(sorted((tuple(name.split()) for name in plain["site_names"]), key=len, reverse=True)),
        abbreviations={a.written: tuple(b for b in short if b.written == a.written) for a in short},
        cue_reasons=read(CueReason, "cue_reasons"),
        context={name: re.compile(plain["context"][name], flags) for name, flags in _CONTEXT.items()},
        called=frozenset(plain["called"]),
        examples=read(PlaceExample, "examples"),
        counter_examples=tuple(plain["counter_examples"]),
    )


def _by_word(classes: tuple[WordClass, ...], side: Side) -> dict[str, tuple[WordClass, ...]]:
    words = {word for c in classes if c.side == side for word in c.words}
    return {word: tuple(c for c in classes if c.side == side and word in c.words) for word in words}
