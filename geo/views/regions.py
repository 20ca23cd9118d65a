"""A province's named places by side over time: how many of them who holds, and which."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from geo.records.places import Place
from geo.records.views import Holding
from geo.views.export import write_csv
from geo.views.sides import BY_TABLE, Sides

TOWNS = ("settlement",)
"""Kinds of places that are counted: bases, crossings and provinces are no towns."""
REGION_COLUMNS = ("day", "country", "region", "side", "side_name", "places", "of", "names")


@dataclass(frozen=True, slots=True)
class RegionDay:
    """A province on a day: its named places by the key of the side that holds them ("" where nobody is known to), by name."""

    day: date
    country: str
    region: str
    by_side: Mapping[str, tuple[Holding, ...]]

    @property
    def places(self) -> int:
        """How many named places of the province anything is said of."""
        return sum(len(held) for held in self.by_side.values())


def regions_of(places: Iterable[Place]) -> list[tuple[str, str]]:
    """The provinces of places as pairs of country and name, those with most places first."""
    counts: dict[tuple[str, str], int] = {}
    for place in places:
        if place.kind in TOWNS and place.admin1:
            counts[place.country, place.admin1] = counts.get((place.country, place.admin1), 0) + 1
    return sorted(counts, key=lambda region: (-counts[region], region))


def region_over(over: Iterable[tuple[date, Mapping[str, Holding]]], country: str, region: str) -> list[RegionDay]:
    """A province's places by side, day by day, of what `control_over` gives."""
    return [_region_day(day, found.values(), country, region) for day, found in over]


def _region_day(day: date, holdings: Collection[Holding], country: str, region: str) -> RegionDay:
    by_side: dict[str, list[Holding]] = {}
    for holding in sorted(holdings, key=lambda h: (h.place.name, h.place.id)):
        place = holding.place
        if place.kind in TOWNS and (place.country, place.admin1) == (country, region):
            by_side.setdefault(holding.side if holding.holder else "", []).append(holding)
    ordered = sorted(by_side.items(), key=lambda pair: (pair[0] == "", -len(pair[1]), pair[0]))
    return RegionDay(day, country, region, {side: tuple(held) for side, held in ordered})


def region_words(told: RegionDay, sides: Sides = BY_TABLE) -> str:
    """A province on a day in words: "12 of 20 named towns of Kherson Oblast: Russia; 8: Ukraine"."""
    parts = [
        f"{sides.name_of(side, told.day) or 'holder not known'} {len(held)}" for side, held in told.by_side.items()
    ]
    return (
        f"{told.region}, {told.places} named towns: {', '.join(parts)}"
        if parts
        else f"{told.region}: no town is told of"
    )


def regions_csv(
    over: Iterable[tuple[date, Mapping[str, Holding]]], regions: Sequence[tuple[str, str]] = (), sides: Sides = BY_TABLE
) -> str:
    """Provinces by side and day, a line for each side of each; all provinces that are told of where none is named."""
    rows = [row for day, found in over for told in _told(day, found, regions) for row in _rows(told, sides)]
    return write_csv(REGION_COLUMNS, rows)


def _told(day: date, found: Mapping[str, Holding], regions: Sequence[tuple[str, str]]) -> Iterable[RegionDay]:
    wanted = regions or regions_of(h.place for h in found.values())
    by_region: dict[tuple[str, str], list[Holding]] = {}
    for holding in found.values():
        by_region.setdefault((holding.place.country, holding.place.admin1), []).append(holding)
    return (_region_day(day, by_region.get(region, ()), *region) for region in wanted)


def _rows(told: RegionDay, sides: Sides) -> Iterable[tuple[object, ...]]:
    for side, held in told.by_side.items():
        names = "; ".join(h.place.name for h in held)
        yield (told.day, told.country, told.region, side, sides.name_of(side, told.day), len(held), told.places, names)
