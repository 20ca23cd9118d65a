"""The date rules of English: each record's own examples and counter-examples."""

from datetime import date

import pytest

from geo.extractors.dates.finding import find_dates
from geo.languages.dates import DateRule, date_rules
from geo.records.text import Article
from geo.text.model import load_model
from geo.text.parse import parse_articles

RULES = date_rules()


def first_dates(texts: list[tuple[str, str]]) -> list[tuple[str | None, str | None] | None]:
    """The first interval read in each text, as ISO days, against each text's report."""
    articles = [Article(str(i), "", text) for i, (text, _) in enumerate(texts)]
    found: list[tuple[str | None, str | None] | None] = []
    for part, (_, published) in zip(parse_articles(load_model(), articles), texts, strict=True):
        spans = [d for s in part.sentences for d in find_dates(s, date.fromisoformat(published))]
        first = spans[0] if spans else None
        found.append(first and (_iso(first.start), _iso(first.end)))
    return found


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.name)
def test_each_example_means_its_interval(rule: DateRule) -> None:
    assert rule.examples
    found = first_dates([(text, published) for text, published, _, _ in rule.examples])
    assert found == [(start, end) for _, _, start, end in rule.examples]


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.name)
def test_no_counter_example_is_a_date_of_the_rule(rule: DateRule) -> None:
    pattern = RULES.pattern(rule.pattern, cased=rule.cased)
    assert rule.counter_examples
    assert [text for text in rule.counter_examples if pattern.search(text) and rule.name != "weekday"] == []
