"""What a visitor gives beside the reports: sides of their own, and a known state to start from; and what follows for answers."""

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from geo.errors import InputError
from geo.panels.moves import read_grouping
from geo.panels.state import BY_SIDE, MENTIONS, Loaded, PageState
from geo.panels.uploads import safe_name
from geo.records.places import Place
from geo.views.assumed import GivenPlace, StartingState, parse_starting_state
from geo.views.compare import Named, PlaceFinder
from geo.views.control import BASIS, Basis
from geo.views.sides import BY_TABLE, OWN_COLUMNS, Sides, own_sides

MOST_MEGABYTES = 10
MOST_DRAWN = 3_000
"""Places of a table that no report names and that are drawn all the same."""
AROUND = 2
"""Degrees within which the places told of say which country a row without one is in."""
TABLES = ("csv", "geojson", "json", "kml")


@dataclass(frozen=True)
class Given:
    """What answers on control are to take into account beside the reports, and whom they show.

    `sides` are the keys of the sides that are shown alone, all of them where there are none. `key` tells it from anything
    else that is given, for answers that are kept.
    """

    basis: Basis = BASIS
    by_side: bool = False
    sides: tuple[str, ...] = ()
    loaded: Loaded | None = None
    key: str = ""


NOTHING_GIVEN = Given()


def given_by(state: PageState) -> Given:
    """What the page's state gives. Sides are shown where the map is of control; which alone is known only once those of the
    reports are (`only_sides`)."""
    basis = _basis(state.grouping, state.loaded, state.assume)
    by_side = state.coloured == BY_SIDE and state.show != MENTIONS
    loaded = state.loaded.digest if state.loaded else ""
    told = repr((sorted(state.grouping), loaded, state.assume, by_side))
    key = (
        hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16] if basis is not BASIS or by_side else ""
    )
    return Given(basis, by_side, (), state.loaded, key)


def only_sides(given: Given, sides: Sequence[str]) -> Given:
    """The same, with nothing but these sides shown."""
    return replace(given, sides=tuple(sides)) if given.by_side else given


def with_places(given: Given, places: Sequence[Place]) -> Given:
    """The same, with places asked for that no report tells of (`places_given`)."""
    return replace(given, basis=replace(given.basis, places=tuple(places))) if places else given


def reports_alone(given: Given) -> Given:
    """The same without any starting state: what a table is compared with must not rest on it. Holders are actors, all are shown."""
    return Given(replace(given.basis, start=None), loaded=given.loaded, key=f"{given.key} reports alone")


# Preparing areas costs; a grouping and a table stay the same from run to run.
@lru_cache(maxsize=32)
def _basis(grouping: tuple[str, ...], loaded: Loaded | None, assume: bool) -> Basis:
    sides = group_actors(read_grouping(grouping)) if grouping else BY_TABLE
    if not loaded and not assume:
        return Basis(sides) if grouping else BASIS
    given = loaded.state if loaded else StartingState()
    return Basis(sides, StartingState(given.source, given.places, given.areas, sides, own_sides=assume))


def group_actors(pairs: Iterable[tuple[str, str]]) -> Sides:
    """Sides of the visitor's own; of an actor on two of them the last counts."""
    return own_sides([dict(zip(OWN_COLUMNS, pair, strict=True)) for pair in dict(pairs).items()])


def read_groups(written: bytes, name: str) -> list[tuple[str, str]]:
    """The pairs of actor and side in a CSV file. Raises InputError, naming file and line."""
    try:
        rows = list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{name}: not a table of actors and sides: {error}") from error
    own_sides(rows, name)
    return [((row["actor"] or "").strip(), (row["side"] or "").strip()) for row in rows]


def write_groups(pairs: Iterable[tuple[str, str]]) -> str:
    """A grouping as the CSV that `read_groups` and `--sides` take."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(OWN_COLUMNS)
    table.writerows(pairs)
    return written.getvalue()


def read_loaded(name: str, written: bytes, shown: PageState) -> Loaded:
    """A table or map from a file's name and bytes; rows without a day are of the day that is shown.

    Raises InputError, naming file, line and value.
    """
    called = safe_name(name)
    if len(written) > MOST_MEGABYTES * 1_000_000:
        raise InputError(f"{called}: {len(written) / 1e6:.1f} MB are more than {MOST_MEGABYTES} MB")
    state = parse_starting_state(called, written, shown.on, called.rpartition(".")[0])
    if not state.places and not state.areas:
        raise InputError(f"{called}: no rows with a place and a holder, and no areas")
    return Loaded(called, hashlib.sha256(written + f"{called} {shown.on}".encode()).hexdigest(), state)


def places_given(state: StartingState, told: Sequence[Place], named: Sequence[Place], called: Named) -> list[Place]:
    """The places on which a table or map has a word and reports have none: of those `named` by reports but not among the `told`
    of, and rows with a point that are neither, as places of their own; in the country of their row, else of most places around.
    """
    ids = {place.id for place in told}
    silent = [place for place in named if place.id not in ids]
    found = {place.id: place for place in silent if state.of(place)}
    finder, around = PlaceFinder([*told, *silent], called), _countries([*told, *silent])
    for row in state.places:
        if len(found) >= MOST_DRAWN:
            break
        if row.lat is None or row.lon is None or finder.find(row) is not None:
            continue
        place_id = f"given:{row.name}:{row.lat:.3f},{row.lon:.3f}"
        if (country := row.country or _country_of(row, around)) and -90 <= row.lat <= 90:
            found[place_id] = Place(place_id, row.name, row.lat, row.lon, "settlement", country, source="given")
    return list(found.values())[:MOST_DRAWN]


def _countries(told: Iterable[Place]) -> dict[tuple[int, int], Counter[str]]:
    cells: dict[tuple[int, int], Counter[str]] = {}
    for place in told:
        for north in range(-AROUND, AROUND + 1):
            for east in range(-AROUND, AROUND + 1):
                cell = (round(place.lat) + north, round(place.lon) + east)
                cells.setdefault(cell, Counter())[place.country] += 1
    return cells


def _country_of(row: GivenPlace, around: dict[tuple[int, int], Counter[str]]) -> str:
    countries = around.get((round(row.lat or 0.0), round(row.lon or 0.0)))
    return countries.most_common(1)[0][0] if countries else ""
