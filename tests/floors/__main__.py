"""`make eval`: scores our own annotated sentences and, with a folder of gold files, those too, each by the folder's own scorer.

A gold folder holds `score.py` and the gold files as JSON lines in folders named `places`, `control` and `distance`. Its
scorer knows the commands `articles GOLD` and `places|control|event-place|distance GOLD READINGS`.
"""

import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> None:
    """Score everything; the gold folder is the first argument, if any."""
    subprocess.run([sys.executable, "-m", "pytest", "-q", "-rP", "tests/floors"], check=True)
    if len(sys.argv) > 1:
        score_gold(Path(sys.argv[1]))


def score_gold(folder: Path) -> None:
    """Read each gold file's articles and print what its scorer says of the readings."""
    scorer = folder / "score.py"
    if not scorer.is_file():
        sys.exit(f"{scorer}: there is no scorer; GOLD names a folder that holds one")
    for gold in sorted(folder.glob("*/*.jsonl")):
        print(f"\n{gold.parent.name}/{gold.stem}", flush=True)
        what = "event-place" if gold.stem.startswith("event_place") else gold.parent.name
        with tempfile.TemporaryDirectory() as scratch:
            score_file(scorer, what, gold, Path(scratch))


def score_file(scorer: Path, what: str, gold: Path, scratch: Path) -> None:
    """Write the articles, read them, score the readings."""
    articles, readings = scratch / "articles.jsonl", scratch / "readings.jsonl"
    with articles.open("w") as file:
        subprocess.run([sys.executable, scorer, "articles", gold], check=True, stdout=file)
    with readings.open("w") as file:
        subprocess.run([sys.executable, "-m", "geo", "read", articles, "--format", "jsonl"], check=True, stdout=file)
    subprocess.run([sys.executable, scorer, what, gold, readings], check=True)


if __name__ == "__main__":
    main()
