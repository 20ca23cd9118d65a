"""Cues from the rest of the article: containers, countries, places near by, where it was written."""

import math
from collections.abc import Iterator, Sequence

from geo.geocoding.candidates import NameGroup
from geo.geocoding.cues.cue import Cue
from geo.geocoding.nearness import lies_in, rough_km
from geo.geocoding.scene import Scene
from geo.geocoding.theatres import sentence_around
from geo.languages.places import place_words
from geo.records.places import NameMatch, Place

_WITH_ARTICLE = frozenset({"water", "region", "area"})
_WIDE = ("country", "region")
ELSEWHERE = 0.4
"""What those who fight count for in other sentences than their own."""
NEAR_KM = 80
REGION_KM = 400
FAR_KM = 1500
"""Farther than this from all other places of a report a small place is on another stage."""
FAR_PEOPLE = 100_000
"""From this population on a town may well be named in a report of elsewhere."""


def container(match: NameMatch, index: int, group: NameGroup, scene: Scene) -> Iterator[Cue]:
    """Whether it lies in a larger place named right after it ("Austin, Texas") or in the same sentence."""
    for name, found in (
        ("inside the place right after it", scene.containers),
        ("inside a place of its sentence", scene.companions),
    ):
        named = found.get(index, ())
        inside = next((c for c in named if any(lies_in(match.place, larger) for larger in c.places)), None)
        if inside is not None:
            yield Cue(name, 1, inside.reason)
        elif named and any(c.places for c in named):
            yield Cue(f"not {name}", 1)


def countries(match: NameMatch, index: int, group: NameGroup, scene: Scene) -> Iterator[Cue]:
    """How much the article speaks of its country, by the country's name or its people's."""
    share = scene.countries.get(match.place.country, 0.0)
    if match.place.kind != "country":
        yield Cue("share of its country", share, f"the article speaks of {match.place.country}" if share > 0.1 else "")
        if share and share == max(scene.countries.values()):
            yield Cue("in the article's first country", 1)
    if len(scene.countries) == 1 and match.place.kind not in _WIDE:
        inside = match.place.country in scene.countries
        said = f"the report names no other country than {match.place.country}" if inside else ""
        yield Cue("in the only country named", float(inside), said)


def theatre(match: NameMatch, index: int, group: NameGroup, scene: Scene) -> Iterator[Cue]:
    """Whether those fight in its country who are named in its sentence, less so elsewhere in the article.

    The names of countries and regions need no such help, and a name that is only written alike none from afar.
    """
    country, wide = (
        match.place.country,
        any(m.place.kind in _WIDE and m.quality != "skeleton" for m in group.candidates),
    )
    there = [] if wide else [f for f in scene.fights if country in f.countries]
    if not there:
        return
    spans = [sentence_around(scene.article.text, t.start, t.end) for t in group.toponyms]
    here = any(start <= f.at < end for f in there for start, end in spans)
    afar = 0.0 if match.quality == "skeleton" else ELSEWHERE * len(there) / len(scene.fights)
    if size := 1.0 if here else afar:
        yield Cue("where those fight who are named", size, f"who is named with it fights in {country}" if here else "")


def closeness(match: NameMatch, index: int, group: NameGroup, scene: Scene) -> Iterator[Cue]:
    """How near the other places of the article are, as far as these are already believed."""
    others = [belief for g, beliefs in scene.beliefs.items() if g != index for belief in beliefs]
    if match.place.kind == "country" or not others:
        return
    if not _is_bureau(index, group, scene):
        yield from _nearness(match, others)
    if is_far(match.place, index, scene):
        yield Cue("small and far from every other place", 1)
    if match.quality == "skeleton" and any(p > 0.3 and rough_km(match.place, o) <= NEAR_KM for o, p in others):
        yield Cue(
            "written alike and near other places", 1, f"written like {match.place.name}, which lies near the others"
        )
    total = sum(p for _, p in others)
    yield Cue(
        "share of places in its country",
        sum(p for o, p in others if o.country == match.place.country) / total if total else 0,
    )


def is_far(place: Place, index: int, scene: Scene) -> bool:
    """Whether a small place lies in no country that the report names, and far from each of its other places (two at least)."""
    if place.kind in _WIDE or place.population >= FAR_PEOPLE or scene.countries.get(place.country):
        return False
    others = [b for g, beliefs in scene.beliefs.items() if g != index for b in beliefs[:1] if b[1] > 0.5]
    return len(others) > 1 and all(o.country != place.country and rough_km(place, o) > FAR_KM for o, _ in others)


def _is_bureau(index: int, group: NameGroup, scene: Scene) -> bool:
    """Whether a report is dated from a name that a capital bears: from there, reporters write of the whole country."""
    return scene.dateline == index and any(m.place.feature == "PPLC" for m in group.candidates)


def _nearness(match: NameMatch, others: Sequence[tuple[Place, float]]) -> Iterator[Cue]:
    points = [(o, p, rough_km(match.place, o)) for o, p in others if o.kind != "country"]
    near = [(o, p) for o, p, km in points if km <= NEAR_KM]
    yield Cue("places near by", math.log1p(sum(p for _, p in near)), _near_reason(near))
    yield Cue("places in its region", math.log1p(sum(p for _, p, km in points if km <= REGION_KM)))
    units = sum(
        p
        for o, p in others
        if o.country == match.place.country and match.place.admin1 in (o.name, o.admin1) and match.place.admin1
    )
    yield Cue("places in its unit", math.log1p(units))


def _near_reason(near: list[tuple[Place, float]]) -> str:
    names = list(dict.fromkeys(o.name for o, p in sorted(near, key=lambda n: -n[1]) if p > 0.5))
    return f"near {', '.join(names[:3])}" if names else ""


def dateline(match: NameMatch, index: int, group: NameGroup, scene: Scene) -> Iterator[Cue]:
    """Whether the place that the report is dated from lies near, or in the same country."""
    if scene.dateline == index:
        yield Cue(f"dated from a {match.place.kind}", 1, "the report is dated from there")
    if scene.dateline is None or scene.dateline == index or match.place.kind == "country":
        return
    home = [(p, w) for p, w in scene.beliefs.get(scene.dateline, ()) if w > 0.3]
    if any(rough_km(match.place, p) < REGION_KM / 2 for p, _ in home):
        yield Cue("near the dateline", 1, "near the place the report is dated from")
    elif any(p.country == match.place.country for p, _ in home):
        yield Cue("in the dateline's country", 1)


def publisher(match: NameMatch, index: int, group: NameGroup, scene: Scene) -> Iterator[Cue]:
    """Whether the outlet reports from the candidate's country, and from near by."""
    home, place = scene.home, match.place
    if home is None or place.kind == "country":
        return
    if home.country == place.country:
        yield Cue("in the publisher's country", 1, f"the publisher reports from {home.name}")
    if home.point is not None:
        km = rough_km(place, Place("", home.name, *home.point, "settlement"))
        if km <= NEAR_KM:
            yield Cue("near the publisher's home", 1, f"near {home.name}, where the publisher reports from")
        elif km <= REGION_KM:
            yield Cue("in the publisher's region", 1)


def after_the(match: NameMatch, index: int, group: NameGroup, scene: Scene) -> Iterator[Cue]:
    """Whether the name stands alone after "the", as rivers, seas and regions do: "a bridge over the Niger"."""
    text, context = scene.article.text, place_words().context
    before, behind = context["after_the"], context["stands_alone"]
    if any(before.search(text[max(0, t.start - 4) : t.start]) and behind.match(text, t.end) for t in group.toponyms):
        yield Cue(
            f"after “the”, {match.place.kind}", 1, "it stands after “the”" if match.place.kind in _WITH_ARTICLE else ""
        )


def across(match: NameMatch, index: int, group: NameGroup, scene: Scene) -> Iterator[Cue]:
    """Whether the text crosses or follows it as one does a water: "a bridge over the Niger", "the east bank of the Congo"."""
    text, crossed = scene.article.text, place_words().context["across"]
    if match.place.kind == "water" and any(
        crossed.search(text[max(0, t.start - 30) : t.start]) for t in group.toponyms
    ):
        yield Cue("crossed or followed like a water", 1, "the text crosses or follows it like a water")


def alone(match: NameMatch, index: int, group: NameGroup, scene: Scene) -> Iterator[Cue]:
    """Whether no other place of the name is left to choose from; namesakes that the words rule out do not count."""
    if len(group.candidates) == 1:
        yield Cue("no other place of this name", 1, "no other place of this name comes into question here")
