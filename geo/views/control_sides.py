"""Whether two actors stand on one side, and whether a change is only said by the side it serves."""

from geo.records.actors import Actor, ActorMention
from geo.records.facts import ControlChange


def actor_of(mention: ActorMention | None) -> Actor | None:
    """The actor of a mention; words that could not be resolved make an actor without id."""
    if mention is None:
        return None
    return mention.actor or Actor("", mention.text)


def same_side(one: Actor | None, other: Actor | None) -> bool:
    """Whether two actors are the same, or one stands with the other, or both with a third; by name where an id is missing."""
    if one is None or other is None:
        return False
    if not (one.id and other.id):
        return one.name.casefold() == other.name.casefold()
    return (
        one.id == other.id
        or one.id in other.allies
        or other.id in one.allies
        or bool(set(one.allies) & set(other.allies))
    )


def is_own_word(change: ControlChange, actor: Actor | None) -> bool:
    """Whether only the side that has the place by a change is said to say so."""
    saying = change.attribution
    if saying is None or actor is None:
        return False
    return same_side(saying.actor, actor) or (saying.actor is None and saying.kind == "armed_actor")
