"""Who fights in a text and where they are known to fight: "Nigerian troops" in Nigeria, "Rwandan soldiers" in the Congo too."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from geo.errors import DataFileError
from geo.languages.actors import Alias, ForceClass, actor_table, actor_words
from geo.records.names import fold_name
from geo.settings import DATA

THEATRES = DATA / "theatres.csv"
COLUMNS = ("country", "at_home", "abroad", "source")
_WORD = re.compile(r"\w+")
_END = re.compile(r"[.!?]['\"”’)]*\s+(?=[\"“‘(]?[A-Z])|\n")
_LONGEST = 500
"""Characters of a sentence before and after a name that are looked at."""
_GROUPS = ("rebel", "militia", "police")
"""Kinds of actors that mostly fight in their own country."""
_FORCES = ("state", "armed", "insurgent")
_BETWEEN = 2
"""Words that may stand between a nationality and its noun for a force: "Malian special forces"."""


@dataclass(frozen=True, slots=True)
class Fight:
    """Somebody named who fights: where in the text, and in which countries (ISO codes); `group` of those that are no state's army."""

    at: int
    countries: frozenset[str]
    group: bool


def find_fights(text: str, first: int = 0) -> tuple[Fight, ...]:
    """Those who fight in a text that begins at offset `first`, in order: names of the table of actors, and nations' forces.

    Those who fight in many countries, or whose country is not known, tell nothing.
    """
    written = [(m[0], m.start() + first) for m in _WORD.finditer(text)]
    words, found, at = [folded(word) for word, _ in written], [], 0
    while at < len(words):
        length, fight = _fight_at(words, written, at)
        if fight is not None and fight.countries:
            found.append(fight)
        at += length
    return tuple(found)


def _fight_at(words: Sequence[str], written: Sequence[tuple[str, int]], at: int) -> tuple[int, Fight | None]:
    """How many words belong to what stands at a word, and who fights, if it names somebody."""
    offset = written[at][1]
    fits = (a for a in actor_table().by_word.get(words[at], ()) if tuple(words[at : at + len(a.words)]) == a.words)
    alias = next((a for a in fits if _is_written(a, [w for w, _ in written[at : at + len(a.words)]])), None)
    if alias is not None:
        return len(alias.words), _of_table(alias, offset)
    for length in (2, 1):
        nation = actor_table().demonyms.get(" ".join(words[at : at + length]))
        kind = _force_kind(words[at + length : at + length + 1 + _BETWEEN]) if nation else None
        if nation and kind in _FORCES and written[at][0][:1].isupper():
            return length, _fight(offset, nation, kind == "insurgent")
    return 1, None


def _of_table(alias: Alias, offset: int) -> Fight | None:
    actor = alias.row.actor
    known = actor.country and actor.kind in (*_GROUPS, "state_force")
    return _fight(offset, actor.country, actor.kind != "state_force") if known else None


def _fight(offset: int, country: str, group: bool) -> Fight:
    return Fight(offset, theatre_of(country) | ({country} if group else set()), group)


def _force_kind(words: Sequence[str]) -> ForceClass | None:
    """The class of the first noun for people and bodies among folded words, plural ones too."""
    nouns = actor_words().nouns
    forms = ((w, w.removesuffix("s"), f"{w.removesuffix('ies')}y") for w in words)
    kinds = (next((nouns[f] for f in three if f in nouns), None) for three in forms)
    return next((k for k in kinds if k is not None), None)


def _is_written(alias: Alias, written: Sequence[str]) -> bool:
    """Whether words are written as a name is: all in capitals where the name is, else one of them with a capital."""
    return all(w.isupper() for w in written) if alias.upper else any(w[:1].isupper() for w in written)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence of a name begins and ends, by its points alone."""
    before = list(_END.finditer(text, max(0, start - _LONGEST), start))
    behind = _END.search(text, end, end + _LONGEST)
    return before[-1].end() if before else max(0, start - _LONGEST), behind.start() if behind else end + _LONGEST


def theatre_of(country: str) -> frozenset[str]:
    """The countries where the forces of a country are known to fight: its own unless the table of theatres says otherwise."""
    return theatres().get(country, frozenset({country}))


@cache
def theatres(path: Path = THEATRES) -> Mapping[str, frozenset[str]]:
    """The table of states whose forces fight abroad. Raises DataFileError naming file and line when a row is wrong."""
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise DataFileError(f"{path}, line 1: the columns must be {', '.join(COLUMNS)}")
        return dict(_theatre(row, f"{path}, line {reader.line_num}") for row in reader)


def _theatre(row: dict[str, str], where: str) -> tuple[str, frozenset[str]]:
    codes = [row["country"], *(row["abroad"] or "").split("|")]
    if row["at_home"] not in ("yes", "no") or not all(re.fullmatch("[A-Z]{2}", code) for code in codes):
        raise DataFileError(f"{where}: country codes and yes or no are needed: {row!r}")
    return codes[0], frozenset(codes if row["at_home"] == "yes" else codes[1:])


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """A word as tables of names have it."""
    return fold_name(word)
