"""Tables of control for commands: read from CSV or JSON lines, found among the places of a store, compared day by day."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from geo.errors import GazetteerError, InputError, MissingPartError
from geo.gazetteers.base import PlaceNames
from geo.gazetteers.sqlite import open_gazetteer
from geo.records.places import Place
from geo.records.views import ReportedChange, View
from geo.stores.base import Store
from geo.views.assumed import GivenPlace, StartingState, read_starting_state
from geo.views.compare import Compared, PlaceFinder, compare_state, find_place
from geo.views.control import Basis, control_over
from geo.views.frames import history_of
from geo.views.sides import BY_TABLE, read_own_sides
from geo.views.undated import all_days, date_reports

OWN = "own"
"""What `--assume` takes for each country's own side."""


def read_table(path: Path, day: date | None = None) -> list[GivenPlace]:
    """The rows of a table of control: CSV as for a starting state, or JSON lines with place, holder, date or day, and maybe id, lat,
    lon, country. Raises InputError naming file and line."""
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        return list(_read_lines(path, day))
    rows = read_starting_state(path, day).places
    if not rows:
        raise InputError(f"{path}: no rows with a place and a holder")
    return list(rows)


def _read_lines(path: Path, day: date | None) -> Iterator[GivenPlace]:
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):  # noqa: B007 - the number is for the error
                if line.strip():
                    yield _row(json.loads(line), day)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise InputError(
            f"{path}, line {number}: a place, a holder and a date like 2022-03-08 are needed: {error}"
        ) from error


def _row(plain: dict[str, object], day: date | None) -> GivenPlace:
    given = plain.get("date") or plain.get("day")
    when = date.fromisoformat(str(given)) if given else day
    if when is None:
        raise ValueError("no date")
    lat, lon = (float(str(plain[k])) if plain.get(k) is not None else None for k in ("lat", "lon"))
    country = str(plain.get("country") or plain.get("theatre") or "")
    return GivenPlace(
        str(plain["place"]),
        str(plain["holder"]),
        when,
        str(plain.get("id") or ""),
        lat,
        lon,
        country if len(country) == 2 else "",
    )


def make_basis(assume: str | None, sides: Path | None) -> Basis:
    """What is given beside reports: a grouping of actors, and a starting state from a file or each country's own side."""
    grouping = read_own_sides(sides) if sides else BY_TABLE
    if assume is None:
        return Basis(grouping)
    if assume == OWN:
        return Basis(grouping, StartingState(own_sides=True, sides=grouping))
    return Basis(grouping, read_starting_state(Path(assume), sides=grouping))


class Asked:
    """A store asked who holds what on the days of a table, with what it takes to find the table's places."""

    def __init__(self, store: Store, basis: Basis) -> None:
        self.changes: list[ReportedChange] = date_reports(store.changes(history_of(View())), all_days(store.flags()))
        self.basis = basis
        told = {m.place.id: m.place for c in self.changes for m in c.change.places if m.place is not None}
        self.places: Sequence[Place] = tuple(told.values())
        self._store, self._gazetteer = store, _gazetteer()

    def named(self, name: str) -> frozenset[str]:
        """The ids of places by a name: those of the store, and of the gazetteer where it is built."""
        return self._store.called(name) | {p.id for p in self._known(name)}

    def _known(self, name: str) -> list[Place]:
        return [m.place for m in self._gazetteer.match(name)] if self._gazetteer else []

    def compare(self, rows: Iterable[GivenPlace]) -> Iterator[tuple[date, list[Compared]]]:
        """A table beside what reports say, day by day. Of places that no report names what follows for them is asked, too."""
        located = self._locate(list(rows))
        asked = replace(self.basis, places=tuple({p.id: p for _, p in located if p is not None}.values()))
        by_day: dict[date, list[GivenPlace]] = {}
        for row, place in located:
            by_day.setdefault(row.day, []).append(replace(row, id=place.id if place else row.id))
        for day, holdings in control_over(sorted(by_day), self.changes, basis=asked):
            yield day, compare_state(by_day[day], holdings, asked.places, _nobody, asked.sides)

    def _locate(self, rows: Sequence[GivenPlace]) -> list[tuple[GivenPlace, Place | None]]:
        """Each row's place: of those that reports tell of, else of the gazetteer's where the row has a point to tell which."""
        found, finder = dict[tuple[str, str, float | None], Place | None](), PlaceFinder(self.places, self.named)
        for row in rows:
            key = (row.id, row.name, row.lat)
            if key not in found:
                place = finder.find(row)
                if place is None and row.lat is not None:
                    place = find_place(row, self._known(row.name), self.named)
                found[key] = place
        return [(row, found[row.id, row.name, row.lat]) for row in rows]


def _nobody(_: str) -> frozenset[str]:
    """Rows have the ids of their places by now: no name is looked up again."""
    return frozenset()


def _gazetteer() -> PlaceNames | None:
    try:
        return open_gazetteer()
    except (MissingPartError, GazetteerError):
        return None
