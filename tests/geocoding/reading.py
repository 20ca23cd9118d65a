"""Places of a text as resolved with a gazetteer, by name, for tests."""

from geo.gazetteers.base import PlaceNames
from geo.geocoding.resolve import resolve_toponyms
from geo.records.places import Place, PlaceMention
from geo.records.text import Article
from tests.text.reading import read_toponyms


def read_mentions(text: str, gazetteer: PlaceNames, publisher: str | None = None) -> tuple[PlaceMention, ...]:
    article = Article("a", "", text, publisher=publisher)
    return resolve_toponyms(read_toponyms(text, gazetteer), article, gazetteer)


def read_places(text: str, gazetteer: PlaceNames, publisher: str | None = None) -> dict[str, Place | None]:
    return {m.text: m.place for m in read_mentions(text, gazetteer, publisher)}
