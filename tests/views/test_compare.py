"""What changed hands between two days."""

from datetime import date

from geo.records.views import View
from geo.stores.sql import SqlStore
from geo.views.compare import changed_hands, compare_days, holder_of
from geo.views.control import control_on
from tests.stories import ISIS, RAQQA, SDF


def test_place_that_went_from_one_to_the_other_is_told_with_both(store: SqlStore) -> None:
    changes = store.changes(View())
    before, after = (control_on(day, changes) for day in (date(2015, 6, 1), date(2017, 12, 1)))
    turnovers = compare_days(before, after)
    assert [(t.place, holder_of(t.before), holder_of(t.after)) for t in turnovers] == [(RAQQA, ISIS, SDF)]
    assert changed_hands(turnovers[0])


def test_same_day_twice_changes_nothing(store: SqlStore) -> None:
    holdings = control_on(date(2015, 6, 1), store.changes(View()))
    assert compare_days(holdings, holdings) == []


def test_place_of_which_nothing_was_known_before_is_told_too(store: SqlStore) -> None:
    holdings = control_on(date(2015, 6, 1), store.changes(View()))
    turnover = compare_days({}, holdings)[0]
    assert (turnover.before, holder_of(turnover.after)) == (None, ISIS)
