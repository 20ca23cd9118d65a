"""Stated distances become lines only where both ends are known."""

from dataclasses import replace

from geo.layers.distances import draw_distances, line_numbers
from geo.records.views import ReportedDistance, View
from geo.stores.sql import SqlStore


def test_line_joins_the_two_places_and_carries_both_lengths(store: SqlStore) -> None:
    lines = draw_distances(store.distances(View()))
    assert line_numbers(lines) == [[36.2012, 37.1612, 35.9528, 39.0079, 160, 168.6, 0]]


def test_distance_with_an_end_that_is_not_placed_is_not_drawn(store: SqlStore) -> None:
    told = store.distances(View())[0]
    assert draw_distances([replace(told, distance=replace(told.distance, of_place=None))]) == []
    assert draw_distances([replace(told, distance=replace(told.distance, measured_km=None))]) == []


def test_those_in_conflict_come_first(store: SqlStore) -> None:
    told = store.distances(View())[0]
    odd = ReportedDistance("odd", replace(told.distance, verdict="conflicts"), told.article, told.sentence, told.text)
    assert [line.conflicts for line in draw_distances([told, odd])] == [True, False]
