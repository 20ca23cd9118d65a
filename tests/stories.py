"""Readings made by hand: what stores, views and panels are tested on without a language model."""

from dataclasses import replace
from datetime import date

from geo.records.actors import Actor, ActorMention, Attribution
from geo.records.dates import DateSpan
from geo.records.facts import ControlChange, Reading, StatedDistance
from geo.records.places import Candidate, Place, PlaceMention
from geo.records.text import Article, Evidence, Sentence, Span

RAQQA = Place(
    "gn:172955", "Raqqa", 35.9528, 39.0079, "settlement", "SY", "Raqqa", "", 177636, 3, "geonames", 172955, "PPLA"
)
ALEPPO = Place(
    "gn:170063", "Aleppo", 36.2012, 37.1612, "settlement", "SY", "Aleppo", "", 1602264, 5, "geonames", 170063, "PPLA"
)
MOSUL = Place(
    "gn:99072", "Mosul", 36.335, 43.1189, "settlement", "IQ", "Nineveh", "", 1739800, 5, "geonames", 99072, "PPLA"
)
ISIS = Actor("is", "Islamic State", "rebel")
SDF = Actor("sdf", "Syrian Democratic Forces", "rebel", "SY")


def span(article: Article, words: str) -> Span:
    """Where the words first stand in the article."""
    start = article.text.index(words)
    return Span(start, start + len(words), words)


def mention(article: Article, words: str, place: Place | None, sentence: int = 0) -> PlaceMention:
    """A mention of a place by the words where they first stand."""
    s = span(article, words)
    other = Candidate(ALEPPO, 0.1, ("the second largest of the name",))
    return PlaceMention(
        sentence, s.start, s.end, words, place, 0.9 if place else 0.0, ("the only place of that name",), (other,)
    )


def actor(article: Article, words: str, known: Actor | None) -> ActorMention:
    """A mention of an actor."""
    s = span(article, words)
    return ActorMention(s.start, s.end, words, known, "dictionary" if known else "unresolved")


def evidence(article: Article, words: str, rule: str, sentence: int = 0) -> Evidence:
    """Evidence that is the whole of the words."""
    s = span(article, words)
    return Evidence(article.id, sentence, s.start, s.end, words, rule)


def change(article: Article, trigger: str, **fields: object) -> ControlChange:
    """A completed seizure by nobody named, but for what `fields` say."""
    plain = ControlChange(
        "seize",
        "completed",
        None,
        None,
        None,
        (),
        None,
        None,
        span(article, trigger),
        0.9,
        evidence(article, trigger, "seize"),
    )
    return replace(plain, **fields)  # type: ignore[arg-type]


def reading(article: Article, **fields: object) -> Reading:
    """A reading of an article that is one sentence."""
    whole = Sentence(article.id, 0, 0, len(article.text))
    return replace(Reading(article, (whole,), (), (), ()), **fields)  # type: ignore[arg-type]


def raqqa_readings() -> list[Reading]:
    """ISIS takes Raqqa (told in 2016 of 2013), the SDF retake it, and Mosul is only planned to be taken."""
    return [_taken(), _retaken(), _planned()]


def _taken() -> Reading:
    text = "ISIS seized Raqqa, 160 km from Aleppo, in the spring of 2013, Reuters reported."
    article = Article("a1", "The fall", text, "https://example.org/1", "Sample agency", date(2016, 11, 3))
    raqqa, aleppo = mention(article, "Raqqa", RAQQA), mention(article, "Aleppo", ALEPPO)
    spring = DateSpan(date(2013, 3, 1), date(2013, 6, 1), "season", "explicit", "the spring of 2013")
    said = span(article, "Reuters")
    fact = change(
        article, "seized", gained_by=actor(article, "ISIS", ISIS), places=(raqqa,), when=spring,
        attribution=Attribution(said.start, said.end, "Reuters", "media", "indirect", "reported"),
    )  # fmt: skip
    stated = StatedDistance(
        19,
        25,
        "160 km",
        160,
        "km",
        160,
        None,
        False,
        aleppo,
        raqqa,
        evidence(article, "160 km from Aleppo", "distance"),
        168.6,
        8.6,
        "agrees",
    )
    return reading(article, mentions=(raqqa, aleppo), changes=(fact,), distances=(stated,))


def _retaken() -> Reading:
    text = "The SDF retook Raqqa from ISIS on Tuesday."
    article = Article("a2", "Retaken", text, None, "Sample daily", date(2017, 10, 17))
    raqqa = mention(article, "Raqqa", RAQQA)
    day = DateSpan(date(2017, 10, 17), date(2017, 10, 18), "day", "relative", "Tuesday")
    fact = change(
        article,
        "retook",
        kind="regain",
        gained_by=actor(article, "SDF", SDF),
        lost_by=actor(article, "ISIS", ISIS),
        places=(raqqa,),
        when=day,
    )
    return reading(article, mentions=(raqqa,), changes=(fact,))


def _planned() -> Reading:
    text = "The tribes plan to free Mosul and Bab al-Nasr."
    article = Article("a3", "Plans", text, None, "Sample daily", date(2016, 10, 1))
    mosul, gate = mention(article, "Mosul", MOSUL), mention(article, "Bab al-Nasr", None)
    fact = change(
        article, "free", kind="regain", status="planned", gained_by=actor(article, "The tribes", None), places=(mosul,)
    )
    return reading(article, mentions=(mosul, gate), changes=(fact,))
