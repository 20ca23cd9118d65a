"""An incident is no word on control: it changes no state, is no actor's loss, and has codes of its own."""

from dataclasses import replace
from datetime import date

import pytest

from geo.records.actors import Actor
from geo.records.places import Place
from geo.records.views import ReportedChange
from geo.views.codes import derive_codes
from geo.views.control import control_on
from geo.views.summaries import record_actor
from geo.views.wording import name_kind
from tests.views.test_control import DAY, IS, SDF, TAKEN, word


def incident(rule: str) -> ReportedChange:
    told = word("incident", SDF, lost=IS)
    change = replace(told.change, evidence=replace(told.change.evidence, rule=rule))
    return replace(told, change=change)


def test_an_incident_changes_no_state() -> None:
    raid = incident("incident.raid")
    assert control_on(DAY, [TAKEN, raid]) == control_on(DAY, [TAKEN])
    assert control_on(DAY, [raid]) == {}


def test_who_shells_a_place_has_it_not() -> None:
    town = Place("gn:1", "Vuhledar", 47.78, 37.25, "settlement", "UA", "Donetsk Oblast")
    when = date(2022, 6, 1)
    told = word("incident", Actor("ru-forces", "Russian armed forces", "state_force", "RU", ("ru-gov",)), place=town)
    shelling = replace(told.change, evidence=replace(told.change.evidence, rule="incident.bombing"), when=None)
    found = control_on(when, [replace(told, change=shelling, article=replace(told.article, published=when))])[town.id]
    assert (found.side, found.inferred) == ("ukraine", True)


def test_an_incident_is_no_loss() -> None:
    raid = incident("incident.raid")
    assert record_actor([raid], "is").lost == ()
    assert record_actor([raid], "is").other == (raid,)


@pytest.mark.parametrize(
    ("rule", "name", "acled", "plover"),
    [
        ("incident.arrest-noun", "Incident: arrest", "Arrests", "COERCE"),
        ("incident.march", "Incident: march", "Peaceful protest", "PROTEST"),
        ("incident.abduction-hostage", "Incident: abduction", "Abduction/forced disappearance", "ASSAULT"),
    ],
)
def test_an_incident_is_called_and_coded_by_its_rule(rule: str, name: str, acled: str, plover: str) -> None:
    told = incident(rule).change
    assert name_kind(told) == name
    assert (derive_codes(told).acled_sub_event, derive_codes(told).plover_event) == (acled, plover)
