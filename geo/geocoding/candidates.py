"""The places that a name may mean, and the groups of mentions that mean one place."""

from collections.abc import Sequence
from dataclasses import dataclass

from geo.gazetteers.base import PlaceNames
from geo.geocoding.nearness import rough_km
from geo.languages.places import PlaceWords
from geo.records.names import fold_name, strip_article
from geo.records.places import NameMatch, PlaceKind, Toponym

MOST = 40
"""Candidates looked at for one name: the 41st Springfield is never meant without being named by its county."""

NAMESAKE_KM = 300
"""A town and the unit named after it lie no farther apart, however large the unit."""
_SMALL = frozenset({"settlement", "facility", "area", "admin2"})


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
        NameGroup(
            name, kinds, tuple(at), tuple(toponyms[i] for i in at), find_candidates(toponyms[at[0]], gazetteer, words)
        )
        for (name, kinds), at in members.items()
    )


def _group_name(text: str) -> str:
    folded = fold_name(text)
    return strip_article(folded) or folded


def find_candidates(toponym: Toponym, gazetteer: PlaceNames, words: PlaceWords) -> tuple[NameMatch, ...]:
    """The places a toponym may mean, most important first. An abbreviation means places of its country and kinds only.

    A name with its site or type word ("Menagh air base", "Soum province") that no gazetteer knows is looked up without it.
    """
    found = _long_forms(toponym.text, gazetteer, words) or tuple(gazetteer.match(toponym.text))
    if not _is_known(found):
        found = _without_type(toponym.text, gazetteer, words) or found
    return of_the_said_kind(without_small_namesakes(found, toponym.kinds), toponym.kinds)[:MOST]


def of_the_said_kind(matches: Sequence[NameMatch], kinds: Sequence[PlaceKind]) -> tuple[NameMatch, ...]:
    """The matches without those that a type word rules out: "Daraa province" is not the town, whose province is there too."""
    said = [m.place for m in _known(matches) if m.place.kind in kinds]
    return tuple(
        m
        for m in matches
        if m.place.kind in kinds
        or not any(s.country == m.place.country and rough_km(s, m.place) <= NAMESAKE_KM for s in said)
    )


def without_small_namesakes(matches: Sequence[NameMatch], kinds: Sequence[PlaceKind]) -> tuple[NameMatch, ...]:
    """The matches without the sites and towns inside a country of the name: "Mexico" is not Mexico City, unless called a city.

    A region keeps out what only has its name as another one. Namesakes elsewhere stay: "Lebanon, Pennsylvania".
    """
    countries = {m.place.country for m in matches if m.place.kind == "country" and m.quality in ("name", "alternate")}
    region = any(m.place.kind == "region" and m.quality == "name" for m in matches)
    small = _SMALL - set(kinds)
    return tuple(
        m
        for m in matches
        if m.place.kind not in small or not (m.place.country in countries or (region and m.quality != "name"))
    )


def _long_forms(text: str, gazetteer: PlaceNames, words: PlaceWords) -> tuple[NameMatch, ...]:
    return tuple(
        match
        for short in words.abbreviations.get(text, ())
        for match in gazetteer.match(short.name)
        if match.place.country == short.country and (not short.kinds or match.place.kind in short.kinds)
    )


def _without_type(text: str, gazetteer: PlaceNames, words: PlaceWords) -> tuple[NameMatch, ...]:
    lower = text.lower()
    for site in words.site_names:
        if lower.endswith(ending := " " + " ".join(site)):
            return _known(gazetteer.match(text[: -len(ending)]))
    bare, _, last = text.rpartition(" ")
    kinds = words.kinds_of.get(last.lower(), ())
    if not bare or not kinds or kinds[0] == "water":
        return ()
    return tuple(m for m in _known(gazetteer.match(bare)) if m.place.kind in kinds)


def _known(matches: Sequence[NameMatch]) -> tuple[NameMatch, ...]:
    return tuple(m for m in matches if m.quality != "skeleton")


def _is_known(matches: Sequence[NameMatch]) -> bool:
    return any(m.quality != "skeleton" for m in matches)
