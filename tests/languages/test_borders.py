"""The ways of naming a border match their examples and not their counter-examples."""

import re

import pytest

from geo.gazetteers.part_words import border_words
from geo.languages.borders import BorderPattern, border_patterns


@pytest.mark.parametrize(("record", "pattern"), border_patterns(border_words()), ids=lambda r: getattr(r, "id", ""))
def test_examples_match_and_counter_examples_do_not(record: BorderPattern, pattern: re.Pattern[str]) -> None:
    assert record.examples and record.counter_examples
    assert [text for text in record.examples if not pattern.search(text)] == []
    assert [text for text in record.counter_examples if pattern.search(text)] == []
