"""The places that a name may mean, and the groups of mentions that mean one place."""

from collections.abc import Sequence
from dataclasses import dataclass

from geo.gazetteers.base import PlaceNames
from geo.geocoding.nearness import rough_km
from geo.languages.places import PlaceWords
from geo.records.names import fold_name, skeleton, strip_article
from geo.records.places import NameMatch, Place, PlaceKind, Toponym

MOST = 40
"""Candidates looked at for one name: the 41st Springfield is never meant without being named by its county."""

NAMESAKE_KM = 300
"""A town and the unit named after it lie no farther apart, however large the unit."""
SEAT_KM = 40
"""A town so near the middle of the district of its very name is its seat, also where nobody counted its people."""
BARE_STATES = frozenset({"US", "CA", "AU", "GB"})
"""Countries whose states and provinces English news names without a word for what they are, though a town has the name."""
_UNITS = frozenset({"admin1", "admin2"})
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
    kept = of_the_said_kind(without_small_namesakes(found, toponym.kinds), toponym.kinds)
    own = words.kinds_of.get(toponym.text.rpartition(" ")[2].lower(), ()) if " " in toponym.text else ()
    if toponym.kinds:
        return kept[:MOST]
    return without_units_of_waters(without_units_of_towns(kept, fold_name(toponym.text)), own)[:MOST]


def without_units_of_towns(matches: Sequence[NameMatch], name: str) -> tuple[NameMatch, ...]:
    """The matches without units whose town has the name: a bare "Ghazni" is the town. Where states go by bare names, all stay."""
    towns = [m.place for m in _known(matches) if m.place.kind == "settlement" and _bears(m, name)]
    seats = [m.place for m in matches if m.place.kind == "settlement" and m.quality == "name"]
    return tuple(
        m
        for m in matches
        if m.place.kind not in _UNITS
        or m.place.country in BARE_STATES
        or not (
            _any_near(towns, m.place, NAMESAKE_KM) or (m.place.kind == "admin2" and _any_near(seats, m.place, SEAT_KM))
        )
    )


def _any_near(places: Sequence[Place], unit: Place, km: float) -> bool:
    return any(p.country == unit.country and rough_km(p, unit) <= km for p in places)


def _bears(match: NameMatch, name: str) -> bool:
    """Whether a town of some size has the folded name as its own, in this or a like spelling."""
    place = match.place
    if not place.population and not place.feature.startswith("PPLA"):
        return False
    return match.quality != "alternate" or skeleton(fold_name(place.name)) == skeleton(name)


def without_units_of_waters(matches: Sequence[NameMatch], own: Sequence[PlaceKind]) -> tuple[NameMatch, ...]:
    """The matches of a name that calls itself a water ("Red Sea") without units of that name, where the water is known."""
    water = own[:1] == ("water",) and any(m.place.kind == "water" for m in _known(matches))
    return tuple(m for m in matches if not (water and m.place.kind in _UNITS))


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
