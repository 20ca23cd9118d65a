"""`make eval`: scores our own annotated sentences and, with a folder of gold files, those too, each by the folder's own scorer.

`python -m tests.floors [GOLD [WORK]]`. A gold folder holds `score.py` and the gold files as JSON lines in folders named
`places`, `control` and `distance`. Its scorer knows the commands `articles GOLD` and `places|control|event-place|distance GOLD
READINGS`. WORK is the folder of `geo.training.recogniser`: with it the place corpora are read out of fold, without it in sample.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from geo.training.recogniser.gold import CORPORA
from geo.training.recogniser.score_out_of_fold import read_folds, read_whole, write_readings
from tests.floors.place_table import IN_SAMPLE, OUT_OF_FOLD, score_corpus, score_own, table


def main() -> None:
    """Score everything; the gold folder is the first argument, if any, and that of the folds the second."""
    gold, work = (Path(sys.argv[i]) if len(sys.argv) > i else None for i in (1, 2))
    if gold and not (gold / "score.py").is_file():
        sys.exit(f"{gold / 'score.py'}: there is no scorer; GOLD names a folder that holds one")
    if work and not (work / "folds.json").is_file():
        sys.exit(f"{work / 'folds.json'}: no models of folds; WORK names the folder that make train wrote them to")
    subprocess.run([sys.executable, "-m", "pytest", "-q", "-rP", "tests/floors"], check=True)
    with tempfile.TemporaryDirectory() as scratch:
        figures = score_places(gold, work, Path(scratch)) if gold else {}
        if gold:
            score_others(gold, Path(scratch))
    print("\n" + "\n".join(table({**figures, "own": score_own()}, OUT_OF_FOLD if work else IN_SAMPLE if gold else "")))


def score_places(gold: Path, work: Path | None, scratch: Path) -> dict[str, dict[str, float]]:
    """The figures of each place corpus of the gold folder. Readings out of fold stay in WORK, for a look at the errors."""
    if work:
        write_readings(gold, work, dict(read_folds(gold, work, read_whole)))
    else:
        for corpus in CORPORA:
            read_file(gold, gold / "places" / f"{corpus}.jsonl", scratch / f"{corpus}.jsonl")
    return {corpus: score_corpus(gold, corpus, (work or scratch) / f"{corpus}.jsonl") for corpus in CORPORA}


def score_others(gold: Path, scratch: Path) -> None:
    """Read every other gold file and print what the scorer says of the readings."""
    for path in sorted(p for p in gold.glob("*/*.jsonl") if p.parent.name != "places"):
        print(f"\n{path.parent.name}/{path.stem}", flush=True)
        what = "event-place" if path.stem.startswith("event_place") else path.parent.name
        read_file(gold, path, scratch / "readings.jsonl")
        subprocess.run([sys.executable, gold / "score.py", what, path, scratch / "readings.jsonl"], check=True)


def read_file(gold: Path, path: Path, readings: Path) -> None:
    """Write the readings of a gold file's articles."""
    articles = readings.with_suffix(".articles.jsonl")
    with articles.open("w") as file:
        subprocess.run([sys.executable, gold / "score.py", "articles", path], check=True, stdout=file)
    with readings.open("w") as file:
        subprocess.run([sys.executable, "-m", "geo", "read", articles, "--format", "jsonl"], check=True, stdout=file)


if __name__ == "__main__":
    main()
