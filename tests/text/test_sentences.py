import pytest

from geo.languages.sentences import SentenceExample, sentence_rules
from geo.records.text import Article
from geo.text.model import load_model
from geo.text.parse import parse_articles
from geo.text.sentences import LONGEST


def read_sentences(text: str) -> list[str]:
    article = Article("a", "", text)
    return [s.text for part in parse_articles(load_model(), [article]) for s in part.sentences]


@pytest.mark.parametrize("example", sentence_rules().examples, ids=lambda e: e.text[:30])
def test_sentences_end_where_the_rule_file_says(example: SentenceExample) -> None:
    assert read_sentences(example.text) == list(example.sentences)


@pytest.mark.parametrize("text", ["Rebels took Homs and the army ", "troops entered homs. rebels left aleppo. "])
def test_sentence_without_an_end_is_cut(text: str) -> None:
    endless = (text * 300).strip()
    sentences = read_sentences(endless)
    assert max(len(sentence.split()) for sentence in sentences) <= LONGEST
    assert " ".join(sentences) == endless
