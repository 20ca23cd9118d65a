"""A reading as rows of the tables, and rows as records again."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from geo.records.actors import Actor, ActorMention
from geo.records.facts import ControlChange, Reading, StatedDistance
from geo.records.places import Candidate, Place, PlaceMention
from geo.records.reading_json import from_json, to_json
from geo.records.text import Article, Evidence
from geo.stores.stories import Told
from geo.stores.tables import LASTING, UNDATED

Row = dict[str, Any]
Days = tuple[date | None, date | None]
AREA_OF = "area_of"
"""What marks a row of `mentions` as the area of the mention before it, which is told once."""
ROLES = ("gained_by", "lost_by", "held_by")
# The changes after which somebody else holds the place, and the statuses that say it came to pass.
_GAINS = ("seize", "regain", "transfer")
_HAPPENED = ("completed", "ongoing", "started")
_PLACE_COLUMNS = len(Place.__slots__)


@dataclass(slots=True)
class Rows:
    """The rows of one batch, by table; places and actors once each."""

    articles: list[Row] = field(default_factory=list)
    places: dict[str, Row] = field(default_factory=dict)
    actors: dict[str, Row] = field(default_factory=dict)
    sentences: list[Row] = field(default_factory=list)
    mentions: list[Row] = field(default_factory=list)
    changes: list[Row] = field(default_factory=list)
    change_places: list[Row] = field(default_factory=list)
    change_actors: list[Row] = field(default_factory=list)
    distances: list[Row] = field(default_factory=list)
    distance_places: list[Row] = field(default_factory=list)


def digest_article(article: Article) -> str:
    """What an article holds, as a SHA-256: the same digest means that nothing is to be read again."""
    parts = (article.title, article.url, article.publisher, article.published, article.text)
    return hashlib.sha256("\0".join(str(p or "") for p in parts).encode("utf-8", "surrogatepass")).hexdigest()


def fact_id(kind: str, evidence: Evidence, number: int) -> str:
    """The id of a fact: a hash of where it stands and what read it, so that reading again gives the same id."""
    key = f"{kind}\0{evidence.article_id}\0{evidence.start}\0{evidence.end}\0{evidence.rule}\0{number}"
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def make_rows(readings: Iterable[Reading], stories: Mapping[str, Told]) -> Rows:
    """All rows of a batch of readings, whose articles stand in `stories`."""
    rows = Rows()
    for reading in readings:
        rows.articles.append(_article_row(reading.article, stories[reading.article.id]))
        told = _days_told(reading)
        _add_sentences(rows, reading, told)
        for mention in reading.mentions:
            _add_mention(rows, stories[reading.article.id], mention, told)
        for number, change in enumerate(reading.changes):
            _add_change(rows, reading.article, change, number)
        for number, distance in enumerate(reading.distances):
            _add_distance(rows, reading.article, distance, number, told)
    return rows


def event_days(change: ControlChange, published: date | None) -> Days:
    """The first and last day of a change: its own date, else the report's. An open side ends at the other or at the report;
    a date that is said but not understood gives none."""
    if change.when is None:
        return published, published
    if change.when.start is None and change.when.end is None:
        return None, None
    last = change.when.end - timedelta(days=1) if change.when.end else None
    first = change.when.start or last
    return first, last or max(filter(None, (first, published)), default=None)


def _days_told(reading: Reading) -> dict[int, Days]:
    told: dict[int, Days] = {}
    for change in reading.changes:
        days = event_days(change, reading.article.published)
        before = told.get(change.evidence.sentence, days)
        told[change.evidence.sentence] = (_first(before[0], days[0], min), _first(before[1], days[1], max))
    return told


def _lasts(first: date | None, last: date | None) -> bool:
    return bool(first and last and last - first > LASTING)


def _first(one: date | None, other: date | None, choose: Any) -> date | None:
    known = [d for d in (one, other) if d]
    return choose(known) if known else None


def _article_row(article: Article, told: Told) -> Row:
    row = {name: getattr(article, name) for name in Article.__slots__}
    return row | {"digest": digest_article(article), "story_id": told.story_id, "signature": told.signature}


def _add_sentences(rows: Rows, reading: Reading, told: dict[int, Days]) -> None:
    article = reading.article
    speaking = {m.sentence for m in reading.mentions} | told.keys()
    speaking |= {d.evidence.sentence for d in reading.distances}
    for s in reading.sentences:
        first, last = told.get(s.index, (article.published, article.published))
        rows.sentences.append(
            {
                "article_id": article.id,
                "position": s.index,
                "start": s.start,
                "end": s.end,
                "text": article.words(s.start, s.end),
                "told": s.index in speaking,
                "first_day": first,
                "last_day": last,
                "reported": article.published or UNDATED,
                "lasting": _lasts(first, last),
                "changing": s.index in told,
            }
        )


def _add_mention(rows: Rows, report: Told, mention: PlaceMention, told: dict[int, Days]) -> None:
    _add_places(rows, [mention.place, mention.area, *(c.place for c in mention.candidates)])
    plain = to_json(replace(mention, place=None, candidates=()))
    plain["candidates"] = [[c.place.id, c.score, c.reasons] for c in mention.candidates]
    first, last = told.get(mention.sentence, (report.published, report.published))
    rows.mentions.append(
        {
            "article_id": report.id,
            "story_id": report.story_id,
            "position": mention.sentence,
            "place_id": mention.place.id if mention.place else None,
            "first_day": first,
            "last_day": last,
            "lasting": _lasts(first, last),
            "changing": mention.sentence in told,
            "reported": report.published or UNDATED,
            "record": plain,
        }
    )
    if mention.area:
        # "Northern Syria" is found under Syria and under its north.
        told_once = {"start": mention.start, "end": mention.end, AREA_OF: mention.place and mention.place.id}
        rows.mentions.append(rows.mentions[-1] | {"place_id": mention.area.id, "record": told_once})


def _add_places(rows: Rows, places: Iterable[Place | None]) -> None:
    for place in places:
        if place and place.id not in rows.places:
            rows.places[place.id] = {name: getattr(place, name) for name in Place.__slots__}


def _slim(mention: PlaceMention | None) -> PlaceMention | None:
    """A mention as facts keep it: its candidates stand with the mention itself."""
    return replace(mention, candidates=()) if mention else None


def _add_change(rows: Rows, article: Article, change: ControlChange, number: int) -> None:
    slim = replace(change, places=tuple(replace(m, candidates=()) for m in change.places))
    key = fact_id(change.kind, change.evidence, number)
    first, last = event_days(change, article.published)
    reported = {"reported": article.published or UNDATED, "lasting": _lasts(first, last)}
    days = {"first_day": first, "last_day": last, **reported}
    rows.changes.append(
        {
            "id": key,
            "article_id": article.id,
            "position": change.evidence.sentence,
            "kind": change.kind,
            "status": change.status,
            **days,
            "record": to_json(slim),
        }
    )
    _add_places(rows, [m.place for m in change.places])
    ids = sorted({m.place.id for m in change.places if m.place})
    counted = {"change_id": key, "kind": change.kind, "gained_by": _gainer(change), **days}
    rows.change_places += [{"place_id": place_id, **counted} for place_id in ids]
    for role in ROLES:
        _add_actor(rows, key, role, getattr(change, role))


def _gainer(change: ControlChange) -> str | None:
    """The actor that holds the places after a change, as `change_actors` names it."""
    gained = change.gained_by if change.kind in _GAINS and change.status in _HAPPENED else None
    return _name_actor(gained) if gained else None


def _name_actor(mention: ActorMention) -> str:
    return mention.actor.id if mention.actor else mention.text


def _add_actor(rows: Rows, key: str, role: str, mention: ActorMention | None) -> None:
    if mention is None:
        return
    if mention.actor:
        rows.actors[mention.actor.id] = {"id": mention.actor.id, "record": to_json(mention.actor)}
    rows.change_actors.append({"change_id": key, "role": role, "actor": _name_actor(mention)})


def _add_distance(rows: Rows, article: Article, distance: StatedDistance, number: int, told: dict[int, Days]) -> None:
    first, last = told.get(distance.evidence.sentence, (article.published, article.published))
    key = fact_id("distance", distance.evidence, number)
    slim = replace(distance, from_place=_slim(distance.from_place), of_place=_slim(distance.of_place))
    rows.distances.append(
        {
            "id": key,
            "article_id": article.id,
            "position": distance.evidence.sentence,
            "verdict": distance.verdict,
            "first_day": first,
            "last_day": last,
            "record": to_json(slim),
        }
    )
    ends = [m.place for m in (distance.from_place, distance.of_place) if m and m.place]
    _add_places(rows, ends)
    rows.distance_places += [{"distance_id": key, "place_id": i} for i in sorted({p.id for p in ends})]


def make_place(row: Any) -> Place:
    """A row that begins with the columns of `places`, which stand in the order of a Place's fields, as a Place."""
    return Place(*row[:_PLACE_COLUMNS])


def make_mention(plain: Row, place: Place | None, known: Mapping[str, Place]) -> PlaceMention:
    """A stored mention with its place and its candidates again."""
    mention = from_json(PlaceMention, {**plain, "candidates": []})
    candidates = tuple(
        Candidate(known[i], score, tuple(reasons)) for i, score, reasons in plain["candidates"] if i in known
    )
    return replace(mention, place=place, candidates=candidates)


def candidate_ids(plain: Row) -> Iterator[str]:
    """The ids of the places that a stored mention might have meant."""
    return (place_id for place_id, _, _ in plain["candidates"])


def make_article(row: Any) -> Article:
    """A row that carries an article's columns as an Article without its text."""
    return Article(row.article_id, row.title, "", row.url, row.publisher, row.published, row.date_source, row.language)


def make_actor(plain: Row) -> Actor:
    """A stored actor."""
    return from_json(Actor, plain)
