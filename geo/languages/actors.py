"""The words of one language for those who fight, and the table of actors with their aliases."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, get_args

from geo.errors import DataFileError
from geo.languages.rule_files import load_json, make_records, rule_path
from geo.records.actors import Actor, ActorKind, Allegiance, read_allegiances
from geo.records.names import fold_name, skeleton
from geo.settings import DATA

ForceClass = Literal["state", "armed", "insurgent", "group", "civil"]
_COLUMNS = ("id", "name", "kind", "country", "aliases", "allegiance", "active_from", "active_to", "ucdp_id", "source")

_WORD_LISTS = (
    "pronouns", "own", "links", "speakers", "nobody", "deeds", "seats", "backed", "definite", "government", "spokes",
    "offices", "aside", "owned_by", "acting", "tails", "he", "his", "its", "things", "sayers", "several", "newcomers", "missions",
    "irregular", "holds",
)  # fmt: skip
_POSSESSIVE = re.compile(r"['’]s\b")


@dataclass(frozen=True, slots=True)
class ReferenceRule:
    """Which earlier actors certain words may take up: of these kinds (any where empty), at most `within` sentences back.

    An `official` one counts only with a word for the government ("government forces").
    """

    id: str
    words: tuple[str, ...]
    kinds: tuple[ActorKind, ...]
    within: int
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    official: bool = False


@dataclass(frozen=True, slots=True)
class FigureWords:
    """The words that show that a noun for fighters or weapons is only a figure: before it, behind its "of", behind its "by"."""

    before: frozenset[str]
    of: frozenset[str]
    by: frozenset[str]


@dataclass(frozen=True, slots=True)
class ActorWords:
    """Nouns for those who fight by class, and the rules by which words take up an actor named before."""

    nouns: Mapping[str, ForceClass]
    references: tuple[ReferenceRule, ...]
    pronouns: frozenset[str]
    own: frozenset[str]
    links: frozenset[str]
    speakers: frozenset[str]
    nobody: frozenset[str]
    deeds: frozenset[str]
    seats: frozenset[str]
    backed: frozenset[str]
    definite: frozenset[str]
    government: frozenset[str]
    spokes: frozenset[str]
    offices: frozenset[str]
    aside: frozenset[str]
    owned_by: frozenset[str]
    acting: frozenset[str]
    tails: frozenset[str]
    he: frozenset[str]
    his: frozenset[str]
    missions: frozenset[str]
    its: frozenset[str]
    things: frozenset[str]
    sayers: frozenset[str]
    several: frozenset[str]
    newcomers: frozenset[str]
    irregular: frozenset[str]
    holds: frozenset[str]
    figures: FigureWords


@dataclass(frozen=True, slots=True)
class TableActor:
    """A row of the table: the actor, its aliases as written, the years it was active (None: open), and its allegiances."""

    actor: Actor
    aliases: tuple[str, ...]
    active_from: int | None
    active_to: int | None
    allegiances: tuple[Allegiance, ...] = ()

    def active_in(self, year: int | None) -> bool:
        """Whether the actor was active in a year; True where the year is not known."""
        return year is None or (self.active_from or year) <= year <= (self.active_to or year)

    def as_of(self, year: int | None) -> Actor:
        """The actor with those it stood with in a year; with its last ones where the year is not known."""
        allies = [a.ally for a in self.allegiances if a.covers(year)]
        return replace(self.actor, allies=tuple(allies)) if allies else self.actor


@dataclass(frozen=True, slots=True)
class Alias:
    """One way to write an actor's name, folded to words.

    `upper` names are only read in capitals ("IS", "SDF"), `lower` names also without any ("peshmerga"), and so are long ones
    that name a nation ("free syrian army"), which clumsy translations write small.
    """

    words: tuple[str, ...]
    row: TableActor
    upper: bool
    lower: bool


@dataclass(frozen=True, slots=True)
class ActorTable:
    """The actors by the first word of their aliases (as written and by consonants), by id, and the demonyms."""

    by_word: Mapping[str, tuple[Alias, ...]]
    by_skeleton: Mapping[str, tuple[Alias, ...]]
    by_id: Mapping[str, TableActor]
    demonyms: Mapping[str, str]

    def state_forces(self, country: str, year: int | None = None) -> Actor:
        """The armed forces of a country (ISO 3166-1 alpha-2): the table's `xx-forces`, else one made of the code."""
        known = self.by_id.get(f"{country.lower()}-forces")
        if known is not None:
            return known.as_of(year)
        return Actor(
            f"{country.lower()}-forces",
            f"Armed forces of {country}",
            "state_force",
            country,
            (f"{country.lower()}-gov",),
        )


@cache
def actor_words(language: str = "en") -> ActorWords:
    """The words of `data/languages/<language>/actors.json`. Raises DataFileError when a section is missing or unknown."""
    plain, where = load_json(language, "actors"), rule_path(language, "actors")
    try:
        if unknown := plain["nouns"].keys() - set(get_args(ForceClass)):
            raise DataFileError(f"{where}: unknown class of nouns {', '.join(sorted(unknown))}")
        nouns = {noun: kind for kind, listed in plain["nouns"].items() for noun in listed}
        rules = make_records(ReferenceRule, plain["references"], f"{where}, references")
        figures = FigureWords(**{name: frozenset(plain["figurative"][name]) for name in ("before", "of", "by")})
        return ActorWords(nouns, rules, figures=figures, **{name: frozenset(plain[name]) for name in _WORD_LISTS})
    except KeyError as error:
        raise DataFileError(f"{where}: missing section {error}") from error


@cache
def actor_table(actors: Path = DATA / "actors.csv", demonyms: Path = DATA / "demonyms.csv") -> ActorTable:
    """The table of actors and the table of demonyms. Raises DataFileError, naming file and line, when a row is wrong."""
    return make_actor_table(tuple(_read_actors(actors)), dict(_read_demonyms(demonyms)))


def make_actor_table(rows: tuple[TableActor, ...], demonyms: Mapping[str, str]) -> ActorTable:
    """The look-ups over rows of actors and demonyms (folded word → country code)."""
    by_word: dict[str, list[Alias]] = {}
    by_skeleton: dict[str, list[Alias]] = {}
    for row in rows:
        for text in dict.fromkeys((row.actor.name, *row.aliases)):
            words = fold_words(text)
            national = len(words) > 2 and any(word in demonyms for word in words)
            alias = Alias(words, row, text.isupper(), text.islower() or national)
            by_word.setdefault(words[0], []).append(alias)
            bones = tuple(skeleton(w) or w for w in words)
            if len(bones) > 1 and not alias.upper:
                by_skeleton.setdefault(bones[0], []).append(replace(alias, words=bones))
    return ActorTable(_longest_first(by_word), _longest_first(by_skeleton), {r.actor.id: r for r in rows}, demonyms)


@lru_cache(maxsize=1 << 16)
def fold_words(text: str) -> tuple[str, ...]:
    """A name or word as folded words; a possessive s stands alone, as the language model writes it."""
    return tuple(fold_name(_POSSESSIVE.sub(" s", text)).split())


def _longest_first(found: Mapping[str, list[Alias]]) -> dict[str, tuple[Alias, ...]]:
    return {word: tuple(sorted(aliases, key=lambda a: -len(a.words))) for word, aliases in found.items()}


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if missing := set(columns) - set(reader.fieldnames or ()):
                raise DataFileError(f"{path}: missing column {', '.join(sorted(missing))}")
            for row in reader:
                where = f"{path}, line {reader.line_num}"
                if None in row or None in row.values():
                    raise DataFileError(f"{where}: {len(columns)} fields are needed: {row}")
                yield where, row
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataFileError(f"{path}: not a table: {error}") from error


def _read_actors(path: Path) -> Iterator[TableActor]:
    seen: set[str] = set()
    for where, row in _rows(path, _COLUMNS):
        if row["kind"] not in get_args(ActorKind):
            raise DataFileError(f"{where}: unknown kind {row['kind']!r}")
        if not row["id"] or not fold_name(row["name"]) or row["id"] in seen:
            raise DataFileError(f"{where}: the id {row['id']!r} or the name is empty, or the id comes twice")
        seen.add(row["id"])
        aliases = tuple(a for a in row["aliases"].split("|") if fold_name(a))
        actor = Actor(row["id"], row["name"], row["kind"], row["country"])  # type: ignore[arg-type]
        years = (_year(row["active_from"], where), _year(row["active_to"], where))
        yield TableActor(actor, aliases, *years, _read_allegiances(row["allegiance"], where))


def _read_allegiances(text: str, where: str) -> tuple[Allegiance, ...]:
    try:
        return read_allegiances(text)
    except ValueError as error:
        raise DataFileError(f"{where}: {error}") from error


def _year(text: str | None, where: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"\d{4}", text):
        raise DataFileError(f"{where}: not a year: {text!r}")
    return int(text)


def _read_demonyms(path: Path) -> Iterator[tuple[str, str]]:
    for where, row in _rows(path, ("country", "demonym")):
        if len(row["country"]) != 2 or not row["demonym"]:
            raise DataFileError(f"{where}: a country code and a demonym are needed: {row}")
        yield fold_name(row["demonym"]), row["country"]
