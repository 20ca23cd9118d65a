"""What the map counts, by days of events and of reports."""

from dataclasses import replace
from datetime import date

import pytest

from geo.records.places import Place
from geo.records.views import View
from geo.stores.sql import SqlStore
from geo.stores.tables import places
from tests.stories import ISIS, RAQQA, SDF


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (date(2013, 4, 10), date(2013, 4, 12), True),
        (date(2013, 5, 31), date(2013, 6, 30), True),
        (date(2013, 2, 1), date(2013, 3, 1), True),
        (date(2013, 2, 1), date(2013, 2, 28), False),
        (date(2013, 6, 1), date(2013, 6, 30), False),
        (None, date(2013, 3, 1), True),
        (date(1, 1, 10), date(2013, 3, 1), True),
        (date(2013, 5, 31), None, True),
    ],
)
def test_what_lasted_for_a_season_is_found_by_any_of_its_days(
    store: SqlStore, start: date | None, end: date | None, found: bool
) -> None:
    view = View(start=start, end=end, actors=("is",), kinds=("seize",))
    assert ("Aleppo" in {t.place.name for t in store.place_tallies(view)}) == found


def test_changes_of_places_are_counted_by_the_day_of_the_report_too(store: SqlStore) -> None:
    view = View(start=date(2016, 11, 1), end=date(2016, 11, 30), basis="report")
    raqqa = store.place_tallies(view)[-1]
    assert (raqqa.place, raqqa.changes, raqqa.gained_by, raqqa.last) == (RAQQA, 1, ISIS, date(2013, 5, 31))
    assert store.place_tallies(replace(view, publishers=("Sample daily",))) == []


def test_plan_only_never_gains_a_place(store: SqlStore) -> None:
    gained = {t.place.name: (t.changes, t.gained_by and t.gained_by.name) for t in store.place_tallies(View())}
    assert gained == {"Raqqa": (2, SDF.name), "Mosul": (1, None), "Aleppo": (0, None)}


def test_columns_of_places_stand_in_the_order_of_a_place() -> None:
    assert tuple(c.name for c in places.columns) == Place.__slots__
