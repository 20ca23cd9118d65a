"""Finds what "the city", "the capital", "it" or nothing at all points back at: an end of a distance that was named before."""

from geo.extractors.distance_anchors import End
from geo.extractors.distance_capitals import find_capital
from geo.extractors.distance_scene import Scene
from geo.records.places import Place, PlaceMention


def capital_meant(scene: Scene, end: End) -> Place | None:
    """The capital of the country that the words or else the nearest placed name before speak of."""
    if scene.gazetteer is None:
        return None
    near = (m.place.country for m in scene.before(end.mention.start) if m.place is not None and m.place.country)
    return find_capital(end.mention.text, next(near, ""), scene.gazetteer)


def find_antecedent(scene: Scene, position: int, noun: str, not_this: PlaceMention | None) -> PlaceMention | None:
    """The nearest name before that `noun` ("city", "capital", "province"; "" for any settlement) may point back at."""
    for mention in scene.before(position):
        if (not_this is None or not same_words(mention, not_this)) and _fits(mention, noun):
            return mention
    return None


def _fits(mention: PlaceMention, noun: str) -> bool:
    place = mention.place
    if noun == "capital":
        return place is not None and place.feature == "PPLC"
    if noun in ("province", "district", "island"):
        return place is not None and place.kind in ("admin1", "admin2", "region", "area")
    if noun in ("airport", "airfield", "air base", "airbase", "base", "camp", "dam"):
        return place is not None and place.kind == "facility"
    return place is None or place.kind in ("settlement", "derived")


def same_words(one: PlaceMention, other: PlaceMention) -> bool:
    """Whether two mentions overlap or name the same."""
    return (one.start < other.end and other.start < one.end) or one.text.lower() == other.text.lower()
