"""A report in a language of many endings becomes a reading: sentences, places, distances, statements of control."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from geo.extractors.distance.judging import measure_distances
from geo.extractors.inflected.actors import Named, find_actors, forces_of, resolve, words_of_actors
from geo.extractors.inflected.control import Told, find_told
from geo.extractors.inflected.dates import Dated, find_dates, heading_date
from geo.extractors.inflected.distances import Placed, find_distances
from geo.extractors.inflected.names import PlaceName, find_place_names
from geo.extractors.inflected.telling import choose_sayer, find_sayers
from geo.gazetteers.base import PlaceNames
from geo.geocoding.relations import apply_relations
from geo.geocoding.resolve import resolve_toponyms, shorten
from geo.languages.actors import actor_table
from geo.languages.inflected import inflected_words
from geo.records.actors import ActorMention
from geo.records.dates import DateSpan
from geo.records.facts import ControlChange, Reading
from geo.records.places import OtherNames, PlaceMention, Toponym
from geo.records.text import Article, Evidence, Span
from geo.text.entities_of_names import find_named
from geo.text.inflected import InflectedSentence, split_sentences

DAY = timedelta(days=1)
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
    glossed = _gloss(article, actors)
    mentions = _resolve(names, glossed, gazetteer)
    stated = [d for s in sentences for d in find_distances(s, *_places(names, mentions, s), article.id, language)]
    mentions = apply_relations(mentions, stated)
    stated = [d for s in sentences for d in find_distances(s, *_places(names, mentions, s), article.id, language)]
    changes = _changes(article, sentences, names, mentions, actors)
    kept = tuple(map(shorten, mentions))
    ids = dict.fromkeys(m.place.id for m in kept if m.place)
    called = tuple(OtherNames(i, others) for i in ids if (others := gazetteer.other_names(i)))
    return Reading(article, tuple(s.sentence for s in sentences), kept, measure_distances(stated), changes, (), called)


def _gloss(article: Article, actors: Sequence[Named]) -> Article:
    """The article with the English names of its actors behind its text: by them the geocoder tells in which war a name is meant."""
    table = actor_table()
    ids = Counter(a.actor for a in actors if a.actor in table.by_id)
    names = ". ".join(table.by_id[i].actor.name for i in ids)
    return replace(article, text=f"{article.text}\n\n{names}.") if names else article


def _resolve(names: Sequence[PlaceName], article: Article, gazetteer: PlaceNames) -> tuple[PlaceMention, ...]:
    """The names as mentions with the places they mean, as written."""
    toponyms = [
        Toponym(n.sentence, n.start, n.end, n.base, n.kinds, n.type_word, reasons=(NAMED.format(base=n.base),) if n.base != n.text else ())
        for n in names
    ]
    found = resolve_toponyms(toponyms, article, gazetteer)
    return tuple(replace(m, text=n.text) for m, n in zip(found, names, strict=True))


def _places(
    names: Sequence[PlaceName], mentions: Sequence[PlaceMention], parsed: InflectedSentence
) -> tuple[list[Placed], list[Placed]]:
    """The places of a sentence, and those of the sentences before it."""
    by_span = {(m.start, m.end): m for m in mentions}
    placed = [(n, by_span[n.start, n.end]) for n in names if (n.start, n.end) in by_span]
    index = parsed.sentence.index
    return [p for p in placed if p[0].sentence == index], [p for p in placed if p[0].sentence < index]


def _changes(
    article: Article,
    sentences: Sequence[InflectedSentence],
    names: Sequence[PlaceName],
    mentions: Sequence[PlaceMention],
    actors: Sequence[Named],
) -> tuple[ControlChange, ...]:
    found: list[ControlChange] = []
    heading: Dated | None = None
    for parsed in sentences:
        index = parsed.sentence.index
        here, before = _places(names, mentions, parsed)
        told_before = next((c.when.start for c in reversed(found) if c.when and c.when.start), None)
        dates = find_dates(parsed, article.published, article.language, told_before)
        heading = heading_date(dates, parsed) or heading
        told = find_told(
            parsed, here, [a for a in actors if a.sentence == index], before, [a for a in actors if a.sentence < index], article.language
        )
        sayers = find_sayers(parsed, article.language)
        for statement in told:
            countries = _countries(statement.places, mentions)
            sides = {
                role: _side(side, article, countries)
                for role, side in (("gained_by", statement.gained), ("lost_by", statement.lost), ("held_by", statement.held))
            }
            trigger = parsed.words[statement.first], parsed.words[statement.last]
            text = parsed.text[trigger[0].start - parsed.sentence.start : trigger[1].end - parsed.sentence.start]
            found.append(
                ControlChange(
                    statement.rule.kind,
                    statement.status,
                    **_with_default(sides, statement, article, countries),
                    places=tuple(p[1] for p in statement.places),
                    when=_when(statement, dates, heading, article, parsed, told),
                    attribution=choose_sayer(sayers, statement.first, statement.last),
                    trigger=Span(trigger[0].start, trigger[1].end, text),
                    confidence=CONFIDENCES[min(statement.evidence, len(CONFIDENCES) - 1)],
                    evidence=Evidence(
                        article.id, index, parsed.sentence.start, parsed.sentence.end, parsed.text, f"{article.language}-{statement.rule.id}"
                    ),
                    extent=statement.extent,
                )
            )
    return tuple(found)


def _countries(places: Sequence[Placed], mentions: Sequence[PlaceMention]) -> tuple[str, ...]:
    """The countries told of: those of a statement's own places first, then of all the article's, the most named first."""
    own = [m.place.country for _, m in places if m.place and m.place.country]
    all_of = Counter(m.place.country for m in mentions if m.place and m.place.country)
    return tuple(dict.fromkeys((*own, *(c for c, _ in all_of.most_common()))))


def _side(side: Named | Placed | None, article: Article, countries: Sequence[str]) -> ActorMention | None:
    if side is None:
        return None
    if isinstance(side, Named):
        return resolve(side, article.language, countries, article.published)
    name, mention = side
    assert mention.place
    return ActorMention(name.start, name.end, name.text, forces_of(mention.place.country, article.published), "demonym")


def _with_default(
    sides: dict[str, ActorMention | None], told: Told, article: Article, countries: Sequence[str]
) -> dict[str, ActorMention | None]:
    """The sides; where no doer is told, the one that alone uses the verb in this language's reports of its own war."""
    meaning = inflected_words(article.language, "actors")["home"].get("verbs", {}).get(told.rule.id)
    if meaning is None or told.gained is not None or told.rule.side != "gained":
        return sides
    words = Named(0, 0, 0, told.places[0][0].start, told.places[0][0].start, "", "", meaning, frozenset())
    mention = resolve(words, article.language, countries, article.published)
    return sides | {"gained_by": mention} if mention.actor else sides


def _when(
    told: Told, dates: Sequence[Dated], heading: Dated | None, article: Article, parsed: InflectedSentence, others: Sequence[Told]
) -> DateSpan | None:
    """The date nearest to a statement that no other trigger parts from it, else its heading's, else the report's own day."""
    fits = []
    for dated in dates:
        low, high = sorted((dated.last, told.first)) if dated.last < told.first else sorted((told.last, dated.first))
        between = sum(low < o.first < high for o in others if o is not told)
        fits.append((abs(high - low) + 12 * between, dated))
    best = min(fits, key=lambda f: f[0], default=None)
    if best is not None and best[0] < 40:
        return best[1].span
    if heading is not None:
        return heading.span
    if told.status in _TELLS and article.published:
        return DateSpan(article.published, article.published + DAY, "day", "report")
    return None
