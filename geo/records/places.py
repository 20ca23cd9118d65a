"""A place on earth, and the words of a report that name one."""

from dataclasses import dataclass
from typing import Literal

PlaceKind = Literal["country", "region", "admin1", "admin2", "settlement", "facility", "water", "area", "derived"]
MatchQuality = Literal["name", "alternate", "stripped", "skeleton"]
"""How a name was found: the place's own name, another name of it, without its article, by its consonants."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place as a gazetteer gives it. `uncertainty_km` is the radius the point stands for; `id` is `gn:170592`, `dl:tabqa-dam` …

    `country` is an ISO 3166-1 alpha-2 code (XK for Kosovo) or "" for places of several; `admin1` and `admin2` are the
    names of the units it lies in; `feature` is the gazetteer's own finer code (PPLA, DAM, ADM2 …).
    """

    id: str
    name: str
    lat: float
    lon: float
    kind: PlaceKind
    country: str = ""
    admin1: str = ""
    admin2: str = ""
    population: int = 0
    uncertainty_km: float = 0.0
    source: str = ""
    geonameid: int | None = None
    feature: str = ""


@dataclass(frozen=True, slots=True)
class OtherNames:
    """The names that a place goes by besides its main one, in all scripts."""

    place_id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A place that a gazetteer finds under a name, and how it was found."""

    place: Place
    name: str
    quality: MatchQuality


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words recognised as the name of a place, before it is known which place.

    `kinds` are the kinds that a type word beside the name allows ("Raqqa province" → admin1, admin2), empty when there is
    none; `type_word` and `part` ("northern", "rural") are that word and the part of the place meant, as written;
    `written_point` is the latitude and longitude where the words are coordinates. `reasons` say why it is a place name.
    """

    sentence: int
    start: int
    end: int
    text: str
    kinds: tuple[PlaceKind, ...] = ()
    type_word: str = ""
    part: str = ""
    written_point: tuple[float, float] | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a mention may mean: its probability among the candidates (0 to 1) and the reasons in words."""

    place: Place
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words that name a place. One that could not be resolved stays, with `place` None.

    `score` is the probability of `place`; `reasons` say why in words; `candidates` are the others, best first. `area` is the
    part of the place that the words around the name mean ("northern Syria"), of kind `derived`.
    """

    sentence: int
    start: int
    end: int
    text: str
    place: Place | None = None
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    area: Place | None = None
