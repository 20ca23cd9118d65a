"""Places by what people type, and what of them is selected on the page."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from geo.panels.moves import CLOSE, how_close
from geo.panels.state import change, current
from geo.records.names import fold_name, skeleton
from geo.records.places import Place
from geo.views.link import MapView
from geo.views.wording import PLACE_KINDS, country_names

Called = Callable[[str], Collection[str]]
"""From a name to the ids of the places that go by it besides their main name."""


def place_label(place: Place) -> str:
    """A place as the place box and the link name it: "Raqqa, Syria" or "Raqqa (province), Syria"."""
    kind = "" if place.kind == "settlement" else f" ({PLACE_KINDS[place.kind]})"
    inside = place.admin1 if place.admin1 and place.admin1 != place.name else ""
    country = country_names().get(place.country, place.country)
    return ", ".join(part for part in (place.name + kind, inside, country if country != place.name else "") if part)


def no_others(name: str) -> Collection[str]:
    """No place goes by another name."""
    return ()


def label_places(places: Iterable[Place]) -> dict[str, Place]:
    """Places by label; a later place of the same label carries its id as well."""
    labelled: dict[str, Place] = {}
    for place in places:
        label = place_label(place)
        labelled[label if label not in labelled else f"{label} · {place.id}"] = place
    return labelled


def label_of(place: Place, labelled: Mapping[str, Place]) -> str:
    """The label of a place among these, or the one that it would have."""
    return next((label for label, one in labelled.items() if one.id == place.id), place_label(place))


def find_place(asked: str | None, labelled: Mapping[str, Place], called: Called = no_others) -> Place | None:
    """The place meant by a label, an id, or any of its names in any spelling; of several the most mentioned.

    `called` gives the ids of the places that go by a name besides their main one.
    """
    if not asked:
        return None
    if asked in labelled:
        return labelled[asked]
    found = next((place for place in labelled.values() if place.id == asked), None)
    return found or _find_named(asked, labelled.values(), called) or _find_in_parts(asked, labelled, called)


def find_namesakes(asked: str, found: Place, labelled: Mapping[str, Place], called: Called = no_others) -> list[Place]:
    """The other places that bear the same name: that which was typed, or, where it was a label, the place's main name."""
    if asked in labelled:
        same = _folded(found.name)
        return [place for place in labelled.values() if place is not found and _folded(place.name) == same]
    name, _, rest = asked.partition(",")
    folded, others = fold_name(name if rest else asked), called(name if rest else asked)
    fitting = (p for p in labelled.values() if p.id in others or _folded(p.name) == folded)
    return [place for place in fitting if place is not found]


def _find_named(asked: str, places: Iterable[Place], called: Called) -> Place | None:
    """The first place of a main name, else of another name, else of a main name that sounds so."""
    listed, folded = list(places), fold_name(asked)
    same = next((place for place in listed if _folded(place.name) == folded), None)
    if same:
        return same
    others, sound = called(asked), skeleton(folded)
    other = next((place for place in listed if place.id in others), None)
    return other or next((place for place in listed if sound and _sound(place.name) == sound), None)


def _find_in_parts(asked: str, labelled: Mapping[str, Place], called: Called) -> Place | None:
    """ "Raqqa, Syria" where the label says "Raqqa, Ar-Raqqah, Syria"."""
    name, *rest = asked.split(",")
    wanted = {fold_name(part) for part in rest}
    inside = (place for label, place in labelled.items() if wanted <= set(map(_folded, label.split(","))))
    return _find_named(name, inside, called) if rest else None


# What people type is compared with every place's name: folding five thousand anew takes longer than all else of a run.
_folded = lru_cache(maxsize=1 << 15)(fold_name)


@lru_cache(maxsize=1 << 15)
def _sound(name: str) -> str:
    return skeleton(fold_name(name))


def typed_for(asked: str) -> str:
    """What was typed for what stands in the box."""
    label, typed = current().typed
    return typed if label == asked else asked


def remember_drawn(revision: str, labels: Sequence[str], lines: Sequence[str]) -> bool:
    """Keep what the indexes in the map's next answer stand for: labels of places and ids of distances, as drawn.

    Whether that is what the map shows already.
    """
    before = current().drawn[0]
    change(drawn=(revision, tuple(labels), tuple(lines)))
    return before == revision


def under_click(labelled: Mapping[str, Place], chosen: Place) -> list[str]:
    """The labels of the places besides the chosen that lay under the last click."""
    return [label for label in current().under if label in labelled and labelled[label] is not chosen]


def starting_view(place: Place | None) -> MapView | None:
    """Where the map starts in this session: the link's view, else the link's place, else (None) all places."""
    state = current()
    if not state.begun:
        near = MapView(place.lat, place.lon, how_close(place) - (place.kind not in CLOSE)) if place else None
        state = change(begun=True, opened=state.opened or near)
    return state.opened
