"""Uses stated distances: the right Pokrovsk is the one 60 km from Donetsk, and "a village 12 km south of Y" lies 12 km south of Y.

Both steps take mentions and distances and give mentions; each leaves its reason in words.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from geo.geocoding.relations_choice import key_of, make_nodes, rank_together
from geo.geocoding.relations_geometry import POINTS, Tie, likely_region, make_tie
from geo.languages.distance import DistanceHabit, distance_rules
from geo.records.facts import StatedDistance
from geo.records.names import fold_name
from geo.records.places import Place, PlaceMention

SHARE = 0.85
"""Of what is likely, the share that lies within a derived place's uncertainty."""
WIDEST_KM = 150.0
"""A name that can be placed no closer than this stays unresolved: a circle over half a country says nothing."""
_POINTS = frozenset({"settlement", "facility", "derived", "admin2", "area", "water"})


def apply_relations(
    mentions: Sequence[PlaceMention], distances: Sequence[StatedDistance], language: str = "en"
) -> tuple[PlaceMention, ...]:
    """An article's mentions after what its stated distances say of them, in order of their offsets.

    Candidates of both ends are ranked anew where a distance speaks for another; a name without any place gets one of kind
    `derived`. An end with a place that was no mention yet is added. Read the distances again from the result (the same function
    as before, `geo.extractors.distance.reading.extract_distances`), so that they point at the final mentions.
    """
    habit = distance_rules(language).habit
    if not distances:
        return tuple(mentions)
    ends = (m for d in distances for m in (d.from_place, d.of_place) if m is not None and m.place and is_proper(m))
    ranked = rank_mentions(_with_new(mentions, ends), distances, habit)
    return derive_places(ranked, distances, habit)


def _with_new(mentions: Iterable[PlaceMention], ends: Iterable[PlaceMention]) -> list[PlaceMention]:
    """The mentions and those ends that none of them covers, each once, in order."""
    every = list(mentions)
    for end in ends:
        if not any(m.start < end.end and end.start < m.end for m in every):
            every.append(end)
    return sorted(every, key=lambda m: (m.start, m.end))


def rank_mentions(
    mentions: Sequence[PlaceMention], distances: Sequence[StatedDistance], habit: DistanceHabit
) -> tuple[PlaceMention, ...]:
    """The mentions, those that a distance ties to another with the place that fits it best among their candidates."""
    nodes = make_nodes(mentions, distances, habit)
    chosen = {node.key: ranked for node, ranked in rank_together(nodes, habit)}
    return tuple(_with_choice(m, chosen.get(key_of(m))) for m in mentions)


def _with_choice(mention: PlaceMention, ranked: PlaceMention | None) -> PlaceMention:
    if ranked is None:
        return mention
    reasons = mention.reasons + ranked.reasons
    return replace(mention, place=ranked.place, score=ranked.score, candidates=ranked.candidates, reasons=reasons)


def derive_places(
    mentions: Sequence[PlaceMention], distances: Sequence[StatedDistance], habit: DistanceHabit
) -> tuple[PlaceMention, ...]:
    """The mentions, names without a place put where their stated distances say; done twice, for what hangs on such a name."""
    placed = list(mentions)
    for _ in range(2):
        made = {
            name: place
            for name, ties in _ties_of_unknown(placed, distances, habit).items()
            if (place := derive_place(ties[0][0].text, [t[1:] for t in ties], habit))
        }
        ends = [m for d in distances for m in (d.from_place, d.of_place) if m and fold_name(m.text) in made]
        placed = _with_new([_derived(m, made) for m in placed], [_derived(m, made) for m in ends])
    return tuple(placed)


UnknownTie = tuple[PlaceMention, Place, Tie, StatedDistance]


def _ties_of_unknown(
    mentions: Sequence[PlaceMention], distances: Sequence[StatedDistance], habit: DistanceHabit
) -> dict[str, list[UnknownTie]]:
    """For each name without a place, by its folded form, the placed ends that distances tie it to."""
    now = {(m.start, m.end): m for m in mentions}
    found: dict[str, list[UnknownTie]] = {}
    for distance in distances:
        anchor, located = (m and now.get((m.start, m.end), m) for m in (distance.from_place, distance.of_place))
        for name, other, backwards in ((located, anchor, False), (anchor, located, True)):
            if (
                name
                and other
                and name.place is None
                and other.place
                and is_proper(name)
                and other.place.kind in _POINTS
            ):
                tie = make_tie(distance, habit, backwards=backwards)
                found.setdefault(fold_name(name.text), []).append((name, other.place, tie, distance))
    return found


def is_proper(mention: PlaceMention, language: str = "en") -> bool:
    """Whether a mention is the proper name of a spot ("Tell Rifaat"), and no line or common noun ("Turkish border", "River Road")."""
    words = mention.text.split()
    proper = bool(words) and words[0][:1].isupper() and not words[-1][:1].islower()
    return proper and words[-1].lower() not in distance_rules(language).nouns["line"]


def locate(name: str, distances: Sequence[StatedDistance], language: str = "en") -> Place | None:
    """Where distances with placed anchors put a thing of that name; None when none has one, or they leave too wide a region."""
    habit = distance_rules(language).habit
    ties = [
        (d.from_place.place, make_tie(d, habit), d)
        for d in distances
        if d.from_place and d.from_place.place and d.from_place.place.kind in _POINTS
    ]
    found = derive_place(name, ties, habit) if ties else None
    return found[0] if found else None


def derive_place(
    name: str, ties: Sequence[tuple[Place, Tie, StatedDistance]], habit: DistanceHabit
) -> tuple[Place, str] | None:
    """The place of a name from its distances to known places, and the reason in words; None when it is too uncertain to draw."""
    bare = [(anchor, tie) for anchor, tie, _ in ties]
    region = likely_region(bare, habit, SHARE)
    if region.radius_km > WIDEST_KM:
        return None
    stated = "; ".join(f"{d.text} {_direction(tie)} {anchor.name}" for anchor, tie, d in ties)
    digest = hashlib.sha256("|".join([name, *(f"{a.id}:{t.km:.3f}:{t.degrees}" for a, t in bare)]).encode()).hexdigest()
    slug = re.sub(r"[^a-z0-9]+", "-", fold_name(name)).strip("-") or "place"
    countries = {anchor.country for anchor, _ in bare}
    place = Place(
        f"dl:derived-{slug}-{digest[:8]}", name, round(region.lat, 4), round(region.lon, 4), "derived",
        country=countries.pop() if len(countries) == 1 else "", uncertainty_km=round(region.radius_km, 1),
        source=f"placed from stated distances: {stated}",
    )  # fmt: skip
    return place, f"no gazetteer knows it; placed {stated}, within {region.radius_km:.0f} km"


def _direction(tie: Tie) -> str:
    return "from" if tie.degrees is None else f"{POINTS[round(tie.degrees / 22.5) % 16]} of"


def _derived(mention: PlaceMention, made: dict[str, tuple[Place, str]]) -> PlaceMention:
    found = made.get(fold_name(mention.text)) if mention.place is None else None
    if found is None:
        return mention
    place, reason = found
    return replace(mention, place=place, score=0.5, reasons=(*mention.reasons, reason))
