"""Values of filters are counted in what is shown."""

from geo.records.views import View
from geo.stores.sql import SqlStore
from geo.views.counting import count_facets


def test_counts_follow_the_filters(store: SqlStore) -> None:
    view = View(publishers=("Sample daily",))
    counted = count_facets(store.facets(), store.changes(view), store.reports(view), store.place_tallies(view))
    assert {f.label: f.count for f in counted.publishers} == {"Sample daily": 2}
    assert {f.value: f.count for f in counted.statuses} == {"completed": 1, "planned": 1}
    assert {f.value: f.count for f in counted.countries} == {"SY": 1, "IQ": 1}
    assert {f.label: f.count for f in counted.actors} == {
        "Islamic State": 1,
        "Syrian Democratic Forces": 1,
        "The tribes": 1,
    }


def test_counts_of_all_are_those_of_the_store(store: SqlStore) -> None:
    told = store.changes(View()), store.reports(View()), store.place_tallies(View())
    assert count_facets(store.facets(), *told) == store.facets()
