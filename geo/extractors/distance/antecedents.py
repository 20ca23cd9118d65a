"""Finds what "the city", "the capital", "it" or nothing at all points back at: an end of a distance that was named before."""

from collections import Counter
from collections.abc import Sequence

from geo.extractors.distance.anchors import End
from geo.extractors.distance.scene import Scene
from geo.geocoding.capitals import find_capital
from geo.languages.sentences import sentence_rules
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
        if (not_this is None or not same_words(mention, not_this)) and _fits(scene, mention, noun):
            return mention
    return None


def find_starting_point(scene: Scene, position: int, located: PlaceMention | None) -> PlaceMention | None:
    """What "Hama, 45 km to the north" is seen from: a town named before in the sentence, else the one that the report is about,
    else the last one named in the two sentences before.

    None of these is the place of the dateline, nor a place from which something else is counted ("200 km east of Homs").
    """
    earlier = [m for m in scene.mentions if m.end <= position and _fits(scene, m, "") and not _is_aside(scene, m)]
    others = [m for m in earlier if located is None or not same_words(m, located)]
    here = [m for m in others if m.start >= scene.start]
    if here:
        return here[-1]
    near = [m for m in others if m.sentence >= scene.sentence.sentence.index - 2]
    return _topic(scene, others) or (near[-1] if near else None)


def _topic(scene: Scene, mentions: Sequence[PlaceMention]) -> PlaceMention | None:
    """The last mention of the place that is named more often than any other, the title counted; None where none is named twice."""
    counts = Counter(m.place.id for m in mentions if m.place)
    titled = {m.place.id for m in mentions if m.place and m.text in scene.article.title}
    counts.update(titled)
    (first, most), (_, next_most) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
    if most < 2 or most == next_most:
        return None
    return next(m for m in reversed(mentions) if m.place and m.place.id == first)


def _is_aside(scene: Scene, mention: PlaceMention) -> bool:
    """Whether a place only says where a report was written, or where something else is."""
    head = sentence_rules().dateline.match(scene.article.text)
    dateline = head is not None and mention.end <= head.end() and mention.text.isupper()
    before = scene.words(max(0, mention.start - 60), mention.start)
    return dateline or scene.rules.pattern(scene.rules.parts["counted"]).search(before) is not None


def _fits(scene: Scene, mention: PlaceMention, noun: str) -> bool:
    place = mention.place
    if noun in scene.rules.nouns["capital"]:
        return place is not None and place.feature == "PPLC"
    if noun in scene.rules.nouns["unit"]:
        return place is not None and place.kind in ("admin1", "admin2", "region", "area")
    if noun in scene.rules.nouns["site"]:
        return place is not None and place.kind == "facility"
    return place is None or place.kind in ("settlement", "derived")


def same_words(one: PlaceMention, other: PlaceMention) -> bool:
    """Whether two mentions overlap or name the same."""
    return (one.start < other.end and other.start < one.end) or one.text.lower() == other.text.lower()
