"""Long texts are read in parts that lose nothing."""

from geo.records.text import Article
from geo.text.model import load_model
from geo.text.parse import parse_articles
from geo.text.parts import split_article


def test_the_parts_are_the_whole_text_and_end_at_blank_lines() -> None:
    text = "\n\n".join(f"Paragraph {n} tells of Aleppo." for n in range(40))
    parts = list(split_article(Article("a", "", text), 200))
    assert "".join(p.text for p in parts) == text
    assert all(p.text.endswith("\n\n") for p in parts[:-1])
    assert all(len(p.text) <= 200 and text[p.start : p.end] == p.text for p in parts)


def test_a_text_without_any_space_is_cut_where_it_is_full() -> None:
    parts = list(split_article(Article("a", "", "x" * 450), 200))
    assert [len(p.text) for p in parts] == [200, 200, 50]


def test_offsets_are_those_of_the_article_in_every_part() -> None:
    filler = "Nothing is known of it. " * 30 + "\n\n"
    text = filler * 160 + "Rebels took Hama."
    found = list(parse_articles(load_model(), [Article("a", "", text), Article("b", "", "Short.")]))
    assert [(p.article.id, p.last) for p in found[-2:]] == [("a", True), ("b", True)]
    assert len(found) > 2 and not any(p.last for p in found[:-2])
    last = found[-2].sentences[-1]
    assert text[last.sentence.start : last.sentence.end] == last.text == "Rebels took Hama."
    assert all(text[t.start : t.end] == t.text for t in last.tokens)


def test_an_empty_article_has_one_part_without_sentences() -> None:
    (part,) = parse_articles(load_model(), [Article("a", "", "")])
    assert (part.sentences, part.last) == ((), True)


def test_half_a_character_stops_nothing() -> None:
    (part,) = parse_articles(load_model(), [Article("a", "", "Aleppo \ud83d was shelled.")])
    assert part.sentences[0].tokens[0].text == "Aleppo"
    assert part.sentences[-1].sentence.end == len("Aleppo \ud83d was shelled.")
