"""A few real towns (GeoNames), mentions of them in a text, and distances read from it."""

from collections.abc import Sequence

from geo.extractors.distance.reading import extract_distances
from geo.records.facts import StatedDistance
from geo.records.places import Candidate, Place, PlaceMention
from geo.records.text import Article, ParsedSentence
from geo.text.model import load_model
from geo.text.parse import parse_articles


def town(name: str, lat: float, lon: float, country: str, **more: object) -> Place:
    """A settlement of 2 km."""
    fields: dict[str, object] = {"kind": "settlement", "uncertainty_km": 2.0, **more}
    return Place(f"dl:{name.lower()}-{country.lower()}-{lat:.0f}", name, lat, lon, country=country, **fields)  # type: ignore[arg-type]


RAQQA = town("Raqqa", 35.9528, 39.0099, "SY", population=531_952)
ALEPPO = town("Aleppo", 36.2012, 37.1612, "SY", population=2_098_210, uncertainty_km=12.9)
HOMS = town("Homs", 34.7268, 36.7234, "SY", population=775_404)
HAMA = town("Hama", 35.1318, 36.7578, "SY", population=754_036)
AZAZ = town("Azaz", 36.5865, 37.0463, "SY", population=66_138)
DONETSK = town("Donetsk", 48.0159, 37.8029, "UA", population=901_645)
POKROVSK = town("Pokrovsk", 48.2820, 37.1758, "UA", population=60_127)
POKROVSK_IN_YAKUTIA = town("Pokrovsk", 61.4844, 129.1482, "RU", population=10_218)


def mention(
    text: str, place: Place | None, start: int, *others: tuple[Place, float], score: float = 0.9
) -> PlaceMention:
    """A mention of a name that stands at `start` in the first sentence."""
    candidates = tuple(Candidate(p, s) for p, s in others)
    return PlaceMention(0, start, start + len(text), text, place, score, (), candidates)


def parse(text: str) -> tuple[Article, tuple[ParsedSentence, ...]]:
    """A text as an article and its sentences."""
    part = next(iter(parse_articles(load_model(), [Article("a", "", text)])))
    return part.article, part.sentences


def mentions_of(text: str, sentences: Sequence[ParsedSentence], places: Sequence[Place]) -> list[PlaceMention]:
    """The first mention of each place's name in each sentence."""
    found = []
    for parsed in sentences:
        for place in places:
            at = parsed.text.find(place.name)
            if at >= 0:
                start = parsed.sentence.start + at
                found.append(
                    PlaceMention(parsed.sentence.index, start, start + len(place.name), place.name, place, 0.9)
                )
    return found


def read_distances(text: str, *places: Place) -> tuple[StatedDistance, ...]:
    """The distances stated in a text in which the places are mentioned by their names."""
    article, sentences = parse(text)
    return extract_distances(article, sentences, mentions_of(text, sentences, places))
