"""Learns which places are a deed's: `python -m geo.training.event_places GOLD.jsonl … --out WEIGHTS.json`.

A gold row has a `text`, the span of one `verb` and the spans of its `locations` (none where it has none). Logistic regression
over named cues with an L2 penalty (scikit-learn). Figures are out of fold: five folds over reports, rows of one report or of
one text together. The first figure is the linking alone, for all verbs; the second the whole reading, where only verbs that
a rule reads as an incident are linked and places of changes of control come from their own rules.
"""

import argparse
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from geo.extractors.actors.finding import find_actors
from geo.extractors.events.ground import Known
from geo.extractors.events.incidents import find_triggers
from geo.extractors.events.link_cues import find_cues
from geo.extractors.events.linking import LIKELY, WEIGHTS, chance, find_candidates
from geo.extractors.events.reading import find_told, make_scene, may_link, stands_at
from geo.extractors.events.scene import Scene
from geo.languages.actors import actor_table, actor_words
from geo.languages.incident import incident_rules
from geo.languages.weights import CueWeights
from geo.pipeline import Reader
from geo.records.places import PlaceMention
from geo.records.text import Article, ParsedSentence, Token
from geo.text.model import load_model
from geo.text.parse import parse_articles

FOLDS = 5
STRENGTH = 0.2
"""Inverse strength of the penalty; between 0.1 and 0.3 the F1 out of fold differs by less than half a point."""
RARE = 4
"""A cue seen less often than this says nothing."""
_REPORT = re.compile(r"[A-Z]{3}_ENG_\d{8}\.\d{4}")
Row = dict[str, Any]
Spans = list[tuple[int, int]]


@dataclass(frozen=True)
class Case:
    """A gold row as read: the candidates of its verb with their cues, and what the rules read there.

    `control` are the places that the rules of control give, `unnamed` those of them without a name. Where a change is `open`, having
    none with a name, linked places stand in their stead; `allowed` tells which candidates may. `incident` tells that an incident is read.
    """

    locations: Spans
    spans: Spans
    cues: list[dict[str, float]]
    allowed: list[bool]
    incident: bool
    control: Spans
    unnamed: Spans
    open: bool

    def right(self) -> list[bool]:
        """Which candidates are annotated."""
        return [any(_overlap(span, gold) for gold in self.locations) for span in self.spans]


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def read_cases(rows: Sequence[Row], reader: Reader) -> list[Case]:
    """The rows as cases, in order."""
    articles = [Article(str(number), "", row["text"]) for number, row in enumerate(rows)]
    parts = parse_articles(load_model(), articles)
    return [_case(row, part.article, part.sentences, reader) for row, part in zip(rows, parts, strict=True)]


def _case(row: Row, article: Article, sentences: Sequence[ParsedSentence], reader: Reader) -> Case:
    locations = [(g["start"], g["end"]) for g in row["locations"]]
    mentions = reader.find_mentions(article, sentences)
    actors = find_actors(article, sentences, mentions, actor_words(), actor_table())
    for sentence in sentences:
        verb = sentence.tokens_in(row["verb"]["start"], row["verb"]["end"])
        if verb:
            known = Known(mentions, actors, reader.find_unit, reader.look_up(article, sentence))
            return _of_verb(make_scene(article, sentence, known), verb, locations)
    return Case(locations, [], [], [], False, [], [], False)


def _of_verb(scene: Scene, verb: Sequence[Token], locations: Spans) -> Case:
    rules, inside = incident_rules(), {t.index for t in verb}
    drafts, told = find_told(scene)
    ours = [d for d in drafts if inside & {d.index, *d.needed}]
    named = [p.mention for d in ours for p in d.places if p.named]
    unnamed = [p.mention for d in ours for p in d.places if not any(p.named for p in d.places)]
    incident = next((d for d in find_triggers(scene, rules, told) if d.index in inside), None)
    found = None if incident is None else incident.index
    head = next((t.index for t in verb if t.head not in inside), verb[0].index)
    trigger = next((d.index for d in ours), head) if found is None else found
    persons = incident is not None and incident.rule.id in rules.of_persons
    candidates = find_candidates(scene, trigger, rules.links, persons)
    cues = find_cues(scene, trigger, candidates, rules.links)
    at = [stands_at(scene.tree, c.found.token, trigger) for c in candidates]
    allowed = [here and all(may_link(d, c.mention) for d in ours) for here, c in zip(at, candidates, strict=True)]
    spans = _spans(c.mention for c in candidates)
    is_open = not named and any(d.rule.part == "verb" and (d.places or d.rule.placeless) for d in ours)
    return Case(locations, spans, cues, allowed, found is not None, _spans(named), _spans(unnamed), is_open)


def _spans(mentions: Iterable[PlaceMention]) -> Spans:
    return [(m.start, m.end) for m in mentions]


def group_rows(rows: Sequence[Row]) -> list[int]:
    """A number for each row, the same for rows of one report or of one text."""
    parents: dict[str, str] = {}

    def root(key: str) -> str:
        while parents.setdefault(key, key) != key:
            key = parents[key]
        return key

    for number, row in enumerate(rows):
        name = str(row["id"])
        report = _REPORT.match(name)
        words = " ".join(re.findall(r"\w+", row["text"].lower()))
        for key in (f"report {report[0] if report else name}", f"text {words}"):
            parents[root(key)] = root(f"row {number}")
    numbers: dict[str, int] = {}
    return [numbers.setdefault(root(f"row {n}"), len(numbers)) for n in range(len(rows))]


def learn(cases: Sequence[Case]) -> CueWeights:
    """Weights of the cues, learned from the candidates of all verbs."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    rows = [cues for case in cases for cues in case.cues]
    vectors = DictVectorizer()
    table = vectors.fit_transform(rows)
    often = np.asarray((table != 0).sum(axis=0)).ravel() >= RARE
    right = np.array([r for case in cases for r in case.right()])
    model = LogisticRegression(C=STRENGTH, max_iter=3000).fit(table[:, often], right)
    names = np.array(vectors.get_feature_names_out())[often]
    weights = {str(n): round(float(w), 3) for n, w in zip(names, model.coef_[0], strict=True) if abs(w) >= 0.005}
    return CueWeights(round(float(model.intercept_[0]), 3), weights)


def choose(case: Case, weights: CueWeights) -> Spans:
    """The spans of the candidates that weights find likely."""
    likely = [chance(weights.score(cues)) >= LIKELY for cues in case.cues]
    return [span for span, is_likely in zip(case.spans, likely, strict=True) if is_likely]


def figures(found: Sequence[Spans], cases: Sequence[Case]) -> str:
    """Precision, recall and F1 of places found, against those annotated."""
    pairs = list(zip(found, cases, strict=True))
    right = sum(any(_overlap(gold, span) for span in spans) for spans, case in pairs for gold in case.locations)
    total, gold = sum(map(len, found)), sum(len(case.locations) for case in cases)
    precision, recall = right / max(1, total), right / max(1, gold)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"P {precision:.1%} R {recall:.1%} F1 {f1:.1%} ({right} right of {total} found, {gold} annotated)"


def evaluate(cases: Sequence[Case], groups: Sequence[int]) -> list[str]:
    """The figures out of fold, in words."""
    linked: list[Spans] = [[] for _ in cases]
    for fold in range(FOLDS):
        weights = learn([case for case, group in zip(cases, groups, strict=True) if group % FOLDS != fold])
        for number, case in enumerate(cases):
            if groups[number] % FOLDS == fold:
                linked[number] = choose(case, weights)
    return [
        f"places of any verb: {figures(linked, cases)}",
        f"places of the verbs read as a change or an incident: {figures(_as_read(linked, cases), cases)}",
    ]


def _as_read(linked: Sequence[Spans], cases: Sequence[Case]) -> list[Spans]:
    """What the whole reading gives, with the linked places."""
    return [case.control + _filled(spans, case) for spans, case in zip(linked, cases, strict=True)]


def _filled(linked: Spans, case: Case) -> Spans:
    if case.incident:
        return linked
    allowed = [span for span in linked if case.allowed[case.spans.index(span)]]
    return allowed if case.open and allowed else case.unnamed


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn, print how well, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args(arguments)
    rows = [json.loads(line) for path in options.gold for line in path.read_text(encoding="utf-8").splitlines() if line]
    cases = read_cases(rows, Reader())
    lines = evaluate(cases, group_rows(rows))
    weights = learn(cases)
    here = [choose(case, weights) for case in cases]
    print("\n".join(lines), f"in sample: {figures(here, cases)}; {figures(_as_read(here, cases), cases)}", sep="\n")
    _write(options.out, weights, lines)


def _write(path: Path, weights: CueWeights, lines: Sequence[str]) -> None:
    plain = {
        "about": "How much each cue speaks for (above 0) or against a place being where a deed happened, as log-odds. Learned "
        "by geo.training.event_places from 1,200 sentences of newswire with the places of one verb each (Halterman 2019), whose "
        "texts are third parties' and no part of this project; the figures are out of fold, rows of one report together.",
        "out_of_fold": list(lines),
        "intercept": weights.intercept,
        "weights": dict(sorted(weights.weights.items())),
    }
    path.write_text(json.dumps(plain, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
