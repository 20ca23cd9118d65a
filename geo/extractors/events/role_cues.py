"""Which place and which side of an article plays which part in a statement: candidates with named cues, for the rule and the reader alike."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import log1p

from geo.extractors.events.told import Told, odds
from geo.geocoding.nearness import lies_in
from geo.languages.actors import actor_table
from geo.languages.sides import meant_by, side_table
from geo.records.actors import Actor, ActorMention
from geo.records.facts import ControlChange
from geo.records.places import PlaceMention
from geo.records.text import Article, Sentence
from geo.text.event_labels import Role

Cues = dict[str, float]
Word = tuple[float, float, float]
"""The reader's chance for the likeliest word of a name, the mean of all its words, and the best of all candidates."""
FILLED = 0.35
"""From this chance on the words that the reader takes for a side are one, though no actor is named there."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that may tell a change, in a sentence, and the change that a rule read there, if one did."""

    told: Told
    sentence: Sentence
    rule: ControlChange | None = None


@dataclass(frozen=True, slots=True)
class Spoken:
    """What an article speaks of: its sentences, its places and its actors in order."""

    article: Article
    sentences: Sequence[Sentence]
    mentions: Sequence[PlaceMention]
    actors: Sequence[ActorMention]

    def sentence_at(self, offset: int) -> int:
        """The place among the sentences of the one that an offset lies in, or of the last one before it."""
        return max((i for i, s in enumerate(self.sentences) if s.start <= offset), default=0)


def place_candidates(spoken: Spoken, statement: Statement) -> list[tuple[PlaceMention, Cues]]:
    """The places that a statement may be of, one mention each, with their cues.

    What a rule found and no name tells ("a hospital", "more than half of the city") is no candidate: it stays for want of any.
    """
    told, rule = statement.told, statement.rule
    near = [m for m in spoken.mentions if m.end > told.window.span(0, 0)[0] and m.start < told.window.end]
    chosen = tuple(p for p in rule.places if is_named(p)) if rule else ()
    known = {(m.start, m.end) for m in near}
    pool = [*near, *(m for m in chosen if (m.start, m.end) not in known)]
    best: dict[str, tuple[float, PlaceMention]] = {}
    for mention in pool:
        key = mention.place.id if mention.place else mention.text.lower()
        high = told.role("place", mention.start, mention.end)[0]
        nearer = -abs(mention.start - told.span[0]) * 1e-9
        if key not in best or (high + nearer) > best[key][0]:
            best[key] = (high + nearer, mention)
    ranked = sorted((m for _, m in best.values()), key=lambda m: m.start)
    scores = [told.role("place", m.start, m.end) for m in ranked]
    top = max((high for high, _ in scores), default=0.0)
    return [
        (m, dict(_place_cues(spoken, statement, m, (*score, top), ranked)))
        for m, score in zip(ranked, scores, strict=True)
    ]


def _place_cues(
    spoken: Spoken, statement: Statement, mention: PlaceMention, word: Word, others: Sequence[PlaceMention]
) -> Iterator[tuple[str, float]]:
    rule = statement.rule
    yield from _readers_word(word, word[0])
    if rule is not None and rule.places:
        named = any(is_named(p) for p in rule.places)
        chosen = any(_same_place(mention, p) for p in rule.places)
        yield (
            ("a rule finds it" if chosen else "a rule finds another" if named else "a rule finds one without a name"),
            1.0,
        )
    yield from _where(spoken, statement, mention.start, mention.end)
    if mention.place is None:
        yield "in no gazetteer", 1.0
    elif mention.place.kind in ("country", "region", "admin1", "admin2", "water", "area"):
        yield f"of kind {mention.place.kind}", 1.0
    if any(a.start <= mention.start and mention.end <= a.end for a in spoken.actors):
        yield "part of an actor's name", 1.0
    here = [o for o in others if o is not mention and statement.sentence.start <= o.start < statement.sentence.end]
    if any(lies_in(o.place, mention.place) for o in here):
        yield "holds another place of the sentence", 1.0
    if not here:
        yield "the sentence's only place", 1.0


def _readers_word(word: Word, own: float) -> Iterator[tuple[str, float]]:
    high, mean, top = word
    yield "the reader's word on it", odds(high)
    yield "the reader's word on all of its name", odds(mean)
    if own == top:
        yield "the reader finds none likelier", 1.0
    yield "how far the reader's best is ahead", min(1.0, top - own)


def is_named(mention: PlaceMention) -> bool:
    """Whether a place is one of the gazetteer, or bears a name all the same."""
    return mention.place is not None or any(word[:1].isupper() for word in mention.text.split())


def _where(spoken: Spoken, statement: Statement, start: int, end: int) -> Iterator[tuple[str, float]]:
    """How words stand to the trigger."""
    first, last = statement.told.span
    apart = spoken.sentence_at(statement.sentence.start) - spoken.sentence_at(start)
    where = "in the sentence" if apart == 0 else "in the sentence before" if apart == 1 else "further before"
    yield (where if apart >= 0 else "after the sentence"), 1.0
    between = start - last if start >= last else first - end
    yield "characters to the trigger, as a logarithm", log1p(max(0, between)) / 5
    if apart == 0:
        yield ("after the trigger" if start >= last else "before the trigger"), 1.0


def _same_place(one: PlaceMention, other: PlaceMention) -> bool:
    if one.place is not None and other.place is not None:
        return one.place.id == other.place.id
    return one.start < other.end and other.start < one.end


def side_candidates(
    spoken: Spoken, statement: Statement, role: Role, places: Sequence[PlaceMention]
) -> list[tuple[ActorMention, Cues]]:
    """The sides that may play a part in a statement, each with its cues; `places` tell in which war words are to be understood."""
    told, rule = statement.told, statement.rule
    chosen = _side_of(rule, role) if rule else None
    low, high = told.window.span(0, 0)[0], told.window.end
    pool = [a for a in spoken.actors if a.end > low and a.start < high]
    if chosen is not None and all(a.start != chosen.start for a in pool):
        pool.append(chosen)
    filled = told.filler(role, FILLED)
    named = [*((a.start, a.end) for a in pool), *((m.start, m.end) for m in spoken.mentions)]
    if filled is not None and not any(start < filled[1] and filled[0] < end for start, end in named):
        pool.append(ActorMention(*filled[:2], spoken.article.text[filled[0] : filled[1]], None, "unresolved"))
    countries = countries_of(spoken, places)
    resolved = [understand(a if chosen is None or a.start != chosen.start else chosen, spoken, countries) for a in pool]
    scores = [told.role(role, a.start, a.end) for a in resolved]
    top = max((mean for _, mean in scores), default=0.0)
    return [
        (a, dict(_side_cues(spoken, statement, a, (*score, top), chosen)))
        for a, score in zip(resolved, scores, strict=True)
    ]


def _side_of(change: ControlChange, role: Role) -> ActorMention | None:
    sides: Mapping[Role, ActorMention | None] = {
        "gained_by": change.gained_by, "lost_by": change.lost_by, "held_by": change.held_by,
    }  # fmt: skip
    # Of a repelled attack the rules tell who holds on; he is also who gets the better of it.
    return sides.get(role) or (change.held_by if change.kind == "repel" and role == "gained_by" else None)


def _side_cues(
    spoken: Spoken, statement: Statement, side: ActorMention, word: Word, chosen: ActorMention | None
) -> Iterator[tuple[str, float]]:
    yield from _readers_word(word, word[1])
    if chosen is not None:
        same = side.start == chosen.start or (side.actor is not None and side.actor == chosen.actor)
        yield ("a rule finds it" if same else "a rule finds another"), 1.0
    elif statement.rule is not None:
        yield "a rule finds none", 1.0
    yield from _where(spoken, statement, side.start, side.end)
    yield ("a known actor" if side.actor is not None else "not known who"), 1.0
    if side.method == "reference":
        yield "words that point to somebody", 1.0
    attribution = statement.rule.attribution if statement.rule else None
    if attribution is not None and side.start < attribution.end and attribution.start < side.end:
        yield "who says so", 1.0


def countries_of(spoken: Spoken, places: Sequence[PlaceMention]) -> tuple[str, ...]:
    """The countries in which words for sides are to be understood: those of the places, then those most spoken of."""
    named = [m.place.country for m in places if m.place and m.place.country]
    counts: dict[str, int] = {}
    for mention in spoken.mentions:
        if mention.place and mention.place.country:
            counts[mention.place.country] = counts.get(mention.place.country, 0) + 1
    return tuple(dict.fromkeys((*named, *sorted(counts, key=lambda c: -counts[c]))))


def understand(side: ActorMention, spoken: Spoken, countries: Sequence[str]) -> ActorMention:
    """A side with the actor that its words mean in these countries at the report's time, where they name none.

    Words that were taken to point to somebody who leads no side there ("troops" after a monitor's seat in Britain) mean who they
    mean by themselves.
    """
    day = spoken.article.published
    if side.actor is not None and (
        side.method != "reference" or not countries or _leads_a_side(side.actor, countries, day)
    ):
        return side
    meant = meant_by(side.text, countries, day)
    if meant is None:
        foreign = (
            side.actor is not None and side.actor.kind == "state_force" and side.actor.country not in countries[:1]
        )
        return replace(side, actor=None, method="unresolved") if foreign else side
    row = actor_table().by_id.get(meant.actor)
    actor = row.as_of(day.year if day else None) if row is not None else Actor(meant.actor, meant.name)
    return replace(side, actor=actor, method="reference")


def _leads_a_side(actor: Actor, countries: Sequence[str], day: date | None) -> bool:
    """Whether an actor is whom words for a side mean in the first of some countries."""
    return any(actor.id == side.actor for side in side_table().sides_in(countries[0], day))
