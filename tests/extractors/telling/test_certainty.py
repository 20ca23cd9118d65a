"""Deed, plan, attempt, failure, denial: scope follows the parse."""

import pytest

from tests.extractors.events.control_reading import place_names, read_changes

ROWS = [
    ("Rebels captured Goma.", "completed"),
    ("Rebels have captured Goma.", "completed"),
    ("Rebels capture Goma", "completed"),
    ("Rebels are capturing Goma street by street.", "ongoing"),
    ("Rebels will capture Goma.", "planned"),
    ("Rebels plan to capture Goma.", "planned"),
    ("Rebels tried to capture Goma.", "attempted"),
    ("Rebels failed to capture Goma.", "failed"),
    ("Rebels were not able to capture Goma.", "failed"),
    ("Rebels did not capture Goma.", "negated"),
    ("Rebels have yet to capture Goma.", "negated"),
    ("The army prevented the rebels from capturing Goma.", "negated"),
    ("The army denied that rebels had captured Goma.", "denied"),
    ("The army denied reports that rebels had captured Goma.", "denied"),
    ("Rebels may capture Goma.", "hypothetical"),
    ("If rebels capture Goma, the road is open.", "hypothetical"),
    ("Rebels managed to capture Goma.", "completed"),
    ("The president ordered his army to capture Goma.", "planned"),
    ("Rebels took Goma, only to hand it back to the army.", "completed"),
    ("Rebels not only looted but captured Goma.", "completed"),
    ("Rebels will capture Goma even if it rains.", "planned"),
    ("Rebels did not take part in the capture of Goma by the army.", "completed"),
    ("Turkey will not conduct an operation in Goma.", "negated"),
    ("Rebels intend to begin an operation to capture Goma.", "planned"),
    ("Rebels have begun an operation to capture Goma.", "planned"),
    ("The army broke the siege of Goma.", "negated"),
    ("Rebels captured Goma; the army failed to fight back.", "completed"),
]


@pytest.mark.parametrize(("text", "status"), ROWS)
def test_status(text: str, status: str) -> None:
    change = next(c for c in read_changes(text) if place_names(c) == ["Goma"])
    assert change.status == status


def test_each_change_of_a_sentence_has_its_own_status() -> None:
    taken, wanted = read_changes("Rebels captured Goma and plan to attack Bunia.")
    assert (taken.status, wanted.status) == ("completed", "planned")


def test_a_modal_reaches_the_verbs_joined_to_its_own() -> None:
    first, second = read_changes("Rebels will attack Goma and capture Bunia.")
    assert (first.status, second.status) == ("planned", "planned")


def test_a_holding_is_a_state_until_it_is_denied_or_over() -> None:
    texts = (
        "Rebels hold Goma.",
        "Rebels do not hold Goma.",
        "Rebels no longer hold Goma.",
        "The army denied that rebels hold Goma.",
    )
    assert [read_changes(text)[0].status for text in texts] == ["state", "negated", "negated", "denied"]
