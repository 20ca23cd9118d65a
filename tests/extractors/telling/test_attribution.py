"""Who is said to have said it."""

import pytest

from geo.records.actors import Attribution
from tests.extractors.events.control_reading import read_changes


def sayer(text: str) -> Attribution | None:
    return read_changes(text)[0].attribution


@pytest.mark.parametrize(
    ("text", "words", "kind", "mode", "cue"),
    [
        ("Rebels captured Goma, reports Reuters.", "Reuters", "media", "indirect", "reports"),
        ("Rebels captured Goma, a spokesman for the army said.", "spokesman for the army", "official", "indirect", "said"),
        ("Rebels captured Goma, according to residents.", "residents", "witness", "indirect", "According"),
        ("According to the Syrian Observatory for Human Rights, rebels captured Idlib.", "Syrian Observatory for Human Rights", "monitor", "indirect", "According"),
        ("SOHR said that rebels captured Idlib.", "SOHR", "monitor", "indirect", "said"),
        ("Boko Haram said it had captured Gwoza.", "Boko Haram", "armed_actor", "indirect", "said"),
        ("Boko Haram claims control of Gwoza.", "Boko Haram", "armed_actor", "indirect", "claims"),
        ("“We have captured Goma,” the general said.", "general", "official", "direct", "said"),
        ("Rebels capture Goma: army spokesman", "army spokesman", "official", "headline", ":"),
        ("Rebels capture Goma - army spokesman", "army spokesman", "official", "headline", "-"),
        ("The whole of Izium is liberated, has declared the deputy minister of defence.", "deputy minister of defence", "official", "indirect", "declared"),
    ],
)  # fmt: skip
def test_sayer(text: str, words: str, kind: str, mode: str, cue: str) -> None:
    found = sayer(text)
    assert found is not None
    assert (found.text, found.kind, found.mode, found.cue.lower()) == (words, kind, mode, cue.lower())


@pytest.mark.parametrize(
    "text",
    [
        "Rebels captured Goma.",
        "Boko Haram has declared a caliphate in Gwoza, which it seized on Monday.",
        "Rebels captured Goma and said nothing.",
    ],
)
def test_the_report_itself_says_it(text: str) -> None:
    assert sayer(text) is None


def test_a_sayer_that_fights_is_an_actor() -> None:
    found = sayer("Boko Haram said it had captured Gwoza.")
    assert found is not None
    assert found.actor is not None
    assert found.actor.id == "boko-haram"


def test_who_denies_says_so() -> None:
    found = sayer("The army denied that rebels had captured Goma.")
    assert found is not None
    assert found.text == "army"
