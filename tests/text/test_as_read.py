"""An article as it is read, and the way back to it as it was given."""

from geo.records.facts import Reading
from geo.records.places import PlaceMention
from geo.records.text import Article, Sentence
from geo.text.as_read import as_read


def test_a_plain_article_is_read_as_it_is() -> None:
    article = Article("a", "", "Rebels captured Goma.")
    assert as_read(article).article is article


def test_a_title_stands_before_the_text_it_is_not_repeated_in() -> None:
    assert (
        as_read(Article("a", "Rebels take Goma", "It was quiet.")).article.text == "Rebels take Goma\n\nIt was quiet."
    )
    assert as_read(Article("a", "Rebels take Goma", "Reuters - Rebels take Goma. It was quiet.")).title is None


def test_mentions_are_led_back_to_the_words_as_given() -> None:
    article = Article("a", "A title", "Rebels took Sar\u200bmin[1] today.")
    read = as_read(article)
    start = read.article.text.index("Sarmin")
    mention = PlaceMention(1, start, start + 6, "Sarmin")
    sentences = (Sentence("a", 0, 0, 7), Sentence("a", 1, 9, len(read.article.text)))
    restored = read.restore(Reading(read.article, sentences, (mention,), (), ()))
    assert restored.article is article
    assert [m.text for m in restored.mentions] == ["Sar\u200bmin"]
    assert [(s.index, article.words(s.start, s.end)) for s in restored.sentences] == [(0, article.text)]


def test_words_below_zero_are_the_titles() -> None:
    article = Article("a", "Army retakes Bartella", "It was empty.")
    assert article.words(-10, -2) == "Bartella"
    assert article.words(0, 2) == "It"
