"""The places that a name may mean, and the groups of mentions that mean one place."""

from collections.abc import Sequence
from dataclasses import dataclass

from geo.gazetteers.base import PlaceNames
from geo.languages.places import PlaceWords
from geo.records.names import fold_name, strip_article
from geo.records.places import NameMatch, PlaceKind, Toponym

MOST = 40
"""Candidates looked at for one name: the 41st Springfield is never meant without being named by its county."""


@dataclass(frozen=True)
class NameGroup:
    """The mentions of an article that bear one name and one type word, so mean one place; `members` are their positions."""

    name: str
    kinds: tuple[PlaceKind, ...]
    members: tuple[int, ...]
    toponyms: tuple[Toponym, ...]
    candidates: tuple[NameMatch, ...]


def group_toponyms(toponyms: Sequence[Toponym], gazetteer: PlaceNames, words: PlaceWords) -> tuple[NameGroup, ...]:
    """The groups of an article in order of first mention. Spellings that fold to one name stand together."""
    members: dict[tuple[str, tuple[PlaceKind, ...]], list[int]] = {}
    for index, toponym in enumerate(toponyms):
        members.setdefault((_group_name(toponym.text), toponym.kinds), []).append(index)
    return tuple(
        NameGroup(name, kinds, tuple(at), tuple(toponyms[i] for i in at), find_candidates(toponyms[at[0]], gazetteer, words))
        for (name, kinds), at in members.items()
    )


def _group_name(text: str) -> str:
    folded = fold_name(text)
    return strip_article(folded) or folded


def find_candidates(toponym: Toponym, gazetteer: PlaceNames, words: PlaceWords) -> tuple[NameMatch, ...]:
    """The places a toponym may mean, most important first. An abbreviation means places of its country and kinds only."""
    short = words.abbreviations.get(toponym.text, ())
    found = [
        match
        for a in short
        for match in gazetteer.match(a.name)
        if match.place.country == a.country and (not a.kinds or match.place.kind in a.kinds)
    ]
    return tuple((found or gazetteer.match(toponym.text))[:MOST])
