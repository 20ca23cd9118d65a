"""Who takes, holds and loses places, and who says so."""

import re
from dataclasses import dataclass
from typing import Literal

ActorKind = Literal["state_force", "rebel", "militia", "coalition", "external_force", "police", "civil", "unknown"]
ActorMethod = Literal["dictionary", "demonym", "reference", "unresolved"]
"""How an actor was found: in the table, from a nationality and a force noun, from the article's own words before, or not."""
SayerKind = Literal["media", "official", "armed_actor", "monitor", "witness", "unknown"]
SayingMode = Literal["direct", "indirect", "headline"]


@dataclass(frozen=True, slots=True)
class Actor:
    """An armed or state actor. `country` is ISO 3166-1 alpha-2 or ""; `allies` are ids of actors on whose side it stands."""

    id: str
    name: str
    kind: ActorKind = "unknown"
    country: str = ""
    allies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Words that name an actor, as written; `actor` is None where they could not be resolved."""

    start: int
    end: int
    text: str
    actor: Actor | None
    method: ActorMethod


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to have said it: the sayer's words, what kind of sayer, and the words that mark the saying."""

    start: int
    end: int
    text: str
    kind: SayerKind
    mode: SayingMode
    cue: str
    actor: Actor | None = None


@dataclass(frozen=True, slots=True)
class Allegiance:
    """On whose side an actor stood from one year to another, both inclusive (None: open)."""

    first: int | None
    last: int | None
    ally: str

    def covers(self, year: int | None) -> bool:
        """Whether it held in a year; where the year is not known, whether it still holds."""
        if year is None:
            return self.last is None
        return (self.first or year) <= year <= (self.last or year)


_ALLEGIANCE = re.compile(r"(\d{4})?-(\d{4})?:([a-z0-9-]+)")


def read_allegiances(text: str) -> tuple[Allegiance, ...]:
    """ "2012-2016:al-qaeda;2017-:hts" as records. Raises ValueError naming the piece that is none."""
    found = []
    for piece in filter(None, text.split(";")):
        form = _ALLEGIANCE.fullmatch(piece.strip())
        if form is None:
            raise ValueError(f"not an allegiance (2012-2016:id): {piece!r}")
        found.append(Allegiance(int(form[1]) if form[1] else None, int(form[2]) if form[2] else None, form[3]))
    return tuple(found)
