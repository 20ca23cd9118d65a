"""How a place of a sentence stands beside the sentence's other places as the scene of a deed: nearest, first, in or around one."""

from collections.abc import Sequence
from dataclasses import dataclass

from geo.extractors.events.ground import FoundPlace
from geo.extractors.events.scene import Scene
from geo.geocoding.nearness import lies_in
from geo.records.places import PlaceMention
from geo.records.text import Token

Cues = dict[str, float]
_LARGE = {"country": 4, "region": 4, "water": 3, "area": 3, "admin1": 3, "admin2": 2}
"""How large a kind of place is; all others 1."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a deed may have happened at.

    `top` is the word whose role it shares, `joined` the relations by which it does, and `above` the words above `top`.
    """

    found: FoundPlace
    top: int
    joined: tuple[str, ...]
    above: tuple[Token, ...]

    @property
    def mention(self) -> PlaceMention:
        """The place as the sentence names it."""
        return self.found.mention


@dataclass(frozen=True, slots=True)
class Way:
    """From a place to a deed through the parse: the words passed going up from the place, the one where both ways meet, and
    those passed going up from the deed."""

    up: tuple[Token, ...]
    meeting: Token | None
    down: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Rivals:
    """The candidates of one trigger with their ways to it and the cues found so far, which all have one order."""

    scene: Scene
    trigger: int
    candidates: Sequence[Candidate]
    ways: Sequence[Way]
    cues: Sequence[Cues]

    def length(self, index: int) -> int:
        """The steps between a candidate and the trigger."""
        way = self.ways[index]
        return len(way.up) + len(way.down) + len(self.candidates[index].joined)


def find_rivals(rivals: Rivals, index: int) -> Cues:
    """How a place stands beside the sentence's other places: the only one, the nearest, inside or around another."""
    scene, own = rivals.scene, rivals.candidates[index]
    others = [c for i, c in enumerate(rivals.candidates) if i != index]
    if not others:
        return {"the only place": 1.0}
    signs = {
        **_by_order(rivals, index),
        **_by_size(rivals, index),
        "told of another place": any(_reached_through(scene, own, other) for other in others),
        "right behind the place it holds": any(_right_behind(scene, own, other) for other in others),
        "holds another place": any(lies_in(other.mention.place, own.mention.place) for other in others),
        "lies in another place": any(lies_in(own.mention.place, other.mention.place) for other in others),
    }
    return {name: 1.0 for name, is_so in signs.items() if is_so}


def _by_order(rivals: Rivals, index: int) -> dict[str, bool]:
    places = [c.found.token for c in rivals.candidates]
    after = [i for i, at in enumerate(places) if at > rivals.trigger]
    before = [i for i, at in enumerate(places) if at < rivals.trigger]
    return {
        "the first place after the deed": after[:1] == [index],
        "the last place before the deed": before[-1:] == [index],
        "nearest in the parse": rivals.length(index) == min(rivals.length(i) for i in range(len(places))),
    }


def _by_size(rivals: Rivals, index: int) -> dict[str, bool]:
    others = [i for i in range(len(rivals.candidates)) if i != index]
    smaller = [i for i in others if _size(rivals.candidates[i]) < _size(rivals.candidates[index])]
    scenes = {i for i in others if _is_scene(rivals.cues[i])}
    return {
        "a smaller place is named": bool(smaller),
        "a smaller place is the deed's scene": bool(scenes.intersection(smaller)),
        "the deed's only scene": not scenes and _is_scene(rivals.cues[index]),
        "another place is the deed's scene": bool(scenes) and not _is_scene(rivals.cues[index]),
    }


def _is_scene(cues: Cues) -> bool:
    return any(
        f"{role}, at {where}" in cues for role in ("scene", "aim") for where in ("the deed", "what it is done to")
    )


def _size(candidate: Candidate) -> int:
    place = candidate.mention.place
    return _LARGE.get(place.kind, 1) if place is not None else 1


def _reached_through(scene: Scene, own: Candidate, other: Candidate) -> bool:
    """Whether a place stands below another in the parse: "Ramadi, the capital of Anbar"."""
    inside = {t.index for t in scene.tree.sentence.tokens_in(other.mention.start, other.mention.end)}
    chain = [own.found.token, *(t.index for t in scene.tree.above(own.found.token))]
    return "conj" not in own.joined and any(i in inside for i in chain[1:])


def _right_behind(scene: Scene, own: Candidate, other: Candidate) -> bool:
    """ "Murphy, North Carolina", "Basra in Iraq": right after another place, with a comma or a preposition at most."""
    start = scene.tree.sentence.sentence.start
    between = scene.tree.sentence.text[other.mention.end - start : own.mention.start - start]
    return own.mention.start >= other.mention.end and between.strip() in (",", "in", ", in", "(")
