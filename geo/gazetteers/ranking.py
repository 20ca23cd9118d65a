"""The order in which a gazetteer gives the places of one name, whatever it is stored in."""

from collections.abc import Callable

from rapidfuzz.fuzz import ratio

from geo.gazetteers.keys import ALTERNATE, NAME, QUALITIES, SKELETON, STRIPPED, skeleton_key
from geo.records.names import fold_name, romanise, strip_article
from geo.records.places import NameMatch, Place

# (quality as an index into QUALITIES, importance, place) of all places under a key.
Found = list[tuple[int, float, Place]]
# A place is so much rarer meant by another name of it, or by its name without the article, than one of the same importance
# by its own (powers of ten). Skeletons stand alone and need none.
_LOSSES = {NAME: 0.0, ALTERNATE: 0.7, STRIPPED: 0.9, SKELETON: 0.0}
# What a spelling that has nothing in common with the name but its consonants loses.
_SPELLING_LOSS = 8.0
_MOST_SKELETONS = 30
# A town leads the district that is called after it, even where the town's population is not known.
_SEAT_GAIN, _SEAT_REACH = 0.05, 0.5
_DISTRICTS = ("admin2", "area")


def ranked_matches(folded: str, under: Callable[[str], Found]) -> tuple[NameMatch, ...]:
    """The places of a folded name, most likely first: found by own name, by another or without the article, by importance
    less what the quality loses; by consonants only when nothing else is found."""
    found = under(folded)
    if not found and not folded.isascii() and (latin := romanise(folded)).isascii():
        return ranked_matches(latin, under)
    bare = strip_article(folded)
    if bare != folded:
        found = found + [(max(quality, STRIPPED), weight, place) for quality, weight, place in under(bare)]
    if not found:
        return spelled_alike(folded, under)
    return _matches(folded, sorted(_with_seats(found), key=_order))


def spelled_alike(folded: str, under: Callable[[str], Found]) -> tuple[NameMatch, ...]:
    """The places whose names have the consonants of a folded name: those spelled most alike and most important first."""
    bare = strip_article(folded)
    key = skeleton_key(bare)
    alike = [(SKELETON, weight - _unlike(bare, place), place) for _, weight, place in under(key)] if key else []
    return _matches(folded, sorted(_with_seats(alike), key=_order)[:_MOST_SKELETONS])


def _matches(folded: str, found: Found) -> tuple[NameMatch, ...]:
    first: dict[str, NameMatch] = {}
    for quality, _, place in found:
        first.setdefault(place.id, NameMatch(place, folded, QUALITIES[quality]))
    return tuple(first.values())


def _order(found: tuple[int, float, Place]) -> float:
    quality, weight, _ = found
    return _LOSSES[quality] - weight


def _unlike(bare: str, place: Place) -> float:
    return _SPELLING_LOSS * (1 - ratio(bare, strip_article(fold_name(place.name))) / 100)


def _with_seats(found: Found) -> Found:
    districts = [(quality, weight, place) for quality, weight, place in found if place.kind in _DISTRICTS]
    return [(q, _as_seat(q, w, p, districts), p) if p.kind == "settlement" else (q, w, p) for q, w, p in found]


def _as_seat(quality: int, weight: float, town: Place, districts: Found) -> float:
    for _, other, district in districts:
        near = abs(district.lat - town.lat) < _SEAT_REACH and abs(district.lon - town.lon) < _SEAT_REACH
        if near and district.country == town.country:
            weight = max(weight, other + _LOSSES[quality] + _SEAT_GAIN)
    return weight
