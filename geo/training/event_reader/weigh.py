"""Fits how the rules' and the trained reader's words are weighed: statements, places, sides, status, confidence.

Each passage is read by a network that never saw it; the weights are then learned from what came out. The scorer of the gold
folder says what is right.
"""

import importlib.util
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from geo.extractors.events.fusing import (
    Fitted,
    Outcome,
    Scored,
    choose_extent,
    choose_kind,
    choose_places,
    choose_status,
    confidence_cues,
    find_statements,
    fuse,
    score_places,
    score_sides,
    statement_cues,
)
from geo.extractors.events.role_cues import Cues, Spoken, Statement, place_candidates, side_candidates
from geo.extractors.events.told import GROUPS, chance_of
from geo.languages.weights import CueWeights
from geo.pipeline import Reader, Ruled
from geo.records.actors import ActorMention
from geo.records.facts import ControlChange
from geo.records.places import PlaceMention
from geo.records.text import Article, ParsedSentence
from geo.text.event_labels import Role
from geo.text.event_model import EventModel, WindowScores
from geo.text.model import load_model
from geo.text.parse import parse_articles

SIDES: tuple[Role, ...] = ("gained_by", "lost_by", "held_by")
_THRESHOLDS = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55)
Row = Mapping[str, Any]
Samples = list[tuple[Cues, bool]]


@dataclass(frozen=True)
class Read:
    """A gold passage with what the rules and a network that never saw it say of it."""

    row: Row
    sentences: Sequence[ParsedSentence]
    ruled: Ruled
    windows: Sequence[WindowScores]


def load_scorer(gold: Path) -> Any:
    """The module `score.py` of a gold folder."""
    spec = importlib.util.spec_from_file_location("scorer", gold / "score.py")
    assert spec is not None and spec.loader is not None  # noqa: S101
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_passages(rows: Iterable[Row], model_of: Callable[[str], EventModel]) -> list[Read]:
    """Each passage with the rules' reading and the word of the model for its id."""
    by_id = {str(row["article"]["id"]): row for row in rows}
    articles = [article_of(row["article"]) for row in by_id.values()]
    reader, found = Reader(), list[Read]()
    for part in parse_articles(load_model(), articles):
        named = reader.find_mentions(part.article, part.sentences)
        mentions = reader.with_areas(named, part.article, part.sentences)
        row = by_id[part.article.id]
        ruled = reader.read_by_rules(part.article, part.sentences, mentions)
        found.append(Read(row, part.sentences, ruled, model_of(row["id"]).score(part.sentences)))
    return found


def article_of(plain: Mapping[str, Any]) -> Article:
    """The article of an annotated passage, without its title: the annotation is of the text alone."""
    published = date.fromisoformat(plain["published"]) if plain.get("published") else None

    return Article(str(plain["id"]), "", plain["text"], None, plain.get("publisher"), published)


class Weigher:
    """Fits the weights on some passages."""

    def __init__(self, scorer: Any, regular: float = 0.3) -> None:
        self.scorer, self.regular = scorer, regular

    def fit(self, reads: Sequence[Read], sentences: Sequence[Read] = ()) -> Fitted:
        """All weights, each step upon those before it. `sentences` (of our own, without points) teach all but thresholds and confidence."""
        settings = {
            "statement": 0.5, "place": 0.5, "further place": 0.75, "only place": 0.2, "gained_by": 0.4, "lost_by": 0.3, "held_by": 0.3,
            "kind of a rule": 1.0, "status of a rule": 0.5, "other status of a rule": 1.0, "extent of a rule": 0.5, "part by a rule": 3.0,
        }  # fmt: skip
        all_reads = [*reads, *sentences]
        weights = {"place": self._learn(s for r in all_reads for s in self._places(r))}
        for role in SIDES:
            weights[role] = self._learn(s for r in all_reads for s in self._sides(r, role))
        fitted = Fitted(weights, settings)
        weights["statement"] = self._learn(s for r in all_reads for s in self._statements(r, fitted))
        settings.update(self._choose_bonuses(all_reads, fitted))
        settings["statement"] = self._choose_threshold(reads, fitted)
        weights["confidence"] = CueWeights(0.0, {})
        weights["confidence"] = self._learn(s for r in reads for s in self._confidences(r, fitted))
        return fitted

    def _learn(self, samples: Iterable[tuple[Cues, bool]]) -> CueWeights:
        rows = list(samples)
        vectors = DictVectorizer(sparse=False)
        x = vectors.fit_transform([cues for cues, _ in rows])
        model = LogisticRegression(C=self.regular, max_iter=2000).fit(x, [label for _, label in rows])
        named = zip(vectors.get_feature_names_out(), model.coef_[0], strict=True)
        return CueWeights(round(float(model.intercept_[0]), 4), {str(n): round(float(w), 4) for n, w in named})

    def statements(self, read: Read) -> list[tuple[Statement, Row | None]]:
        """The possible statements of a passage with the annotated change that each is, if it is one."""
        spoken, free = read.ruled.spoken, list(read.row["changes"])
        ruled = [c for c in read.ruled.changes if c.kind != "incident"]
        statements = sorted(find_statements(spoken, ruled, read.windows), key=lambda s: -s.told.chance)
        found: list[tuple[Statement, Row | None]] = []
        for statement in statements:
            fits = [(overlap, g) for g in free if (overlap := self._fits(spoken, statement, g))]
            gold = max(fits, key=lambda f: f[0])[1] if fits else None
            if gold is not None:
                free.remove(gold)
            found.append((statement, gold))
        return found

    @staticmethod
    def _fits(spoken: Spoken, statement: Statement, gold: Row) -> int:
        start, end = statement.told.span
        if statement.rule is not None:
            start, end = min(start, statement.rule.trigger.start), max(end, statement.rule.trigger.end)
        if start < gold["trigger"]["end"] and gold["trigger"]["start"] < end:
            return 2
        same = spoken.sentences[spoken.sentence_at(gold["trigger"]["start"])] is statement.sentence
        groups = {GROUPS[statement.told.kind], *({GROUPS[statement.rule.kind]} if statement.rule else ())}
        return int(same and GROUPS[gold["kind"]] in groups)

    def _places(self, read: Read) -> Iterable[tuple[Cues, bool]]:
        for statement, gold in self.statements(read):
            if gold is not None:
                for mention, cues in place_candidates(read.ruled.spoken, statement):
                    yield cues, self._is_place(gold, mention)

    def _is_place(self, gold: Row, mention: PlaceMention) -> bool:
        plain = _mention(mention)
        for place in gold["places"]:
            near = self.scorer.near(place, plain)
            if near or (near is None and self.scorer.same_place(place, plain)):
                return True
        return False

    def _sides(self, read: Read, role: Role) -> Iterable[tuple[Cues, bool]]:
        for statement, gold in self.statements(read):
            if gold is None or (gold[role] is None and role != "lost_by") or gold["kind"] == "clash":
                continue
            places = [m for m in read.ruled.spoken.mentions if self._is_place(gold, m)]
            for side, cues in side_candidates(read.ruled.spoken, statement, role, places):
                yield cues, bool(gold[role]) and bool(self.scorer.actor_right(gold[role], _side(side)))

    def _statements(self, read: Read, fitted: Fitted) -> Iterable[tuple[Cues, bool]]:
        for statement, gold in self.statements(read):
            if gold is None or gold.get("sure", True):
                places = score_places(read.ruled.spoken, statement, fitted)
                yield (
                    statement_cues(statement, places),
                    gold is not None and self._is_told(read, statement, gold, places, fitted),
                )

    def _is_told(self, read: Read, statement: Statement, gold: Row, scored: Sequence[Scored], fitted: Fitted) -> bool:
        kind = choose_kind(statement, fitted)
        places = choose_places(read.ruled.spoken, statement, scored, read.ruled.changes, fitted)
        same = any(self.scorer.same_place(p, _mention(m)) for p in gold["places"] for m in places)
        return GROUPS[kind] == GROUPS[gold["kind"]] and same

    def _choose_bonuses(self, reads: Sequence[Read], fitted: Fitted) -> dict[str, float]:
        """How much a rule's kind and status count: what gets most of them right."""
        pairs = [(s, g) for r in reads for s, g in self.statements(r) if g is not None and s.rule is not None]
        found: dict[str, float] = {}
        for name in ("kind of a rule", "status of a rule", "other status of a rule", "extent of a rule"):
            scores = []
            for weight in (0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0, 8.0):
                tried = Fitted(fitted.weights, {**fitted.settings, **found, name: weight})
                scores.append((sum(self._agrees(s, g, tried, name) for s, g in pairs), -weight))
            found[name] = -max(scores)[1]
        return found

    def _agrees(self, statement: Statement, gold: Row, fitted: Fitted, name: str) -> bool:
        kind = choose_kind(statement, fitted)
        if name == "kind of a rule":
            return GROUPS[kind] == GROUPS[gold["kind"]]
        if name == "extent of a rule":
            return choose_extent(statement, fitted) == (gold.get("extent") or "whole")
        status = choose_status(statement, kind, fitted)
        return bool(self.scorer.status_group({"status": status}) == self.scorer.status_group(gold))

    def _choose_threshold(self, reads: Sequence[Read], fitted: Fitted) -> float:
        """The chance from which a statement is told: where told, and all of it right, have their best mean F1."""
        weights = {**fitted.weights, "confidence": CueWeights(0.0, {})}
        scores = []
        for least in _THRESHOLDS:
            tried = Fitted(weights, {**fitted.settings, "statement": least})
            counts = [self.count(read, self.changes(read, tried)) for read in reads]
            told, joint, found, gold = (sum(column) for column in zip(*counts, strict=True))
            scores.append(((told + joint) / max(1, found + gold), least))
        return max(scores)[1]

    @staticmethod
    def changes(read: Read, fitted: Fitted) -> list[ControlChange]:
        """The changes that a passage is read to tell."""
        fused = fuse(read.ruled.spoken, read.ruled.changes, read.windows, read.ruled.describe, fitted)
        return [c for c in (*fused, *read.ruled.denials) if c.kind != "incident" and c.places]

    def count(self, read: Read, changes: Sequence[ControlChange]) -> tuple[int, int, int, int]:
        """Told, jointly right, found and annotated statements."""
        verdicts = self.judge(read, changes)
        told = sum(v is not None for _, v in verdicts if v != "unsure")
        joint = sum(v is True for _, v in verdicts)
        gold = sum(g.get("sure", True) and bool(g["places"]) for g in read.row["changes"])
        return told, joint, sum(v != "unsure" for _, v in verdicts), gold

    def judge(self, read: Read, changes: Sequence[ControlChange]) -> list[tuple[ControlChange, bool | str | None]]:
        """For each change whether status, side and place are right; None where it is told of nothing, "unsure" where it counts not."""
        score = self.scorer
        spans = [{"start": s.start, "end": s.end} for s in read.ruled.spoken.sentences]
        left = [(c, _change(c)) for c in changes]
        verdicts: list[tuple[ControlChange, bool | str | None]] = []
        for gold in sorted(read.row["changes"], key=lambda g: not g.get("sure", True)):
            at = score.sentence_of(gold["trigger"], spans)
            fits = [
                (score.overlap(p["trigger"], gold["trigger"]), score.status_group(p) == score.status_group(gold), -i)
                for i, (_, p) in enumerate(left)
                if score.KIND_GROUP[p["kind"]] == score.KIND_GROUP[gold["kind"]]
                and score.sentence_of(p["trigger"], spans) == at
                and any(score.same_place(g, m) for g in gold["places"] for m in p["places"])
            ]
            if not fits:
                continue
            change, plain = left.pop(-max(fits)[2])
            verdicts.append((change, self._right(gold, plain) if gold.get("sure", True) else "unsure"))
        return [*verdicts, *((c, None) for c, _ in left)]

    def _right(self, gold: Row, plain: Row) -> bool:
        score = self.scorer
        status = score.status_group(plain) == score.status_group(gold)
        side = gold["kind"] == "clash" or score.actor_right(score.main_actor(gold), score.main_actor(plain))
        near = [n for g in gold["places"] for m in plain["places"] if (n := score.near(g, m)) is not None]
        unknown = all(g.get("lat") is None for g in gold["places"]) or any(m["place"] for m in plain["places"])
        return bool(status and side and (any(near) if near else unknown))

    def _confidences(self, read: Read, fitted: Fitted) -> Iterable[tuple[Cues, bool]]:
        made: dict[int, Cues] = {}
        changes = self.changes(read, fitted)
        spoken = read.ruled.spoken
        ruled = [c for c in read.ruled.changes if c.kind != "incident"]
        for statement in find_statements(spoken, ruled, read.windows):
            span = (statement.rule.trigger.start, statement.rule.trigger.end) if statement.rule else statement.told.span
            change = next((c for c in changes if (c.trigger.start, c.trigger.end) == span and id(c) not in made), None)
            if change is not None:
                made[id(change)] = self._confidence_cues(read, statement, change, fitted)
        for change, verdict in self.judge(read, changes):
            if verdict != "unsure" and id(change) in made:
                yield made[id(change)], verdict is True

    @staticmethod
    def _confidence_cues(read: Read, statement: Statement, change: ControlChange, fitted: Fitted) -> Cues:
        spoken = read.ruled.spoken
        scored = score_places(spoken, statement, fitted)
        sure = chance_of(fitted.weights["statement"].score(statement_cues(statement, scored)))
        likely = {r: score_sides(spoken, statement, r, change.places, fitted) for r in SIDES}
        return confidence_cues(statement, Outcome(change.kind, change.status, change.places, scored, likely, sure))


def own_rows(path: Path) -> list[dict[str, Any]]:
    """The project's own annotated sentences of `tests/floors/control.jsonl` in the form of gold passages."""
    return [_own_row(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _own_row(plain: Mapping[str, Any]) -> dict[str, Any]:
    text, changes = plain["text"], []
    for change in plain["changes"]:
        at = text.find(change["trigger"])
        places = [
            {"start": text.find(p), "end": text.find(p) + len(p), "text": p, "name": p, "lat": None, "lon": None}
            for p in change["places"]
        ]
        sides = {r: {"text": change[r], "name": None} if change[r] else None for r in SIDES}
        trigger = {"start": at, "end": at + len(change["trigger"]), "text": change["trigger"]}
        changes.append({**change, **sides, "places": places, "trigger": trigger, "sure": True})
    article = {"id": plain["id"], "text": text, "published": plain["published"]}
    return {"id": plain["id"], "article": article, "changes": changes}


def _mention(mention: PlaceMention) -> dict[str, Any]:
    place = mention.place
    known = place and {
        "name": place.name,
        "kind": place.kind,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
    }
    return {"start": mention.start, "end": mention.end, "text": mention.text, "place": known}


def _side(side: ActorMention | None) -> dict[str, Any] | None:
    if side is None:
        return None
    return {
        "text": side.text,
        "id": side.actor.id if side.actor else None,
        "name": side.actor.name if side.actor else None,
    }


def _change(change: ControlChange) -> dict[str, Any]:
    return {
        "kind": change.kind, "status": change.status, "trigger": {"start": change.trigger.start, "end": change.trigger.end, "text": change.trigger.text},
        "gained_by": _side(change.gained_by), "lost_by": _side(change.lost_by), "held_by": _side(change.held_by),
        "places": [_mention(m) for m in change.places],
    }  # fmt: skip


def reliability(pairs: Iterable[tuple[float, bool]]) -> list[str]:
    """One line for each band of confidence: how many claims, and how many of them are right."""
    bands = ((0.8, 1.01), (0.65, 0.8), (0.5, 0.65), (0.3, 0.5), (0.0, 0.3))
    rows = list(pairs)
    lines = []
    for low, high in bands:
        inside = [right for chance, right in rows if low <= chance < high]
        share = f"{np.mean(inside):.0%}" if inside else "-"
        lines.append(f"confidence {low:.2f}-{min(high, 1):.2f}: {share} right of {len(inside)}")
    return lines


def write(fitted: Fitted, folder: Path) -> None:
    """Write the weights of a model's folder."""
    plain = {
        "settings": fitted.settings,
        "weights": {n: {"intercept": w.intercept, "weights": dict(w.weights)} for n, w in fitted.weights.items()},
    }
    (folder / "weights.json").write_text(json.dumps(plain, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
