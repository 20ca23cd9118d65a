"""The rules of one language about control changes: which words tell one, and where its sides and places stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from geo.errors import DataFileError
from geo.languages.rule_files import load_json, make_records, rule_path
from geo.records.facts import ControlExtent, ControlKind

NounClass = Literal["settlement", "unit", "facility", "terrain", "part", "around", "relation"]
"""What a common noun is of: a town, an administrative unit, a structure, a stretch of land, a part of a place, what lies
around one, or only a way to relate to one ("the heart of")."""


@dataclass(frozen=True, slots=True)
class ControlRule:
    """One way to tell a change of control.

    `place`, `gained`, `lost` and `held` are paths from the trigger (`geo.extractors.grammar.Tree.follow`), tried in order.
    `needs` are further words that must be there, as `path=lemma|lemma`; the path `needs` then starts from the first of them.
    `armed` wants an armed actor on one of its sides, `strict` says that the words are only said of places, `weak` that
    the rule counts only where the sentence tells nothing stronger of the same place, `placeless` that it counts without a place,
    `nearest` that the nearest place of the sentence may stand for one that is unsaid, `back` that the last one
    before the words may; `small` that a whole country is no place for it,
    `named` that its place must have a name. `status` is the one without any cue.
    """

    id: str
    kind: ControlKind
    part: Literal["verb", "noun"]
    lemmas: tuple[str, ...]
    place: tuple[str, ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    status: str = ""
    confidence: float = 0.8
    armed: bool = False
    strict: bool = False
    weak: bool = False
    placeless: bool = False
    nearest: bool = False
    back: bool = False
    small: bool = False
    named: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True)
class ControlRules:
    """The rules by lemma, and the nouns that a place may be called by."""

    rules: tuple[ControlRule, ...]
    by_lemma: Mapping[str, tuple[ControlRule, ...]]
    nouns: Mapping[str, NounClass]
    pronouns: frozenset[str]
    joined: frozenset[str]
    near: frozenset[str]
    directions: frozenset[str]
    definite: frozenset[str]
    beside: frozenset[str]
    elements: frozenset[str]
    plain: frozenset[str]
    routing: frozenset[str]
    say: frozenset[str]


@cache
def control_rules(language: str = "en") -> ControlRules:
    """The rules of `data/languages/<language>/control.json`. Raises DataFileError, naming the record, when one is wrong."""
    plain, where = load_json(language, "control"), rule_path(language, "control")
    try:
        rules = make_records(ControlRule, plain["rules"], f"{where}, rules")
        words = [frozenset(plain[section]) for section in (
            "pronouns", "joined", "near", "directions", "definite", "beside", "elements", "plain", "routing", "say",
        )]  # fmt: skip
        nouns = _nouns(plain["place_nouns"], str(where))
        return ControlRules(rules, _by_lemma(rules, str(where)), nouns, *words)
    except KeyError as error:
        raise DataFileError(f"{where}: missing section {error}") from error


def _by_lemma(rules: Iterable[ControlRule], where: str) -> dict[str, tuple[ControlRule, ...]]:
    found: dict[str, tuple[ControlRule, ...]] = {}
    seen: set[str] = set()
    for rule in rules:
        if rule.kind not in get_args(ControlKind) or rule.id in seen:
            raise DataFileError(f"{where}: rule {rule.id!r} comes twice or is of no known kind ({rule.kind!r})")
        if not rule.examples or not rule.counter_examples:
            raise DataFileError(f"{where}: rule {rule.id!r} needs examples and counter-examples")
        seen.add(rule.id)
        for lemma in rule.lemmas:
            found[lemma] = (*found.get(lemma, ()), rule)
    return found


def _nouns(plain: Mapping[str, Iterable[str]], where: str) -> dict[str, NounClass]:
    if unknown := plain.keys() - set(get_args(NounClass)):
        raise DataFileError(f"{where}: unknown class of place nouns {', '.join(sorted(unknown))}")
    return {noun: kind for kind, nouns in plain.items() for noun in nouns}  # type: ignore[misc]


EXTENTS: Mapping[str, ControlExtent] = {"part": "part", "around": "around"}
"""What a noun of a class says of how much of the place is meant; of all other classes the whole."""
