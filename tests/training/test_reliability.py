import json
from pathlib import Path

import pytest

from geo.errors import InputError
from geo.training.reliability import Placed, is_right, read_placed, table

RAQQA = {"geonameid": 172955, "kind": "settlement", "country": "SY", "lat": 35.95, "lon": 39.01}


def test_a_place_is_right_by_id_by_country_or_within_161_km() -> None:
    assert is_right(RAQQA, {"geonameid": "172955", "lat": 0.0, "lon": 0.0})
    assert is_right(RAQQA, {"geonameid": None, "lat": 36.2, "lon": 37.5})
    assert not is_right(RAQQA, {"geonameid": None, "lat": 36.2, "lon": 37.1, "country": "SY"})
    assert is_right(RAQQA | {"kind": "country"}, {"lat": 0.0, "lon": 0.0, "country": "SY"})


def test_the_table_says_what_the_score_says_and_what_is_right() -> None:
    placed = [Placed(0.98, True)] * 49 + [Placed(0.98, False), Placed(0.75, True), Placed(0.75, False)]
    assert list(table(placed))[2:] == [
        "| 0.95 to 1.00 | 50 | 98% | 98% |",
        "| 0.70 to 0.80 | 2 | 75% | 50% |",
    ]


def test_mentions_are_counted_that_overlap_a_name_with_a_point(tmp_path: Path) -> None:
    (tmp_path / "places").mkdir()
    names = [{"start": 0, "end": 5, **RAQQA}, {"start": 9, "end": 12, "lat": None}]
    row = {"article": {"id": "a"}, "toponyms": names}
    (tmp_path / "places" / "lgl.jsonl").write_text(json.dumps(row))
    spans = [(0, 5, RAQQA), (9, 12, RAQQA), (20, 22, RAQQA), (0, 1, None)]
    mentions = [{"start": s, "end": e, "score": 0.9, "place": p} for s, e, p in spans]
    with pytest.raises(InputError, match=r"lgl\.jsonl: no readings"):
        list(read_placed(tmp_path, tmp_path, "lgl"))
    (tmp_path / "lgl.jsonl").write_text(json.dumps({"article": {"id": "a"}, "mentions": mentions}))
    assert list(read_placed(tmp_path, tmp_path, "lgl")) == [Placed(0.9, True)]
