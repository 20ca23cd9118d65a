"""One table of how well place names are found and placed: annotated corpora beside other systems, and our own sentences."""

import csv
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from geo.training.recogniser.gold import CORPORA
from tests.floors.test_places import ROWS, count, f1, read_rows

OTHERS = Path(__file__).parent / "others.csv"
FIGURES = {"exact": "exact F1", "overlap": "overlap F1", "joint": "joint F1", "km": "median km"}
NAMES = {"lgl": "LGL", "geovirus": "GeoVirus", "gwn": "GWN", "re3d": "re3d"}
OUT_OF_FOLD = (
    "out of fold: each article by a recogniser that learned from the other half; the weights of the cues, some 450 numbers, "
    "learned from all (their own figures out of fold stand in their files)"
)
IN_SAMPLE = "IN SAMPLE, by models that learned from these very articles: name the folder of the folds for honest figures, WORK=..."
ABSENT = "The annotated corpora are absent: they are other people's texts and lie in no repository of ours; GOLD=folder names them."
HELD_OUT = "from which nothing was learned"
_LINES = {
    "exact": re.compile(r"recognition, exact .* F1 +([\d.]+)"),
    "overlap": re.compile(r"recognition, overlap .* F1 +([\d.]+)"),
    "joint": re.compile(r"joint .* F1 +([\d.]+)"),
    "km": re.compile(r"resolution .* median ([\d.]+) km"),
}


def score_corpus(gold: Path, corpus: str, readings: Path) -> dict[str, float]:
    """What the gold folder's scorer says of a corpus's readings: the figures it gives, in per cent or kilometres."""
    command = [
        sys.executable,
        str(gold / "score.py"),
        "places",
        str(gold / "places" / f"{corpus}.jsonl"),
        str(readings),
    ]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = {figure: line.search(said) for figure, line in _LINES.items()}
    return {figure: float(match[1]) for figure, match in found.items() if match}


def score_own() -> dict[str, float]:
    """The figures of our own sentences, in per cent."""
    tally = count(read_rows())
    return {figure: 100 * f1(tally, figure) for figure in ("exact", "joint")}


def table(figures: Mapping[str, Mapping[str, float]], how: str) -> Iterator[str]:
    """The lines of the table; `how` says by which model the corpora were read, "" that there are none."""
    yield "Places: F1 in per cent. " + (f"Corpora read {how}." if how else ABSENT)
    yield f"{'':<10}{'':<12}{'Dateline':>9}  others, best first"
    others = _read_others()
    for corpus in CORPORA:
        for n, (figure, value) in enumerate(figures.get(corpus, {}).items()):
            beside = sorted(others.get((corpus, figure), ()), reverse=True)
            said = " · ".join(f"{v} {system}" for v, system in beside)
            yield f"{'' if n else NAMES[corpus]:<10}{FIGURES[figure]:<12}{value:>9.1f}  {said}".rstrip()
    for n, (figure, value) in enumerate(figures.get("own", {}).items()):
        said = "" if n else f"{len(ROWS)} own texts, {HELD_OUT}"
        yield f"{'' if n else 'own set':<10}{FIGURES[figure]:<12}{value:>9.1f}  {said}".rstrip()
    yield "Whose the other figures are and how they were measured stands in tests/floors/others.csv."


def _read_others() -> dict[tuple[str, str], list[tuple[float, str]]]:
    found: dict[tuple[str, str], list[tuple[float, str]]] = {}
    with OTHERS.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            found.setdefault((line["corpus"], line["figure"]), []).append((float(line["value"]), line["system"]))
    return found
