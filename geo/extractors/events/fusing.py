"""Joins what the rules and what the trained reader say of an article into its changes of control, each with a calibrated confidence.

The rules find triggers, paths and days; the trained reader finds triggers and roles, across sentences too. Neither is asked
alone: each possible statement, place and side gets named cues of both, whose weights were fitted on annotated passages that the
reader had not seen (`geo.training.event_reader`).
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import log
from pathlib import Path
from typing import TypeVar

from geo.errors import DataFileError
from geo.extractors.events.role_cues import (
    Cues,
    Spoken,
    Statement,
    is_named,
    place_candidates,
    side_candidates,
)
from geo.extractors.events.told import GROUPS, Told, as_told, chance_of, find_told, odds
from geo.languages.weights import CueWeights
from geo.records.actors import ActorMention, Attribution
from geo.records.dates import DateSpan
from geo.records.facts import ControlChange, ControlExtent, ControlKind, ControlStatus
from geo.records.places import PlaceMention
from geo.records.text import Evidence, Span
from geo.text.event_labels import READER, Role
from geo.text.event_model import MODEL, WindowScores

Circumstances = tuple[DateSpan | None, Attribution | None, Evidence]
Describe = Callable[[int, Span], Circumstances]
"""When the change told by a trigger in a sentence (its place among the article's) was, and who says so."""
_T = TypeVar("_T", bound=str)
_LEAST = 0.01
"""No chance of the reader's counts as less beside a rule's word."""
_HOPELESS = 0.08
"""Below this confidence what the reader alone takes for a statement is left out."""
_NEAR = 30
"""Characters between a rule's trigger and the reader's within which both are of one statement."""
_SIDES: Mapping[ControlKind, tuple[Role, ...]] = {
    "hold": ("held_by",),
    "withdraw": ("lost_by", "gained_by"),
    "clash": (),
}
_TAKEN: tuple[Role, ...] = ("gained_by", "lost_by")


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was fitted: weights for statements, places, sides and confidence; how much a rule's kind and status count beside the
    reader's; and the chances from which each is taken."""

    weights: Mapping[str, CueWeights]
    settings: Mapping[str, float]


@cache
def load_fitted(folder: Path = MODEL) -> Fitted:
    """The weights of a model's folder. Raises DataFileError when they are missing or no numbers."""
    path = folder / "weights.json"
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        weights = {
            name: CueWeights(float(w["intercept"]), {str(c): float(v) for c, v in w["weights"].items()})
            for name, w in plain["weights"].items()
        }
        return Fitted(weights, {str(n): float(v) for n, v in plain["settings"].items()})
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise DataFileError(f"{path}: no file of weights: {error}") from error


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its cues and its chance."""

    of: PlaceMention | ActorMention
    cues: Cues
    chance: float


def fuse(
    spoken: Spoken,
    changes: Sequence[ControlChange],
    windows: Sequence[WindowScores],
    describe: Describe,
    fitted: Fitted,
) -> tuple[ControlChange, ...]:
    """The changes of control of an article, by the rules' (`changes`) and the reader's word; incidents stay as the rules read them."""
    ruled = [c for c in changes if c.kind != "incident"]
    read = [_read(spoken, s, ruled, describe, fitted) for s in find_statements(spoken, ruled, windows)]
    kept = _once([r for r in read if r is not None])
    triggers = [(c.trigger.start, c.trigger.end) for _, c in kept]
    incidents = (
        c for c in changes
        if c.kind == "incident" and not any(s < c.trigger.end and c.trigger.start < e for s, e in triggers)
    )  # fmt: skip
    unread = (c for c in ruled if as_told(windows, c.trigger.start, c.trigger.end) is None)
    return tuple(sorted((*(c for _, c in kept), *incidents, *unread), key=in_order))


def in_order(change: ControlChange) -> tuple[int, int]:
    """Changes stand in order of their triggers, those of one trigger in order of their places."""
    return change.trigger.start, min((m.start for m in change.places), default=0)


def find_statements(
    spoken: Spoken, changes: Sequence[ControlChange], windows: Sequence[WindowScores]
) -> Iterator[Statement]:
    """All that may be a statement: each change that a rule read, and what the reader takes for a trigger besides."""
    told = [(t, spoken.sentence_at(t.span[0])) for t in find_told(windows)]
    free = {i for i, (t, _) in enumerate(told) if not any(_apart(t, c) <= 0 for c in changes)}
    used: set[int] = set()
    for change in changes:
        own = as_told(windows, change.trigger.start, change.trigger.end)
        if own is None:
            continue
        at = spoken.sentence_at(change.trigger.start)
        near = [i for i, (t, s) in enumerate(told) if s == at and _is_near(t, change, i in free)]
        used.update(near)
        best = max((told[i][0] for i in near), key=lambda t: t.chance, default=own)
        yield Statement(best if best.chance > own.chance else own, spoken.sentences[at], change)
    for index, (trigger, at) in enumerate(told):
        if index not in used:
            yield Statement(trigger, spoken.sentences[at])


def _is_near(told: Told, change: ControlChange, free: bool) -> bool:
    """Whether the reader's trigger is a rule's: the same words, or words close by that are no other rule's and tell alike."""
    apart = _apart(told, change)
    return apart <= 0 or (free and apart <= _NEAR and GROUPS[told.kind] == GROUPS[change.kind])


def _apart(told: Told, change: ControlChange) -> int:
    start, end = told.span
    return max(start - change.trigger.end, change.trigger.start - end)


def statement_cues(statement: Statement, places: Sequence[Scored]) -> Cues:
    """The cues for words being a statement at all, of a place that can be told."""
    told, rule = statement.told, statement.rule
    best = max((p.chance for p in places), default=0.0)
    group = GROUPS[told.kind]
    cues = {
        "the reader's word on it": odds(told.chance),
        "how sure its kind is": max(told.kinds.values()),
        "how sure its place is": max(-2.0, odds(best)),
        f"the reader takes it for {group}": 1.0,
    }
    if rule is not None:
        cues |= {
            "a rule reads it": 1.0,
            "the rule's own confidence": rule.confidence,
            f"the rule takes it for {GROUPS[rule.kind]}": 1.0,
        }
        if rule.places and not any(is_named(p) for p in rule.places):
            cues["the rule finds a place without a name"] = 1.0
        if rule.kind == told.kind:
            cues["rule and reader agree on the kind"] = 1.0
        if GROUPS[rule.kind] == group:
            cues["rule and reader agree on the group of kinds"] = 1.0
    return cues


def score_places(spoken: Spoken, statement: Statement, fitted: Fitted) -> list[Scored]:
    """The places that a statement may be of with their chances, likeliest first."""
    weights = fitted.weights["place"]
    found = [Scored(m, cues, chance_of(weights.score(cues))) for m, cues in place_candidates(spoken, statement)]
    return sorted(found, key=lambda s: -s.chance)


def choose_places(
    spoken: Spoken, statement: Statement, scored: Sequence[Scored], changes: Sequence[ControlChange], fitted: Fitted
) -> tuple[PlaceMention, ...]:
    """The places of a statement in order: the likely ones, else the likeliest if it is not unlikely, else those of its rule.

    Where that one is named in another sentence and words of this one stand for it ("the town"), these words are its mention. Of
    a rule that read several changes at one trigger, each with its own places, the places stay.
    """
    rule, sentence = statement.rule, statement.sentence
    if rule is not None and sum(c.trigger == rule.trigger for c in changes) > 1:
        return rule.places
    likely = [
        s for n, s in enumerate(scored)
        if s.chance >= fitted.settings["place" if n == 0 or "a rule finds it" in s.cues else "further place"]
    ]  # fmt: skip
    # A list of places stands in one sentence: of those named elsewhere only the likeliest counts, and only for want of one here.
    likely = [s for s in likely if sentence.start <= s.of.start < sentence.end] or likely[:1]
    likely = likely or [s for s in scored[:1] if s.chance >= fitted.settings["only place"]]
    found = tuple(sorted((s.of for s in likely if isinstance(s.of, PlaceMention)), key=lambda m: m.start))
    if not found:
        return rule.places if rule is not None else ()
    unnamed = [p for p in rule.places if not is_named(p)] if rule is not None else []
    if any(sentence.start <= m.start < sentence.end for m in found) and not (unnamed and len(found) == 1):
        return found
    phrase = _phrase(spoken, statement)
    return (_stand_for(phrase, found[-1]),) if phrase is not None else found


def _phrase(spoken: Spoken, statement: Statement) -> PlaceMention | None:
    """The words of a statement's sentence that stand for a place named elsewhere: the rule's, else the reader's."""
    for place in statement.rule.places if statement.rule else ():
        if not is_named(place):
            return place
    filled, sentence = statement.told.filler("place", 0.3), statement.sentence
    if filled is None or not (sentence.start <= filled[0] and filled[1] <= sentence.end):
        return None
    if any(m.start < filled[1] and filled[0] < m.end for m in spoken.mentions):
        return None
    return PlaceMention(sentence.index, filled[0], filled[1], spoken.article.text[filled[0] : filled[1]], None)


def _stand_for(phrase: PlaceMention, meant: PlaceMention) -> PlaceMention:
    reason = f'"{phrase.text}" is taken for {meant.text}, named elsewhere'
    return replace(phrase, place=meant.place, score=meant.score, reasons=(reason,), candidates=meant.candidates)


def score_sides(
    spoken: Spoken, statement: Statement, role: Role, places: Sequence[PlaceMention], fitted: Fitted
) -> list[Scored]:
    """The sides that may play a part with their chances, likeliest first."""
    weights = fitted.weights[role]
    found = [
        Scored(a, cues, chance_of(weights.score(cues))) for a, cues in side_candidates(spoken, statement, role, places)
    ]
    return sorted(found, key=lambda s: -s.chance)


def choose_kind(statement: Statement, fitted: Fitted) -> ControlKind:
    """The likeliest kind, a rule's word counted beside the reader's."""
    return _likeliest(
        statement.told.kinds, statement.rule.kind if statement.rule else None, fitted.settings["kind of a rule"]
    )


def choose_status(statement: Statement, kind: ControlKind, fitted: Fitted) -> ControlStatus:
    """The likeliest status that a kind can have, a rule's word counted beside the reader's."""
    statuses = statement.told.statuses
    if kind == "hold":
        return _likeliest({s: statuses[s] for s in ("state", "negated", "denied")}, None, 0)
    own = {s: c for s, c in statuses.items() if s != "state" or kind == "siege"}
    rule = statement.rule.status if statement.rule and statement.rule.status in own else None
    weight = fitted.settings[
        "status of a rule" if rule in ("completed", "ongoing", "started") else "other status of a rule"
    ]
    return _likeliest(own, rule, weight)


def _likeliest(chances: Mapping[_T, float], ruled: _T | None, weight: float) -> _T:
    return max(chances, key=lambda c: log(max(_LEAST, chances[c])) + (weight if c == ruled else 0.0))


def _read(
    spoken: Spoken, statement: Statement, changes: Sequence[ControlChange], describe: Describe, fitted: Fitted
) -> tuple[float, ControlChange] | None:
    """A statement as a change, with its chance to be one; None where that is too small or its place cannot be told."""
    scored = score_places(spoken, statement, fitted)
    sure = chance_of(fitted.weights["statement"].score(statement_cues(statement, scored)))
    if sure < fitted.settings["statement"]:
        return None
    places = choose_places(spoken, statement, scored, changes, fitted)
    rule, told = statement.rule, statement.told
    if not places and rule is None:
        return None
    kind = choose_kind(statement, fitted)
    status = choose_status(statement, kind, fitted)
    sides, likely = _choose_sides(spoken, statement, kind, places, fitted)
    when, saying, evidence = _circumstances(spoken, statement, describe)
    outcome = Outcome(kind, status, places, scored, likely, sure)
    confidence = chance_of(fitted.weights["confidence"].score(confidence_cues(statement, outcome)))
    if confidence < _HOPELESS and rule is None:
        return None
    start, end = (rule.trigger.start, rule.trigger.end) if rule else told.span
    return sure, ControlChange(
        kind, status, sides.get("gained_by"), sides.get("lost_by"), sides.get("held_by"), places, when, saying,
        Span(start, end, spoken.article.text[start:end]), round(confidence, 2), evidence,
        tuple(_reasons(statement, outcome, confidence)), choose_extent(statement, fitted),
    )  # fmt: skip


def _choose_sides(
    spoken: Spoken, statement: Statement, kind: ControlKind, places: Sequence[PlaceMention], fitted: Fitted
) -> tuple[dict[Role, ActorMention | None], dict[Role, Sequence[Scored]]]:
    rule = statement.rule
    sides: dict[Role, ActorMention | None] = {}
    likely: dict[Role, Sequence[Scored]] = {}
    if kind == "clash":
        return ({"gained_by": rule.gained_by, "lost_by": rule.lost_by} if rule and rule.kind == "clash" else {}), likely
    for role in _SIDES.get(kind, _TAKEN):
        scored = score_sides(spoken, statement, role, places, fitted)
        taken = [s.of for s in scored[:1] if s.chance >= fitted.settings[role]]
        sides[role] = taken[0] if taken and isinstance(taken[0], ActorMention) else None
        likely[role] = scored
    gained, lost = sides.get("gained_by"), sides.get("lost_by")
    if (
        gained is not None
        and lost is not None
        and (gained.start == lost.start or (gained.actor and gained.actor == lost.actor))
    ):
        sides["lost_by" if kind != "withdraw" else "gained_by"] = None
    if kind == "repel":
        sides["held_by"] = sides.get("gained_by")
    return sides, likely


def _circumstances(spoken: Spoken, statement: Statement, describe: Describe) -> Circumstances:
    if statement.rule is not None:
        return statement.rule.when, statement.rule.attribution, statement.rule.evidence
    start, end = statement.told.span
    return describe(spoken.sentence_at(statement.sentence.start), Span(start, end, spoken.article.text[start:end]))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was decided of a statement, and what was weighed: the places and, for each role, the sides, likeliest first; `sure` is
    its chance to be a statement at all."""

    kind: ControlKind
    status: ControlStatus
    places: tuple[PlaceMention, ...]
    weighed_places: Sequence[Scored]
    weighed_sides: Mapping[Role, Sequence[Scored]]
    sure: float


def confidence_cues(statement: Statement, outcome: Outcome) -> Cues:
    """The cues for kind, status, main side and place being right together."""
    kind, status, places, scored = outcome.kind, outcome.status, outcome.places, outcome.weighed_places
    likely, sure = outcome.weighed_sides, outcome.sure
    rule = statement.rule
    main: Role = "held_by" if kind == "hold" else "lost_by" if kind == "withdraw" else "gained_by"
    sides = likely.get(main, ())
    cues: Cues = {
        "how sure it is told": odds(sure),
        "how sure its status is": odds(statement.told.statuses[status]),
        "how sure its place is": odds(scored[0].chance) if scored else -6.0,
        f"it tells of {GROUPS[kind]}": 1.0,
    }
    if kind == "clash":
        cues["a clash, which names no main side"] = 1.0
    else:
        cues["how sure its side is"] = odds(sides[0].chance) if sides else -6.0
        known = bool(sides) and isinstance(sides[0].of, ActorMention) and sides[0].of.actor is not None
        cues["its side is a known actor" if known else "its side is not known"] = 1.0
    if not any(p.place for p in places):
        cues["its place is in no gazetteer"] = 1.0
    cues["how sure the gazetteer's place is"] = max((p.score for p in places), default=0.0)
    if rule is not None:
        cues["a rule reads it"] = 1.0
        if rule.status == status:
            cues["the rule agrees on the status"] = 1.0
    return cues


def choose_extent(statement: Statement, fitted: Fitted) -> ControlExtent:
    """The likeliest extent, a rule's word counted beside the reader's."""
    ruled = statement.rule.extent if statement.rule else None
    # "A district of": what narrows a place stands in words that a rule has walked over.
    weight = fitted.settings["extent of a rule" if ruled == "whole" else "part by a rule"]
    return _likeliest(statement.told.extents, ruled, weight)


def _once(read: Sequence[tuple[float, ControlChange]]) -> list[tuple[float, ControlChange]]:
    """Each change once: of two of a sentence that tell the same of a place, the surer one."""
    kept: list[tuple[float, ControlChange]] = []
    for sure, change in sorted(read, key=lambda r: -r[0]):
        if not any(_same(change, other) for _, other in kept):
            kept.append((sure, change))
    return kept


def _same(one: ControlChange, other: ControlChange) -> bool:
    loses = [c.kind == "withdraw" for c in (one, other)]
    if (
        one.evidence.sentence != other.evidence.sentence
        or GROUPS[one.kind] != GROUPS[other.kind]
        or loses[0] != loses[1]
    ):
        return False
    if one.when != other.when and READER not in (one.evidence.rule, other.evidence.rule):
        return False
    keys = [{p.place.id if p.place else p.text for p in c.places} for c in (one, other)]
    return bool(keys[0] & keys[1])


def _reasons(statement: Statement, outcome: Outcome, confidence: float) -> Iterator[str]:
    kind, status, sure = outcome.kind, outcome.status, outcome.sure
    told, rule = statement.told, statement.rule
    by = f"; rule {rule.evidence.rule} reads it too" if rule else "; no rule reads it"
    yield f"told, {sure:.0%} sure: the trained reader takes its words for a trigger ({told.chance:.0%}), {kind} ({told.kinds[kind]:.0%}){by}"
    yield f"{status}: {told.statuses[status]:.0%} by the trained reader" + (
        f", {rule.status} by the rule" if rule else ""
    )
    for what, candidates in (("place", outcome.weighed_places), *outcome.weighed_sides.items()):
        named = [f"{c.of.text} {c.chance:.0%}" for c in candidates[:2]]
        if named:
            yield f"{what}: {named[0]}" + (f", then {named[1]}" if len(named) > 1 else "")
    yield f"confidence {confidence:.0%}: the chance that kind, status, side and place are right together"
