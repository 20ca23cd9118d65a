"""What speaks for and against a candidate being the place that is meant.

A cue gives its name, its size and a reason in words (empty where the cue explains nothing to a reader). The weights stand
in `data/geocoding_weights.json`.
"""

from geo.geocoding.candidates import NameGroup
from geo.geocoding.cues.around import (
    across,
    after_the,
    alone,
    closeness,
    container,
    countries,
    dateline,
    is_far,
    publisher,
    theatre,
)
from geo.geocoding.cues.cue import Cue
from geo.geocoding.cues.itself import (
    capital,
    importance,
    kind,
    match_quality,
    small_namesake,
    town_of_its_unit,
    type_word,
)
from geo.geocoding.cues.nowhere import nowhere
from geo.geocoding.scene import Scene
from geo.records.places import NameMatch

CUES = (
    importance,
    kind,
    match_quality,
    type_word,
    town_of_its_unit,
    small_namesake,
    capital,
    container,
    countries,
    theatre,
    closeness,
    dateline,
    publisher,
    after_the,
    across,
    alone,
)


def find_cues(match: NameMatch, index: int, group: NameGroup, scene: Scene) -> list[Cue]:
    """All cues of a candidate of the `index`-th group of an article."""
    return [found for cue in CUES for found in cue(match, index, group, scene)]


__all__ = ["CUES", "Cue", "find_cues", "is_far", "nowhere"]
