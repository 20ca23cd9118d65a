"""The sides of wars for who shows: the table `data/sides.csv`, and the analyst's own grouping of actors, which comes before it."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from geo.errors import InputError
from geo.records.actors import Actor, ActorKind
from geo.records.names import fold_name
from geo.records.side_rows import read_side_table
from geo.records.sides import SideTable
from geo.settings import DATA

OWN_COLUMNS = ("actor", "side")
NOBODY = ""
"""The key of no side: that a place is held by nobody of whom words tell."""
WORDS = "words:"
"""What the key of a side begins with that is only known by the words of a report."""
_ROLE_LETTERS = 3
_KINDS: Mapping[str, ActorKind] = {"government": "state_force", "rebels": "rebel"}


@cache
def side_table(sides: Path = DATA / "sides.csv", actors: Path = DATA / "actors.csv") -> SideTable:
    """The table of sides. Raises DataFileError, naming file and line, when a row is wrong."""
    return read_side_table(sides, actors)


@dataclass(frozen=True)
class Sides:
    """Which side an actor is on: by the analyst's own grouping (`own`: actor id, or folded name → side), else by the table.

    An actor of no side is one of its own, together with those it stands with.
    """

    own: Mapping[str, str] = field(default_factory=dict)

    def key_of(self, actor: Actor | None, country: str, day: date | None) -> str | None:
        """The key of an actor's side in a country on a day; None for nobody."""
        if actor is None:
            return None
        if self.own and (own := self.own.get(actor.id) or self.own.get(fold_name(actor.name))):
            return own
        if not actor.id:
            meant = self.called(actor.name, country, day)
            return meant or f"{WORDS}{fold_name(actor.name)}"
        found = side_table().side_of(actor.id, country, day)
        if found is None:
            found = next((s for ally in actor.allies if (s := side_table().side_of(ally, country, day))), None)
        # Before a side's first day and after its last an actor is still on it, where it was on no other.
        found = found or side_table().side_of(actor.id, country, None)
        return found or (actor.allies[0] if actor.allies else actor.id)

    def called(self, name: str, country: str, day: date | None) -> str | None:
        """The key of the side that somebody's table calls so: a group of the analyst's own, a side, an actor, a word for either,
        or a role by its beginning ("gov", "opp"). None where no side of the country is called so then."""
        folded = fold_name(name)
        if group := next((side for side in self.own.values() if fold_name(side) == folded), None):
            return group
        here = side_table().sides_in(country, day)
        for side in here:
            if name == side.id or fold_name(side.name).split(" and ")[0] == folded:
                return side.id
        actor = name if name in side_table().names else side_table().called.get(folded)
        if actor is not None and (found := side_table().side_of(actor, country, day)):
            return found
        if meant := side_table().meant_by(name, (country,), day):
            return meant.id
        by_role = {s.id for s in here if len(folded) >= _ROLE_LETTERS and any(r.startswith(folded) for r in s.roles)}
        return by_role.pop() if len(by_role) == 1 else None

    def is_stranger(self, side: str, country: str, day: date) -> bool:
        """Whether a side is none of the war that the table tells of in a country on a day: a misread name more often than not."""
        here = side_table().sides_in(country, day)
        return bool(here) and side not in self.own.values() and side not in {s.id for s in here}

    def others(self, side: str, country: str, day: date) -> tuple[str, ...]:
        """The other sides of the wars of the table in which a side stands in a country on a day; none where it stands in none."""
        here = side_table().sides_in(country, day)
        if side not in {s.id for s in here}:
            return ()
        return tuple(dict.fromkeys(s.id for s in here if s.id != side))

    def actor_of(self, side: str, country: str, day: date | None) -> Actor:
        """An actor to show for a side of which no word names one."""
        if side.startswith(WORDS):
            return Actor("", side.removeprefix(WORDS))
        table = side_table()
        row = next((s for s in table.sides_in(country, day) if s.id == side), None)
        if row is None:
            return Actor(side if side in table.names else "", table.named(side))
        kind: ActorKind = next((_KINDS[r] for r in row.roles if r in _KINDS), "unknown")
        allies = table.allies_of(row.actor, day)
        return Actor(row.actor, table.names.get(row.actor, row.name), kind, "", allies)

    def name_of(self, side: str | None, day: date | None = None) -> str:
        """The name of a side to read, on a day where one is given; "" for none."""
        if not side:
            return ""
        return side.removeprefix(WORDS) if side.startswith(WORDS) else side_table().named(side, day)


BY_TABLE = Sides()
"""The sides as the table has them."""


def read_own_sides(path: Path) -> Sides:
    """An analyst's grouping: CSV with the columns actor (an id of `data/actors.csv`, or a name as reports write it) and side.

    Raises InputError, naming file and line, when it cannot be read so.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return own_sides(csv.DictReader(lines, strict=True), str(path))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path}: not a table of actors and sides: {error}") from error


def own_sides(rows: Iterable[Mapping[str, str | None]], where: str = "sides") -> Sides:
    """A grouping from rows with `actor` and `side`; ids and names of actors are both known. Raises InputError naming the row."""
    ids = {fold_name(name): actor_id for actor_id, name in side_table().names.items()}
    found: dict[str, str] = {}
    for number, row in enumerate(rows, 2):
        actor, side = ((row.get(column) or "").strip() for column in OWN_COLUMNS)
        if not actor or not side:
            raise InputError(
                f"{where}, line {number}: an actor and a side are needed, in the columns {' and '.join(OWN_COLUMNS)}"
            )
        known = actor if actor in side_table().names else ids.get(fold_name(actor), fold_name(actor))
        if found.setdefault(known, side) != side:
            raise InputError(f"{where}, line {number}: {actor} is on two sides, {found[known]} and {side}")
    return Sides(found)
