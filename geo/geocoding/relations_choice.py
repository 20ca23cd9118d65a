"""Chooses together the places of names that stated distances tie to each other."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from geo.geocoding.relations_geometry import Tie, best_fit, log_likelihood, make_tie, measure, surprise
from geo.languages.distance import DistanceHabit
from geo.records.facts import StatedDistance
from geo.records.names import fold_name
from geo.records.places import Candidate, PlaceMention

MOST_CANDIDATES = 12
_LEAST_SCORE = 0.002
_WIDE = frozenset({"country", "region", "admin1"})
# How much less likely a distance is measured from the middle of a country or province than from a town of that name.
_WIDE_LOG = math.log(0.2)
_UNLISTED_LOG = math.log(0.1)
"""About one name in ten is of a place that no gazetteer has (16 % of 372 villages of wars, fewer of all places)."""
_OTHER_LOG = math.log(0.03)
"""So seldom is what a distance locates not the known town that seems to be named."""
_ANCHOR_LOG = math.log(0.01)
"""And more seldom still is the known town that a distance is measured from."""
NONE = -1
CLEARLY = 2.0
LARGEST = 10
"""Names that are weighed all together; in larger groups each is weighed against the settled others."""
TOWN, CITY = 50_000, 500_000
"""Inhabitants: a town's name may be that of an unlisted village too, but less often; a city is what its name means."""
_CHAIN_GAP = 40
"""Characters at most between two distances that locate the same unnamed thing: "30 km east of A and 20 km west of B"."""


@dataclass(eq=False)
class Node:
    """A name of the article with its possible places, or an unnamed thing (no options) that distances locate."""

    key: str
    mention: PlaceMention | None
    options: tuple[Candidate, ...] = ()
    ties: list[tuple["Node", Tie, StatedDistance]] = field(default_factory=list)
    """The nodes this one is seen from, as anchors."""


def key_of(mention: PlaceMention) -> str:
    """One key for all mentions of a name that were taken for the same place."""
    return f"{fold_name(mention.text)}|{mention.place.id if mention.place else ''}"


def make_nodes(
    mentions: Sequence[PlaceMention], distances: Sequence[StatedDistance], habit: DistanceHabit
) -> list[Node]:
    """A node for each name at an end of a distance, and for each unnamed thing that is located, tied as the distances say."""
    richest: dict[str, PlaceMention] = {}
    for mention in mentions:
        held = richest.get(key_of(mention))
        if held is None or (mention.place is not None and len(mention.candidates) > len(held.candidates)):
            richest[key_of(mention)] = mention
    nodes: dict[str, Node] = {}
    unnamed: StatedDistance | None = None
    count = 0
    for distance in distances:
        anchor = _node(nodes, richest, distance.from_place)
        if anchor is None:
            continue
        if distance.of_place is not None:
            located = _node(nodes, richest, distance.of_place)
        else:
            count += not (unnamed and _continues(unnamed, distance))
            unnamed = distance
            located = nodes.setdefault(f"?{count}", Node(f"?{count}", None))
        if located is not None and located is not anchor:
            located.ties.append((anchor, make_tie(distance, habit), distance))
    return list(nodes.values())


def _continues(before: StatedDistance, after: StatedDistance) -> bool:
    same = before.evidence.sentence == after.evidence.sentence
    return same and 0 <= after.evidence.start - before.evidence.end <= _CHAIN_GAP


def _node(nodes: dict[str, Node], richest: dict[str, PlaceMention], mention: PlaceMention | None) -> Node | None:
    if mention is None:
        return None
    key = key_of(mention)
    if key not in nodes:
        whole = richest.get(key, mention)
        nodes[key] = Node(key, whole, _options(whole))
    return nodes[key]


def _options(mention: PlaceMention) -> tuple[Candidate, ...]:
    if mention.place is None:
        return ()
    first = Candidate(mention.place, mention.score, mention.reasons)
    others = (c for c in mention.candidates if c.place.id != first.place.id)
    return tuple([first, *others][:MOST_CANDIDATES])


def rank_together(nodes: list[Node], habit: DistanceHabit) -> Iterator[tuple[Node, PlaceMention]]:
    """The named nodes that a distance has something to say on, each with its candidates in their new order.

    The place of the mention is None where the distances say that none of its candidates is meant.
    """
    for component in _components(nodes):
        if any(n.ties for n in component):
            yield from _rank_component(component, _Fits(component, habit))


def _rank_component(component: list[Node], fits: "_Fits") -> Iterator[tuple[Node, PlaceMention]]:
    named = fits.named
    given = {n.key: [fits.given(n, i) for i in range(len(n.options))] for n in named}
    none = {n.key: fits.given(n, NONE) for n in named if n.ties and _may_be_unlisted(n)}
    every = [found for tried in given.values() for found in tried] + list(none.values())
    best = fits.settled or max(every, key=lambda found: found[0], default=(0.0, {}))[1]
    for node in named:
        totals = [total for total, _ in given[node.key]]
        without = none[node.key][0] if node.key in none else -math.inf
        if best[node.key] == NONE and without <= max(totals) + CLEARLY:
            continue
        if best[node.key] == NONE or len(totals) > 1:
            yield node, _reordered(node, (totals, without), best, component)


def _may_be_unlisted(node: Node) -> bool:
    """Whether a name may well belong to a place that no gazetteer has: not where a city bears it."""
    place = node.options[0].place
    return place.population < CITY and place.kind in ("settlement", "facility", "area", "derived")


def _components(nodes: list[Node]) -> Iterator[list[Node]]:
    """Groups of nodes that hang together by ties."""
    neighbours: dict[str, set[str]] = {n.key: set() for n in nodes}
    for node in nodes:
        for anchor, _, _ in node.ties:
            neighbours[node.key].add(anchor.key)
            neighbours[anchor.key].add(node.key)
    by_key, seen = {n.key: n for n in nodes}, set[str]()
    for node in nodes:
        if node.key in seen:
            continue
        group, todo = [], [node.key]
        while todo:
            key = todo.pop()
            if key not in seen:
                seen.add(key)
                group.append(by_key[key])
                todo.extend(neighbours[key] - seen)
        yield group


class _Fits:
    """How well choices of places within one group agree with its distances and with what was likely before.

    A choice maps each node with options to one of them, or to NONE: a place that is no candidate.
    """

    def __init__(self, nodes: list[Node], habit: DistanceHabit) -> None:
        self.nodes, self.habit = nodes, habit
        self.pair: Callable[..., float] = cache(self._pair)
        self.together: Callable[..., float] = cache(self._together)
        self.by_key = {n.key: n for n in nodes}
        self.touched = {
            n.key: [m for m in nodes if m.ties and (m is n or any(a is n for a, _, _ in m.ties))] for n in nodes
        }
        self.surprise = {n.key: min((surprise(t, habit) for t in self._ties(n)), default=0.0) for n in nodes}
        self.named = [n for n in nodes if n.options]
        self.settled = self._settle({n.key: 0 for n in self.named}, None) if len(self.named) > LARGEST else None

    def given(self, node: Node, option: int) -> tuple[float, dict[str, int]]:
        """The best total of the group found when `node` means its `option`-th place, and the choice that gives it.

        In a large group the other names are settled once, and the total is of what the node touches.
        """
        if self.settled is not None:
            choice = {**self.settled, node.key: option}
            return self._total(choice, node), choice
        choice = self._settle({**{n.key: 0 for n in self.named}, node.key: option}, node)
        return self._total(choice), choice

    def _settle(self, choice: dict[str, int], fixed: Node | None) -> dict[str, int]:
        """The choice after each name but `fixed` took the place that fits the others best, up to three times around."""
        for _ in range(3):
            before = dict(choice)
            for other in self.named:
                if other is not fixed:
                    choice[other.key] = self._best(other, choice)
            if choice == before:
                break
        return choice

    def _ties(self, node: Node) -> list[Tie]:
        return [t for n in self.touched[node.key] for a, t, _ in n.ties if n is node or a is node]

    def _best(self, node: Node, choice: dict[str, int]) -> int:
        options = [*range(len(node.options)), NONE]
        totals = [self._total({**choice, node.key: option}, node) for option in options]
        best: int = options[totals.index(max(totals))]
        return best

    def _total(self, choice: dict[str, int], about: Node | None = None) -> float:
        """The sum of all terms, or of those that the choice for the node `about` touches."""
        named = self.named if about is None else [about]
        tied = self.nodes if about is None else self.touched[about.key]
        total = sum(self._prior(n, choice[n.key]) for n in named)
        return total + sum(self._node_total(n, choice) for n in tied if n.ties)

    def _prior(self, node: Node, option: int) -> float:
        if option == NONE:
            small = node.options[0].place.population < TOWN
            unlisted = _UNLISTED_LOG if small else _OTHER_LOG if node.ties else _ANCHOR_LOG
            return unlisted + self.surprise[node.key]
        candidate = node.options[option]
        return math.log(max(candidate.score, _LEAST_SCORE)) + (_WIDE_LOG if candidate.place.kind in _WIDE else 0.0)

    def _node_total(self, node: Node, choice: dict[str, int]) -> float:
        seen = [(a.key, choice[a.key], i) for i, (a, _, _) in enumerate(node.ties) if choice.get(a.key, NONE) != NONE]
        if choice.get(node.key, NONE) != NONE:
            return sum(self.pair(node.key, choice[node.key], *s) for s in seen)
        return self.together(node.key, tuple(seen)) if len(seen) > 1 else 0.0

    def _pair(self, key: str, option: int, anchor_key: str, anchor_option: int, tie: int) -> float:
        place, anchor = self.by_key[key].options[option].place, self.by_key[anchor_key].options[anchor_option].place
        seen = measure(anchor.lat, anchor.lon, place.lat, place.lon)
        doubt = place.uncertainty_km + anchor.uncertainty_km
        return float(log_likelihood(self.by_key[key].ties[tie][1], self.habit, seen, doubt))

    def _together(self, key: str, placed: tuple[tuple[str, int, int], ...]) -> float:
        node = self.by_key[key]
        return best_fit([(self.by_key[k].options[o].place, node.ties[i][1]) for k, o, i in placed], self.habit)


def _reordered(
    node: Node, totals: tuple[list[float], float], best: dict[str, int], component: list[Node]
) -> PlaceMention:
    assert node.mention is not None  # noqa: S101
    given, none = totals
    highest = max(*given, none)
    weights = [math.exp(t - highest) for t in given]
    every = sum(weights) + math.exp(none - highest)
    chosen = best[node.key]
    order = sorted(range(len(given)), key=lambda i: (i != chosen, -weights[i]))
    ranked = tuple(replace(node.options[i], score=round(weights[i] / every, 4)) for i in order)
    if chosen == NONE:
        reason = f"none of its {len(ranked)} namesakes lies where the stated distance says"
        return replace(node.mention, place=None, score=0.0, candidates=ranked, reasons=(reason,))
    reasons = tuple(_reasons(node, best, component)) if chosen != 0 else ()
    return replace(node.mention, place=ranked[0].place, score=ranked[0].score, candidates=ranked[1:], reasons=reasons)


def _reasons(node: Node, best: dict[str, int], component: list[Node]) -> Iterator[str]:
    """Which stated distances chose the place, beside what is measured to it."""
    place = node.options[best[node.key]].place
    for located in component:
        for anchor, _, distance in located.ties:
            if node not in (located, anchor):
                continue
            other = anchor if node is located else located
            stated = f"{distance.text}{' ' + distance.bearing if distance.bearing else ''}"
            if best.get(other.key, NONE) == NONE or other.mention is None:
                yield f"the stated {stated} fits its namesakes less"
                continue
            end = other.options[best[other.key]].place
            km = float(measure(end.lat, end.lon, place.lat, place.lon)[0])
            yield f"{stated} stated {'from' if node is located else 'to'} {other.mention.text}, {km:.0f} km measured; its namesakes fit less"
