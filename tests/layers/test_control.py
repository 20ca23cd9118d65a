"""Holders and their states as marks, and a playback in few bytes."""

import base64
import struct
from datetime import date

from geo.layers.control import colours_used, mark_holdings, mark_turnovers, pack_playback, state_flags
from geo.layers.marks import BESIEGED, CHANGED, CLAIMED, CONTESTED, HIDDEN, STALE, pack_marks
from geo.records.views import Holding, View
from geo.stores.sql import SqlStore
from geo.views.colours import assign_colours
from geo.views.compare import Turnover
from geo.views.control import control_on
from geo.views.frames import make_playback
from tests.stories import ISIS, MOSUL, RAQQA, SDF

COLOURS = assign_colours([(ISIS.id, ISIS.name), (SDF.id, SDF.name)])
DAY = date(2016, 1, 1)


def holding(state: str, **more: object) -> Holding:
    plain = {"since": DAY, "last": DAY, "age": 0, "stale": False, "confidence": 0.9, "supports": ()}
    return Holding(RAQQA, ISIS, state, **{**plain, **more})  # type: ignore[arg-type]


def test_states_are_drawn_as_what_they_are() -> None:
    flags = [state_flags(holding(s)) for s in ("held", "contested", "besieged", "claimed", "left")]
    assert flags == [0, CONTESTED, BESIEGED, CLAIMED, 0]
    assert state_flags(holding("contested", stale=True)) == CONTESTED | STALE


def test_place_is_in_its_holders_colour_and_unknown_places_are_hidden(store: SqlStore) -> None:
    changes = store.changes(View())
    playback = make_playback(changes)
    marks = {m.place: m for m in mark_holdings(playback, control_on(date(2015, 1, 1), changes), COLOURS)}
    assert marks[RAQQA].colour == COLOURS.number(ISIS.id)
    assert marks[MOSUL].flags == HIDDEN
    assert pack_marks(list(marks.values()))["rings"] == []


def test_contested_place_shows_holder_and_rival(store: SqlStore) -> None:
    playback = make_playback(store.changes(View()))
    marks = mark_holdings(playback, {RAQQA.id: holding("contested", rivals=(SDF,))}, COLOURS)
    raqqa = next(m for m in marks if m.place == RAQQA)
    assert (raqqa.colour, raqqa.second) == (COLOURS.number(ISIS.id), COLOURS.number(SDF.id))


def test_playback_takes_six_bytes_a_step(store: SqlStore) -> None:
    playback = make_playback(store.changes(View()))
    packed = pack_playback(playback, date(2015, 1, 1), COLOURS)
    steps = list(struct.iter_unpack("<HHBB", base64.b64decode(packed["steps"])))
    assert len(steps) == len(playback.steps)
    assert packed["days"][packed["frame"]] <= "2015-01-01"
    assert steps[0][2] >> 4 == COLOURS.number(ISIS.id)
    assert colours_used([], playback, COLOURS) >= {COLOURS.number(ISIS.id), COLOURS.number(SDF.id)}


def test_turnover_shows_later_around_earlier() -> None:
    mark = mark_turnovers([Turnover(RAQQA, holding("held"), None)], COLOURS)[0]
    assert (mark.colour, mark.second, mark.flags) == (0, COLOURS.number(ISIS.id), CHANGED)
