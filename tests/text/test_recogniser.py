"""The trained recogniser of place names, on sentences of our own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from geo.errors import DataFileError, MissingPartError
from geo.settings import DATA
from geo.text.recogniser import load_recogniser, verify

FOLDER = DATA / "models" / "places"


def names(text: str) -> list[str]:
    (spans,) = load_recogniser().recognise([text])
    return [text[s.start : s.end] for s in spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Government forces entered Maaret al-Numan on Tuesday, residents of Idlib said.",
            ["Maaret al-Numan", "Idlib"],
        ),
        (
            "A column left Severodonetsk for Lysychansk, the governor of Luhansk said.",
            ["Severodonetsk", "Lysychansk", "Luhansk"],
        ),
        ("Rebels shelled Goma from the hills above Sake in eastern Congo.", ["Goma", "Sake", "Congo"]),
        ("Students of Mosul University fled to Erbil.", ["Mosul", "Erbil"]),
        ("The army took Rakka (al-Raqqah) in the night.", ["Rakka", "al-Raqqah"]),
        ("The Syrian minister met Turkish and Russian officers.", []),
        ("They told us that nobody had been hurt.", []),
    ],
)
def test_finds_names_in_reports_of_war(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_text_of_its_own_reads_the_same_beside_others() -> None:
    texts = [
        "Shells fell on Avdiivka.",
        "",
        "Nothing happened on Monday.",
        "Troops crossed from Chad into Darfur near Tine.",
    ]
    together = load_recogniser().recognise(texts)
    assert [len(spans) > 0 for spans in together] == [True, False, False, True]
    alone = [load_recogniser().recognise([text])[0] for text in texts]
    assert [[(s.start, s.end) for s in spans] for spans in together] == [
        [(s.start, s.end) for s in spans] for spans in alone
    ]


def test_offsets_count_code_points_of_the_text_as_written() -> None:
    text = "“🔥” — 12… In Kharkiv’s suburbs, shelling went on."
    assert names(text) == ["Kharkiv"]


def test_a_report_longer_than_a_window_is_read_to_its_end() -> None:
    text = "The market was open and calm all day. " * 60 + "Then shells hit Bakhmut."
    assert names(text) == ["Bakhmut"]


def test_a_report_is_read_alike_alone_and_among_others() -> None:
    texts = [
        "Shells hit Bakhmut.",
        "The market was open and calm all day. " * 30 + "Then troops left Goma for Sake.",
        "",
    ]
    assert load_recogniser().recognise(texts) == [load_recogniser().recognise([text])[0] for text in texts]


def test_probabilities_are_shares_of_one() -> None:
    (spans,) = load_recogniser().recognise(["Clashes went on in Marib and Taiz."])
    assert spans and all(0.5 <= s.probability <= 1 for s in spans)


def test_an_altered_file_is_refused(tmp_path: Path) -> None:
    for name in ("vocab.txt", "names.txt.gz"):
        shutil.copy(FOLDER / name, tmp_path / name)
    digests = json.loads((FOLDER / "manifest.json").read_text())
    (tmp_path / "manifest.json").write_text(json.dumps({k: v for k, v in digests.items() if k != "model.onnx"}))
    verify(tmp_path)
    with (tmp_path / "vocab.txt").open("a") as file:
        file.write("altered\n")
    with pytest.raises(DataFileError, match=r"vocab\.txt: not the file"):
        verify(tmp_path)


def test_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(MissingPartError, match=r"manifest\.json: there is no trained model"):
        verify(tmp_path)


def test_the_model_fits_into_the_repository() -> None:
    assert (FOLDER / "model.onnx").stat().st_size <= 25_000_000


def test_reading_tells_nobody_and_keeps_no_identifier(tmp_path: Path) -> None:
    told = ("CI", "ORT_", "XDG_", "GITHUB_", "TF_BUILD")
    settings = {name: value for name, value in os.environ.items() if not name.startswith(told)}
    opens = "from geo.text.recogniser import load_recogniser; load_recogniser()"
    subprocess.run([sys.executable, "-c", opens], env=settings | {"HOME": str(tmp_path)}, check=True)
    assert not list(tmp_path.iterdir())
