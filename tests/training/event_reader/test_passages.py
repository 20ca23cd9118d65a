"""Our own marked passages, and what is learned from their marks."""

from pathlib import Path

import pytest

from geo.errors import DataFileError
from geo.training.event_reader.passages import Passage, read_own

MARKED = """=== t-1 | Syria | wire | 2015-03-28 | -
[A1 Rebel fighters] [T1 captured] [P1 Idlib] on Saturday. [A2 They] [T2 left] [P2 the city] again, [S1 a monitor] said.
--
A1 = Syrian opposition
A2 = Syrian opposition
P2 > P1
T1 seize completed whole; at P1; by A1
T2 withdraw completed whole; at P2; from A2; said S1; unsure
"""


def read(tmp_path: Path, text: str) -> Passage:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    return read_own(tmp_path)[0]


def words(passage: Passage, role: str, number: int) -> list[str]:
    return [passage.text[slice(*span)] for span in passage.statements[number].roles[role]]  # type: ignore[index]


def test_marks_go_and_offsets_stay_right(tmp_path: Path) -> None:
    passage = read(tmp_path, MARKED)
    assert passage.text.startswith("Rebel fighters captured Idlib on Saturday. They left the city")
    assert [passage.text[slice(*s.trigger)] for s in passage.statements] == ["captured", "left"]
    assert [s.sure for s in passage.statements] == [True, False]


def test_words_that_point_teach_what_they_point_to_as_well(tmp_path: Path) -> None:
    passage = read(tmp_path, MARKED)
    assert words(passage, "place", 1) == ["Idlib", "the city"]
    assert words(passage, "lost_by", 1) == ["They"]
    assert words(passage, "said_by", 1) == ["a monitor"]


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ("T1 sieze completed whole; at P1", "sieze"),
        ("T9 seize completed whole; at P1", "T9"),
        ("T1 seize whole; at P1", ""),
    ],
)
def test_a_wrong_mark_stops_with_file_and_passage(tmp_path: Path, wrong: str, named: str) -> None:
    with pytest.raises(DataFileError, match=r"a\.txt: t-1.*" + named):
        read(tmp_path, MARKED.replace("T1 seize completed whole; at P1; by A1", wrong))


def test_our_own_passages_are_well_marked_and_many() -> None:
    passages = read_own()
    assert len(passages) >= 600
    assert len({p.id for p in passages}) == len(passages)
    assert all(p.text[slice(*s.trigger)].strip() for p in passages for s in p.statements)
    assert sum(not p.statements for p in passages) > len(passages) / 20
