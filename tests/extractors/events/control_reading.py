"""Changes of control read in a text, with a small list of real towns (GeoNames) for the gazetteer."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from geo.extractors.actors.finding import find_actors
from geo.extractors.dates.finding import find_dates
from geo.extractors.events.ground import Known
from geo.extractors.events.reading import extract_changes
from geo.languages.actors import actor_table, actor_words
from geo.records.actors import ActorMention
from geo.records.facts import ControlChange
from geo.records.places import Place, PlaceMention
from geo.records.text import Article, ParsedSentence
from geo.text.model import load_model
from geo.text.parse import parse_articles

TOWNS = {
    "SY": "Raqqa Aleppo Palmyra Kobani Manbij Idlib Homs Saraqib Qusair Azaz Mayadin Douma Tabqa",
    "IQ": "Mosul Tikrit Ramadi Fallujah Sinjar Kirkuk Amirli",
    "UA": "Kherson Bakhmut Izium Avdiivka Lyman Kreminna Kupiansk",
    "RU": "Grozny",
    "AF": "Kabul Kunduz Ghazni",
    "LY": "Sirte Tripoli",
    "ML": "Kidal Gao",
    "CD": "Goma Bunia",
    "SS": "Juba Malakal",
    "SD": "Khartoum",
    "ET": "Mekelle",
    "MM": "Lashio",
    "YE": "Taiz Hodeidah Marib Aden",
    "NG": "Gwoza Baga",
    "CF": "Bangassou",
    "AO": "Kuito",
    "AZ": "Shusha",
}
COUNTRIES = {"Turkey": "TR", "Russia": "RU", "Ukraine": "UA", "Ethiopia": "ET", "Israel": "IL", "Syria": "SY"}
PLACES = {
    **{
        name: Place(f"dl:{name.lower()}", name, 0.0, 0.0, "settlement", country, population=50_000)
        for country, names in TOWNS.items()
        for name in names.split()
    },
    **{name: Place(f"dl:{code.lower()}", name, 0.0, 0.0, "country", code) for name, code in COUNTRIES.items()},
}
_NAMES = re.compile(r"\b(?:" + "|".join(PLACES) + r")\b")


@cache
def parse(text: str, published: date | None) -> tuple[Article, tuple[ParsedSentence, ...]]:
    """A text as an article and its sentences."""
    part = next(iter(parse_articles(load_model(), [Article("a", "", text, published=published)])))
    return part.article, part.sentences


def mentions_in(sentences: tuple[ParsedSentence, ...]) -> Iterator[PlaceMention]:
    """Every name of the list, where it stands."""
    for parsed in sentences:
        for match in _NAMES.finditer(parsed.text):
            start = parsed.sentence.start + match.start()
            yield PlaceMention(parsed.sentence.index, start, start + len(match[0]), match[0], PLACES[match[0]], 0.9)


def read_actors(text: str, published: date | None = None) -> tuple[ActorMention, ...]:
    """The actors named in a text."""
    article, sentences = parse(text, published)
    return find_actors(article, sentences, tuple(mentions_in(sentences)), actor_words(), actor_table())


def read_changes(text: str, published: date | None = None) -> tuple[ControlChange, ...]:
    """The changes that a text states."""
    article, sentences = parse(text, published)
    known = Known(tuple(mentions_in(sentences)), read_actors(text, published))
    found = (extract_changes(article, s, known, find_dates(s, published)) for s in sentences)
    return tuple(change for changes, _ in found for change in changes)


def place_names(change: ControlChange) -> list[str]:
    """The places of a change: the gazetteer's name, else the words as written."""
    return [m.place.name if m.place else m.text for m in change.places]


def words(mention: ActorMention | None) -> str | None:
    """The words of an actor mention."""
    return mention.text if mention else None
