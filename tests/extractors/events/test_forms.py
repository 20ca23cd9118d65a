"""The conditions that rules of control may name, and the steps of their paths."""

from geo.extractors.events.forms import FORMS as KNOWN_FORMS
from geo.extractors.grammar.roles import PATH_STEPS
from geo.languages.control import FORMS, STEPS


def test_rules_may_only_name_steps_and_conditions_that_exist() -> None:
    assert STEPS == PATH_STEPS
    assert set(KNOWN_FORMS) == FORMS
