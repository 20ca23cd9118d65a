"""A report whole: its text with everything marked, in its title too, and nothing of it as code."""

from dataclasses import replace

from geo.panels.reports import list_reports, write_report
from geo.records.text import TITLE_GAP
from geo.records.views import ReportTally, View
from geo.stores.sql import SqlStore
from tests.browser.hostile import STRINGS


def test_marks_stand_in_text_and_title(store: SqlStore) -> None:
    told = next(s for s in store.sentences(View()) if s.article.id == "a2")
    article = store.article("a2")
    assert article is not None
    title = replace(article, title="SDF retook Raqqa")
    back = len(title.title) + len(TITLE_GAP)
    trigger = replace(told.changes[0].trigger, start=4 - back, end=10 - back)
    headline = replace(told, changes=(replace(told.changes[0], trigger=trigger),), mentions=())
    html = write_report(title, [told, headline], None)
    assert ">retook</mark> Raqqa</p>" in html
    assert '<mark class="dl-trigger" title="What happened">retook</mark> <mark class="dl-place"' in html


def test_paragraphs_keep_their_marks_and_no_word_is_lost(store: SqlStore) -> None:
    told = next(s for s in store.sentences(View()) if s.article.id == "a2")
    article = store.article("a2")
    assert article is not None
    parted = replace(article, text=article.text + "\n\nSecond & last.")
    html = write_report(parted, [told], None)
    assert html.count("<p dir=") == 2
    assert "Second &amp; last." in html


def test_hostile_words_are_words(store: SqlStore) -> None:
    article = store.article("a2")
    assert article is not None
    for words in STRINGS:
        hostile = replace(article, title=words, text=words, publisher=words, url=words)
        html = write_report(hostile, [], None) + list_reports([ReportTally(hostile, 1)], 1, ())
        assert not any(code in html.lower() for code in ("<img", "<script", "<svg", 'href="javascript'))


def test_list_says_copies_and_what_was_opened(store: SqlStore) -> None:
    reports = [replace(report, story="s") for report in store.reports(View())[:2]]
    html = list_reports(reports, 2, ("a1",))
    assert html.count("1 copy here") == 2
    assert (html.count("dl-seen"), html.count("dl-new")) == (1, 1)
