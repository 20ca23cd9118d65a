import json
from pathlib import Path

import pytest

from geo.errors import InputError
from geo.records.places import Place, PlaceMention
from geo.training.points import find_point, main, points_of, read_rows, tally

TEXT = "Rebels took Saraqib and Nayrab. The army left the town."
SARAQIB = Place("gn:1", "Saraqib", 35.864, 36.806, "settlement", "SY")
NOWHERE = Place("gn:2", "Nayrab", 51.0, 4.0, "settlement", "BE")


def place(text: str, lat: float, lon: float) -> dict[str, object]:
    start = TEXT.index(text)
    return {"start": start, "end": start + len(text), "text": text, "name": text, "lat": lat, "lon": lon}


ROW = {
    "id": "p",
    "article": {"id": "p", "title": "", "text": TEXT},
    "changes": [
        {"places": [place("Saraqib", 35.86, 36.8), place("Nayrab", 35.87, 36.73)]},
        {"places": [place("Saraqib", 35.86, 36.8), place("the town", 35.86, 36.8)]},
    ],
}


def mention(text: str, found: Place) -> PlaceMention:
    return PlaceMention(0, TEXT.index(text), TEXT.index(text) + len(text), text, found, 0.9)


def test_each_place_of_an_article_counts_once_and_words_that_point_back_apart() -> None:
    points = points_of(ROW)
    assert [(p.text, p.named) for p in points] == [("Saraqib", True), ("Nayrab", True), ("the town", False)]
    found = [find_point(p, [mention("Saraqib", SARAQIB), mention("Nayrab", NOWHERE)]) for p in points]
    counts = tally(found)
    assert (counts["points"], counts["read"], counts["right"], counts["far"]) == (3, 3, 2, 1)


def test_a_place_that_is_not_read_is_wrong() -> None:
    point = points_of(ROW)[1]
    assert not find_point(point, [mention("Saraqib", SARAQIB)]).read


def test_a_row_that_is_no_passage_is_named(tmp_path: Path) -> None:
    path = tmp_path / "passages.jsonl"
    path.write_text(json.dumps(ROW) + "\n{}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"passages\.jsonl, line 2"):
        read_rows(path)


def test_the_command_prints_the_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    passages, readings = tmp_path / "passages.jsonl", tmp_path / "readings.jsonl"
    passages.write_text(json.dumps(ROW) + "\n", encoding="utf-8")
    readings.write_text("", encoding="utf-8")
    main([str(passages), str(readings), "--errors", "5"])
    said = capsys.readouterr().out
    assert "'Saraqib' (35.86, 36.8): not read" in said and "all 3 points: right 0.0%" in said
