"""Holdings by side instead of by actor: what maps, legends, filters and lists of actors show when they are to show sides."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from geo.records.actors import Actor
from geo.records.views import Holding, ReportedChange
from geo.views.colours import ActorColours, assign_colours
from geo.views.control import day_of
from geo.views.control_sides import actor_of
from geo.views.sides import BY_TABLE, WORDS, Sides


def as_side(holding: Holding, day: date, sides: Sides = BY_TABLE) -> Holding:
    """A holding whose holder and rivals are sides: actors whose ids are the sides' keys, so that all that draws actors draws them."""
    country = holding.place.country
    holder = _side_actor(holding.side, day, sides) if holding.holder and holding.side else holding.holder
    keys = dict.fromkeys(sides.key_of(rival, country, day) for rival in holding.rivals)
    rivals = tuple(_side_actor(key, day, sides) for key in keys if key and key != holding.side)
    return replace(holding, holder=holder, rivals=rivals)


def by_side(holdings: Mapping[str, Holding], day: date, sides: Sides = BY_TABLE) -> dict[str, Holding]:
    """Holdings of a day by side."""
    return {place_id: as_side(holding, day, sides) for place_id, holding in holdings.items()}


def _side_actor(key: str, day: date, sides: Sides) -> Actor:
    return Actor(key, sides.name_of(key, day))


def side_colours(changes: Iterable[ReportedChange], sides: Sides = BY_TABLE) -> ActorColours:
    """Colours of the sides that changes speak of; each actor bears that of the side it is most often on, so that a sentence
    beside the map has the map's colours."""
    told = list(changes)
    colours = assign_colours(sides_told_of(told, sides))
    on: dict[str, Counter[str]] = {}
    for name, key in _parties(told, sides):
        on.setdefault(name, Counter())[key] += 1
    most = {name: max(keys, key=lambda k: (keys[k], k)) for name, keys in on.items()}
    slots = {name: colours.slots[key] for name, key in most.items() if key in colours.slots}
    return ActorColours({**slots, **colours.slots}, colours.names)


def _parties(changes: Iterable[ReportedChange], sides: Sides) -> Iterator[tuple[str, str]]:
    """Every party of every change, by id or words as written, with the key of its side there and then."""
    for fact in changes:
        day = day_of(fact.change, fact.article.published)
        countries = {m.place.country for m in fact.change.places if m.place is not None}
        for mention in (fact.change.gained_by, fact.change.lost_by, fact.change.held_by):
            actor = actor_of(mention)
            if actor is not None:
                keys = {sides.key_of(actor, country, day) for country in countries} - {None}
                yield from ((actor.id or actor.name, key) for key in keys if key)


def sides_told_of(changes: Iterable[ReportedChange], sides: Sides = BY_TABLE) -> list[tuple[str, str]]:
    """The sides that changes speak of as pairs of key and name, most spoken of first: for colours, a legend and a filter.

    Words that mean no side ("the attackers") are none of them, though they may hold a place.
    """
    counts = Counter(key for _, key in _parties(changes, sides) if not key.startswith(WORDS))
    return [(key, sides.name_of(key)) for key, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]
