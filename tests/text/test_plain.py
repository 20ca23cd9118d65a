"""Texts written plainly, and the way back to where everything stood."""

import pytest

from geo.languages.plain import PlainExample, plain_rules
from geo.text.plain import write_plainly


@pytest.mark.parametrize("example", plain_rules().examples, ids=lambda e: e.text[:40])
def test_the_examples_of_the_rules(example: PlainExample) -> None:
    assert write_plainly(example.text).text == example.plain
