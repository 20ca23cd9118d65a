"""The one path of news words to the screen: everything escaped, marks where the words stand."""

import re
from html.parser import HTMLParser

import pytest

from geo.panels.words import Marked, escape, link, mark_sentence, mark_text, plain_label, safe_link
from geo.records.views import View
from geo.stores.sql import SqlStore
from tests.browser.hostile import STRINGS
from tests.stories import RAQQA


class Reader(HTMLParser):
    """What a browser would make of HTML: its tags and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("text", STRINGS)
def test_hostile_words_become_text_and_nothing_else(text: str) -> None:
    shown = Reader(mark_text(f"before {text} after", 10, [Marked(12, 14, "place"), Marked(13, 40, "actor")]))
    assert shown.text == f"before {text} after"
    assert set(shown.tags) == {"mark"}


def test_marks_stand_on_their_words(store: SqlStore) -> None:
    told = next(s for s in store.sentences(View()) if s.article.id == "a1")
    html = mark_sentence(told, RAQQA.id)
    marked = dict(re.findall(r'<mark class="([^"]*)"[^>]*>([^<]*)</mark>', html))
    assert marked == {
        "dl-actor": "ISIS", "dl-trigger": "seized", "dl-place dl-chosen": "Raqqa", "dl-distance": "160 km",
        "dl-place": "Aleppo", "dl-sayer": "Reuters",
    }  # fmt: skip


def test_place_that_was_not_found_is_marked_otherwise(store: SqlStore) -> None:
    told = next(s for s in store.sentences(View()) if s.article.id == "a3")
    assert '<mark class="dl-place dl-unplaced" title="Place">Bab al-Nasr</mark>' in mark_sentence(told)


def test_overlapping_marks_share_the_piece_they_have_in_common() -> None:
    html = mark_text("Raqqa province", 5, [Marked(5, 10, "place"), Marked(5, 19, "sayer"), Marked(90, 99, "date")])
    assert html == (
        '<mark class="dl-place dl-sayer" title="Place · Who says so">Raqqa</mark>'
        '<mark class="dl-sayer" title="Who says so"> province</mark>'
    )


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", " data:text/html,x", "vbscript:x", "file:///etc/passwd", "//host/x",
     "https://", "http://[broken", "", None, "java\nscript:alert(1)"],
)  # fmt: skip
def test_only_web_addresses_become_links(address: str | None) -> None:
    assert safe_link(address) is None
    assert link(address, "title") == "<span>title</span>"


def test_link_opens_a_tab_that_has_no_way_back() -> None:
    shown = link('https://example.org/a?b=1&c="2"', "<b>")
    assert shown == (
        '<a href="https://example.org/a?b=1&amp;c=&quot;2&quot;" target="_blank" rel="noopener noreferrer">&lt;b&gt;</a>'
    )


def test_label_keeps_its_words_and_loses_its_markdown() -> None:
    assert plain_label(":red[x] **b**\n`c`") == "\\:red\\[x\\] \\*\\*b\\*\\* \\`c\\`"
    assert escape("<\"&'>") == "&lt;&quot;&amp;&#x27;&gt;"
