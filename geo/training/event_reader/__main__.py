"""`python -m geo.training.event_reader GOLD WORK`: trains the reader of events from a folder of gold files and our own passages.

WORK takes a folder for each of five folds, with a network that never saw that fold's gold passages and weights that were fitted
without them; `final`, which has learned from all and belongs into `data/models/events`; and `readings.jsonl`, every gold passage
as the model of its fold reads it, for `score.py changes`. Networks that are there are not trained anew.
"""

import argparse
import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import torch

from geo.extractors.events.fusing import load_fitted
from geo.pipeline import Reader
from geo.records.reading_json import reading_to_json
from geo.settings import DATA, place_model
from geo.text.event_model import EventModel
from geo.text.known_names import KnownNames
from geo.text.pieces import Vocabulary
from geo.training.event_reader.examples import WindowMaker
from geo.training.event_reader.export import export, write_manifest
from geo.training.event_reader.fit import Plan, fit
from geo.training.event_reader.network import EventHeads
from geo.training.event_reader.passages import Passage, read_gold, read_own
from geo.training.event_reader.trunk import load_trunk
from geo.training.event_reader.weigh import (
    Read,
    Row,
    Weigher,
    article_of,
    load_scorer,
    own_rows,
    read_passages,
    reliability,
    write,
)
from geo.training.recogniser.fit import say
from geo.training.recogniser.gold import read_corpora
from geo.training.recogniser.own_sentences import OwnSentences
from geo.training.recogniser.place_pool import load_rows, make_pool

FOLDS = 5
QUIET = 80
"""Articles of local news, 2009, that tell of no change of control: texts in which nothing is to be found."""
QUIET_LENGTH = 700
OWN_SENTENCES = DATA.parent / "tests" / "floors" / "control.jsonl"


def main() -> None:
    """Train what is missing, fit the weights, read the gold passages out of fold and say how sure is how right."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path, help="the folder with control/passages_dev.jsonl, places/ and score.py")
    parser.add_argument("work", type=Path, help="the folder to write models to, outside the project")
    parser.add_argument("--passes", type=int, default=Plan.passes)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    path = options.gold / "control" / "passages_dev.jsonl"
    passages, others = read_gold(path), [*read_own(), *quiet_texts(options.gold)]
    plan = Plan(options.passes)
    for fold in range(FOLDS):
        train([*(p for p in passages if fold_of(p.id) != fold), *others], options.work / f"fold-{fold}", plan)
    train([*passages, *others], options.work / "final", plan)
    weigh(options.gold, [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()], options.work)


def fold_of(passage: str) -> int:
    """The fold of a passage, by its id alone."""
    return int(hashlib.sha256(passage.encode()).hexdigest(), 16) % FOLDS


def quiet_texts(gold: Path) -> list[Passage]:
    """The beginnings of some articles of local news, without any statement."""
    local = Random(7).sample(read_corpora(gold, ("lgl",)), QUIET)
    return [Passage(f"quiet-{d.id}", d.text[:QUIET_LENGTH], ()) for d in local]


def train(passages: Sequence[Passage], folder: Path, plan: Plan) -> None:
    """Train a network on passages and write it to a folder, if it is not there."""
    if (folder / "model.onnx").exists():
        say(f"{folder.name}: is there")
        return
    say(f"{folder.name}: {len(passages)} passages")
    torch.manual_seed(plan.seed)
    trunk = load_trunk(place_model() / "model.onnx")
    heads = EventHeads(trunk)
    own = OwnSentences(make_pool(load_rows(), OwnSentences.countries()))
    known = KnownNames.load(place_model() / "names.txt.gz")
    fit(trunk, heads, passages, WindowMaker(Vocabulary(place_model() / "vocab.txt"), known, own.pool, own.groups), plan)
    export(trunk, heads, folder)
    write_manifest(folder)


def weigh(gold: Path, rows: Sequence[Row], work: Path) -> None:
    """Fit the weights of each fold and of all, and read every passage with the model of its fold."""
    models = [EventModel(work / f"fold-{fold}") for fold in range(FOLDS)]
    model_of: Callable[[str], EventModel] = lambda name: models[fold_of(name)]  # noqa: E731
    reads, weigher = read_passages(rows, model_of), Weigher(load_scorer(gold))
    own = read_passages(own_rows(OWN_SENTENCES), lambda _: models[0])
    claims: list[tuple[float, bool]] = []
    readings: list[str] = []
    for fold in range(FOLDS):
        folder = work / f"fold-{fold}"
        write(weigher.fit([r for r in reads if fold_of(r.row["id"]) != fold], own), folder)
        claims += _claims(weigher, [r for r in reads if fold_of(r.row["id"]) == fold], folder)
        reader = Reader(events=models[fold], fitted=load_fitted(folder))
        mine = (article_of(row["article"]) for row in rows if fold_of(row["id"]) == fold)
        readings += [json.dumps(reading_to_json(reading), ensure_ascii=False) for reading in reader.read_many(mine)]
    (work / "readings.jsonl").write_text("\n".join(readings) + "\n", encoding="utf-8")
    write(weigher.fit(reads, own), work / "final")
    write_manifest(work / "final")
    say("\n".join(reliability(claims)))


def _claims(weigher: Weigher, reads: Sequence[Read], folder: Path) -> list[tuple[float, bool]]:
    fitted = load_fitted(folder)
    judged = (pair for r in reads for pair in weigher.judge(r, weigher.changes(r, fitted)))
    return [(change.confidence, verdict is True) for change, verdict in judged if verdict != "unsure"]


if __name__ == "__main__":
    main()
