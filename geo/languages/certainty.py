"""The cues of one language that tell a deed from a plan, an attempt, a failure or a denial."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from geo.errors import DataFileError
from geo.languages.rule_files import load_json, make_records, rule_path
from geo.records.facts import ControlKind, ControlStatus

Relation = Literal["above", "on", "phrase", "preposition", "mark", "able", "end", "verdict", "unsure"]


@dataclass(frozen=True, slots=True)
class CertaintyCue:
    """Words that give a trigger a status when they stand in a relation to it. `infinitive` wants the trigger after "to";
    one that `yields` counts only where no other cue acts. `kinds` are the kinds of change that it acts on (empty: all), a
    `noun` one acts on nouns that no clause parts from it; what is told above one that `screens` happens to it alone."""

    id: str
    status: ControlStatus
    relation: Relation
    lemmas: tuple[str, ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    infinitive: bool = False
    yields: bool = False
    kinds: tuple[ControlKind, ...] = ()
    noun: bool = False
    screens: bool = False


@dataclass(frozen=True, slots=True)
class CertaintyRules:
    """The cues by relation and lemma; `order` is the statuses, that which overrules the others first."""

    cues: tuple[CertaintyCue, ...]
    by_lemma: Mapping[Relation, Mapping[str, CertaintyCue]]
    order: tuple[ControlStatus, ...]
    carriers: frozenset[str]
    operations: frozenset[str]
    bridges: frozenset[str]
    say: frozenset[str]
    past: frozenset[str]
    sufferers: frozenset[str]
    roles: frozenset[str]
    towards: frozenset[str]
    spans: frozenset[str]
    only: frozenset[str]
    even: frozenset[str]
    whether: frozenset[str]
    none: frozenset[str]
    ranked: frozenset[str]
    denying: frozenset[str]
    denied_words: frozenset[str]
    reported: Mapping[str, str]


_WORD_LISTS = (
    "carriers", "operations", "bridges", "say", "past", "sufferers", "roles", "towards", "spans", "only", "even", "whether",
    "none", "ranked", "denying", "denied_words",
)  # fmt: skip


@cache
def certainty_rules(language: str = "en") -> CertaintyRules:
    """The cues of `data/languages/<language>/certainty.json`. Raises DataFileError, naming the record, when one is wrong."""
    plain, where = load_json(language, "certainty"), rule_path(language, "certainty")
    try:
        cues = make_records(CertaintyCue, plain["cues"], f"{where}, cues")
        words = {name: frozenset(plain[name]) for name in _WORD_LISTS}
        order, reported = tuple(plain["order"]), dict(plain["reported"])
    except KeyError as error:
        raise DataFileError(f"{where}: missing section {error}") from error
    if unknown := (set(order) - set(get_args(ControlStatus))) | ({c.status for c in cues} - set(order)):
        raise DataFileError(f"{where}: a status is unknown or not in the order: {', '.join(sorted(unknown))}")
    if wrong := {kind for c in cues for kind in c.kinds} - set(get_args(ControlKind)):
        raise DataFileError(f"{where}: unknown kind of change {', '.join(sorted(wrong))}")
    if strange := [c.id for c in cues if c.relation not in get_args(Relation)]:
        raise DataFileError(f"{where}: unknown relation in {', '.join(strange)}")
    return CertaintyRules(cues, {r: _by_lemma(cues, r) for r in get_args(Relation)}, order, reported=reported, **words)


def _by_lemma(cues: Iterable[CertaintyCue], relation: Relation) -> dict[str, CertaintyCue]:
    return {lemma: cue for cue in reversed(tuple(cues)) if cue.relation == relation for lemma in cue.lemmas}
