"""A report becomes a reading: the only file that knows the order of the steps."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from geo.extractors.actors.finding import find_actors
from geo.extractors.dates.calendar import DAY
from geo.extractors.dates.finding import find_dates
from geo.extractors.dates.headings import day_over, find_headings
from geo.extractors.distance.judging import measure_distances
from geo.extractors.distance.reading import extract_distances
from geo.extractors.events.fusing import Circumstances, Describe, Fitted, fuse, in_order, load_fitted
from geo.extractors.events.ground import Known, LookUp
from geo.extractors.events.reading import circumstances, extract_changes, may_tell_change
from geo.extractors.events.role_cues import Spoken
from geo.extractors.events.when import Days
from geo.extractors.telling.denials import find_denials
from geo.gazetteers.base import PlaceNames
from geo.geocoding.areas import find_areas
from geo.geocoding.beside import place_beside
from geo.geocoding.relations import apply_relations
from geo.geocoding.resolve import resolve_toponyms, shorten
from geo.languages.actors import actor_table, actor_words
from geo.languages.places import place_words
from geo.languages.served import find_served
from geo.records.facts import ControlChange, Reading
from geo.records.places import OtherNames, Place, PlaceMention, Toponym
from geo.records.text import Article, ParsedSentence, Sentence, Span
from geo.text.as_read import AsRead, as_read
from geo.text.event_model import EventModel, load_event_model
from geo.text.mentions import find_toponyms
from geo.text.model import load_model
from geo.text.parse import ParsedPart, parse_articles

NEIGHBOURS = 2
"""Sentences before and after whose places help to find what a name means that only a control change found."""
TOLD = "a control change is told of it"


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules read in an article: changes of control, denials of such told before, notes; and how to ask for the day and
    the sayer of what they did not read."""

    spoken: Spoken
    changes: tuple[ControlChange, ...]
    denials: tuple[ControlChange, ...]
    notes: tuple[str, ...]
    describe: Describe


class Reader:
    """Reads reports. Loads the language model and opens the gazetteer once, at first need.

    `gazetteer` is any source of places by name, by default the built one; `events` and `fitted` are another trained reader of
    events and its weights than the project's own. Each article is read in its own language; with `language` all are read in that
    one. Raises InputError for a language without rules, and MissingPartError where packages that it needs are not installed.
    """

    def __init__(
        self,
        gazetteer: PlaceNames | None = None,
        language: str | None = None,
        events: EventModel | None = None,
        fitted: Fitted | None = None,
    ) -> None:
        self._gazetteer = gazetteer
        self._events, self._fitted = events, fitted
        self.language = language
        if language is not None:
            find_served(language).require()

    @cached_property
    def events(self) -> EventModel:
        """The trained reader of events. Raises MissingPartError or DataFileError when its files are not as they should be."""
        return self._events or load_event_model()

    @cached_property
    def fitted(self) -> Fitted:
        """How the rules' and the trained reader's words are weighed."""
        return self._fitted or load_fitted()

    @cached_property
    def gazetteer(self) -> PlaceNames:
        """The source of places. Raises MissingPartError when none was given and none is built."""
        if self._gazetteer is not None:
            return self._gazetteer
        from geo.gazetteers.sqlite import open_gazetteer

        return open_gazetteer()

    def read(self, article: Article) -> Reading:
        """All that is said in one article."""
        return next(self.read_many([article]))

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """The readings of many articles, in the order given; the model takes English ones in batches.

        Raises InputError at an article in a language without rules (`geo.languages.served` tells which have them).
        """
        for kind, together in groupby(map(self._to_read, articles), lambda a: find_served(a[1].language).reader):
            if kind == "english":
                given = deque[Article]()
                for reading in self._read_english(_noting(together, given)):
                    yield _given_back(reading, given.popleft())
            else:
                for article, to_read in together:
                    yield _given_back(self._read_inflected(to_read), article)

    def _to_read(self, article: Article) -> tuple[Article, Article]:
        """An article, and what of it is read in which language: all but the original of a translated one."""
        language = self.language or article.read_language
        if not article.translated_from and language == article.language:
            return article, article
        return article, replace(article, text=article.read_text, language=language)

    def _read_inflected(self, article: Article) -> Reading:
        # Imported here: reading English needs none of it.
        from geo.extractors.inflected.reading import read_inflected

        read = as_read(article)
        return read.restore(read_inflected(read.article, self.gazetteer))

    def _read_english(self, articles: Iterable[Article]) -> Iterator[Reading]:
        parts: list[Reading] = []
        waiting: deque[AsRead] = deque()
        for part in parse_articles(load_model(), _as_read(articles, waiting)):
            parts.append(self.read_part(part, sum(len(p.sentences) for p in parts)))
            if part.last:
                yield waiting.popleft().restore(join_readings(parts))
                parts = []

    def read_part(self, part: ParsedPart, first_sentence: int = 0) -> Reading:
        """What is said in a part of an article whose sentences count on from `first_sentence`."""
        article, sentences = part.article, number_sentences(part.sentences, first_sentence)
        named = self.find_mentions(article, sentences)
        mentions = self.with_areas(named, article, sentences)
        changes, notes = self._changes(article, sentences, mentions)
        # Of names without their areas: a distance is measured to the border itself, not to its middle.
        told = with_found(named, changes)
        distances = measure_distances(extract_distances(article, sentences, told, self.gazetteer))
        kept = tuple(map(shorten, with_found(mentions, changes)))
        spans = tuple(s.sentence for s in sentences)
        return Reading(article, spans, kept, distances, changes, notes, self.name_places(kept))

    def name_places(self, mentions: Sequence[PlaceMention]) -> tuple[OtherNames, ...]:
        """What else the places of mentions are called, each place once: a page finds them by any name, and has no gazetteer."""
        ids = dict.fromkeys(m.place.id for m in mentions if m.place)
        return tuple(OtherNames(i, names) for i in ids if (names := self.gazetteer.other_names(i)))

    def with_areas(
        self, named: Sequence[PlaceMention], article: Article, sentences: Sequence[ParsedSentence]
    ) -> tuple[PlaceMention, ...]:
        """The place names of an article with the areas around and beside them that it speaks of."""
        return find_areas(named, article, tuple(s.sentence for s in sentences), self.gazetteer)

    def find_mentions(self, article: Article, sentences: Sequence[ParsedSentence]) -> tuple[PlaceMention, ...]:
        """The place names of an article with the places they mean."""
        toponyms = find_toponyms(sentences, self.gazetteer)
        named = resolve_toponyms(toponyms, article, self.gazetteer)
        # The distances are read twice: what they say of the places may change which places these are.
        told = apply_relations(named, extract_distances(article, sentences, named, self.gazetteer))
        return place_beside(told, article, (s.sentence for s in sentences), self.gazetteer)

    def _changes(
        self, article: Article, sentences: Sequence[ParsedSentence], mentions: Sequence[PlaceMention]
    ) -> tuple[tuple[ControlChange, ...], tuple[str, ...]]:
        ruled = self.read_by_rules(article, sentences, mentions)
        read = fuse(
            ruled.spoken,
            ruled.changes,
            self.events.score(sentences, lambda s: may_tell_change(s, article.language)),
            ruled.describe,
            self.fitted,
        )
        return tuple(sorted((*read, *ruled.denials), key=in_order)), ruled.notes

    def read_by_rules(
        self, article: Article, sentences: Sequence[ParsedSentence], mentions: Sequence[PlaceMention]
    ) -> Ruled:
        """What the rules read of the changes of control in an article, before the trained reader is asked."""
        actors = find_actors(article, sentences, mentions, actor_words(article.language), actor_table())
        headings = find_headings(article)
        told: list[ControlChange] = []
        denials: list[ControlChange] = []
        noted: list[str] = []
        around: list[tuple[Known, Days]] = []
        for parsed in sentences:
            day = day_over(headings, parsed.sentence.start)
            # What "today" is below a heading, and from which day "two days later" counts.
            today = day.end - DAY if day is not None and day.end is not None else article.published
            before = next((c.when.start for c in reversed(told) if c.when and c.when.start), None)
            dates = find_dates(parsed, today, article.language, before)
            known = Known(mentions, actors, self.find_unit, self.look_up(article, parsed, mentions))
            around.append((known, Days(dates, None, day)))
            if may_tell_change(parsed, article.language):
                changes, notes = extract_changes(article, parsed, known, dates, day)
                told += changes
                noted += notes
            denials += find_denials(parsed, told, actors, article.language)

        def describe(index: int, trigger: Span) -> Circumstances:
            return circumstances(article, sentences[index], *around[index], trigger)

        spoken = Spoken(article, tuple(p.sentence for p in sentences), mentions, actors)
        return Ruled(spoken, tuple(told), tuple(denials), tuple(noted), describe)

    def look_up(self, article: Article, parsed: ParsedSentence, mentions: Sequence[PlaceMention] = ()) -> LookUp:
        """What makes a mention of words of a sentence, where the gazetteer knows the name: near the other `mentions` there."""
        here = parsed.sentence.index
        around = [m for m in mentions if m.place and abs(m.sentence - here) <= NEIGHBOURS]
        others = tuple(Toponym(m.sentence, m.start, m.end, m.text) for m in around)

        def make_mention(start: int, end: int, text: str) -> PlaceMention | None:
            if text in place_words(article.language).small_words or not self.gazetteer.is_name(text):
                return None
            toponym = Toponym(parsed.sentence.index, start, end, text, reasons=(TOLD,))
            mention, *_ = resolve_toponyms((toponym, *others), article, self.gazetteer)
            placed = place_beside((mention, *around), article, (parsed.sentence,), self.gazetteer)
            found = next(m for m in placed if (m.start, m.end) == (start, end))
            return found if found.place else None

        return make_mention

    def find_unit(self, place: Place) -> Place | None:
        """The province that a place lies in, where the gazetteer has it."""
        units = (m.place for m in self.gazetteer.match(place.admin1)) if place.admin1 else ()
        return next((u for u in units if u.kind == "admin1" and u.country == place.country), None)


def _noting(pairs: Iterable[tuple[Article, Article]], given: deque[Article]) -> Iterator[Article]:
    """What of articles is read; `given` keeps them as they were given."""
    for article, to_read in pairs:
        given.append(article)
        yield to_read


def _given_back(reading: Reading, article: Article) -> Reading:
    """A reading of the article as it was given."""
    return reading if reading.article is article else replace(reading, article=article)


def _as_read(articles: Iterable[Article], waiting: deque[AsRead]) -> Iterator[Article]:
    """The articles as they are read; `waiting` keeps how to lead their readings back."""
    for article in articles:
        waiting.append(as_read(article))
        yield waiting[-1].article


def with_found(mentions: Sequence[PlaceMention], changes: Sequence[ControlChange]) -> tuple[PlaceMention, ...]:
    """The mentions with the names that only a control change found; words that point back ("the city") are no names.

    What is taken or held is a place; the word that an arrest or a march stands beside is as often a person.
    """
    known = {(m.start, m.end) for m in mentions}
    named = (m for c in changes if c.kind != "incident" for m in c.places if TOLD in m.reasons)
    told = {(m.start, m.end): m for m in named if (m.start, m.end) not in known}
    return tuple(sorted((*mentions, *told.values()), key=lambda m: (m.start, m.end)))


def number_sentences(sentences: tuple[ParsedSentence, ...], first: int) -> tuple[ParsedSentence, ...]:
    """The sentences with `first` added to their numbers."""
    if not first:
        return sentences
    return tuple(ParsedSentence(_numbered(s.sentence, first), s.text, s.tokens) for s in sentences)


def _numbered(sentence: Sentence, first: int) -> Sentence:
    return Sentence(sentence.article_id, sentence.index + first, sentence.start, sentence.end)


def join_readings(parts: list[Reading]) -> Reading:
    """The readings of an article's parts as one."""
    if len(parts) == 1:
        return parts[0]
    return Reading(
        parts[0].article,
        tuple(s for p in parts for s in p.sentences),
        tuple(m for p in parts for m in p.mentions),
        tuple(d for p in parts for d in p.distances),
        tuple(c for p in parts for c in p.changes),
        tuple(n for p in parts for n in p.notes),
        tuple({named.place_id: named for p in parts for named in p.called}.values()),
    )
