"""Places that a text locates by others without a distance: "the Rashid district of Mosul", "Ternove, southeast of Oleksandrivka".

A quarter is the known one within its town, else somewhere in the town, and never a province abroad; a name beside another is
the namesake that lies there, of both names where both have several; a name that no gazetteer knows lies somewhere there.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from geo.gazetteers.base import PlaceNames
from geo.geocoding.nearness import rough_km
from geo.geocoding.relations_geometry import destination, measure
from geo.languages.beside import BesidePattern, beside_rules
from geo.records.names import fold_name
from geo.records.places import NameMatch, Place, PlaceMention
from geo.records.text import Article, Sentence

QUARTER_KM = 12.0
"""So far from the middle of its town a quarter lies at most, or as far as the town is wide."""
BESIDE_KM = {"near": 40.0, "bearing": 70.0}
"""How far "near" and "southeast of" reach: nine in ten stated distances between a village and the town it is told by are shorter."""
TURN = 50.0
"""Degrees by which a bearing in words may be off: half of an eighth and some carelessness."""
SOMEWHERE_KM = {"near": 10.0, "bearing": 15.0}
"""How far from what it is told by a name is put that no gazetteer knows; it is as uncertain."""
SURE = 0.9
_LIKELY = 0.5
_USUAL_KM = 15.0
"""How far what is told by another place mostly lies from it: among pairs of namesakes the closer one is meant."""
LARGE = 50_000
UNIT_KM = 150.0
_TOWNS = frozenset({"settlement", "facility", "area"})
_SPOTS = frozenset({"settlement", "facility", "area", "admin2", "derived"})
_STRANGER = 0.02
"""The share of a place that the name may mean but that was no candidate so far."""


def place_beside(
    mentions: Sequence[PlaceMention],
    article: Article,
    sentences: Iterable[Sentence],
    gazetteer: PlaceNames,
    language: str = "en",
) -> tuple[PlaceMention, ...]:
    """The mentions in order of their offsets, those that their sentence locates by another put where it says.

    The name of a quarter that was no mention yet is added.
    """
    placed = list(mentions)
    for sentence in sentences:
        text = article.text[sentence.start : sentence.end]
        for rule, pattern in beside_rules(language).patterns:
            for match in pattern.finditer(text):
                degrees = beside_rules(language).degrees[match["bearing"]] if rule.relation == "bearing" else None
                located = _quarters if rule.relation == "within" else _neighbours
                for before, after in located(_Said(rule, match, sentence, degrees), placed, gazetteer):
                    placed = _with(placed, before, after)
    return tuple(sorted(placed, key=lambda m: (m.start, m.end)))


@dataclass(frozen=True, slots=True)
class _Said:
    """Where a rule matched in a sentence, and the degrees of the bearing that it says, if any."""

    rule: BesidePattern
    match: re.Match[str]
    sentence: Sentence
    degrees: float | None

    def find(self, group: str, mentions: Iterable[PlaceMention]) -> PlaceMention | None:
        """The mention that overlaps a group of the match."""
        start, end = self.sentence.start + self.match.start(group), self.sentence.start + self.match.end(group)
        return next((m for m in mentions if m.start < end and start < m.end), None)


Change = tuple[PlaceMention | None, PlaceMention]
"""A mention as it was, None where there was none, and as it is to be."""


def _with(mentions: list[PlaceMention], before: PlaceMention | None, after: PlaceMention) -> list[PlaceMention]:
    """The mentions with one changed, and those like it with it: a name means one place in a report."""
    if before is None:
        return [*mentions, after]
    name, old = fold_name(before.text), before.place.id if before.place else None
    return [
        replace(
            m,
            place=after.place,
            score=after.score,
            reasons=(*m.reasons, after.reasons[-1]),
            candidates=after.candidates,
        )
        if fold_name(m.text) == name and (m.place.id if m.place else None) == old
        else m
        for m in mentions
    ]


def _quarters(said: _Said, mentions: Sequence[PlaceMention], gazetteer: PlaceNames) -> Iterator[Change]:
    """The names of a match that the text calls quarters of a town, put within it."""
    anchor = said.find("town", mentions)
    town = anchor.place if anchor else None
    if town is None or town.kind != "settlement":
        return
    match, sentence = said.match, said.sentence
    for group in ("part", "also"):
        if group not in match.groupdict() or match[group] is None:
            continue
        old = said.find(group, mentions)
        if old is anchor or (old and old.place and _is_of(old.place, town)):
            continue
        name = old.text if old else match[group]
        found = _quarter(name, town, gazetteer)
        reason = f"the text calls it a part of {town.name}"
        start = sentence.start + match.start(group)
        bare = old or PlaceMention(sentence.index, start, sentence.start + match.end(group), match[group])
        yield old, replace(bare, place=found, score=SURE, reasons=(*bare.reasons, reason), candidates=())


def _is_of(place: Place, town: Place) -> bool:
    """Whether a place may be what a text calls a district of a town: within it, or a district or town of its country near by."""
    if place.kind in ("admin2", "settlement", "area", "facility") and place.country == town.country:
        return rough_km(place, town) <= (UNIT_KM if place.kind == "admin2" else _reach(town))
    return place.id == town.id


def _reach(town: Place) -> float:
    return max(QUARTER_KM, town.uncertainty_km)


def _quarter(name: str, town: Place, gazetteer: PlaceNames) -> Place:
    """The known quarter or suburb of a name within a town, else somewhere in the town."""
    known = (m.place for m in _matches(name, gazetteer))
    inside = [p for p in known if p.kind in _TOWNS and p.id != town.id and rough_km(p, town) <= _reach(town)]
    if inside:
        return inside[0]
    slug = re.sub(r"[^a-z0-9]+", "-", fold_name(name)).strip("-") or "quarter"
    return Place(
        f"dl:derived:quarter-of:{town.id.replace(':', '-')}:{slug}", f"{name}, {town.name}", town.lat, town.lon, "derived",
        town.country, town.admin1, town.admin2, uncertainty_km=max(2.0, town.uncertainty_km),
        source=f"somewhere in {town.name}, of which the text says it is a part",
    )  # fmt: skip


def _matches(name: str, gazetteer: PlaceNames) -> tuple[NameMatch, ...]:
    named = tuple(gazetteer.match(name))
    return named + tuple(gazetteer.spelled_alike(name))


def _neighbours(said: _Said, mentions: Sequence[PlaceMention], gazetteer: PlaceNames) -> Iterator[Change]:
    """A name and what it is told by, put where both lie as the text says."""
    located, anchor = said.find("part", mentions), said.find("town", mentions)
    if located is None or anchor is None or located is anchor or not _is_spot(located) or not _is_spot(anchor):
        return
    fits = _Fit(BESIDE_KM[said.rule.relation], said.degrees)
    sure = min(located.score, anchor.score) >= _LIKELY
    if located.place and anchor.place and sure and fits(located.place, anchor.place):
        return
    where = "near" if said.degrees is None else f"{said.match['bearing']} of"
    reason = f"the text puts it {where} {anchor.text}"
    pairs = [
        (one * other * math.exp(-rough_km(place, by) / _USUAL_KM), place, by)
        for (place, one), (by, other) in product(_options(located, gazetteer), _options(anchor, gazetteer))
        if fits(place, by)
    ]
    if pairs:
        _, place, by = max(pairs, key=lambda pair: pair[0])
        if located.place is None or place.id != located.place.id:
            yield located, _chosen(located, place, reason)
        if anchor.place is None or by.id != anchor.place.id:
            yield anchor, _chosen(anchor, by, f"{located.text} is told by it")
    elif anchor.place and anchor.score >= _LIKELY and not (located.place and located.score >= _LIKELY):
        yield located, replace(
            located, place=_somewhere(located.text, anchor.place, said, reason), score=0.5,
            reasons=(*located.reasons, f"{reason}, where none of its name is known"),
        )  # fmt: skip


def _is_spot(mention: PlaceMention) -> bool:
    return mention.place is None or mention.place.kind in _SPOTS


class _Fit:
    """Whether one place lies beside another: so near, and in the direction, if one is said."""

    def __init__(self, km: float, degrees: float | None) -> None:
        self.km, self.degrees = km, degrees

    def __call__(self, place: Place, anchor: Place) -> bool:
        if place.id == anchor.id or rough_km(place, anchor) > self.km + anchor.uncertainty_km:
            return False
        if self.degrees is None:
            return True
        _, turn = measure(anchor.lat, anchor.lon, place.lat, place.lon)
        return abs((float(turn) - self.degrees + 180) % 360 - 180) <= TURN


def _options(mention: PlaceMention, gazetteer: PlaceNames) -> list[tuple[Place, float]]:
    """The places a mention may mean with their shares: the one it was taken for where that is large and sure, else all of the name."""
    if mention.place and mention.score >= SURE and mention.place.population >= LARGE:
        return [(mention.place, mention.score)]
    shares = {mention.place.id: (mention.place, mention.score)} if mention.place else {}
    for candidate in mention.candidates:
        shares.setdefault(candidate.place.id, (candidate.place, candidate.score))
    for match in _matches(mention.text, gazetteer):
        share = _STRANGER / 10 if match.quality == "skeleton" else _STRANGER
        shares.setdefault(match.place.id, (match.place, share))
    return [(place, max(share, 1e-4)) for place, share in shares.values() if place.kind in _SPOTS]


def _chosen(mention: PlaceMention, place: Place, said: str) -> PlaceMention:
    others = tuple(c for c in mention.candidates if c.place.id != place.id)
    return replace(mention, place=place, score=0.7, reasons=(*mention.reasons, said), candidates=others)


def _somewhere(name: str, anchor: Place, said: _Said, reason: str) -> Place:
    """A place of kind `derived` beside another one."""
    degrees, relation = said.degrees, said.rule.relation
    km = SOMEWHERE_KM[relation]
    lat, lon = (anchor.lat, anchor.lon) if degrees is None else destination(anchor.lat, anchor.lon, km, degrees)
    slug = re.sub(r"[^a-z0-9]+", "-", fold_name(name)).strip("-") or "place"
    return Place(
        f"dl:derived:{relation}-{'' if degrees is None else round(degrees)}-of:{anchor.id.replace(':', '-')}:{slug}", name,
        round(float(lat), 4), round(float(lon), 4), "derived", anchor.country, anchor.admin1,
        uncertainty_km=km + anchor.uncertainty_km, source=reason,
    )  # fmt: skip
