"""Decides which place each toponym of an article means."""

from collections.abc import Sequence

from geo.gazetteers.base import PlaceNames
from geo.records.places import Candidate, PlaceMention, Toponym
from geo.records.text import Article


def resolve_toponyms(
    toponyms: Sequence[Toponym], article: Article, gazetteer: PlaceNames
) -> tuple[PlaceMention, ...]:
    """Each toponym as a mention, in the order given; one that no gazetteer knows has place None."""
    return tuple(_resolve(toponym, gazetteer) for toponym in toponyms)


def _resolve(toponym: Toponym, gazetteer: PlaceNames) -> PlaceMention:
    found = sorted(gazetteer.match(toponym.text), key=lambda m: (m.place.kind != "country", -m.place.population))[:5]
    others = tuple(Candidate(m.place, 0.1, (m.quality,)) for m in found[1:])
    place = found[0].place if found else None
    return PlaceMention(
        toponym.sentence, toponym.start, toponym.end, toponym.text, place, 0.5 if place else 0.0, toponym.reasons, others
    )
