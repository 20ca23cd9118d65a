"""The rule files of a language that is read by base forms and cases: places, actors, control, certainty, sayers, dates, distances."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from geo.errors import DataFileError
from geo.languages.actors import actor_table
from geo.languages.rule_files import load_json, make_records, rule_path
from geo.records.facts import ControlExtent, ControlKind, ControlStatus
from geo.records.places import PlaceKind

Role = Literal["gained", "lost", "held", "moved", "other", "dat", "gen", "ins", "ours", "-"]
"""Who the doer of a rule's verb is: who gains, loses or holds; who is `moved` out; or how a phrase without a doer names its side."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How names of one ending decline: that of the base form and those of each case."""

    base: str
    gen: tuple[str, ...]
    dat: tuple[str, ...]
    acc: tuple[str, ...]
    ins: tuple[str, ...]
    loc: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitWord:
    """A word for a province or district: the ending of an adjective beside it, and the kinds of place that it allows."""

    gender: str
    kinds: tuple[PlaceKind, ...]


@dataclass(frozen=True, slots=True)
class NameRules:
    """The words around names of places and how names decline; the rule file's `about` says what each is."""

    endings: tuple[Ending, ...]
    prepositions: Mapping[str, frozenset[str]]
    unsure: Mapping[str, frozenset[str]]
    towns: frozenset[str]
    units: Mapping[str, UnitWord]
    directions: frozenset[str]
    of_town: Mapping[str, tuple[str, ...]]
    short: Mapping[str, str]
    parts: frozenset[str]
    beside: frozenset[str]
    around: frozenset[str]
    relative: frozenset[str]
    joins: frozenset[str]
    frontier: frozenset[str]
    common: frozenset[str]
    here: frozenset[str]
    small_parts: frozenset[str]
    suffixes: tuple[str, ...]
    same: Mapping[str, str]
    lands: tuple[tuple[str, str], ...]
    latin: tuple[tuple[str, str], ...]
    twin: tuple[tuple[str, str], ...]
    spelled: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class InflectedControlRule:
    """One wording of control; the rule file's `about` says how it is matched. Places and cases as `case` or `preposition+case`."""

    id: str
    kind: ControlKind
    place: tuple[str, ...]
    side: Role
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    participles: tuple[str, ...]
    phrases: tuple[str, ...]
    other: tuple[str, ...]
    status: ControlStatus | Literal[""]
    without: tuple[str, ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    extent: ControlExtent = "whole"
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HomeSide:
    """Whose reports of a war are written in a language: whom "ours" and "the enemy" mean in it, in which countries, since when;
    `forces`: whether bare words for armed men ("the fighters") are the own ones too;
    `country`: where reports play that name neither country nor side ("" for anywhere)."""

    own: str
    foe: str
    theatre: tuple[str, ...]
    since: int
    forces: bool
    country: str


@cache
def sentence_breaks(language: str) -> frozenset[str]:
    """The abbreviations after whose full stop no sentence begins."""
    return frozenset(load_json(language, "sentences")["abbreviations"])


@cache
def name_rules(language: str) -> NameRules:
    """The rules of names of places. Raises DataFileError where the file is wrong."""
    plain, where = load_json(language, "places"), rule_path(language, "places")
    try:
        sets: dict[str, Any] = {
            n: frozenset(plain[n])
            for n in (
                "towns",
                "directions",
                "parts",
                "beside",
                "around",
                "relative",
                "joins",
                "frontier",
                "common",
                "here",
                "small_parts",
            )
        }
        pairs: dict[str, Any] = {
            name: tuple((one, other) for one, other in plain[name]) for name in ("lands", "latin", "twin", "spelled")
        }
        return NameRules(
            endings=make_records(Ending, plain["endings"], f"{where}, endings"),
            prepositions={word: frozenset(cases) for word, cases in plain["prepositions"].items()},
            unsure={word: frozenset(cases) for word, cases in plain["unsure"].items()},
            units={word: UnitWord(unit["gender"], tuple(unit["kinds"])) for word, unit in plain["units"].items()},
            of_town={ending: tuple(bases) for ending, bases in plain["of_town"].items()},
            short=plain["short"],
            suffixes=tuple(plain["suffixes"]),
            same=plain["same"],
            **pairs,
            **sets,
        )
    except KeyError as error:
        raise DataFileError(f"{where}: missing {error}") from error


@cache
def inflected_control(language: str) -> tuple[InflectedControlRule, ...]:
    """The rules of control. Raises DataFileError where a record is wrong."""
    where = f"{rule_path(language, 'control')}, rules"
    records = [
        {("needs" if k == "with" else k): v for k, v in rule.items()}
        for rule in load_json(language, "control")["rules"]
    ]
    rules = make_records(InflectedControlRule, records, where)
    for rule in rules:
        if rule.kind not in get_args(ControlKind) or rule.side not in get_args(Role):
            raise DataFileError(f"{where}, {rule.id}: unknown kind {rule.kind!r} or side {rule.side!r}")
    return rules


@cache
def inflected_words(language: str, stem: str) -> Mapping[str, Any]:
    """The word lists of a rule file without its `about`."""
    return {key: value for key, value in load_json(language, stem).items() if key != "about"}


@cache
def home_side(language: str) -> HomeSide:
    """Whom "ours" and "the enemy" mean in a language's reports. Raises DataFileError where an actor is not in the table."""
    plain = load_json(language, "actors")["home"]
    side = HomeSide(
        plain["own"], plain["foe"], tuple(plain["theatre"]), plain["since"], plain["forces"], plain["country"]
    )
    named = (side.own, side.foe, *load_json(language, "actors")["named"])
    if unknown := [actor for actor in named if actor not in actor_table().by_id]:
        raise DataFileError(f"{rule_path(language, 'actors')}: not in the table of actors: {', '.join(unknown)}")
    return side
