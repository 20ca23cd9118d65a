"""What a flag says is shown as words, and what can be flagged is said so that a person knows it."""

import pytest

from geo.panels.flags import flag_button, flag_lines, make_flag, may_flag, readings_of
from geo.panels.words import plain_label
from geo.records.flags import keys_of
from geo.records.views import ReportedSentence, View
from geo.stores.sql import SqlStore
from tests.browser.hostile import STRINGS
from tests.stories import ALEPPO, RAQQA


@pytest.fixture
def told(store: SqlStore) -> ReportedSentence:
    return next(s for s in store.sentences(View()) if s.article.id == "a1")


def test_all_that_was_read_can_be_flagged_and_is_said_in_words(told: ReportedSentence) -> None:
    assert [words for _, words in readings_of(told)] == [
        "Capture of Raqqa, done, by Islamic State",
        "Raqqa to Aleppo, stated 160 km, measured 169 km (+5%)",
        "“Raqqa” is Raqqa, Syria",
        "“Aleppo” is Aleppo, Syria",
    ]
    assert [key for key, _ in readings_of(told)] == list(keys_of(told))


def test_flag_carries_the_words_their_sentence_and_their_places(told: ReportedSentence) -> None:
    flags = [make_flag(told, key, "Ann", "") for key in keys_of(told)]
    assert [flag.words for flag in flags] == ["seized", "160 km", "Raqqa", "Aleppo"]
    assert [flag.places for flag in flags] == [(RAQQA.id,), (RAQQA.id, ALEPPO.id), (RAQQA.id,), (ALEPPO.id,)]
    assert {flag.quote for flag in flags} == {told.text}


@pytest.mark.parametrize("text", STRINGS)
def test_hostile_names_and_reasons_are_words(told: ReportedSentence, text: str) -> None:
    key = next(keys_of(told))
    shown = flag_lines(told, {key: make_flag(told, key, text, text)})
    assert "<script" not in shown
    assert "<img" not in shown
    assert "<svg/" not in shown
    assert shown.count("<") == 2
    assert "<" not in plain_label(text).replace("\\<", "")


def test_only_who_may_write_may_flag(told: ReportedSentence, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_PAGE", "session")
    assert not may_flag()
    monkeypatch.setenv("DATELINE_PAGE", "write")
    assert may_flag()
    assert 'data-act="flag:a1 0"' in flag_button(told)
