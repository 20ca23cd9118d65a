"""Cues from the candidate itself and the words of its name."""

import math
from collections.abc import Iterator

from geo.geocoding.candidates import NameGroup
from geo.geocoding.cues.cue import Cue
from geo.geocoding.nearness import rough_km
from geo.geocoding.scene import Scene
from geo.records.names import fold_name
from geo.records.places import NameMatch

SAME_TOWN_KM = 100
"""A town and the unit named after it lie no farther apart than this, however large the unit."""
LARGE_CITY = 500_000
"""From this population on a city goes by several names that readers know: "New York", "Kiev", "Rakka"."""
SAME_NAME_KM = 15
"""Nearer than this a place of the name is a part of the city, or the city itself in another table."""
CHOSEN = "Dateline"
"""The source of rows that were put in by hand since reports tell of the place."""
_QUARTER = "PPLX"
_SPOTS = ("settlement", "facility", "area")
SMALL_TOWN = 50_000
_UNITS = ("admin1", "admin2")


def importance(match: NameMatch, index: int, group: NameGroup, scene: Scene) -> Iterator[Cue]:
    """How many people live there: large places are meant more often than small ones of the same name."""
    population = match.place.population
    yield Cue("population", math.log10(population + 1) / 7, f"{population:,} inhabitants" if population else "")
    if not population:
        yield Cue("population unknown", 1)
    largest = max(m.place.population for m in group.candidates if m.place.kind == match.place.kind)
    if len(group.candidates) > 1 and population == largest and population:
        yield Cue("largest of its kind", 1, f"the largest {match.place.kind} of this name")


def kind(match: NameMatch, index: int, group: NameGroup, scene: Scene) -> Iterator[Cue]:
    """What kind of place it is; a country or region of exactly that name is nearly always meant."""
    place = match.place
    yield Cue(f"kind={place.kind}", 1)
    if place.kind in ("country", "region") and match.quality in ("name", "alternate"):
        yield Cue(f"name of a {place.kind}", 1, f"{place.name} is a {place.kind}")


def match_quality(match: NameMatch, index: int, group: NameGroup, scene: Scene) -> Iterator[Cue]:
    """How the name was found; a match by consonants is weak, and weaker the shorter the name."""
    name, quality = fold_name(match.place.name), match.quality
    # "Daraa province" names Daraa Governorate, "Gaza" the Gaza Strip and "the Niger" the Niger River, whatever word their own entries add.
    if match.place.kind in ((*_UNITS, "water") if group.kinds else (_UNITS[0], "water")) and name.startswith(
        f"{group.name} "
    ):
        quality = "name"
    yield Cue(f"found by {quality}", 1, f"written like {match.place.name}" if quality == "skeleton" else "")
    if quality != "name" and name == group.name:
        yield Cue("own name without article", 1)
    if match.quality == "alternate" and match.place.kind == "settlement" and match.place.population >= LARGE_CITY:
        yield Cue("another name of a large city", 1, f"another name of {match.place.name}")
    if match.quality == "alternate" and match.place.population >= LARGE_CITY and _is_borne_by_others(match, group):
        yield Cue("another name of it, which others there bear", 1)
    if match.place.source == CHOSEN and match.place.kind in _SPOTS and match.place.feature != _QUARTER:
        yield Cue("chosen by hand", 1, f"{match.place.name} is one of Dateline's own places of the news")
    if match.quality == "skeleton" and name[:1] == group.name[:1]:
        yield Cue("written alike from the first letter", 1)


def _is_borne_by_others(match: NameMatch, group: NameGroup) -> bool:
    """Whether places of the same country are called so today: then it is hardly the old name of a city elsewhere in it."""
    place = match.place
    return any(m.quality == "name" and m.place.kind == "settlement" and m.place.country == place.country
               and rough_km(m.place, place) > SAME_NAME_KM for m in group.candidates)  # fmt: skip


def type_word(match: NameMatch, index: int, group: NameGroup, scene: Scene) -> Iterator[Cue]:
    """Whether the kind is the one that a type word beside the name says."""
    if not group.kinds:
        return
    word = next((t.type_word for t in group.toponyms if t.type_word), "")
    if match.place.kind in group.kinds:
        yield Cue("as the type word says", 1, f"the text calls it “{word}”")
    else:
        yield Cue("not what the type word says", 1)


def town_of_its_unit(match: NameMatch, index: int, group: NameGroup, scene: Scene) -> Iterator[Cue]:
    """Where a town and its province share the name: without a type word the town is meant."""
    if group.kinds:
        return
    others = [m.place for m in group.candidates if m.place.country == match.place.country and m.quality != "alternate"]
    if match.place.kind in _UNITS:
        if any(o.kind == "settlement" and rough_km(o, match.place) < SAME_TOWN_KM * 3 for o in others):
            yield Cue(f"{match.place.kind} with a town of its name", 1)
    elif match.place.kind == "settlement" and any(
        o.kind in _UNITS and rough_km(o, match.place) < SAME_TOWN_KM * 3 for o in others
    ):
        yield Cue("town with a unit of its name", 1, "no word says that the unit of this name is meant")


def small_namesake(match: NameMatch, index: int, group: NameGroup, scene: Scene) -> Iterator[Cue]:
    """A small town or site that shares its name with a state or province is hardly ever meant without being placed."""
    small = match.place.kind in ("settlement", "facility", "area") and match.place.population < SMALL_TOWN
    if small and any(m.place.kind == "admin1" and m.quality == "name" for m in group.candidates):
        yield Cue("small namesake of an admin1", 1)


def capital(match: NameMatch, index: int, group: NameGroup, scene: Scene) -> Iterator[Cue]:
    """Capitals of countries and seats of provinces are named more often than others of their size."""
    if match.place.feature == "PPLC":
        yield Cue("capital of a country", 1, "a capital")
    elif match.place.feature.startswith("PPLA"):
        yield Cue("seat of a unit", 1)
