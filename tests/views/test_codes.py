"""Codes of event data sets: which a change gets."""

from pathlib import Path

import pytest

from geo.errors import DataFileError
from geo.records.actors import Actor
from geo.views.codes import NO_CODES, derive_codes, event_codes
from tests.views.test_control import ARMY, IS, SDF, TAKEN, word

RUSSIA = Actor("ru-forces", "Russian armed forces", "state_force", "RU")


@pytest.mark.parametrize(
    ("fact", "acled", "plover"),
    [
        (word("regain", ARMY), "Government regains territory", "COERCE"),
        (TAKEN, "Non-state actor overtakes territory", "COERCE"),
        (word("seize", RUSSIA), "Non-state actor overtakes territory", "COERCE"),
        (word("transfer", ARMY, lost=IS), "Non-violent transfer of territory", "RETREAT"),
        (word("withdraw", None, lost=IS), "Change to group/activity", "RETREAT"),
        (word("regain", ARMY, status="failed"), "Armed clash", "ASSAULT"),
        (word("siege", SDF, status="ongoing"), "Armed clash", "COERCE"),
        (word("regain", SDF, status="planned"), "", "THREATEN"),
        (word("seize", IS, status="denied"), "", "REJECT"),
    ],
)
def test_codes_follow_kind_status_and_gainer(fact: object, acled: str, plover: str) -> None:
    codes = derive_codes(fact.change)  # type: ignore[attr-defined]
    assert (codes.acled_sub_event, codes.plover_event) == (acled, plover)


def test_a_plan_has_the_code_of_what_is_threatened_or_promised() -> None:
    planned = {kind: derive_codes(word(kind, SDF, status="planned").change) for kind in ("seize", "offensive", "siege")}
    assert {kind: c.cameo for kind, c in planned.items()} == {"seize": "1382", "offensive": "1384", "siege": "1381"}
    assert derive_codes(word("withdraw", None, lost=IS, status="planned").change).cameo == "0356"


@pytest.mark.parametrize("fact", [word("hold", None, 0, "state", held=IS), word("seize", IS, status="negated")])
def test_a_mere_state_and_what_did_not_happen_have_no_codes(fact: object) -> None:
    assert derive_codes(fact.change) == NO_CODES  # type: ignore[attr-defined]


def test_a_table_with_a_short_row_stops_with_its_line(tmp_path: Path) -> None:
    bad = tmp_path / "codes.csv"
    bad.write_text("kind,status,gainer,acled_event,acled_sub_event,plover_event,plover_mode,cameo\nseize,happened\n")
    with pytest.raises(DataFileError, match=r"codes\.csv, line 2"):
        event_codes(bad)
