"""The words of one language by which a report says who says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from geo.errors import DataFileError
from geo.languages.rule_files import load_json, make_records, rule_path
from geo.records.actors import SayerKind

SayingRelation = Literal["verb", "trigger", "preposition", "noun", "headline"]


@dataclass(frozen=True, slots=True)
class SayingRule:
    """Words that mark a saying, and how they stand to what is said."""

    id: str
    relation: SayingRelation
    lemmas: tuple[str, ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SayingRules:
    """The marks by relation and lemma; what kind of sayer a noun or a (lower-case) name is; capitals that stand for a state."""

    rules: tuple[SayingRule, ...]
    by_lemma: Mapping[SayingRelation, Mapping[str, SayingRule]]
    kinds: Mapping[str, SayerKind]
    names: Mapping[str, SayerKind]
    capitals: frozenset[str]
    owned_by: frozenset[str]


@cache
def saying_rules(language: str = "en") -> SayingRules:
    """The rules of `data/languages/<language>/attribution.json`. Raises DataFileError, naming the record, when one is wrong."""
    plain, where = load_json(language, "attribution"), rule_path(language, "attribution")
    try:
        rules = make_records(SayingRule, plain["rules"], f"{where}, rules")
        kinds, names, capitals = plain["kinds"], plain["names"], frozenset(plain["capitals"])
        owned_by = frozenset(plain["owned_by"])
    except KeyError as error:
        raise DataFileError(f"{where}: missing section {error}") from error
    if unknown := (kinds.keys() | names.keys()) - set(get_args(SayerKind)):
        raise DataFileError(f"{where}: unknown kind of sayer {', '.join(sorted(unknown))}")
    by_lemma: dict[SayingRelation, dict[str, SayingRule]] = {r: {} for r in get_args(SayingRelation)}
    for rule in rules:
        if rule.relation not in by_lemma:
            raise DataFileError(f"{where}: rule {rule.id!r} has the unknown relation {rule.relation!r}")
        by_lemma[rule.relation] |= dict.fromkeys(rule.lemmas, rule)
    return SayingRules(rules, by_lemma, _by_word(kinds), _by_word(names), capitals, owned_by)


def _by_word(listed: Mapping[SayerKind, list[str]]) -> dict[str, SayerKind]:
    return {word: kind for kind, words in listed.items() for word in words}
