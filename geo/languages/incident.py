"""The rules of one language about incidents: force or protest at a place of which nothing changes hands."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from geo.errors import DataFileError
from geo.languages.rule_files import load_json, make_records, rule_path

Need = Literal["persons", "fighters", "crowd", "goods", "target", "violent", "warlike", "nothing", "place", "anyone"]
"""What may do a deed, or have it done to it: people, those who fight, people who gather, things that are taken, what force is
used on (people, fighters, sites, places), who uses force (`warlike`: no mere organisation), nothing at all, a place, anyone that is no known thing or place."""


@dataclass(frozen=True, slots=True)
class IncidentRule:
    """One way to tell an incident.

    `doer` and `done_to` are what its subject and its object must be, any one of the classes; of a noun the doer is its owner.
    `needs` and `without` are words that must and must not be there, as in the rules of control (`path=lemma|lemma`).
    A doer that nobody names may be anyone, unless `told` wants it named. `passive` wants
    the passive ("was captured").
    """

    id: str
    part: Literal["verb", "noun"]
    lemmas: tuple[str, ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    doer: tuple[Need, ...] = ()
    done_to: tuple[Need, ...] = ()
    needs: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    confidence: float = 0.7
    told: bool = False
    passive: bool = False


@dataclass(frozen=True, slots=True)
class IncidentRules:
    """The rules by lemma, and the nouns that tell what does a deed or suffers it. `of_persons` are rules of what only they suffer."""

    rules: tuple[IncidentRule, ...]
    by_lemma: Mapping[str, tuple[IncidentRule, ...]]
    persons: frozenset[str]
    crowds: frozenset[str]
    goods: frozenset[str]
    things: frozenset[str]
    weapons: frozenset[str]
    sites: frozenset[str]
    counts: frozenset[str]
    impersonal: frozenset[str]
    fighting: frozenset[str]
    unsure: frozenset[str]
    arming: frozenset[str]
    links: "LinkWords"
    of_persons: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LinkWords:
    """The prepositions and nouns by which places hang on deeds.

    `where`, `towards` and `origin` are prepositions of the scene, of the aim and of where something comes from; `measures` are
    words that count a distance from a place; `told` are verbs of saying.
    """

    where: frozenset[str]
    towards: frozenset[str]
    origin: frozenset[str]
    measures: frozenset[str]
    told: frozenset[str]
    wars: frozenset[str]
    by: frozenset[str]
    done_to: frozenset[str]
    of: frozenset[str]


_PERSONS = frozenset({"persons", "anyone", "crowd", "goods", "nothing"})
_NOUNS = (
    "persons",
    "crowds",
    "goods",
    "things",
    "weapons",
    "sites",
    "counts",
    "impersonal",
    "fighting",
    "unsure",
    "arming",
)
_LINKS = ("where", "towards", "origin", "measures", "told", "wars", "by", "done_to", "of")


@cache
def incident_rules(language: str = "en") -> IncidentRules:
    """The rules of `data/languages/<language>/incident.json`. Raises DataFileError, naming the record, when one is wrong."""
    plain, where = load_json(language, "incident"), rule_path(language, "incident")
    try:
        rules = make_records(IncidentRule, plain["rules"], f"{where}, rules")
        nouns = {name: frozenset(plain["nouns"][name]) for name in _NOUNS}
        links = LinkWords(**{name: frozenset(plain["links"][name]) for name in _LINKS})
    except KeyError as error:
        raise DataFileError(f"{where}: missing section {error}") from error
    of_persons = frozenset(r.id for r in rules if r.done_to and set(r.done_to) <= _PERSONS)
    return IncidentRules(rules, _by_lemma(rules, str(where)), **nouns, links=links, of_persons=of_persons)


def _by_lemma(rules: tuple[IncidentRule, ...], where: str) -> dict[str, tuple[IncidentRule, ...]]:
    found: dict[str, tuple[IncidentRule, ...]] = {}
    for rule in rules:
        if not rule.examples or not rule.counter_examples:
            raise DataFileError(f"{where}: rule {rule.id!r} needs examples and counter-examples")
        if unknown := {*rule.doer, *rule.done_to} - set(get_args(Need)):
            raise DataFileError(f"{where}: rule {rule.id!r} has the unknown class {', '.join(sorted(unknown))}")
        if sum(other.id == rule.id for other in rules) > 1:
            raise DataFileError(f"{where}: rule {rule.id!r} comes twice")
        for lemma in rule.lemmas:
            found[lemma] = (*found.get(lemma, ()), rule)
    return found
