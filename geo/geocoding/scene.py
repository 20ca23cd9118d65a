"""What an article tells of where it plays: countries, the dateline, containers named beside a place, places already believed."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from geo.geocoding.candidates import NameGroup
from geo.geocoding.publishers import Home, find_home
from geo.languages.actors import Alias, actor_table
from geo.languages.places import place_words
from geo.records.names import fold_name
from geo.records.places import Place, Toponym
from geo.records.text import Article

_DATELINE = re.compile(r"\s*(?:,[^—–\n]{0,40})?(?:\([^)\n]{2,30}\)\s*)?(?:—|–|--| - |(?<=\))\s)")
SURROUNDINGS = 20_000
"""Characters before and after its names whose countries count for a stretch of text: any news report whole."""
_WORD = re.compile(r"\w+")
_AT_HOME = ("rebel", "militia", "police")
"""Kinds of actors that mostly fight in their own country."""


@dataclass(frozen=True)
class Container:
    """A larger place named beside a mention: the places it may be, and the words for a reason."""

    places: tuple[Place, ...]
    reason: str


@dataclass(frozen=True)
class Scene:
    """An article as the cues see it. `containers` and `companions` go by group; `countries` are shares that sum to at most 1.

    `beliefs` are places of other names with the probability that they are meant, empty in the first pass. `homes` are the
    countries of the groups that the article names.
    """

    article: Article
    countries: Mapping[str, float]
    containers: Mapping[int, tuple[Container, ...]]
    companions: Mapping[int, tuple[Container, ...]]
    dateline: int | None
    home: Home | None = None
    beliefs: Mapping[int, tuple[tuple[Place, float], ...]] = field(default_factory=dict)
    homes: frozenset[str] = frozenset()


def read_scene(article: Article, toponyms: Sequence[Toponym], groups: Sequence[NameGroup]) -> Scene:
    """The scene of an article before any place is decided."""
    group_of = {member: index for index, group in enumerate(groups) for member in group.members}
    containers, companions = _read_containers(article.text, toponyms, groups, group_of)
    return Scene(
        article,
        _countries(_around(article.text, toponyms), groups),
        containers,
        companions,
        _dateline(article, toponyms, group_of),
        find_home(article),
        homes=frozenset(_groups(_around(article.text, toponyms))),
    )


def _countries(text: str, groups: Sequence[NameGroup]) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for group in groups:
        countries = [m.place.country for m in group.candidates if m.place.kind == "country"]
        if countries:
            counts[countries[0]] += len(group.members)
    counts.update(_demonyms(text))
    total = sum(counts.values())
    return {code: number / (total + 1) for code, number in counts.items()}


def _around(text: str, toponyms: Sequence[Toponym]) -> str:
    """The text from some way before the first toponym to some way after the last: a book tells of many countries."""
    if not toponyms:
        return ""
    return text[max(0, toponyms[0].start - SURROUNDINGS) : toponyms[-1].end + SURROUNDINGS]


def _demonyms(text: str) -> Counter[str]:
    table = actor_table().demonyms
    return Counter(code for word in _WORD.findall(text) if (code := table.get(_folded(word))))


def _groups(text: str) -> Counter[str]:
    """The countries of the groups that a text names, where these are at home in one: "Houthi fighters" tells of Yemen.

    State forces are told by their demonyms already, and those who fight abroad or in many countries tell nothing.
    """
    by_word, found = actor_table().by_word, Counter[str]()
    written = _WORD.findall(text)
    words, at = [_folded(word) for word in written], 0
    while at < len(words):
        fits = (a for a in by_word.get(words[at], ()) if tuple(words[at : at + len(a.words)]) == a.words)
        alias = next((a for a in fits if _is_written(a, written[at : at + len(a.words)])), None)
        if alias is not None and alias.row.actor.kind in _AT_HOME and alias.row.actor.country:
            found[alias.row.actor.country] += 1
        at += len(alias.words) if alias is not None else 1
    return found


def _is_written(alias: Alias, written: Sequence[str]) -> bool:
    """Whether words are written as a name is: all in capitals where the name is, else one of them with a capital."""
    return all(w.isupper() for w in written) if alias.upper else any(w[:1].isupper() for w in written)


@lru_cache(maxsize=65536)
def _folded(word: str) -> str:
    return fold_name(word)


def _read_containers(
    text: str, toponyms: Sequence[Toponym], groups: Sequence[NameGroup], group_of: Mapping[int, int]
) -> tuple[dict[int, tuple[Container, ...]], dict[int, tuple[Container, ...]]]:
    beside: dict[int, list[Container]] = {}
    same: dict[int, list[Container]] = {}
    for index, toponym in enumerate(toponyms):
        for other_index in range(max(0, index - 6), min(len(toponyms), index + 7)):
            other = toponyms[other_index]
            if (
                other_index == index
                or other.sentence != toponym.sentence
                or groups[group_of[index]].name == groups[group_of[other_index]].name
            ):
                continue
            larger = _larger(groups[group_of[other_index]])
            if not larger:
                continue
            follows = other_index == index + 1 and place_words().context["next_to"].fullmatch(
                text, toponym.end, other.start
            )
            reason = (
                f"{other.text} is named right after it" if follows else f"{other.text} is named in the same sentence"
            )
            (beside if follows else same).setdefault(group_of[index], []).append(Container(larger, reason))
    return {g: tuple(c) for g, c in beside.items()}, {g: tuple(c) for g, c in same.items()}


def _larger(group: NameGroup) -> tuple[Place, ...]:
    return tuple(m.place for m in group.candidates[:10] if m.place.kind in ("country", "admin1", "admin2", "region"))


def _dateline(article: Article, toponyms: Sequence[Toponym], group_of: Mapping[int, int]) -> int | None:
    for index, toponym in enumerate(toponyms[:2]):
        if toponym.start < 400 and _DATELINE.match(article.text, toponym.end) and toponym.text.isupper():
            return group_of[index]
    return None
