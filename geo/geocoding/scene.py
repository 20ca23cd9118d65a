"""What an article tells of where it plays: countries, the dateline, containers named beside a place, places already believed."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from geo.geocoding.candidates import NameGroup
from geo.geocoding.publishers import Home, find_home
from geo.geocoding.theatres import Fight, find_fights, folded
from geo.languages.actors import actor_table
from geo.languages.places import place_words
from geo.records.places import Place, Toponym
from geo.records.text import Article

_DATELINE = re.compile(r"\s*(?:,[^—–\n]{0,40})?(?:\([^)\n]{2,30}\)\s*)?(?:—|–|--| - |(?<=\))\s)")
SURROUNDINGS = 20_000
"""Characters before and after its names whose countries count for a stretch of text: any news report whole."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Container:
    """A larger place named beside a mention: the places it may be, and the words for a reason."""

    places: tuple[Place, ...]
    reason: str


@dataclass(frozen=True)
class Scene:
    """An article as the cues see it. `containers` and `companions` go by group; `countries` are shares that sum to at most 1.

    `beliefs` are places of other names with the probability that they are meant, empty in the first pass. `homes` are the
    countries of the groups that the article names, `fights` all who fight in it, with the countries where they do.
    """

    article: Article
    countries: Mapping[str, float]
    containers: Mapping[int, tuple[Container, ...]]
    companions: Mapping[int, tuple[Container, ...]]
    dateline: int | None
    home: Home | None = None
    beliefs: Mapping[int, tuple[tuple[Place, float], ...]] = field(default_factory=dict)
    homes: frozenset[str] = frozenset()
    fights: tuple[Fight, ...] = ()


def read_scene(article: Article, toponyms: Sequence[Toponym], groups: Sequence[NameGroup]) -> Scene:
    """The scene of an article before any place is decided."""
    group_of = {member: index for index, group in enumerate(groups) for member in group.members}
    containers, companions = _read_containers(article.text, toponyms, groups, group_of)
    first, around = _around(article.text, toponyms)
    fights = find_fights(around, first)
    return Scene(
        article,
        _countries(around, groups),
        containers,
        companions,
        _dateline(article, toponyms, group_of),
        find_home(article),
        homes=frozenset(c for f in fights if f.group for c in f.countries),
        fights=fights,
    )


def _countries(text: str, groups: Sequence[NameGroup]) -> dict[str, float]:
    counts: Counter[str] = Counter()
    for group in groups:
        countries = [m.place.country for m in group.candidates if m.place.kind == "country"]
        if countries:
            counts[countries[0]] += len(group.members)
    counts.update(_demonyms(text))
    total = sum(counts.values())
    return {code: number / (total + 1) for code, number in counts.items()}


def _around(text: str, toponyms: Sequence[Toponym]) -> tuple[int, str]:
    """Where the text begins some way before the first toponym, and it to some way after the last: a book tells of many countries."""
    if not toponyms:
        return 0, ""
    first = max(0, toponyms[0].start - SURROUNDINGS)
    return first, text[first : toponyms[-1].end + SURROUNDINGS]


def _demonyms(text: str) -> Counter[str]:
    table = actor_table().demonyms
    return Counter(code for word in _WORD.findall(text) if (code := table.get(folded(word))))


def _read_containers(
    text: str, toponyms: Sequence[Toponym], groups: Sequence[NameGroup], group_of: Mapping[int, int]
) -> tuple[dict[int, tuple[Container, ...]], dict[int, tuple[Container, ...]]]:
    beside: dict[int, list[Container]] = {}
    same: dict[int, list[Container]] = {}
    for index, toponym in enumerate(toponyms):
        for other_index in range(max(0, index - 6), min(len(toponyms), index + 7)):
            other = toponyms[other_index]
            if (
                other_index == index
                or other.sentence != toponym.sentence
                or groups[group_of[index]].name == groups[group_of[other_index]].name
            ):
                continue
            larger = _larger(groups[group_of[other_index]])
            if not larger:
                continue
            follows = other_index == index + 1 and place_words().context["next_to"].fullmatch(
                text, toponym.end, other.start
            )
            reason = (
                f"{other.text} is named right after it" if follows else f"{other.text} is named in the same sentence"
            )
            (beside if follows else same).setdefault(group_of[index], []).append(Container(larger, reason))
    for index, heading in _headings(text, toponyms):
        # Of countries only: towns and districts stand alone in lists of schools and scores.
        if larger := tuple(p for p in _larger(groups[group_of[heading]]) if p.kind == "country"):
            under = Container(larger, f"it stands under the heading {toponyms[heading].text}")
            beside.setdefault(group_of[index], []).append(under)
    return {g: tuple(c) for g, c in beside.items()}, {g: tuple(c) for g, c in same.items()}


def _headings(text: str, toponyms: Sequence[Toponym]) -> Iterator[tuple[int, int]]:
    """The names of a report in sections with the name that stands alone above each, where there are two such at least."""
    alone = [i for i, t in enumerate(toponyms) if _is_line(text, t)]
    if len({toponyms[i].text for i in alone}) < 2:
        return
    for index in range(len(toponyms)):
        above = [i for i in alone if i < index]
        if above and index not in alone:
            yield index, above[-1]


def _is_line(text: str, toponym: Toponym) -> bool:
    before, behind = text[: toponym.start].rstrip(" \t"), text[toponym.end :].lstrip(" \t:")
    return bool(before) and before.endswith("\n") and behind.startswith(("\n", "\r"))


def _larger(group: NameGroup) -> tuple[Place, ...]:
    return tuple(m.place for m in group.candidates[:10] if m.place.kind in ("country", "admin1", "admin2", "region"))


def _dateline(article: Article, toponyms: Sequence[Toponym], group_of: Mapping[int, int]) -> int | None:
    for index, toponym in enumerate(toponyms[:2]):
        if toponym.start < 400 and _DATELINE.match(article.text, toponym.end) and toponym.text.isupper():
            return group_of[index]
    return None
