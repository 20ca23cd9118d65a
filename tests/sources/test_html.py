import json
from datetime import date

import pytest

from geo.errors import InputError
from geo.sources.html import Known, read_page, text_of
from tests.sources.pages import PARAGRAPHS, page

ADDRESS = "https://news.example.org/world/town?utm_source=x"
LD = json.dumps({"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", "datePublished": "2026-04-03T08:00:00Z"}]})


def test_report_comes_without_menu_and_foot() -> None:
    article = read_page(page().encode(), "a page", Known(ADDRESS))
    assert article.text == "\n\n".join(PARAGRAPHS)
    assert article.title == "Town held, army says"
    assert article.url == "https://news.example.org/world/town"
    assert article.publisher == "news.example.org"


@pytest.mark.parametrize(
    ("parts", "day", "source"),
    [
        ({"head": "<meta property='article:published_time' content='2026-04-03T08:00:00Z'>"}, date(2026, 4, 3), "metadata"),
        ({"head": f"<script type='application/ld+json'>{LD}</script>"}, date(2026, 4, 3), "metadata"),
        ({"head": "<meta name='date' content='Fri, 03 Apr 2026 08:00:00 GMT'>"}, date(2026, 4, 3), "metadata"),
        ({"body": "<time datetime='2026-04-03'>3 April</time>"}, date(2026, 4, 3), "time"),
        (
            {"body": "<time datetime='2026-04-03'>3 April</time>", "foot": "<time datetime='2026-11-24'>Updated</time>"},
            date(2026, 4, 3),
            "time",
        ),
        (
            {
                "head": "<meta property='article:published_time' content='2031-01-01'>",
                "body": "<div class='updated'><time datetime='2026-04-09'>9 April</time></div><time datetime='2026-04-03'>x</time>",
            },
            date(2026, 4, 3),
            "time",
        ),
    ],
)  # fmt: skip
def test_day_is_the_pages_own_and_says_where_it_stood(parts: dict[str, str], day: date, source: str) -> None:
    article = read_page(page(**parts).encode(), "a page")
    assert (article.published, article.date_source) == (day, source)


def test_feeds_day_comes_before_the_pages() -> None:
    html = page(head="<meta property='article:published_time' content='2026-04-09'>")
    article = read_page(html.encode(), "a page", Known(published=date(2026, 4, 3)))
    assert (article.published, article.date_source) == (date(2026, 4, 3), "feed")


def test_day_found_elsewhere_in_the_page_is_marked_as_a_guess() -> None:
    article = read_page(page(foot="<p>Published 5 March 2026</p>").encode(), "a page")
    assert article.date_source in ("page", None)


def test_page_cannot_take_the_address_of_another_site() -> None:
    html = page(head="<link rel='canonical' href='https://agency.example.com/real'>")
    assert read_page(html.encode(), "a page", Known(ADDRESS)).url == "https://news.example.org/world/town"
    assert read_page(html.encode(), "a saved page").url == "https://agency.example.com/real"


@pytest.mark.parametrize(
    ("charset", "declared", "sent"),
    [
        ("windows-1251", "", "windows-1251"),
        ("windows-1251", "<meta charset='windows-1251'>", None),
        ("windows-1251", "<meta charset='windows-1251'>", "undefined"),
        ("utf-8", "", None),
    ],
)
def test_words_survive_the_charset(charset: str, declared: str, sent: str | None) -> None:
    words = ("The town, called Покровск by those who live there, " + "was held by the army " * 8 + "until noon.",)
    article = read_page(page(head=declared, paragraphs=words).encode(charset), "a page", Known(charset=sent))
    assert "Покровск" in article.text


def test_markup_of_feeds_becomes_paragraphs() -> None:
    assert (
        text_of("<p>One <b>bold</b> word.</p><script>alert(1)</script>Two &amp; three.", "x")
        == "One bold word.\n\nTwo & three."
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not a web page"),
        (b"%PDF-1.7 ...", "not a web page but"),
        (b"\x89PNG\r\n\x1a\n", "not a web page but"),
        (b"\x1f\x8b\x08\x00", "not a web page but"),
        (b"<html><body><p>Subscribe to read on.</p></body></html>", "no article in this page"),
        (b"<div>" * 100_000 + b"deep", "no article|not a web page"),
        (b"<" * 200_000, "no article|not a web page"),
        (b"a" * 20_000_001, "larger than 20,000,000 bytes"),
        (b"\x00" * 5000, "not a web page|no article"),
    ],
)  # fmt: skip
def test_page_without_a_report_is_told_in_one_line(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        read_page(data, "bad.html")
    assert "bad.html" in str(caught.value)
    assert "\n" not in str(caught.value)
