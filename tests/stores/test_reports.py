"""Reports behind what is told: how many, which, and one whole."""

from geo.records.facts import Reading
from geo.records.views import View
from geo.stores.sql import SqlStore
from tests.stories import RAQQA


def test_reports_are_listed_latest_first_with_what_they_tell(store: SqlStore, readings: list[Reading]) -> None:
    found = store.reports(View())
    assert [(tally.article.id, tally.told) for tally in found] == [("a2", 1), ("a1", 1), ("a3", 1)]
    assert all(tally.article.text == "" and tally.story for tally in found)
    assert store.reports(View(), limit=1, offset=1) == found[1:2]


def test_reports_follow_the_filters(store: SqlStore, readings: list[Reading]) -> None:
    views = (
        View(),
        View(place=RAQQA.id),
        View(publishers=("Sample daily",)),
        View(sayers=("media",)),
        View(sayers=("",)),
    )
    assert [store.count_told(view) for view in views] == [(3, 3), (2, 2), (2, 2), (1, 1), (2, 2)]
    assert [len(store.reports(view)) for view in views] == [3, 2, 2, 1, 2]


def test_a_report_comes_back_whole(store: SqlStore, readings: list[Reading]) -> None:
    assert store.article("a1") == readings[0].article
    assert store.article("none") is None
