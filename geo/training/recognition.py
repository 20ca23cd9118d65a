"""Learns which words are place names: `python -m geo.training.recognition GOLD.jsonl … --models WORK --out WEIGHTS.json`.

Logistic regression with an L1 penalty over named cues (scikit-learn), so that most cues weigh nothing and the rest can be
read. Own sentences about wars, filled with names at random, are learned from beside the annotated articles, which tell
much of Ohio and little of Idlib. WORK is the folder of `geo.training.recogniser`: what the trained recogniser says of an article is a cue too, and comes from
the model that never saw that article, so that the weights learn how far to trust it. It prints precision, recall and F1
out of fold: five folds over articles, each read by weights learned on the others.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from geo.gazetteers.base import PlaceNames
from geo.gazetteers.sqlite import open_gazetteer
from geo.languages.actors import actor_table
from geo.languages.rule_files import rule_path
from geo.languages.weights import CueWeights
from geo.text.cues import find_cues
from geo.text.cues.context import SentenceContext, read_article_context
from geo.text.cues.held import HELD
from geo.text.mentions import choose, read_contexts
from geo.text.proposals import Proposal
from geo.text.recognised import recognise_sentences
from geo.text.recogniser import Recogniser
from geo.training.gold import GoldArticle, overlaps, parse_gold, read_gold

FOLDS = 5
RARE = 10
"""A cue seen less often than this says nothing."""
SEED = 5
OWN = 400
"""Own texts learned from: they win two points of F1 on our own reports of wars and cost half a point on Ohio's."""
STRENGTH = 0.4
"""Inverse strength of the penalty; between 0.1 and 1 the F1 out of fold differs by less than half a point."""
_OUTER = re.compile(r"^[\s\"'“‘(]*(?:[Tt]he\s+)?")
_TAIL = re.compile(r"(?:['’]s?|[\s,.;:)\]])+$")


@dataclass(frozen=True)
class Example:
    """A proposal with its cues; `right` is None where the annotation leaves it open."""

    proposal: Proposal
    start: int
    end: int
    cues: dict[str, float]
    right: bool | None


Article = tuple[GoldArticle, tuple[tuple[Example, ...], ...]]


def make_examples(gold: GoldArticle, gazetteer: PlaceNames, recogniser: Recogniser) -> tuple[tuple[Example, ...], ...]:
    """The examples of an article, sentence by sentence."""
    contexts = read_contexts(gold.sentences, gazetteer, recognise_sentences(gold.sentences, recogniser))
    article = read_article_context(contexts)
    wanted = {bare_span(gold.article.text, t["start"], t["end"]) for t in gold.toponyms}
    return tuple(tuple(_example(gold, c, p, find_cues(p, c, article), wanted) for p in c.proposals) for c in contexts)


def _example(
    gold: GoldArticle,
    context: SentenceContext,
    proposal: Proposal,
    cues: dict[str, float],
    wanted: set[tuple[int, int]],
) -> Example:
    tokens = context.tokens(proposal)
    span = bare_span(gold.article.text, tokens[0].start, tokens[-1].end)
    right: bool | None = span in wanted
    # A demonym is no place even where the annotation counts it neither way.
    if not right and overlaps(span, gold.ignored) and proposal.folded not in actor_table().demonyms:
        right = None
    return Example(proposal, *span, cues, right)


def recogniser_of_fold(work: Path) -> Callable[[str], Recogniser]:
    """Gives for the id of an article the trained recogniser that never saw it; for own texts, which all saw, the first."""
    fold_of: dict[str, int] = json.loads((work / "folds.json").read_text(encoding="utf-8"))
    recognisers = {fold: Recogniser(work / f"fold-{fold}", threads=2) for fold in sorted(set(fold_of.values()))}
    return lambda article: recognisers[fold_of.get(article, 0)]


def bare_span(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without a leading "the" and a trailing possessive or punctuation, so that annotators' habits agree."""
    lead = _OUTER.match(text[start:end])
    start += lead.end() if lead else 0
    tail = _TAIL.search(text[start:end])
    if tail and not re.search(r"\.[A-Za-z]\.$|^[A-Z][a-z]{1,4}\.$", text[start:end]):
        end -= len(tail.group())
    return start, max(start, end)


def own_articles(count: int) -> tuple[GoldArticle, ...]:
    """`count` texts of own sentences, filled with names at random, always the same."""
    from geo.training.recogniser.own_sentences import OwnSentences
    from geo.training.recogniser.place_pool import load_rows, make_pool

    texts = OwnSentences(make_pool(load_rows(), OwnSentences.countries())).make(count, Random(SEED))
    return parse_gold(
        {
            "article": {"id": t.id, "text": t.text},
            "toponyms": [{"start": start, "end": end} for start, end in t.names],
            "ignore": [{"start": start, "end": end} for start, end in t.masked],
        }
        for t in texts
    )


def learn(articles: Sequence[Article]) -> CueWeights:
    """The weights that tell the right examples of some articles from the wrong ones."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    known = [e for _, sentences in articles for s in sentences for e in s if e.right is not None]
    counts = Counter(name for e in known for name in e.cues)
    vectors = DictVectorizer()
    table = vectors.fit_transform([{n: v for n, v in e.cues.items() if counts[n] >= RARE} for e in known]).tocsr()
    table.indices, table.indptr = table.indices.astype("int32"), table.indptr.astype("int32")
    model = LogisticRegression(C=STRENGTH, solver="liblinear", l1_ratio=1, random_state=0, max_iter=500)
    model.fit(table, [e.right for e in known])
    weights = dict(zip(vectors.feature_names_, model.coef_[0].tolist(), strict=True))
    return CueWeights(
        float(model.intercept_[0]), {n: round(w, 3) for n, w in sorted((weights | HELD).items()) if abs(w) >= 0.005}
    )


def count(weights: CueWeights, articles: Sequence[Article]) -> Counter[str]:
    """How many names the weights find in some articles, how many of them are right, and how many there are."""
    tally: Counter[str] = Counter()
    for gold, sentences in articles:
        tally["gold"] += len(gold.toponyms)
        for examples in sentences:
            by_proposal = {e.proposal: e for e in examples}
            chosen = choose([(weights.score(e.cues), e.proposal, e.cues) for e in examples])
            rights = [by_proposal[p].right for _, p, _ in chosen]
            tally["right"] += rights.count(True)
            tally["found"] += len(rights) - rights.count(None)
    return tally


def cross_validate(articles: Sequence[Article], own: Sequence[Article]) -> list[Counter[str]]:
    """The tally of each article, read by weights learned on the folds it is not in and on own texts."""
    tallies: list[Counter[str]] = [Counter() for _ in articles]
    for fold in range(FOLDS):
        weights = learn([*(a for i, a in enumerate(articles) if i % FOLDS != fold), *own])
        for index in range(fold, len(articles), FOLDS):
            tallies[index] = count(weights, [articles[index]])
    return tallies


def report(name: str, tally: Counter[str]) -> str:
    """One line of figures."""
    precision, recall = tally["right"] / max(1, tally["found"]), tally["right"] / max(1, tally["gold"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"{name:30} P {precision:.1%}  R {recall:.1%}  F1 {f1:.1%}  ({tally['gold']} names)"


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn, print how well, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument(
        "--models", type=Path, required=True, help="the folder that geo.training.recogniser wrote its models to"
    )
    parser.add_argument("--out", type=Path, default=rule_path("en", "recognition_weights"))
    options = parser.parse_args(arguments)
    gazetteer = open_gazetteer()
    files = {path.stem: read_gold([path]) for path in options.gold}
    pick = recogniser_of_fold(options.models)
    articles: list[Article] = [
        (g, make_examples(g, gazetteer, pick(g.article.id))) for gold in files.values() for g in gold
    ]
    own: list[Article] = [(g, make_examples(g, gazetteer, pick(g.article.id))) for g in own_articles(OWN)]
    tallies = cross_validate(articles, own)
    lines, begin = [], 0
    for name, gold in files.items():
        lines.append(report(name, sum(tallies[begin : begin + len(gold)], Counter())))
        begin += len(gold)
    print("\n".join(lines))
    write_weights(options.out, learn([*articles, *own]), lines)


def write_weights(path: Path, weights: CueWeights, lines: list[str]) -> None:
    """The weights as a JSON file, a cue a line, with what they were learned from and how well they do."""
    plain: dict[str, Any] = {
        "about": "How much each cue speaks for (above 0) or against words being a place name, as log-odds. "
        "Learned by geo.training.recognition; the figures are out of fold.",
        "out_of_fold": lines,
        "intercept": round(weights.intercept, 3),
        "weights": dict(weights.weights),
    }
    path.write_text(json.dumps(plain, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
