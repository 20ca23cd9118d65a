"""Control day by day, as a slider plays it."""

from datetime import date
from typing import get_args

from geo.records.facts import ControlKind
from geo.records.views import View
from geo.stores.sql import SqlStore
from geo.views.control import control_on
from geo.views.frames import LEAST_FRAMES, MOST_FRAMES, frame_days, history_of, make_playback, only_of
from tests.stories import ISIS, RAQQA, SDF


def test_steps_tell_who_comes_after_whom(store: SqlStore) -> None:
    playback = make_playback(store.changes(View()))
    raqqa = playback.places.index(RAQQA)
    steps = [(playback.days[s.frame].year, s.holding.holder) for s in playback.steps if s.place == raqqa and s.holding]
    assert list(dict.fromkeys(steps)) == [(2013, ISIS), (2017, SDF)]
    assert (playback.days[0], playback.days[-1]) == (date(2013, 3, 1), date(2017, 10, 17))


def test_every_frame_is_what_control_on_its_day_says(store: SqlStore) -> None:
    changes = store.changes(View())
    playback = make_playback(changes)
    for frame in (0, len(playback.days) // 2, len(playback.days) - 1):
        said = control_on(playback.days[frame], changes)
        played = {s.place: s.holding for s in playback.steps if s.frame <= frame}
        for index, place in enumerate(playback.places):
            held, told = played.get(index), said.get(place.id)
            assert (held and (held.holder, held.state)) == (told and (told.holder, told.state))


def test_many_places_get_fewer_frames_and_all_days_are_covered() -> None:
    first, last = date(2012, 1, 1), date(2022, 12, 31)
    few, many = frame_days(first, last, 10), frame_days(first, last, 1_000_000)
    assert LEAST_FRAMES // 2 <= len(many) <= LEAST_FRAMES + 1 < len(few) <= MOST_FRAMES
    assert (few[0], few[-1], many[0], many[-1]) == (first, last, first, last)
    assert frame_days(first, first, 10) == (first,)


def test_day_between_frames_belongs_to_the_frame_before(store: SqlStore) -> None:
    playback = make_playback(store.changes(View()))
    assert playback.frame_of(playback.days[3]) == 3
    assert playback.frame_of(date(1990, 1, 1)) == 0
    assert playback.frame_of(date(2090, 1, 1)) == len(playback.days) - 1


def test_without_dated_changes_there_is_nothing_to_play() -> None:
    assert make_playback([]).days == ()


def test_history_reads_all_days_and_kinds_and_keeps_who_reported() -> None:
    view = View(date(2016, 1, 1), date(2016, 2, 1), kinds=("seize",), actors=("is",), publishers=("Sample daily",))
    assert history_of(view) == View(kinds=get_args(ControlKind), publishers=("Sample daily",))


def test_holdings_of_some_actors_only(store: SqlStore) -> None:
    holdings = control_on(date(2015, 1, 1), store.changes(View()))
    assert set(only_of(holdings, (ISIS.id,))) == {RAQQA.id}
    assert only_of(holdings, (SDF.id,)) == {}
    assert only_of(holdings, ()) == holdings
