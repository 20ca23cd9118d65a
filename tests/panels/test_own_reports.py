"""Own reports on the page: read beside it, shown alone or among the others, counted once, gone when forgotten."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import streamlit as st

from geo.errors import InputError
from geo.panels.answers import Answers, find_answers, join_own
from geo.panels.own_reports import OwnReports, how_far, how_far_in_words, result_in_words, there_in_words
from geo.panels.reading_jobs import ReadingJob
from geo.panels.uploads import Upload, digest_uploads
from geo.records.facts import Reading
from geo.records.views import View
from geo.stores import open_store


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path))
    monkeypatch.setenv("DATELINE_STORE", f"sqlite:///{tmp_path / 'all.db'}")
    st.cache_resource.clear()
    st.cache_data.clear()
    yield


def job(**fields: object) -> ReadingJob:
    made = ReadingJob(Path("nowhere"), "sqlite://", kept=False)
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def fill(url: str, readings: list[Reading]) -> str:
    store = open_store(url)
    store.add(readings)
    store.close()
    return url


def shown(answers: Answers | None) -> list[str]:
    return sorted({s.article.id for s in answers.sentences(View(), 50, 0)}) if answers else []


def test_lines_of_the_process_become_progress_and_result() -> None:
    told = job(state="reading")
    lines = ('{"total": 3}', '{"done": 1, "ids": ["a"], "places": 2, "changes": 1}', "noise", "[1]", '{"known": ["b"]}')
    assert [told.take(line) for line in lines] == [False] * 5
    assert (how_far(told), how_far_in_words(told)) == (1 / 3, "Read 1 of 3 reports …")
    told.take('{"refused": "x.csv, line 2: no date"}')
    assert told.take('{"left_out": {"ru": 2}, "ended": true}')
    assert (told.state, told.refused) == ("done", ["x.csv, line 2: no date"])
    assert result_in_words(told) == (
        "1 report read: 2 place names, 1 change of control, 0 stated distances; 1 report already there and not read again; "
        "2 left out, since their language cannot be read here (ru). For this session only: links do not carry them."
    )


def test_process_that_fails_or_is_stopped_says_so() -> None:
    failed = job(state="reading")
    assert failed.take('{"failed": "gazetteer.db is missing", "ended": true}')
    assert (failed.state, failed.over, failed.refused) == ("failed", True, ["gazetteer.db is missing"])
    waiting = job()
    waiting.stop()
    assert (waiting.state, waiting.over) == ("stopped", True)
    assert how_far(job(done=10, total=None, state="reading")) == 0.5


def test_own_reports_are_shown_alone_or_among_all(readings: list[Reading], tmp_path: Path) -> None:
    fill(f"sqlite:///{tmp_path / 'all.db'}", readings[:2])
    own = fill(f"sqlite:///{tmp_path / 'own.db'}", readings[2:])
    found = find_answers()
    assert shown(join_own(found, own, ["a3"], [], mine=True)) == ["a3"]
    joined = join_own(found, own, ["a3"], [], mine=False)
    assert joined is not None
    assert (shown(joined), joined.counts.articles) == (["a1", "a2", "a3"], 3)
    assert shown(join_own(None, own, ["a3"], [], mine=False)) == ["a3"]


def test_report_that_stands_in_both_stores_is_counted_once(readings: list[Reading], tmp_path: Path) -> None:
    fill(f"sqlite:///{tmp_path / 'all.db'}", readings[:2])
    own = fill(f"sqlite:///{tmp_path / 'own.db'}", readings[1:])
    joined = join_own(find_answers(), own, ["a2", "a3"], [], mine=False)
    assert joined is not None
    assert (shown(joined), joined.counts.articles, joined.counts.mentions) == (["a1", "a2", "a3"], 3, 4)
    assert shown(join_own(find_answers(), own, ["a2", "a3"], [], mine=True)) == ["a2", "a3"]


def test_kept_reports_are_shown_alone_out_of_the_store(readings: list[Reading], tmp_path: Path) -> None:
    fill(f"sqlite:///{tmp_path / 'all.db'}", readings)
    assert shown(join_own(find_answers(), None, [], ["a1"], mine=True)) == ["a1"]
    assert shown(join_own(find_answers(), None, [], ["a1"], mine=False)) == ["a1", "a2", "a3"]


def test_answers_are_those_of_now_after_more_was_read(readings: list[Reading], tmp_path: Path) -> None:
    own = fill(f"sqlite:///{tmp_path / 'own.db'}", readings[:1])
    assert shown(join_own(None, own, ["a1"], [], mine=True)) == ["a1"]
    fill(own, [replace(readings[1])])
    assert shown(join_own(None, own, ["a1", "a2"], [], mine=True)) == ["a1", "a2"]


def test_result_is_taken_over_once_and_forgotten_with_its_folder() -> None:
    own = OwnReports()
    folder = Path(own.url.removeprefix("sqlite:///")).parent
    (folder / "own.db").write_bytes(b"words of a report")
    own.job, own.taken = job(state="done", ids=["a", "b"], known=["b", "c"]), False
    assert (own.take_result(), own.take_result()) == (True, False)
    assert (own.ids, own.kept) == (["a", "b", "c"], [])
    own.forget()
    assert (own.ids, own.job, folder.exists()) == ([], None, False)


def test_reports_in_the_common_store_are_shown_out_of_it() -> None:
    own = OwnReports()
    own.job, own.taken = job(state="done", there=["x"], ids=["a"]), False
    assert own.take_result()
    assert (own.ids, own.kept) == (["a"], ["x"])
    own.forget()


def test_same_reports_again_are_known_at_once_and_nothing_is_started() -> None:
    own = OwnReports()
    files = [Upload("b.txt", b"ISIS seized Raqqa."), Upload("a.txt", b"The SDF retook it.")]
    first = job(
        state="done", ids=["a", "b"], known=["c"], places=3, reports={"a": ("The fall", "https://example.org/1")}
    )
    own.read_before[digest_uploads("", files, None)] = first
    again = own.read("", [Upload("other name.txt", files[1].data), files[0]], keep=False)
    assert (again.state, again.ids, again.known, again.places) == ("done", [], ["a", "b", "c"], 0)
    assert (own.take_result(), own.ids) == (True, ["a", "b", "c"])
    assert result_in_words(again).startswith("0 reports read; 3 reports already there and not read again.")
    assert 'href="https://example.org/1"' in there_in_words(again)
    own.forget()
    assert own.read_before == {}


def test_reports_of_another_day_are_others() -> None:
    files = [Upload("a.txt", b"On Tuesday ISIS seized Raqqa.")]
    assert digest_uploads("", files, None) != digest_uploads("", files, date(2013, 3, 5))
    assert digest_uploads("one", [], None) != digest_uploads("two", [], None)


@pytest.mark.parametrize("ended", [{"state": "failed", "ids": ["a"]}, {"state": "done", "there": ["a"]}])
def test_what_failed_or_stands_in_the_common_store_is_looked_at_again_the_next_time(ended: dict[str, object]) -> None:
    own = OwnReports()
    own.job, own.taken = job(**ended), False
    own.read_before["digest"] = own.job
    own.take_result()
    assert own.read_before == {}


def test_hostile_titles_of_known_reports_stay_words() -> None:
    told = there_in_words(job(known=["a"], reports={"a": ("<img src=x onerror=run()>", "javascript:run()")}))
    assert "<img" not in told
    assert "javascript" not in told
    told = there_in_words(job(there=["a"], reports={"a": ("<img src=x onerror=run()>", "javascript:run()")}))
    assert told.startswith('<br>Already there: <a href="?report=a" target="_blank"')
    assert "<img" not in told


def test_nothing_is_started_for_what_cannot_be_read() -> None:
    own = OwnReports()
    with pytest.raises(InputError, match="Nothing to read"):
        own.read("", [], keep=False)
    own.job = job(state="reading")
    with pytest.raises(InputError, match="still being read"):
        own.read("ISIS seized Raqqa.", [], keep=False)
