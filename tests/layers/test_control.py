"""Holders and their states as marks, and a playback in few bytes."""

import base64
import struct
from dataclasses import replace
from datetime import date

from geo.layers.control import (
    colours_of,
    colours_used,
    mark_comparison,
    mark_holdings,
    pack_playback,
    pack_swipe,
    signs_used,
    state_flags,
)
from geo.layers.marks import (
    ASSUMED,
    BESIEGED,
    CHANGED,
    CLAIMED,
    CONTESTED,
    HIDDEN,
    INFERRED,
    STALE,
    Mark,
    pack_marks,
)
from geo.records.views import Holding, View
from geo.stores.sql import SqlStore
from geo.views.colours import assign_colours
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


def test_what_nobody_says_is_drawn_as_inferred_or_assumed_and_never_as_claimed() -> None:
    inferred, assumed = holding("held", inferred=True), holding("held", assumed="a table")
    assert (state_flags(inferred), state_flags(assumed)) == (INFERRED, ASSUMED)
    assert state_flags(holding("claimed", inferred=True)) == INFERRED
    marks = [Mark(RAQQA, 1, flags=state_flags(h)) for h in (inferred, holding("claimed"))]
    assert signs_used(marks) == {INFERRED}
    assert signs_used([*marks, Mark(RAQQA, 1, flags=ASSUMED | STALE), Mark(MOSUL, 1, flags=HIDDEN)]) == {
        INFERRED,
        ASSUMED,
    }


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


def test_two_days_are_marked_in_one_order_and_what_changed_is_flagged_on_both() -> None:
    before = {RAQQA.id: holding("held"), MOSUL.id: replace(holding("held"), place=MOSUL)}
    after = {**before, RAQQA.id: replace(holding("contested"), holder=SDF, rivals=(ISIS,))}
    later, earlier = mark_comparison(before, after, COLOURS)
    assert [m.place for m in later] == [m.place for m in earlier] == [RAQQA, MOSUL]
    isis, sdf = COLOURS.number(ISIS.id), COLOURS.number(SDF.id)
    assert [(m.colour, m.flags) for m in earlier] == [(isis, CHANGED), (isis, 0)]
    assert [(m.colour, m.second, m.flags) for m in later] == [(sdf, isis, CHANGED | CONTESTED), (isis, 0, 0)]
    assert base64.b64decode(pack_swipe((DAY, DAY), earlier)["earlier"]) == bytes((isis << 4, CHANGED, isis << 4, 0))


def test_place_not_known_on_the_earlier_day_is_hidden_there() -> None:
    later, earlier = mark_comparison({}, {RAQQA.id: holding("held")}, COLOURS)
    assert (earlier[0].flags, later[0].flags) == (HIDDEN, CHANGED)
    assert (colours_of(earlier[0]), colours_of(later[0])) == (set(), {COLOURS.number(ISIS.id)})
