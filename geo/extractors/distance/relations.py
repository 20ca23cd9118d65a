"""Finds what ties a measure to its ends by the words around it, and the words that make it no distance between places."""

import re
from dataclasses import dataclass

from geo.extractors.distance.anchors import End, find_end
from geo.extractors.distance.measures import Measure
from geo.extractors.distance.scene import Scene
from geo.languages.distance import DistanceRelation, DistanceRules, DistanceTrap
from geo.records.facts import Bearing


@dataclass(frozen=True, slots=True)
class Relation:
    """What ties a measure to its ends. `start:end` are the words read, ends included; `second` is the other end, where named.

    `listed` are the measures that share it ("150 km and 180 km west of A"), by where they begin; empty where it is one's own.
    `in_turn`: each of these has an anchor of its own ("10 and 15 km from A and B").
    """

    rule: DistanceRelation
    start: int
    end: int
    bearing: Bearing | None = None
    anchor: End | None = None
    second: End | None = None
    listed: tuple[int, ...] = ()
    in_turn: bool = False


def find_trap(scene: Scene, measure: Measure) -> DistanceTrap | None:
    """The first trap that the measure falls into."""
    before, after = scene.words(scene.start, measure.start), scene.words(measure.right, scene.sentence.sentence.end)
    return next((t for t in scene.rules.traps if _falls(scene.rules, t, before, after)), None)


def _falls(rules: DistanceRules, trap: DistanceTrap, before: str, after: str) -> bool:
    if trap.side == "before":
        return _ends(rules, trap.pattern, before) and not (trap.unless and _ends(rules, trap.unless, before))
    pattern = f"(?-i:{trap.pattern})" if trap.side == "name" else trap.pattern
    return rules.pattern(pattern).match(after) is not None


def _ends(rules: DistanceRules, pattern: str, before: str) -> bool:
    return rules.pattern(pattern).search(before[-160:]) is not None


def find_relation(scene: Scene, measure: Measure) -> Relation | None:
    """What ties a measure to its ends by the first relation of the rules that its words show; None where they show none."""
    for rule in scene.rules.relations:
        if rule.lead and not _ends(scene.rules, rule.lead, scene.words(scene.start, measure.start)):
            continue
        relation = _READERS[rule.side](scene, measure, rule)
        if relation is not None:
            return relation
    return None


def _bearing(scene: Scene, match: re.Match[str]) -> Bearing | None:
    groups = match.groupdict()
    if groups.get("other") or not groups.get("bearing"):
        return None
    return scene.rules.bearing(groups["bearing"])


def _after(scene: Scene, measure: Measure, rule: DistanceRelation) -> Relation | None:
    match = _match_after(scene, rule.pattern, measure.right)
    anchor = find_end(scene, match.end()) if match else None
    if not match or not anchor:
        return None
    second = _other_end(scene, anchor, rule.then) if rule.then else None
    return Relation(rule, measure.left, (second or anchor).end, _bearing(scene, match), anchor, second)


def _other_end(scene: Scene, anchor: End, then: str) -> End | None:
    """B of "75 km from A to B"."""
    onward = _match_after(scene, then, anchor.end) if anchor.kind == "named" else None
    second = find_end(scene, onward.end()) if onward else None
    return second if second is not None and second.kind == "named" else None


def _match_after(scene: Scene, pattern: str, position: int) -> re.Match[str] | None:
    return scene.rules.pattern(pattern).match(scene.article.text, position, scene.sentence.sentence.end)


def _fills(scene: Scene, pattern: str, start: int, end: int) -> bool:
    return start <= end and scene.rules.pattern(pattern).fullmatch(scene.article.text, start, end) is not None


def _openings(scene: Scene, measure: Measure, pattern: str) -> list[re.Match[str]]:
    found = scene.rules.pattern(pattern).finditer(scene.article.text, scene.start, measure.start)
    return list(found)[::-1]


def _before(scene: Scene, measure: Measure, rule: DistanceRelation) -> Relation | None:
    for opening in _openings(scene, measure, rule.pattern):
        anchor = find_end(scene, opening.end())
        if anchor and _fills(scene, rule.then, anchor.end, measure.start):
            away = scene.rules.part("behind").match(scene.article.text, measure.right)
            end = away.end() if away else measure.right
            return Relation(rule, opening.start(), end, _bearing(scene, opening), anchor)
    return None


def _pair(scene: Scene, measure: Measure, rule: DistanceRelation) -> Relation | None:
    match = _match_after(scene, rule.pattern, measure.right)
    first = find_end(scene, match.end()) if match else None
    joint = _match_after(scene, rule.then, first.end) if first else None
    second = find_end(scene, joint.end()) if joint else None
    if not match or not first or not second or "named" not in (first.kind, second.kind):
        return None
    ends = (second, first) if joint and scene.rules.part("reversed").search(joint[0]) else (first, second)
    return Relation(rule, measure.left, second.end, None, *ends)


def _before_pair(scene: Scene, measure: Measure, rule: DistanceRelation) -> Relation | None:
    for opening in _openings(scene, measure, rule.pattern):
        first = find_end(scene, opening.end())
        joint = _match_after(scene, rule.then, first.end) if first else None
        second = find_end(scene, joint.end()) if joint else None
        if first and second and _fills(scene, rule.last, second.end, measure.start):
            return Relation(rule, opening.start(), measure.right, None, first, second)
    return None


def _from_to(scene: Scene, measure: Measure, rule: DistanceRelation) -> Relation | None:
    onward = _match_after(scene, rule.last, measure.right)
    second = find_end(scene, onward.end()) if onward else None
    for opening in _openings(scene, measure, rule.pattern) if second else ():
        first = find_end(scene, opening.end())
        if first and second and _fills(scene, rule.then, first.end, measure.start):
            return Relation(rule, opening.start(), second.end, None, first, second)
    return None


def _apart(scene: Scene, measure: Measure, rule: DistanceRelation) -> Relation | None:
    """ "A and B are 30 km apart": the last two names before the measure, joined by "and"."""
    match = _match_after(scene, rule.pattern, measure.right)
    names = [m for m in scene.mentions if scene.start <= m.start and m.end <= measure.left][-2:]
    if (
        not match
        or len(names) < 2
        or not scene.rules.part("two_names").fullmatch(scene.words(names[0].end, names[1].start))
    ):
        return None
    first, second = (End(m, m.end, "named") for m in names)
    return Relation(rule, names[0].start, match.end(), None, first, second)


def _implied(scene: Scene, measure: Measure, rule: DistanceRelation) -> Relation | None:
    match = _match_after(scene, rule.pattern, measure.right)
    return Relation(rule, measure.left, match.end(), _bearing(scene, match)) if match else None


_READERS = {
    "after": _after, "before": _before, "pair": _pair, "before_pair": _before_pair, "from_to": _from_to,
    "apart": _apart, "implied": _implied,
}  # fmt: skip
