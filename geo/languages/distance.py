"""The words in which a language states distances between places: `data/languages/<code>/distance.json`, compiled."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Literal, cast

from geo.errors import DataFileError
from geo.languages.rule_files import load_json, make_records, rule_path
from geo.records.facts import Bearing, Unit

RelationSide = Literal["after", "before", "pair", "before_pair", "from_to", "apart", "implied"]
TrapSide = Literal["after", "before", "name"]
LimitKind = Literal["approximate", "exact", "at_most", "at_least"]


@dataclass(frozen=True, slots=True)
class UnitWords:
    """A unit of length, what it is in kilometres, and the words for it."""

    unit: Unit
    km: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LimitWords:
    """Words before or after a measure that make it approximate or a limit."""

    kind: LimitKind
    words: tuple[str, ...]
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BearingWords:
    """One of 16 points and the patterns of words and (in capitals) signs for it."""

    bearing: Bearing
    words: tuple[str, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DistanceRelation:
    """A wording that ties a measure to its ends: the rule file's `about` says how the patterns of each side are matched."""

    name: str
    side: RelationSide
    pattern: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...] = ()
    lead: str = ""
    then: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class DistanceTrap:
    """A wording that makes a measure something else than a distance between places.

    `pattern` is matched on its side of the measure (`name`: on the right, with capitals as written); a match of `unless`
    on the left lifts a trap of side `before`.
    """

    name: str
    side: TrapSide
    pattern: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...] = ()
    unless: str = ""


@dataclass(frozen=True, slots=True)
class LengthHabit:
    """How the geodesic compares with stated lengths up to `up_to_km`: measured/stated at the median and two percentiles."""

    up_to_km: float
    median: float
    p10: float
    p90: float

    @property
    def spread(self) -> float:
        """The standard deviation of the logarithm of measured/stated, were it normal (p90 and p10 are 2.563 of them apart)."""
        return math.log(self.p90 / self.p10) / 2.563


@dataclass(frozen=True, slots=True)
class DistanceHabit:
    """How prose states distances, and from what deviation on a stated one conflicts; see the rule file's `habit`."""

    lengths: tuple[LengthHabit, ...]
    bearing_degrees: Mapping[str, float]
    conflict_share: float
    conflict_share_short: float
    conflict_km: float
    agree_share: float
    conflict_degrees: float

    def length(self, km: float) -> LengthHabit:
        """The habit for a stated length."""
        return next((h for h in self.lengths if km <= h.up_to_km), self.lengths[-1])


@dataclass(frozen=True)
class DistanceRules:
    """All of one language's distance vocabulary. Patterns come compiled through `pattern`."""

    units: tuple[UnitWords, ...]
    limits: tuple[LimitWords, ...]
    bearings: tuple[BearingWords, ...]
    relations: tuple[DistanceRelation, ...]
    traps: tuple[DistanceTrap, ...]
    numbers: Mapping[str, Any]
    parts: Mapping[str, str]
    nouns: Mapping[str, frozenset[str]]
    habit: DistanceHabit

    @cached_property
    def unit_of(self) -> dict[str, UnitWords]:
        """Each word for a unit, in lower case, and its unit."""
        return {word: unit for unit in self.units for word in unit.words}

    @cached_property
    def limit_of(self) -> dict[str, LimitKind]:
        """Each limiting word, in lower case, and its kind."""
        return {word: limit.kind for limit in self.limits for word in (*limit.words, *limit.after)}

    @cached_property
    def unit_pattern(self) -> str:
        """A pattern of all words for units, longest first."""
        return alternatives(self.unit_of)

    @cached_property
    def approx_pattern(self) -> str:
        """A pattern of all limiting words that stand before a measure."""
        return alternatives(word for limit in self.limits for word in limit.words)

    @cached_property
    def approx_after_pattern(self) -> str:
        """A pattern of all limiting words that stand behind a measure."""
        return alternatives(word for limit in self.limits for word in limit.after)

    @cached_property
    def bearing_pattern(self) -> str:
        """A pattern of all bearings, finer ones first."""
        return "|".join(p for b in self.bearings for p in (*b.words, *(f"(?-i:{s})(?![a-z])" for s in b.signs)))

    def bearing(self, words: str) -> Bearing:
        """The bearing that `words`, matched by `bearing_pattern`, stand for."""
        for known in self.bearings:
            if any(re.fullmatch(p, words, re.I) for p in known.words) or any(
                re.fullmatch(p, words) for p in known.signs
            ):
                return known.bearing
        raise ValueError(f"not a bearing: {words!r}")

    def is_bearing(self, words: str) -> bool:
        """Whether `words` are a bearing and nothing more."""
        return re.fullmatch(self.bearing_pattern, words, re.I) is not None

    def pattern(self, text: str) -> re.Pattern[str]:
        """A rule's pattern with its parts filled in. Raises DataFileError when it is no regular expression."""
        return _compile(self, text)

    def part(self, name: str) -> re.Pattern[str]:
        """The pattern of a part of the rule file, by its name."""
        return self.pattern(self.parts[name])

    def _filled(self, text: str) -> str:
        for name, part in self.parts.items():
            text = text.replace(f"{{{name}}}", part)
        fixed = {"bearing": f"(?P<bearing>{self.bearing_pattern})", "other": f"(?P<other>{self.bearing_pattern})"}
        for name, part in {**fixed, "approx": f"(?:{self.approx_pattern})"}.items():
            text = text.replace(f"{{{name}}}", part)
        return text.replace(" ?", r"\s*").replace(" ", r"\s+")


def alternatives(words: Iterable[str]) -> str:
    """A pattern that matches any of `words`, the longest first, white space of any kind between its parts."""
    longest_first = sorted(set(words), key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in longest_first)


@cache
def distance_rules(language: str = "en") -> DistanceRules:
    """The distance rules of a language. Raises DataFileError naming the file and record when they are wrong."""
    path, plain = rule_path(language, "distance"), load_json(language, "distance")
    missing = {
        "units",
        "approximations",
        "bearings",
        "relations",
        "traps",
        "numbers",
        "parts",
        "nouns",
        "habit",
    } - plain.keys()
    if missing:
        raise DataFileError(f"{path}: missing section {', '.join(sorted(missing))}")
    return DistanceRules(
        units=make_records(UnitWords, plain["units"], f"{path}, units"),
        limits=make_records(LimitWords, plain["approximations"], f"{path}, approximations"),
        bearings=make_records(BearingWords, plain["bearings"], f"{path}, bearings"),
        relations=make_records(DistanceRelation, plain["relations"], f"{path}, relations"),
        traps=make_records(DistanceTrap, plain["traps"], f"{path}, traps"),
        numbers=cast(Mapping[str, Any], plain["numbers"]),
        parts=cast(Mapping[str, str], plain["parts"]),
        nouns={name: frozenset(words) for name, words in plain["nouns"].items()},
        habit=_habit(plain["habit"], f"{path}, habit"),
    )


def _habit(plain: dict[str, Any], where: str) -> DistanceHabit:
    fields = {k: v for k, v in plain.items() if k not in ("about", "source", "lengths")}
    lengths = make_records(LengthHabit, plain.get("lengths"), f"{where}, lengths")
    try:
        return DistanceHabit(lengths=lengths, **fields)
    except TypeError as error:
        raise DataFileError(f"{where}: {error}") from error


_compiled: dict[tuple[int, str], re.Pattern[str]] = {}


def _compile(rules: DistanceRules, text: str) -> re.Pattern[str]:
    known = _compiled.get((id(rules), text))
    if known is None:
        try:
            known = re.compile(rules._filled(text), re.I)
        except re.error as error:
            raise DataFileError(f"distance rules: {text!r} is no regular expression: {error}") from error
        _compiled[id(rules), text] = known
    return known
