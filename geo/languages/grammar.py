"""The words of one language by which its parse is walked and mended."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from geo.errors import DataFileError
from geo.languages.rule_files import load_json, rule_path


@dataclass(frozen=True, slots=True)
class GrammarWords:
    """The words of `data/languages/<code>/grammar.json`, lower case; its `about` says what each list is."""

    intransitive: frozenset[str]
    openers: Mapping[str, str]
    under: frozenset[str]
    selves: tuple[str, ...]
    losers: frozenset[str]
    below: frozenset[str]
    sides: frozenset[str]
    relatives: frozenset[str]
    regards: frozenset[str]
    apart: frozenset[str]
    agents: frozenset[str]
    owners: frozenset[str]
    of: frozenset[str]
    inverters: frozenset[str]
    joiners: frozenset[str]
    in_names: frozenset[str]
    lying: frozenset[str]
    acronyms: Mapping[str, str]
    described: Mapping[str, str]


_SETS = (
    "intransitive",
    "under",
    "losers",
    "below",
    "sides",
    "relatives",
    "regards",
    "apart",
    "agents",
    "owners",
    "of",
    "inverters",
    "joiners",
    "in_names",
    "lying",
)


@cache
def grammar_words(language: str = "en") -> GrammarWords:
    """The words of `data/languages/<language>/grammar.json`. Raises DataFileError when a section is missing."""
    plain, where = load_json(language, "grammar"), rule_path(language, "grammar")
    try:
        sets = {name: frozenset(plain[name]) for name in _SETS}
        return GrammarWords(
            openers=dict(plain["openers"]),
            acronyms=dict(plain["acronyms"]),
            described=dict(plain["described"]),
            selves=tuple(plain["selves"]),
            **sets,
        )
    except KeyError as error:
        raise DataFileError(f"{where}: missing section {error}") from error
