"""Many readings of many places, to measure the page on: made by rule, the same each time."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from geo.records.actors import Actor, ActorMention
from geo.records.dates import DateSpan
from geo.records.facts import ControlChange, Reading
from geo.records.places import Place, PlaceMention
from geo.records.text import Article, Evidence, Sentence, Span

ACTORS = [Actor(f"side-{i}", f"Side {i}", "rebel") for i in range(14)]
_CENTRES = [
    (35.5, 39.0, "SY"),
    (34.0, 43.5, "IQ"),
    (48.5, 37.5, "UA"),
    (13.5, 30.0, "SD"),
    (15.0, -2.0, "ML"),
    (-1.5, 28.5, "CD"),
]


def crowd_places(count: int) -> list[Place]:
    """Places scattered around six wars."""
    chance = random.Random(7)
    return [_place(chance, number) for number in range(count)]


def _place(chance: random.Random, number: int) -> Place:
    lat, lon, country = _CENTRES[number % len(_CENTRES)]
    lat, lon = lat + chance.gauss(0, 1.6), lon + chance.gauss(0, 2.2)
    return Place(f"gn:{number}", f"Placename {number}", round(lat, 5), round(lon, 5), "settlement", country)


def crowd_readings(places: list[Place], articles: int, mentions: int = 5) -> Iterator[Reading]:
    """Reports that each name some places, the first of them taken by somebody; few places get most of the mentions."""
    chance = random.Random(11)
    for number in range(articles):
        named = [places[min(int(chance.paretovariate(0.35)) - 1, len(places) - 1)] if chance.random() < 0.5
                 else chance.choice(places) for _ in range(mentions)]  # fmt: skip
        yield _reading(chance, number, named)


def _reading(chance: random.Random, number: int, named: list[Place]) -> Reading:
    gainer = chance.choice(ACTORS)
    text = f"{gainer.name} seized " + ", ".join(f"{place.name}" for place in named) + "."
    day = date(2012, 1, 1) + timedelta(days=chance.randrange(4000))
    article = Article(f"crowd-{number}", f"Report {number}", text, None, f"Agency {number % 20}", day)
    mentions = []
    at = len(gainer.name) + len(" seized ")
    for place in named:
        mentions.append(PlaceMention(0, at, at + len(place.name), place.name, place, 0.9))
        at += len(place.name) + 2
    trigger = Span(len(gainer.name) + 1, len(gainer.name) + 7, "seized")
    when = DateSpan(day, day + timedelta(days=1), "day", "report")
    gained = ActorMention(0, len(gainer.name), gainer.name, gainer, "dictionary")
    evidence = Evidence(article.id, 0, 0, len(text), text, "seize")
    change = ControlChange("seize", "completed", gained, None, None, (mentions[0],), when, None, trigger, 0.9, evidence)
    return Reading(article, (Sentence(article.id, 0, 0, len(text)),), tuple(mentions), (), (change,))
