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

STEPS = frozenset({
    "subject", "object", "owner", "bearer", "possessor", "modifier", "apposition", "particle", "dative", "above", "verb",
    "predicate", "adjacent", "self", "prep", "deep", "verdict", "declarer", "topic", "its",
})  # fmt: skip
"""The steps that paths may have (`geo.extractors.grammar.roles` walks them), beside `needs`."""
FORMS = frozenset({
    "object-fights", "loser-fights", "against-fighters", "fighters", "armed-subject", "newly", "holding", "has-holder",
    "no-place-object", "no-prize", "armed-owner", "armed-or-aimed", "nobody-else", "verbless",
    "group-holder",
})  # fmt: skip
"""The conditions that rules may name (`geo.extractors.events.forms` judges them)."""


@dataclass(frozen=True, slots=True)
class ControlRule:
    """One way to tell a change of control.

    `place`, `gained`, `lost` and `held` are paths of `STEPS` from the trigger, tried in order; `needs` are further words that
    must be there and `without` words that must not, as `path=lemma|lemma`; the step `needs` starts from the first needed
    word; `form` names conditions (`FORMS`) that paths cannot say. `armed` wants someone who fights to do it, `strict` says
    that the words are only said of places, `weak` that it counts only where nothing stronger is told of the same place.
    Of a place that is unsaid: `placeless` counts without one, `nearest` takes the nearest of the sentence, `back` the last one
    before the words. `small` takes no whole country for a place, `named` only places with a name.
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
    confidence: float = 0.8
    armed: bool = False
    strict: bool = False
    weak: bool = False
    placeless: bool = False
    nearest: bool = False
    back: bool = False
    small: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class ControlRules:
    """The rules, also by lemma, the nouns that a place may be called by, and the words that lead to one."""

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
    lasting: frozenset[str]
    prizes: frozenset[str]
    deadlines: frozenset[str]
    other_times: frozenset[str]
    around: frozenset[str]
    origin: frozenset[str]
    of: frozenset[str]
    there: frozenset[str]
    what: frozenset[str]
    unsaid: frozenset[str]
    allying: frozenset[str]
    war: frozenset[str]
    against: frozenset[str]
    its: frozenset[str]


_WORD_LISTS = (
    "pronouns", "joined", "near", "directions", "definite", "beside", "elements", "plain", "routing", "say",
    "lasting", "prizes", "deadlines", "other_times", "around", "origin", "of", "there", "what", "unsaid", "allying", "war", "against", "its",
)  # fmt: skip


@cache
def control_rules(language: str = "en") -> ControlRules:
    """The rules of `data/languages/<language>/control.json`. Raises DataFileError, naming the record, when one is wrong."""
    plain, where = load_json(language, "control"), rule_path(language, "control")
    try:
        rules = make_records(ControlRule, plain["rules"], f"{where}, rules")
        words = {name: frozenset(plain[name]) for name in _WORD_LISTS}
        return ControlRules(rules, _by_lemma(rules, str(where)), _nouns(plain["place_nouns"], str(where)), **words)
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
        if unknown := sorted((_steps_of(rule) - STEPS - {"needs"}) | (set(rule.form) - FORMS)):
            raise DataFileError(f"{where}: rule {rule.id!r} has the unknown step or form {', '.join(unknown)}")
        seen.add(rule.id)
        for lemma in rule.lemmas:
            found[lemma] = (*found.get(lemma, ()), rule)
    return found


def _steps_of(rule: ControlRule) -> set[str]:
    words = [need.partition("=")[0] for needs in (*rule.needs, *rule.without) for need in needs.split("/")]
    paths = (*rule.place, *rule.gained, *rule.lost, *rule.held, *words)
    return {step.partition(":")[0] for path in paths for step in path.split(">")}


def _nouns(plain: Mapping[str, Iterable[str]], where: str) -> dict[str, NounClass]:
    if unknown := plain.keys() - set(get_args(NounClass)):
        raise DataFileError(f"{where}: unknown class of place nouns {', '.join(sorted(unknown))}")
    return {noun: kind for kind, nouns in plain.items() for noun in nouns}  # type: ignore[misc]


EXTENTS: Mapping[str, ControlExtent] = {"part": "part", "around": "around"}
"""What a noun of a class says of how much of the place is meant; of all other classes the whole."""
