"""The ways in which one language places a name beside another without a distance: `data/languages/<code>/beside.json`, compiled."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from geo.errors import DataFileError
from geo.languages.rule_files import load_json, make_records, rule_path

Relation = Literal["within", "bearing", "near"]


@dataclass(frozen=True, slots=True)
class BesidePattern:
    """One way: a regular expression with the groups `part` and `town`, where a bearing is said `bearing`, and maybe `also`."""

    id: str
    relation: Relation
    pattern: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True)
class BesideRules:
    """The ways of a language with their expressions, and the degrees of each word for a bearing."""

    patterns: tuple[tuple[BesidePattern, re.Pattern[str]], ...]
    degrees: Mapping[str, float]


@cache
def beside_rules(language: str = "en") -> BesideRules:
    """The rules of a language. Raises DataFileError, naming the record, when a section is missing or a pattern is none."""
    plain, where = load_json(language, "beside"), str(rule_path(language, "beside"))
    try:
        records = make_records(BesidePattern, plain["patterns"], f"{where}, patterns")
        degrees = {word: float(row["degrees"]) for row in plain["bearings"] for word in row["words"]}
        named = {
            "{name}": plain["name"], "{town}": plain["town"],
            "{quarter}": _any_of(plain["quarter"]), "{bearing}": _any_of(degrees),
        }  # fmt: skip
    except KeyError as error:
        raise DataFileError(f"{where}: missing section {error}") from error
    return BesideRules(tuple((record, _compile(record, named, where)) for record in records), degrees)


def _any_of(words: Any) -> str:
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})"


def _compile(record: BesidePattern, named: Mapping[str, str], where: str) -> re.Pattern[str]:
    if record.relation not in get_args(Relation):
        raise DataFileError(
            f"{where}: {record.id!r} has no relation {record.relation!r}; there are {get_args(Relation)}"
        )
    pattern = record.pattern
    for sign, expression in named.items():
        pattern = pattern.replace(sign, expression)
    try:
        return re.compile(rf"(?<!\w){pattern}")
    except re.error as error:
        raise DataFileError(f"{where}: {record.id!r} is no regular expression: {error}") from error
