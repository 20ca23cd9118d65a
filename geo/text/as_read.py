"""An article as it is read, its title before its plainly written text, and what was read led back to it as it was given."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from geo.languages.control import control_rules
from geo.languages.incident import incident_rules
from geo.languages.served import find_served
from geo.records.actors import ActorMention, Attribution
from geo.records.dates import DateSpan
from geo.records.facts import ControlChange, Reading, StatedDistance
from geo.records.names import fold_name
from geo.records.places import PlaceMention
from geo.records.text import TITLE_GAP, Article, Evidence, Sentence, Span
from geo.text.plain import PlainText, write_plainly

_HEAD = 300
"""Letters of a text, beyond those of its title, in which the title may stand repeated: behind a date or an agency's name."""
_LONGEST = 300
"""Letters above which a title is none that somebody wrote over a report."""
_TAKINGS = frozenset({"seize", "regain", "transfer"})
_FIGHTS = frozenset({"advance", "offensive", "siege", "clash", "repel"})


@dataclass(frozen=True)
class AsRead:
    """An article as given, and as it is read: `article` has the title as the first paragraph of its text.

    `title` and `text` are both written plainly; `title` is None where there is none, or the text begins with it.
    """

    given: Article
    title: PlainText | None
    text: PlainText

    @cached_property
    def article(self) -> Article:
        """What the model and the rules read."""
        if self.title is None and not self.text.steps:
            return self.given
        if self.title is None:
            return replace(self.given, text=self.text.text)
        return replace(self.given, title="", text=f"{self.title.text}{TITLE_GAP}{self.text.text}")

    @cached_property
    def body(self) -> int:
        """Where the text begins in `article.text`."""
        return len(self.title.text) + len(TITLE_GAP) if self.title is not None else 0

    def restore(self, reading: Reading) -> Reading:
        """The reading with the offsets and words of the article as given; of the title what the text does not tell again."""
        if self.article is self.given:
            return reading
        titled = sum(s.start < self.body for s in reading.sentences)
        said = [c for c in reading.changes if c.evidence.sentence >= titled]
        kept = [c for c in reading.changes if c.evidence.sentence < titled and _is_news(c, said, self.given.language)]
        told = {c.evidence.sentence for c in kept}
        back = _Back(self, titled)
        return replace(
            reading,
            article=self.given,
            sentences=tuple(back.sentence(s) for s in reading.sentences if s.index >= titled or s.index in told),
            mentions=tuple(back.mention(m) for m in reading.mentions if m.sentence >= titled or m.sentence in told),
            distances=tuple(back.distance(d) for d in reading.distances if d.evidence.sentence >= titled),
            changes=tuple(back.change(c) for c in (*kept, *said)),
        )


def as_read(article: Article) -> AsRead:
    """An article as it is read."""
    title = " ".join(article.title.split())
    write = write_plainly if find_served(article.language).reader == "english" else _as_written
    text = write(article.text, article.language)
    if not title or title != article.title.strip() or len(title) > _LONGEST or _is_repeated(title, article.text):
        return AsRead(article, None, text)
    return AsRead(article, write(article.title, article.language), text)


def _as_written(text: str, language: str) -> PlainText:
    """The text as it is: the readers of other languages pass over what is no word."""
    return PlainText(text)


def _is_repeated(title: str, text: str) -> bool:
    """Whether a text begins with its title, or holds it behind a date or a name."""
    own = re.sub(r"\W+", "", title.rstrip("….")).lower()
    return own in re.sub(r"\W+", "", text[: 2 * len(title) + _HEAD]).lower()


def _is_news(change: ControlChange, said: Iterable[ControlChange], language: str) -> bool:
    """Whether a title tells a change, by a verb and of a place, that its text does not tell again.

    Titles without a verb name what a text is about ("Battle of Kobani") and tell nothing.
    """
    rules = _verb_rules(language)
    if (rules is not None and change.evidence.rule not in rules) or not any(m.place for m in change.places):
        return False
    places = set(_places(change))
    return not any(_alike(change, other) and places & set(_places(other)) for other in said)


def _verb_rules(language: str) -> frozenset[str] | None:
    """The rules whose trigger is a verb; None where every rule tells something by itself."""
    if find_served(language).reader != "english":
        return None
    changes = {rule.id for rule in control_rules(language).rules if rule.part == "verb"}
    return frozenset(changes | {rule.id for rule in incident_rules(language).rules if rule.part == "verb"})


def _places(change: ControlChange) -> Iterator[str]:
    for mention in change.places:
        yield fold_name(mention.text)
        if mention.place is not None:
            yield mention.place.id


def _alike(one: ControlChange, other: ControlChange) -> bool:
    kinds = {one.kind, other.kind}
    return len(kinds) == 1 or kinds <= _TAKINGS or kinds <= _FIGHTS


class _Back:
    """Leads the records of a reading back to the article as given; `titled` sentences are the title's."""

    def __init__(self, read: AsRead, titled: int) -> None:
        self.read, self.titled = read, titled
        self.before = len(read.given.title) + len(TITLE_GAP)

    def span(self, start: int, end: int) -> tuple[int, int]:
        body, title = self.read.body, self.read.title
        if title is not None and start < body:
            return title.start(start) - self.before, title.end(min(end, body - len(TITLE_GAP))) - self.before
        return self.read.text.start(start - body), self.read.text.end(end - body)

    def words(self, start: int, end: int, text: str) -> tuple[int, int, str]:
        """The span as given with its words; words that stand nowhere in the text ("the army" for a name) stay."""
        first, last = self.span(start, end)
        stands = self.read.article.text[start:end] == text
        return first, last, self.read.given.words(first, last) if stands else text

    def sentence(self, sentence: Sentence) -> Sentence:
        return Sentence(sentence.article_id, sentence.index - self.titled, *self.span(sentence.start, sentence.end))

    def mention(self, mention: PlaceMention) -> PlaceMention:
        start, end, text = self.words(mention.start, mention.end, mention.text)
        return replace(mention, sentence=mention.sentence - self.titled, start=start, end=end, text=text)

    def evidence(self, evidence: Evidence) -> Evidence:
        start, end, quote = self.words(evidence.start, evidence.end, evidence.quote)
        return replace(evidence, sentence=evidence.sentence - self.titled, start=start, end=end, quote=quote)

    def distance(self, distance: StatedDistance) -> StatedDistance:
        start, end, text = self.words(distance.start, distance.end, distance.text)
        ends = (distance.from_place, distance.of_place)
        from_place, of_place = (self.mention(m) if m else None for m in ends)
        return replace(
            distance, start=start, end=end, text=text, from_place=from_place, of_place=of_place,
            evidence=self.evidence(distance.evidence),
        )  # fmt: skip

    def change(self, change: ControlChange) -> ControlChange:
        gained, lost, held = (self.side(s) for s in (change.gained_by, change.lost_by, change.held_by))
        return replace(
            change, gained_by=gained, lost_by=lost, held_by=held,
            places=tuple(map(self.mention, change.places)), when=self.when(change.when),
            attribution=self.sayer(change.attribution),
            trigger=Span(*self.words(change.trigger.start, change.trigger.end, change.trigger.text)),
            evidence=self.evidence(change.evidence),
        )  # fmt: skip

    def side(self, side: ActorMention | None) -> ActorMention | None:
        if side is None:
            return None
        start, end, text = self.words(side.start, side.end, side.text)
        return replace(side, start=start, end=end, text=text)

    def sayer(self, sayer: Attribution | None) -> Attribution | None:
        if sayer is None:
            return None
        start, end, text = self.words(sayer.start, sayer.end, sayer.text)
        return replace(sayer, start=start, end=end, text=text)

    def when(self, when: DateSpan | None) -> DateSpan | None:
        if when is None or when.start_offset is None or when.end_offset is None:
            return when
        start, end, text = self.words(when.start_offset, when.end_offset, when.text)
        return replace(when, start_offset=start, end_offset=end, text=text)
