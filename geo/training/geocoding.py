"""Learns which of the places of one name is meant: `python -m geo.training.geocoding GOLD.jsonl … --models WORK --out WEIGHTS.json`.

A softmax over the candidates of a name and "none of these", linear in named cues, with an L2 penalty (conditional
logit, fitted with SciPy, which scikit-learn brings). The second pass of the resolver sees the beliefs of the first, so
first and second are learned from each other in turn. The names are those that a recogniser reads that never saw the article
(WORK is the folder of `geo.training.recogniser`; without it they are those of the shipped one). `--passages` names files of
war reports with the points of the places whose control they tell of. Figures are out of fold, five folds over articles.
"""

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from geo.gazetteers.base import PlaceNames
from geo.gazetteers.sqlite import open_gazetteer
from geo.geocoding.candidates import NameGroup, group_toponyms
from geo.geocoding.cues import find_cues, nowhere
from geo.geocoding.nearness import rough_km
from geo.geocoding.resolve import PASSES, WEIGHTS, believe, rank
from geo.geocoding.scene import Scene, read_scene
from geo.languages.places import place_words
from geo.languages.weights import CueWeights
from geo.records.names import fold_name
from geo.records.places import Place, Toponym
from geo.text.mentions import find_toponyms
from geo.text.recogniser import Recogniser, load_recogniser
from geo.training.gold import GoldArticle, parse_gold, read_gold
from geo.training.points import RIGHT_KM as POINT_KM
from geo.training.points import points_of, read_rows
from geo.training.recognition import recogniser_of_fold

FOLDS = 5
PENALTY = 1.0
WIDE = frozenset({"region", "water"})
RIGHT_KM = 161
"""Within 100 miles counts as right, as in the literature on geoparsing."""
HELD = {
    "admin1 with a town of its name": -3.0,
    "admin2 with a town of its name": -3.0,
    "town with a unit of its name": 1.0,
    "not what the type word says": -2.0,
    "as the type word says": 1.0,
    "after “the”, water": 2.0,
    "after “the”, region": 2.0,
    "crossed or followed like a water": 3.0,
    "where those fight who are named": 4.0,
    "small and far from every other place": -3.0,
    "written alike and near other places": 3.0,
    "in the only country named": 1.0,
    "chosen by hand": 1.6,
    "another name of it, which others there bear": -3.0,
}
"""What weights are held towards where the annotated papers, most of them American, hardly show a case."""
FIRST_GUESS = {
    "population": 4.0,
    "name of a country": 4.0,
    "kind=admin1": -1.0,
    "kind=admin2": -2.0,
    "found by skeleton": -4.0,
}


@dataclass(frozen=True)
class Choice:
    """One name to place: its group, the article's scene, and which candidates are right (none may be)."""

    article: int
    index: int
    group: NameGroup
    right: tuple[int, ...]
    weight: float


@dataclass(frozen=True)
class Case:
    """An annotated article, ready to be ranked."""

    groups: tuple[NameGroup, ...]
    scene: Scene
    gold: dict[int, dict[str, Any]]


def make_case(gold: GoldArticle, gazetteer: PlaceNames, recogniser: Recogniser) -> Case:
    """The groups of the names read in an article, and the annotation of each (the first member's that has a place)."""
    return case_of(gold, find_toponyms(gold.sentences, gazetteer, recogniser=recogniser), gazetteer)


def case_of(gold: GoldArticle, toponyms: Sequence[Toponym], gazetteer: PlaceNames) -> Case:
    """The case of an article whose names have been read."""
    groups = group_toponyms(toponyms, gazetteer, place_words())
    placed = [t for t in gold.toponyms if t["lat"] is not None]
    truth: dict[int, dict[str, Any]] = {}
    for index, group in enumerate(groups):
        for toponym in group.toponyms:
            match = next((t for t in placed if t["start"] < toponym.end and t["end"] > toponym.start), None)
            if match is not None:
                truth[index] = match
                break
    return Case(groups, read_scene(gold.article, toponyms, groups), truth)


def right_candidates(group: NameGroup, truth: dict[str, Any]) -> tuple[int, ...]:
    """The candidates that are the annotated place: by id where one has it, else the nearest within 161 km."""
    places = [m.place for m in group.candidates]
    same = [i for i, p in enumerate(places) if p.geonameid and str(p.geonameid) == str(truth.get("geonameid"))]
    if same:
        return tuple(same)
    if truth.get("country") and any(p.kind == "country" and p.country == truth["country"] for p in places):
        return tuple(i for i, p in enumerate(places) if p.kind == "country" and p.country == truth["country"])
    # The point of a continent or a sea is wherever its map maker put it: there the name decides.
    wide = [i for i, p in enumerate(places) if p.kind in WIDE and fold_name(p.name) == fold_name(truth.get("text", ""))]
    if wide:
        return tuple(wide)
    target, reach = Place("", "", truth["lat"], truth["lon"], "settlement"), truth.get("reach_km", RIGHT_KM)
    near = sorted((rough_km(p, target), i) for i, p in enumerate(places))
    return tuple(i for km, i in near if km <= min(reach, max(20, near[0][0] * 1.01)))


def is_right(place: Place | None, truth: dict[str, Any]) -> bool:
    """Whether a place is the annotated one: same id, same country, or within 161 km."""
    if place is None:
        return False
    if place.geonameid and str(place.geonameid) == str(truth.get("geonameid")):
        return True
    if place.kind == "country" and place.country == truth.get("country"):
        return True
    if place.kind in WIDE and fold_name(place.name) == fold_name(truth.get("text", "")):
        return True
    return bool(
        rough_km(place, Place("", "", truth["lat"], truth["lon"], "settlement")) <= truth.get("reach_km", RIGHT_KM)
    )


def learn(cases: Sequence[Case], start: CueWeights) -> CueWeights:
    """Weights learned with the beliefs that `start` leads to."""
    rows: list[dict[str, float]] = []
    choices: list[tuple[int, int, tuple[int, ...]]] = []
    for case in cases:
        scene = with_beliefs(case, start)
        for index, truth in case.gold.items():
            group = case.groups[index]
            begin = len(rows)
            rows.append({cue.name: cue.size for cue in nowhere(group)})
            for match in group.candidates:
                rows.append(_sizes(match, index, group, scene))
            choices.append((begin, len(rows), right_candidates(group, truth)))
    return _fit(rows, choices)


def _sizes(match: Any, index: int, group: NameGroup, scene: Scene) -> dict[str, float]:
    sizes: dict[str, float] = {}
    for cue in find_cues(match, index, group, scene):
        sizes[cue.name] = sizes.get(cue.name, 0.0) + cue.size
    return sizes


def with_beliefs(case: Case, weights: CueWeights) -> Scene:
    """The scene as the last pass sees it."""
    scene = case.scene
    for _ in range(PASSES - 1):
        scene = replace(scene, beliefs=believe([rank(i, g, scene, weights) for i, g in enumerate(case.groups)]))
    return scene


def _fit(rows: list[dict[str, float]], choices: list[tuple[int, int, tuple[int, ...]]]) -> CueWeights:
    from scipy.optimize import minimize
    from sklearn.feature_extraction import DictVectorizer

    vectors = DictVectorizer(sparse=False)
    table = vectors.fit_transform(rows)
    centre = np.array([HELD.get(name, 0.0) for name in vectors.feature_names_])

    def loss(parameters: Any) -> tuple[float, Any]:
        scores = table @ parameters
        apart = parameters - centre
        gradient = PENALTY * apart
        total = 0.5 * PENALTY * float(apart @ apart)
        for begin, end, right in choices:
            own = scores[begin:end]
            chance = np.exp(own - own.max())
            chance /= chance.sum()
            target = np.zeros(len(own))
            hits = [r + 1 for r in right] or [0]
            target[hits] = chance[hits] / chance[hits].sum()
            total -= float(np.log(chance[hits].sum() + 1e-12))
            difference = chance - target
            gradient += difference @ table[begin:end]
        return total, gradient

    found = minimize(loss, centre, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    names = vectors.feature_names_
    return CueWeights(0.0, {n: round(float(w), 3) for n, w in zip(names, found.x, strict=True)})


def learn_in_turn(cases: Sequence[Case], rounds: int = 2) -> CueWeights:
    """Weights whose first pass is their own."""
    weights = CueWeights(0.0, FIRST_GUESS)
    for _ in range(rounds):
        weights = learn(cases, weights)
    return weights


def count(case: Case, weights: CueWeights) -> Counter[str]:
    """How many names of an article get the right place, by mention, and how sure that was in tenths."""
    scene = with_beliefs(case, weights)
    tally: Counter[str] = Counter()
    for index, truth in case.gold.items():
        ranked = rank(index, case.groups[index], scene, weights)
        members = len(case.groups[index].members)
        right = bool(ranked) and is_right(ranked[0].place, truth)
        covered = any(is_right(c.place, truth) for c in ranked)
        tally.update({"names": members, "right": members * right, "covered": members * covered})
        if ranked:
            tenth = min(9, int(ranked[0].score * 10))
            tally.update({f"sure {tenth}": members, f"right {tenth}": members * right})
    return tally


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn, print how well, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--models", type=Path, help="the folder of geo.training.recogniser, as for recognition")
    parser.add_argument("--passages", nargs="*", type=Path, default=[], help="files as geo.training.points reads them")
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args(arguments)
    gazetteer = open_gazetteer()
    pick = recogniser_of_fold(options.models) if options.models else lambda _: load_recogniser()
    annotated = {path.stem: read_gold([path]) for path in options.gold}
    annotated |= {path.stem: parse_gold(map(gold_of_passage, read_rows(path))) for path in options.passages}
    files = {name: [make_case(g, gazetteer, pick(g.article.id)) for g in gold] for name, gold in annotated.items()}
    learn_all(files, options.out)


def gold_of_passage(row: Mapping[str, Any]) -> dict[str, Any]:
    """A passage in the form of an annotated article: its places that are named and have a point, right within 25 km."""
    toponyms = [
        {"text": p.text, "start": p.span[0], "end": p.span[1], "lat": p.lat, "lon": p.lon, "reach_km": POINT_KM}
        for p in points_of(row)
        if p.span and p.named
    ]
    return {"article": row["article"], "toponyms": toponyms, "ignore": []}


def learn_all(files: dict[str, list[Case]], out: Path) -> None:
    """Learn from the cases of all files, print how well out of fold, and write the weights."""
    tallies: dict[str, Counter[str]] = {name: Counter() for name in files}
    for fold in range(FOLDS):
        weights = learn_in_turn([c for cases in files.values() for i, c in enumerate(cases) if i % FOLDS != fold])
        for name, cases in files.items():
            for case in cases[fold::FOLDS]:
                tallies[name].update(count(case, weights))
    lines = [
        f"{n}: right {t['right'] / t['names']:.1%} of {t['names']}, known {t['covered'] / t['names']:.1%}"
        for n, t in tallies.items()
        if t["names"]
    ]
    total = sum(tallies.values(), Counter())
    lines += [
        f"sure {d}0 % and more: right {total[f'right {d}'] / max(1, total[f'sure {d}']):.1%} of {total[f'sure {d}']}"
        for d in range(10)
    ]
    print("\n".join(lines))
    _write(out, learn_in_turn([c for cases in files.values() for c in cases]), lines)


def _write(path: Path, weights: CueWeights, lines: list[str]) -> None:
    plain = {
        "about": "How much each cue adds to the score of a candidate place; the intercept is the score of “none of these”. "
        "Learned by geo.training.geocoding; the figures are out of fold.",
        "out_of_fold": lines,
        "intercept": round(weights.intercept, 3),
        "weights": dict(sorted(weights.weights.items())),
    }
    path.write_text(json.dumps(plain, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
