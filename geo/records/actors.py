"""Who takes, holds and loses places, and who says so."""

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
