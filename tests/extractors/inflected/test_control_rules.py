"""Every rule of control in Russian and Ukrainian reads its own examples and none of its counter-examples."""

from datetime import date

import pytest

from geo.gazetteers.sqlite import Gazetteer
from geo.languages.inflected import InflectedControlRule, inflected_control
from geo.pipeline import Reader
from geo.records.text import Article

pytest.importorskip("pymorphy3")
RULES = [pytest.param(code, rule, id=f"{code}-{rule.id}") for code in ("ru", "uk") for rule in inflected_control(code)]


@pytest.fixture(scope="module")
def reader(gazetteer: Gazetteer) -> Reader:
    return Reader(gazetteer)


def rules_that_read(reader: Reader, text: str, code: str) -> set[str]:
    reading = reader.read(Article("a", "", text, published=date(2024, 5, 1), language=code))
    return {change.evidence.rule for change in reading.changes}


@pytest.mark.parametrize(("code", "rule"), RULES)
def test_each_example_is_read_by_its_rule(reader: Reader, code: str, rule: InflectedControlRule) -> None:
    assert rule.examples
    assert [t for t in rule.examples if f"{code}-{rule.id}" not in rules_that_read(reader, t, code)] == []


@pytest.mark.parametrize(("code", "rule"), RULES)
def test_no_counter_example_is_read_as_a_change(reader: Reader, code: str, rule: InflectedControlRule) -> None:
    assert rule.counter_examples
    assert [t for t in rule.counter_examples if f"{code}-{rule.id}" in rules_that_read(reader, t, code)] == []
