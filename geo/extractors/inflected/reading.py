"""A report in a language of many endings becomes a reading: sentences, places, distances, statements of control."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from geo.extractors.distance.judging import measure_distances
from geo.extractors.inflected.actors import ARMY, FORCES, Named, find_actors, forces_of, resolve, words_of_actors
from geo.extractors.inflected.control import Told, find_told
from geo.extractors.inflected.dates import Dated, find_dates, heading_date
from geo.extractors.inflected.distances import find_distances
from geo.extractors.inflected.ground import Ground, Placed
from geo.extractors.inflected.names import PlaceName, find_place_names
from geo.extractors.inflected.telling import choose_sayer, find_sayers
from geo.gazetteers.base import PlaceNames
from geo.geocoding.relations import apply_relations
from geo.geocoding.resolve import resolve_toponyms, shorten
from geo.languages.actors import actor_table
from geo.languages.inflected import home_side, inflected_words
from geo.records.actors import ActorMention, Attribution
from geo.records.dates import DateSpan
from geo.records.facts import ControlChange, Reading
from geo.records.places import OtherNames, PlaceMention, Toponym
from geo.records.text import Article, Evidence
from geo.text.entities_of_names import find_named
from geo.text.inflected import InflectedSentence, split_sentences

DAY = timedelta(days=1)
_APART = 12
NAMED = "named in a case of “{base}”"
CONFIDENCES = (0.5, 0.65, 0.75, 0.8)
"""The share of statements wholly right among those with so many pieces of evidence, as measured on the passages of `data/passages/languages/` that rules were made on."""
_TELLS = frozenset({"completed", "ongoing", "started", "attempted", "state", "failed"})
"""Statuses of what is told of the report's own day where no other is said."""


def read_inflected(article: Article, gazetteer: PlaceNames) -> Reading:
    """All that is said in an article. Raises MissingPartError when its language's packages are missing."""
    language = article.language
    sentences = split_sentences(article)
    actors = find_actors(sentences, language)
    named = find_named([s.text for s in sentences], language)
    names = find_place_names(sentences, language, gazetteer, words_of_actors(actors, sentences), named)
    found = _resolve(names, _gloss(article, actors), gazetteer)
    # The distances are read twice: what they say of the places may change which places these are.
    stated = [d for ground in _grounds(article, sentences, names, found, actors) for d in find_distances(ground)]
    mentions = apply_relations(found, stated)
    grounds = list(_grounds(article, sentences, names, mentions, actors))
    stated = [d for ground in grounds for d in find_distances(ground)]
    kept = tuple(map(shorten, mentions))
    ids = dict.fromkeys(m.place.id for m in kept if m.place)
    called = tuple(OtherNames(i, others) for i in ids if (others := gazetteer.other_names(i)))
    spans = tuple(s.sentence for s in sentences)
    return Reading(article, spans, kept, measure_distances(stated), _changes(article, grounds, mentions), (), called)


def _grounds(
    article: Article,
    sentences: Sequence[InflectedSentence],
    names: Sequence[PlaceName],
    mentions: Sequence[PlaceMention],
    actors: Sequence[Named],
) -> Iterator[Ground]:
    """What each sentence is read on."""
    by_span = {(m.start, m.end): m for m in mentions}
    placed = [(n, by_span[n.start, n.end]) for n in names if (n.start, n.end) in by_span]
    for index, parsed in enumerate(sentences):
        here, before = ([p for p in placed if p[0].sentence == index], [p for p in placed if p[0].sentence < index])
        there, earlier = ([a for a in actors if a.sentence == index], [a for a in actors if a.sentence < index])
        yield Ground(parsed, article.language, here, before, there, earlier)


def _gloss(article: Article, actors: Sequence[Named]) -> Article:
    """The article with the English names of its actors behind its text: by them the geocoder tells in which war a name is meant.

    A report that names no side plays where most in its language do, if that is one country.
    """
    table, home = actor_table(), home_side(article.language)
    ids = dict.fromkeys(a.actor for a in actors if a.actor in table.by_id)
    foreign = any(a.actor.endswith("-forces") and a.actor[:2].upper() not in home.theatre for a in actors)
    names = [table.by_id[i].actor.name for i in ids] or ([home.country] if home.country and not foreign else [])
    return replace(article, text=f"{article.text}\n\n{'. '.join(names)}.") if names else article


def _resolve(names: Sequence[PlaceName], article: Article, gazetteer: PlaceNames) -> tuple[PlaceMention, ...]:
    """The names as mentions with the places they mean, as written."""
    toponyms = [
        Toponym(
            n.sentence,
            n.start,
            n.end,
            n.base,
            n.kinds,
            n.type_word,
            reasons=(NAMED.format(base=n.base),) if n.base != n.text else (),
        )
        for n in names
    ]
    found = resolve_toponyms(toponyms, article, gazetteer)
    return tuple(replace(m, text=n.text) for m, n in zip(found, names, strict=True))


def _changes(
    article: Article, grounds: Sequence[Ground], mentions: Sequence[PlaceMention]
) -> tuple[ControlChange, ...]:
    found: list[ControlChange] = []
    places, doer, heading = list[Placed](), None, None
    for bare in grounds:
        ground = replace(bare, told=tuple(places), doer=doer)
        before = next((c.when.start for c in reversed(found) if c.when and c.when.start), None)
        dates = find_dates(ground.parsed, article.published, article.language, before)
        heading = heading_date(dates, ground.parsed) or heading
        told = find_told(ground)
        sayers = find_sayers(ground.parsed, article.language)
        for statement in told:
            when = _when(statement, dates, told) or (heading.span if heading else None) or _own_day(statement, article)
            said = choose_sayer(sayers, statement.first, statement.last)
            found.append(_change(statement, ground, article, mentions, (when, said)))
        places += (p for statement in told for p in statement.places)
        doers = [
            s for statement in told for s in (statement.gained, statement.held, statement.lost) if isinstance(s, Named)
        ]
        doer = doers[-1] if doers else doer
    return tuple(found)


def _change(
    told: Told,
    ground: Ground,
    article: Article,
    mentions: Sequence[PlaceMention],
    circumstances: tuple[DateSpan | None, Attribution | None],
) -> ControlChange:
    when, said = circumstances
    there = _There(article, _countries(told.places, mentions), (when.start if when else None) or article.published)
    gained, lost, held = (_side(side, there, ground, said) for side in (told.gained, told.lost, told.held))
    sentence = ground.parsed.sentence
    return ControlChange(
        told.rule.kind,
        told.status,
        gained or _usual_doer(told, there),
        lost,
        held,
        tuple(p[1] for p in told.places),
        when,
        said,
        ground.span(told.first, told.last),
        CONFIDENCES[min(told.evidence, len(CONFIDENCES) - 1)],
        Evidence(
            article.id,
            sentence.index,
            sentence.start,
            sentence.end,
            ground.parsed.text,
            f"{article.language}-{told.rule.id}",
        ),
        extent=told.extent,
    )


def _countries(places: Sequence[Placed], mentions: Sequence[PlaceMention]) -> tuple[str, ...]:
    """The countries told of: those of a statement's own places first, then of all the article's, the most named first."""
    own = [m.place.country for _, m in places if m.place and m.place.country]
    all_of = Counter(m.place.country for m in mentions if m.place and m.place.country)
    return tuple(dict.fromkeys((*own, *(c for c, _ in all_of.most_common()))))


@dataclass(frozen=True, slots=True)
class _There:
    """Where and when a statement plays, by which words that name nobody mean somebody."""

    article: Article
    countries: tuple[str, ...]
    day: date | None

    def resolve(self, side: Named) -> ActorMention:
        return resolve(side, self.article.language, self.countries, self.day)


def _side(side: Named | Placed | None, there: _There, ground: Ground, said: Attribution | None) -> ActorMention | None:
    if side is None:
        return None
    if not isinstance(side, Named):
        name, mention = side
        country = mention.place.country if mention.place else ""
        return ActorMention(name.start, name.end, name.text, forces_of(country, there.day), "demonym")
    if side.meaning in (FORCES, ARMY) and said is not None:
        # "the troops" in the mouth of one side are its own: "Міноборони РФ визнало, що війська відведені".
        own = next((a for a in ground.actors if said.start <= a.start < said.end and a.actor), None)
        if own is not None:
            return replace(
                there.resolve(replace(own, start=side.start, end=side.end, text=side.text)), method="reference"
            )
    return there.resolve(side)


def _usual_doer(told: Told, there: _There) -> ActorMention | None:
    """Who takes where nobody is told and only one side's reports use the verb: "звільнено" in a Ukrainian report of Ukraine."""
    meaning = inflected_words(there.article.language, "actors")["home"].get("verbs", {}).get(told.rule.id)
    if meaning is None or told.gained is not None or told.rule.side != "gained":
        return None
    at = told.places[0][0].start
    mention = there.resolve(Named(0, 0, 0, at, at, "", "", meaning, frozenset()))
    return mention if mention.actor else None


def _when(told: Told, dates: Sequence[Dated], others: Sequence[Told]) -> DateSpan | None:
    """The date nearest to a statement; another statement between the two makes it much farther."""
    fits = []
    for dated in dates:
        low, high = (dated.last, told.first) if dated.last < told.first else (told.last, dated.first)
        between = sum(low < o.first < high for o in others if o is not told)
        fits.append((high - low + _APART * between, dated.span))
    return min(fits, key=lambda f: f[0])[1] if fits else None


def _own_day(told: Told, article: Article) -> DateSpan | None:
    if told.status not in _TELLS or article.published is None:
        return None
    return DateSpan(article.published, article.published + DAY, "day", "report")
