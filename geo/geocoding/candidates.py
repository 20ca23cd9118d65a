"""The places that a name may mean, and the groups of mentions that mean one place."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from geo.gazetteers.base import PlaceNames
from geo.geocoding.nearness import rough_km
from geo.languages.places import PlaceWords
from geo.records.names import fold_name, skeleton, strip_article
from geo.records.places import NameMatch, Place, PlaceKind, Toponym

MOST = 40
"""Candidates looked at for one name: the 41st Springfield is never meant unless the report names other places near it."""
MOST_NEAR = 20
"""Further candidates looked at since they lie near other places of the report, or in a province that it names."""
THEATRE_KM = 120
"""So near to another place of the report a namesake is looked at whatever its rank."""
ALIKE = 75
"""Per cent of letters in common from which on a place near by may be what a name means that others bear by that very spelling."""
ANCHOR_PEOPLE = 20_000
"""Inhabitants from which on a town is taken for what its name means, before anything is weighed."""
ANCHOR_SHARE = 10
"""So many times larger than the next of its name such a town is."""

NAMESAKE_KM = 300
"""A town and the unit named after it lie no farther apart, however large the unit."""
SEAT_KM = 40
"""A town so near the middle of the district of its very name is its seat, also where nobody counted its people."""
BARE_STATES = frozenset({"US", "CA", "AU", "GB"})
"""Countries whose states and provinces English news names without a word for what they are, though a town has the name."""
_UNITS = frozenset({"admin1", "admin2"})
_WIDE = frozenset({"country", "region", "admin1"})
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
    every = [_every_candidate(toponyms[at[0]], gazetteer, words) for at in members.values()]
    anchors = [_anchor(found) for found in every]
    groups = []
    for index, ((name, kinds), at) in enumerate(members.items()):
        others = [a for i, a in enumerate(anchors) if a is not None and i != index]
        kept = _in_theatre(every[index], toponyms[at[0]], others, gazetteer)
        groups.append(NameGroup(name, kinds, tuple(at), tuple(toponyms[i] for i in at), kept))
    return tuple(groups)


def _anchor(matches: Sequence[NameMatch]) -> Place | None:
    """The place of a name that is clear without context: a town far larger than its namesakes, the only place of the name, a province."""
    known = _known(matches)
    if not known or known[0].place.kind in ("country", "region"):
        return None
    place, others = known[0].place, [m.place for m in known[1:]]
    if not others or place.kind == "admin1":
        return place
    apart = [o for o in others if rough_km(o, place) > THEATRE_KM]
    largest = max((o.population for o in apart), default=0)
    return place if place.population >= ANCHOR_PEOPLE and place.population >= ANCHOR_SHARE * largest else None


def _in_theatre(
    matches: Sequence[NameMatch], toponym: Toponym, anchors: Sequence[Place], gazetteer: PlaceNames
) -> tuple[NameMatch, ...]:
    """The first candidates of a name, those farther down that lie near clear places of the report, and where none does
    the places near them that are spelled alike."""
    first, rest = tuple(matches[:MOST]), matches[MOST:]
    near = tuple(m for m in rest if _is_near(m.place, anchors))[:MOST_NEAR] if rest else ()
    if anchors and not any(_is_near(m.place, anchors) or m.place.kind in _WIDE for m in (*first, *near)):
        have = {m.place.id for m in matches}
        name = strip_article(fold_name(toponym.text))
        alike = (
            m
            for m in gazetteer.spelled_alike(toponym.text)
            if m.place.id not in have and ratio(name, strip_article(fold_name(m.place.name))) >= ALIKE
        )
        near = tuple(m for m in alike if _is_near(m.place, anchors))[:MOST_NEAR]
    return first + near


def _is_near(place: Place, anchors: Sequence[Place]) -> bool:
    return any(
        (place.country == a.country and place.admin1 in (a.name, a.admin1) and bool(place.admin1))
        if a.kind == "admin1"
        else rough_km(place, a) <= THEATRE_KM
        for a in anchors
    )


def _group_name(text: str) -> str:
    folded = fold_name(text)
    return strip_article(folded) or folded


def find_candidates(toponym: Toponym, gazetteer: PlaceNames, words: PlaceWords) -> tuple[NameMatch, ...]:
    """The places a toponym may mean, most important first. An abbreviation means places of its country and kinds only.

    A name with its site or type word ("Menagh air base", "Soum province") that no gazetteer knows is looked up without it.
    """
    return _every_candidate(toponym, gazetteer, words)[:MOST]


def _every_candidate(toponym: Toponym, gazetteer: PlaceNames, words: PlaceWords) -> tuple[NameMatch, ...]:
    found = _long_forms(toponym.text, gazetteer, words) or tuple(gazetteer.match(toponym.text))
    if not _is_known(found):
        found = _without_type(toponym.text, gazetteer, words) or found
    kept = of_the_said_kind(without_small_namesakes(found, toponym.kinds), toponym.kinds)
    own = words.kinds_of.get(toponym.text.rpartition(" ")[2].lower(), ()) if " " in toponym.text else ()
    if toponym.kinds:
        return kept
    return without_units_of_waters(without_units_of_towns(kept, fold_name(toponym.text)), own)


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
