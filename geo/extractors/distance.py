"""Reads stated distances: "Rakka – a city in Northern Syria, 160 km from Aleppo" → 160 km, from Aleppo, of Rakka."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from geo.extractors.distance_anchors import End, find_end
from geo.extractors.distance_antecedents import capital_meant, find_antecedent, same_words
from geo.extractors.distance_located import find_located
from geo.extractors.distance_measures import Measure, find_measures, has_measure
from geo.extractors.distance_scene import Scene
from geo.gazetteers.base import PlaceNames
from geo.geocoding.relations import is_proper
from geo.geocoding.resolve import resolve_toponyms
from geo.languages.distance import DistanceRelation, DistanceRules, DistanceTrap, distance_rules
from geo.records.facts import Bearing, Limit, StatedDistance
from geo.records.places import PlaceMention, Toponym
from geo.records.text import Article, Evidence, ParsedSentence


@dataclass(frozen=True, slots=True)
class Relation:
    """What ties a measure to its ends. `start:end` are the words read, ends included; `second` is the other end, where named."""

    rule: DistanceRelation
    start: int
    end: int
    bearing: Bearing | None = None
    anchor: End | None = None
    second: End | None = None


def extract_distances(
    article: Article,
    sentences: Sequence[ParsedSentence],
    mentions: Sequence[PlaceMention],
    gazetteer: PlaceNames | None = None,
    language: str = "en",
) -> tuple[StatedDistance, ...]:
    """The distances stated in an article's sentences, in order, not yet measured (see `measure_distances`).

    `mentions` are the article's; an end that is none of them becomes a mention of its own with place None. Called again
    with resolved mentions it gives the same distances between the places these mean. `gazetteer` tells which town "the
    Somali capital" is, and knows ends that were no mentions.
    """
    rules = distance_rules(language)
    ordered = tuple(sorted(mentions, key=lambda m: (m.start, m.end)))
    scenes = (Scene(article, s, ordered, rules, gazetteer) for s in sentences if has_measure(s.text, rules))
    return tuple(distance for scene in scenes for distance in _read_scene(scene))


def _look_up(scene: Scene, end: PlaceMention | None) -> PlaceMention | None:
    """An end that was no mention, with the places its name may mean: that it is so far from somewhere shows it is a place."""
    unknown = end is not None and end.place is None and end not in scene.mentions
    if end is None or not unknown or not scene.gazetteer or not is_proper(end) or not scene.gazetteer.is_name(end.text):
        return end
    toponym = Toponym(end.sentence, end.start, end.end, end.text, reasons=("an end of a stated distance",))
    return resolve_toponyms((toponym,), scene.article, scene.gazetteer)[0]


def _read_scene(scene: Scene) -> Iterator[StatedDistance]:
    previous: tuple[Relation, PlaceMention | None] | None = None
    for found in find_measures(scene.text, scene.rules):
        measure = _moved(found, scene.start)
        if _trap(scene, measure) is not None:
            continue
        relation = _relation(scene, measure)
        if relation is None:
            continue
        distance = _distance(scene, measure, relation, previous)
        if distance is not None:
            previous = relation, distance.of_place
            yield distance


def _moved(m: Measure, by: int) -> Measure:
    return replace(m, start=m.start + by, end=m.end + by, left=m.left + by, right=m.right + by)


def _trap(scene: Scene, measure: Measure) -> DistanceTrap | None:
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


def _relation(scene: Scene, measure: Measure) -> Relation | None:
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
            away = re.compile(r"\s*\)?(?:\s*,?\s*(?:away|out|off|distant|further))?").match(
                scene.article.text, measure.right
            )
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
    ends = (second, first) if joint and "from" in joint[0].lower() else (first, second)
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
        or not re.fullmatch(r"\W*and\s+(?:the\s+)?", scene.words(names[0].end, names[1].start))
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


def _distance(
    scene: Scene, measure: Measure, relation: Relation, previous: tuple[Relation, PlaceMention | None] | None
) -> StatedDistance | None:
    located = _look_up(scene, _located(scene, measure, relation, previous))
    named, reasons = _anchor(scene, measure, relation, located)
    anchor = _look_up(scene, named)
    start, end = relation.start, max(relation.end, measure.right)
    evidence = Evidence(
        scene.article.id, scene.sentence.sentence.index, start, end, scene.words(start, end), relation.rule.name
    )
    return StatedDistance(
        measure.start, measure.end, scene.words(measure.start, measure.end), measure.value, measure.unit, measure.km,
        relation.bearing, measure.approximate, anchor, located, evidence, reasons=reasons,
        low_km=measure.low, high_km=measure.high, limit=_limit(measure),
    )  # fmt: skip


def _located(
    scene: Scene, measure: Measure, relation: Relation, previous: tuple[Relation, PlaceMention | None] | None
) -> PlaceMention | None:
    if relation.second is not None:
        return relation.second.mention
    mention = _mention_located(scene, measure, relation, previous)
    return None if mention and relation.anchor and same_words(mention, relation.anchor.mention) else mention


def _mention_located(
    scene: Scene, measure: Measure, relation: Relation, previous: tuple[Relation, PlaceMention | None] | None
) -> PlaceMention | None:
    if previous and _continues(scene, previous[0], measure):
        return previous[1]
    found = find_located(scene, measure.start, min(measure.left, relation.start), relation.end)
    if previous and found.mention and _within(scene, found.mention, previous[0], measure):
        return previous[1]
    return found.mention if found.back is None else find_antecedent(scene, found.back, "", None)


def _continues(scene: Scene, before: Relation, measure: Measure) -> bool:
    """Whether a measure goes on where another ended: "30 km east of A and 20 km west of B"."""
    between = scene.words(before.end, measure.left)
    return re.fullmatch(r"[\s,;]*(?:(?:and|or|but|as well as|also|another|then)\b[\s,]*)*", between) is not None


def _within(scene: Scene, found: PlaceMention, before: Relation, measure: Measure) -> bool:
    """Whether what was found belongs to the words of the distance before: "12 km east of A, the county seat, and 20 km west"."""
    between = scene.words(before.end, max(before.end, found.start))
    if found.start < before.start or re.search(r";|\b(?:and|or|but|while|where|when|as)\b", between):
        return False
    last = scene.words(found.end, measure.left).split()
    return not (last and last[-1].lower() in scene.rules.nouns["settlement"])


def _anchor(
    scene: Scene, measure: Measure, relation: Relation, located: PlaceMention | None
) -> tuple[PlaceMention | None, tuple[str, ...]]:
    end = relation.anchor
    if end is None:
        antecedent = find_antecedent(scene, measure.left, "", located)
        return antecedent, (f"measured from {antecedent.text}, named before",) if antecedent else ()
    if end.noun in scene.rules.nouns["here"] and end.kind == "anaphor":
        antecedent = find_antecedent(scene, end.mention.start, "", located)
        return antecedent, (f"“{end.noun}” is taken to be {antecedent.text}, named before",) if antecedent else ()
    if end.kind == "anaphor":
        antecedent = find_antecedent(scene, end.mention.start, end.noun, located)
        if antecedent is not None:
            return antecedent, (f"“{end.mention.text}” is taken to be {antecedent.text}, named before",)
    if end.noun == "capital" and end.kind != "named" and (capital := capital_meant(scene, end)):
        return replace(end.mention, place=capital, score=0.5), (f"“{end.mention.text}” is taken to be {capital.name}",)
    return end.mention, end.mention.reasons if end.mention.place is None else ()


def _limit(measure: Measure) -> Limit:
    if "at_most" in measure.limits:
        return "at_most"
    return "at_least" if "at_least" in measure.limits else ""
