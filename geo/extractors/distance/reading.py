"""Reads stated distances: "Rakka – a city in Northern Syria, 160 km from Aleppo" → 160 km, from Aleppo, of Rakka."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from geo.extractors.distance.anchors import End, find_end
from geo.extractors.distance.antecedents import capital_meant, find_antecedent, find_starting_point, same_words
from geo.extractors.distance.located import find_located
from geo.extractors.distance.measures import Measure, find_measures, has_measure
from geo.extractors.distance.relations import Relation, find_relation, find_trap
from geo.extractors.distance.scene import Scene
from geo.gazetteers.base import PlaceNames
from geo.geocoding.relations import is_proper
from geo.geocoding.resolve import resolve_toponyms
from geo.languages.distance import distance_rules
from geo.records.facts import Limit, StatedDistance
from geo.records.places import PlaceMention, Toponym
from geo.records.text import Article, Evidence, ParsedSentence


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
    for measure, relation in _related(scene):
        distance = _distance(scene, measure, relation, previous)
        if distance is not None:
            previous = relation, distance.of_place
            yield distance


def _related(scene: Scene) -> Iterator[tuple[Measure, Relation]]:
    """The measures that are distances, each with what ties it to its ends: its own words, or those behind a list of measures."""
    waiting: list[Measure] = []
    for found in find_measures(scene.text, scene.rules):
        measure = _moved(found, scene.start)
        if waiting and not scene.rules.part("listed").fullmatch(scene.words(waiting[-1].right, measure.left)):
            waiting = []
        relation = find_relation(scene, measure) if find_trap(scene, measure) is None else None
        if relation is None:
            waiting.append(measure)
            continue
        if waiting and relation.rule.side == "after" and not relation.second:
            yield from _with_own_anchors(scene, relation, (*waiting, measure))
        else:
            yield measure, relation
        waiting = []


def _with_own_anchors(
    scene: Scene, relation: Relation, listed: Sequence[Measure]
) -> Iterator[tuple[Measure, Relation]]:
    """The measures of a list with what they share; each with its own anchor, where as many are named: "10 and 15 km from X and Y"."""
    starts, anchors = tuple(m.start for m in listed), _anchors_in_turn(scene, relation, len(listed))
    own_anchors: Sequence[End | None] = anchors or [relation.anchor] * len(listed)
    for measure, anchor in zip(listed, own_anchors, strict=True):
        end = anchors[-1].end if anchors else relation.end
        own = replace(relation, start=measure.left, end=end, anchor=anchor, listed=starts, in_turn=bool(anchors))
        yield measure, own


def _anchors_in_turn(scene: Scene, relation: Relation, count: int) -> list[End]:
    """As many named ends as there are measures, where nothing but "respectively" follows them; empty where they differ in number."""
    text, stop = scene.article.text, scene.sentence.sentence.end
    anchors: list[End | None] = [relation.anchor]
    while (last := anchors[-1]) is not None and last.kind == "named" and len(anchors) < count:
        joint = scene.rules.part("listed").match(text, last.end, stop)
        anchors.append(find_end(scene, joint.end()) if joint and joint[0].strip() else None)
    named = [a for a in anchors if a is not None and a.kind == "named"]
    told = len(named) == count and scene.rules.part("in_turn").match(text, named[-1].end, stop) if named else None
    return named if told else []


def _moved(m: Measure, by: int) -> Measure:
    return replace(m, start=m.start + by, end=m.end + by, left=m.left + by, right=m.right + by)


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
    if relation.listed and ((found := _listed(scene, measure, relation)) or not relation.in_turn):
        return found
    mention = _mention_located(scene, measure, relation, previous)
    return None if mention and relation.anchor and same_words(mention, relation.anchor.mention) else mention


def _listed(scene: Scene, measure: Measure, relation: Relation) -> PlaceMention | None:
    """The name of as many before a list of measures that stands where the measure does in the list; None where they differ in number."""
    names = [m for m in scene.mentions if scene.start <= m.start and m.end <= relation.listed[0]][
        -len(relation.listed) :
    ]
    between = (scene.words(one.end, other.start) for one, other in pairwise(names))
    joined = all(scene.rules.part("listed").fullmatch(words) for words in between)
    return names[relation.listed.index(measure.start)] if joined and len(names) == len(relation.listed) else None


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
    return scene.rules.part("continued").fullmatch(between) is not None


def _within(scene: Scene, found: PlaceMention, before: Relation, measure: Measure) -> bool:
    """Whether what was found belongs to the words of the distance before: "12 km east of A, the county seat, and 20 km west"."""
    between = scene.words(before.end, max(before.end, found.start))
    if found.start < before.start or scene.rules.part("clause").search(between):
        return False
    last = scene.words(found.end, measure.left).split()
    return not (last and last[-1].lower() in scene.rules.nouns["settlement"])


def _anchor(
    scene: Scene, measure: Measure, relation: Relation, located: PlaceMention | None
) -> tuple[PlaceMention | None, tuple[str, ...]]:
    end = relation.anchor
    if end is None:
        antecedent = find_starting_point(scene, measure.left, located)
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
