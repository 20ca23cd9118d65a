"""Control from day to day as a slider plays it: the days, and what changes from one to the next."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import get_args

from geo.records.facts import ControlKind
from geo.records.places import Place
from geo.records.views import Holding, ReportedChange, View
from geo.views.by_side import as_side
from geo.views.control import BASIS, Basis, control_turns, day_of
from geo.views.control_evidence import tells_of

MOST_FRAMES, LEAST_FRAMES = 400, 24
STATES = 400_000
"""Places times days of one playback at most: some 10,000 steps of six bytes then go to the browser."""


@dataclass(frozen=True, slots=True)
class Step:
    """From frame `frame` on, the place of index `place` is in this state; None: nothing is known of it any more or yet."""

    place: int
    frame: int
    holding: Holding | None


@dataclass(frozen=True)
class Playback:
    """The days of the frames, the places with how many statements each has, and the steps in order of frames."""

    days: tuple[date, ...] = ()
    places: tuple[Place, ...] = ()
    statements: tuple[int, ...] = ()
    steps: tuple[Step, ...] = ()

    def frame_of(self, day: date) -> int:
        """The last frame that is not after the day; 0 for a day before all of them."""
        return max(sum(1 for d in self.days if d <= day) - 1, 0)


def history_of(view: View) -> View:
    """The view whose changes tell who holds what: all days, kinds, statuses and actors, since each bears on it.

    Incidents too: who shells a place has it not.
    """
    return replace(
        view,
        start=None,
        end=None,
        kinds=get_args(ControlKind),
        statuses=(),
        actors=(),
        place=None,
        conflicting_only=False,
        unplaced_only=False,
    )


def only_of(holdings: Mapping[str, Holding], actors: Collection[str]) -> dict[str, Holding]:
    """The holdings in which one of the actors (ids, or keys of sides) holds or disputes; all where no actor is asked for."""
    return {i: h for i, h in holdings.items() if _is_of(h, actors)}


def in_states(holdings: Mapping[str, Holding], states: Collection[str]) -> dict[str, Holding]:
    """The holdings in one of the states; all where none is asked for."""
    return {i: h for i, h in holdings.items() if not states or h.state in states}


def _is_of(holding: Holding | None, actors: Collection[str]) -> bool:
    if not actors or holding is None:
        return holding is not None
    return holding.side in actors or any(a and (a.id or a.name) in actors for a in (holding.holder, *holding.rivals))


def make_playback(
    changes: Sequence[ReportedChange], actors: Collection[str] = (), basis: Basis = BASIS, *, sides_shown: bool = False,
    sides: Collection[str] = (),
) -> Playback:  # fmt: skip
    """The playback of all dated changes, of some actors only if any are named. States that look the same are one step.

    With `sides_shown` holders and rivals are sides instead of actors (`by_side.as_side`), of `sides` (keys) only if any are
    named. Places that only the basis asks for are shown too, with no statement.
    """
    counts = _count_shown(changes)
    counts += [(place, 0) for place in basis.places if place.id not in {p.id for p, _ in counts}]
    dated = [day for fact in changes if (day := day_of(fact.change, fact.article.published))]
    days = frame_days(min(dated), max(dated), len(counts)) if dated else ()
    places = {place.id: place for place, _ in counts}
    index = {place_id: i for i, place_id in enumerate(places)}
    steps: list[Step] = []
    shown: dict[str, Holding | None] = {}
    for frame, (day, turned) in enumerate(control_turns(days, changes, basis=basis)):
        for place_id, there in turned.items():
            holding = there if _is_of(there, actors) else None
            if holding is not None and sides_shown:
                side = as_side(holding, day, basis.sides)
                holding = side if _is_of(side, sides) else None
            if place_id in index and _look(shown.get(place_id)) != _look(holding):
                steps.append(Step(index[place_id], frame, holding))
                shown[place_id] = holding
    return Playback(tuple(days), tuple(places.values()), tuple(n for _, n in counts), tuple(steps))


def _count_shown(changes: Sequence[ReportedChange]) -> list[tuple[Place, int]]:
    """The places that a map of control shows: those of which more is told than incidents that bear on nobody's hold."""
    bearing = [fact for fact in changes if fact.change.kind != "incident" or tells_of(fact.change)]
    return count_statements(bearing)


def frame_days(first: date, last: date, places: int) -> tuple[date, ...]:
    """Days at even distances from the first to the last, as many as can be sent for so many places."""
    most = min(MOST_FRAMES, max(LEAST_FRAMES, STATES // max(places, 1)))
    length = (last - first).days
    step = max(1, -(-length // (most - 1)))
    days = [first + timedelta(days=n) for n in range(0, length, step)]
    return (*days, last)


def count_statements(changes: Iterable[ReportedChange]) -> list[tuple[Place, int]]:
    """The places that changes speak of and how many do, most spoken of first."""
    counts: dict[str, tuple[Place, int]] = {}
    for place in (m.place for fact in changes for m in fact.change.places if m.place):
        counts[place.id] = (place, counts.get(place.id, (place, 0))[1] + 1)
    return sorted(counts.values(), key=lambda pair: (-pair[1], pair[0].id))


def _look(holding: Holding | None) -> tuple[object, ...] | None:
    """What of a state can be seen on the map."""
    if holding is None:
        return None
    return (holding.holder, holding.state, holding.stale, holding.rivals[:1], holding.inferred, holding.assumed)
