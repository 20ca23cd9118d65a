"""Sentences and toponyms of a text, for tests."""

from geo.gazetteers.base import PlaceNames
from geo.records.places import Toponym
from geo.records.text import Article, ParsedSentence
from geo.text.mentions import find_toponyms
from geo.text.model import load_model
from geo.text.parse import parse_articles


def parse(text: str) -> tuple[ParsedSentence, ...]:
    return tuple(s for part in parse_articles(load_model(), [Article("a", "", text)]) for s in part.sentences)


def read_toponyms(text: str, gazetteer: PlaceNames) -> tuple[Toponym, ...]:
    return find_toponyms(parse(text), gazetteer)
