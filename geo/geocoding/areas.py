"""The parts of places that a text means ("northern Syria", "the Syrian-Turkish border"), as areas beside the places themselves.

The mention keeps its words and its place, since a part of Syria is in Syria; what is drawn is the area.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from geo.gazetteers.base import PlaceNames
from geo.gazetteers.part_words import REACH, border_words, find_part
from geo.gazetteers.parts import derive_border, derive_stretch, find_area
from geo.gazetteers.queries import named_country
from geo.languages.borders import border_patterns
from geo.records.places import Place, PlaceMention
from geo.records.text import Article, Sentence

_TOWNS = frozenset({"settlement", "facility", "area"})
_SURE = 0.9
"""How likely a border is where two countries that share one are named with it."""


def find_areas(
    mentions: Sequence[PlaceMention], article: Article, sentences: Sequence[Sentence], gazetteer: PlaceNames
) -> tuple[PlaceMention, ...]:
    """The mentions in order of their offsets, each with the area of the part that the words around it mean.

    A river's is its stretch near a town of its sentence. Borders between peoples ("the Syrian-Turkish border") come as
    mentions of their own.
    """
    marked = [_with_part(m, article.text, gazetteer) for m in mentions]
    for sentence in sentences:
        for border in _borders(article.text[sentence.start : sentence.end], sentence, gazetteer):
            marked = _with_border(marked, border)
    rivers = [_with_stretch(m, marked) if m.place and m.place.kind == "water" else m for m in marked]
    return tuple(sorted(rivers, key=lambda m: (m.start, m.end)))


def _with_stretch(river: PlaceMention, mentions: Sequence[PlaceMention]) -> PlaceMention:
    """The mention of a river with its stretch near the town that is named nearest to it in its sentence."""
    beside = (m for m in mentions if m.sentence == river.sentence and m.place and m.place.kind in _TOWNS)
    for town in sorted(beside, key=lambda m: max(m.start - river.end, river.start - m.end)):
        stretch = derive_stretch(river.place, town.place) if river.place and town.place else None
        if stretch:
            said = f"its course near {town.text}, which the sentence names: {stretch.lat:.2f}, {stretch.lon:.2f}"
            return replace(river, area=stretch, reasons=(*river.reasons, said))
    return river


def _with_part(mention: PlaceMention, text: str, gazetteer: PlaceNames) -> PlaceMention:
    if mention.place is None:
        return mention
    part = find_part(text[max(0, mention.start - REACH) : mention.start], text[mention.end : mention.end + REACH])
    area = find_area(mention.place, mention.text, part, gazetteer) if part else None
    return _with_area(mention, area, part.words) if part and area else mention


def _with_area(mention: PlaceMention, area: Place, words: str) -> PlaceMention:
    said = f"the part of it called “{words}”: {area.name}, within {area.uncertainty_km:.0f} km of {area.lat:.2f}, {area.lon:.2f}"
    return replace(mention, area=area, reasons=(*mention.reasons, said))


def _borders(text: str, sentence: Sentence, gazetteer: PlaceNames) -> Iterator[PlaceMention]:
    """The borders that a sentence names with both their countries, as mentions."""
    for _, pattern in border_patterns(border_words()) if _word().search(text) else ():
        for match in pattern.finditer(text):
            one, other = (named_country(match[name], gazetteer) for name in ("one", "other"))
            border = derive_border(one, other) if one and other else None
            if border:
                start, reason = (
                    min(match.start("one"), match.start("word")),
                    f"both its countries are named: {border.name}",
                )
                span = (sentence.start + start, sentence.start + match.end(), text[start : match.end()])
                yield PlaceMention(sentence.index, *span, border, _SURE, (reason,))


def _with_border(mentions: list[PlaceMention], border: PlaceMention) -> list[PlaceMention]:
    """The mentions with the border as one of them, or, where its countries are, as the area of these."""
    if not any(m.start < border.end and border.start < m.end for m in mentions):
        return [*mentions, border]
    return [
        _with_area(m, border.place, border.text)
        if border.start <= m.start and m.end <= border.end and m.place and border.place and m.area is None
        else m
        for m in mentions
    ]


@cache
def _word() -> re.Pattern[str]:
    return re.compile(border_words())
