"""The distance rules of English: each record's own examples and counter-examples."""

import pytest

from geo.errors import DataFileError
from geo.languages.distance import DistanceRelation, DistanceTrap, alternatives, distance_rules

RULES = distance_rules()


def relates(rule: DistanceRelation, text: str) -> bool:
    pattern = RULES.pattern(rule.pattern)
    found = pattern.search(text) if rule.side in ("before", "before_pair", "from_to") else pattern.match(text)
    return found is not None


def traps(trap: DistanceTrap, text: str) -> bool:
    if trap.side == "before":
        lifted = trap.unless and RULES.pattern(trap.unless).search(text)
        return RULES.pattern(trap.pattern).search(text) is not None and not lifted
    pattern = f"(?-i:{trap.pattern})" if trap.side == "name" else trap.pattern
    return RULES.pattern(pattern).match(text) is not None


@pytest.mark.parametrize("rule", RULES.relations, ids=lambda rule: rule.name)
def test_each_relation_matches_its_examples_and_no_counter_example(rule: DistanceRelation) -> None:
    assert rule.examples
    assert [text for text in rule.examples if not relates(rule, text)] == []
    assert rule.counter_examples
    assert [text for text in rule.counter_examples if relates(rule, text)] == []


@pytest.mark.parametrize("trap", RULES.traps, ids=lambda trap: trap.name)
def test_each_trap_matches_its_examples_and_no_counter_example(trap: DistanceTrap) -> None:
    assert trap.examples
    assert [text for text in trap.examples if not traps(trap, text)] == []
    assert trap.counter_examples
    assert [text for text in trap.counter_examples if traps(trap, text)] == []


@pytest.mark.parametrize(
    ("words", "bearing"),
    [
        ("north", "N"),
        ("south-east", "SE"),
        ("north west", "NW"),
        ("east north east", "ENE"),
        ("SSW", "SSW"),
        ("S.E.", "SE"),
    ],
)
def test_bearings_are_read_in_words_and_signs(words: str, bearing: str) -> None:
    assert RULES.bearing(words) == bearing


def test_lower_case_letters_are_no_bearing() -> None:
    assert not RULES.is_bearing("se")


def test_lengths_run_long_as_roads_do() -> None:
    assert RULES.habit.length(160).median < RULES.habit.length(5).median < 1


def test_the_longest_of_some_words_comes_first() -> None:
    assert alternatives(["mile", "miles"]) == "miles|mile"


def test_a_pattern_that_is_none_is_named() -> None:
    with pytest.raises(DataFileError, match=r"\(north"):
        RULES.pattern("(north")
