"""`python -m geo.training.recogniser.score_out_of_fold GOLD WORK`: scores every gold text with a model that never saw it.

First the recogniser alone; with `--pipeline` all of reading, each fold with `DATELINE_PLACE_MODEL` set to its model. GOLD
and WORK are those of the training. The readings stay in WORK as `<corpus>.jsonl`, for a look at the errors.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from geo.text.recogniser import Recogniser
from geo.training.recogniser.gold import CORPORA

Article = dict[str, Any]
Reading = dict[str, Any]
Readings = Callable[[Path, list[Article]], Iterable[Reading]]


def main() -> None:
    """Read each fold with its model and print what the gold folder's scorer says of each corpus."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--pipeline", action="store_true", help="score all of reading, not the recogniser alone")
    options = parser.parse_args()
    readings = dict(read_folds(options.gold, options.work, read_whole if options.pipeline else recognise))
    write_readings(options.gold, options.work, readings)
    for corpus in CORPORA:
        score(corpus, options.gold, options.work)


def articles_of(gold: Path, corpus: str) -> list[Article]:
    """The articles of a gold file, as its scorer would write them."""
    lines = (gold / "places" / f"{corpus}.jsonl").read_text(encoding="utf-8").split("\n")
    return [json.loads(line)["article"] for line in lines if line.strip()]


def read_folds(gold: Path, work: Path, read: Readings) -> Iterator[tuple[str, Reading]]:
    """Each article's reading by its id, made with the model of its fold."""
    fold_of: dict[str, int] = json.loads((work / "folds.json").read_text(encoding="utf-8"))
    articles = [article for corpus in CORPORA for article in articles_of(gold, corpus)]
    for fold in sorted(set(fold_of.values())):
        for reading in read(work / f"fold-{fold}", [a for a in articles if fold_of[str(a["id"])] == fold]):
            yield str(reading["article"]["id"]), reading


def recognise(model: Path, articles: list[Article]) -> Iterator[Reading]:
    """Readings that hold the recogniser's names alone."""
    recogniser = Recogniser(model, threads=2)
    for article in articles:
        text = article["text"]
        (spans,) = recogniser.recognise([text])
        mentions = [{"start": s.start, "end": s.end, "text": text[s.start : s.end], "place": None} for s in spans]
        yield {"article": {"id": article["id"]}, "mentions": mentions}


def read_whole(model: Path, articles: list[Article]) -> Iterator[Reading]:
    """Readings of the command line, in a process of its own, so that the model is that of the fold."""
    path = model / "articles.jsonl"
    path.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    command = [sys.executable, "-m", "geo", "read", str(path), "--format", "jsonl"]
    env = {**os.environ, "DATELINE_PLACE_MODEL": str(model)}
    done = subprocess.run(command, check=True, env=env, stdout=subprocess.PIPE)
    yield from map(json.loads, filter(None, done.stdout.decode().split("\n")))


def write_readings(gold: Path, folder: Path, readings: dict[str, Reading]) -> None:
    """Write the readings of each corpus to `<corpus>.jsonl` in a folder, in the order of its articles."""
    for corpus in CORPORA:
        found = (readings[str(article["id"])] for article in articles_of(gold, corpus))
        lines = "".join(json.dumps(reading) + "\n" for reading in found)
        (folder / f"{corpus}.jsonl").write_text(lines, encoding="utf-8")


def score(corpus: str, gold: Path, work: Path) -> None:
    """Print the scorer's lines for one corpus."""
    sys.stdout.write(f"\n{corpus}\n")
    sys.stdout.flush()
    command = [sys.executable, str(gold / "score.py"), "places", str(gold / "places" / f"{corpus}.jsonl")]
    subprocess.run([*command, str(work / f"{corpus}.jsonl")], check=True)


if __name__ == "__main__":
    main()
