import re

import pytest

from geo.languages.beside import BesidePattern, beside_rules

RULES = beside_rules().patterns


@pytest.mark.parametrize(("record", "pattern"), RULES, ids=[record.id for record, _ in RULES])
def test_examples_match_and_counter_examples_do_not(record: BesidePattern, pattern: re.Pattern[str]) -> None:
    assert [text for text in record.examples if not pattern.search(text)] == []
    assert [text for text in record.counter_examples if pattern.search(text)] == []
