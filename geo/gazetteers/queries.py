"""Reads a query that names a part of a place or a border: "northern Syria", "Idlib countryside", "Syrian-Turkish border"."""

import re
from collections.abc import Iterator
from functools import cache

from geo.gazetteers.base import PlaceNames
from geo.gazetteers.countries import country_id
from geo.gazetteers.part_words import border_words, whole_part
from geo.gazetteers.parts import derive_border, derive_part
from geo.gazetteers.rows import read_table
from geo.records.names import fold_name
from geo.records.places import Place
from geo.settings import DATA

DEMONYMS = DATA / "demonyms.csv"
_COLUMNS = ("country", "demonym")
_LONGEST = 8
"""Words of the longest query that is looked at."""


def parts_of_query(query: str, gazetteer: PlaceNames) -> tuple[Place, ...]:
    """The places of a query that no gazetteer knows as a name, likeliest first; none where it names no part of a known place."""
    border = _border(query, gazetteer)
    if border:
        return (border,)
    for name, before, after in _splits(query):
        part = whole_part(before, after)
        if part:
            found = (m.place for m in gazetteer.match(name) if m.quality != "skeleton")
            areas = tuple(area for place in found if (area := derive_part(place, part)))
            if areas:
                return areas
    return ()


def _splits(query: str) -> Iterator[tuple[str, str, str]]:
    """The query as a name with what stands before and after it, longer names first."""
    words = query.replace("'s ", " 's ").replace("’s ", " 's ").split()[:_LONGEST]
    for length in range(len(words) - 1, 0, -1):
        for first in range(len(words) - length + 1):
            last = first + length
            before, after = " ".join([*words[:first], ""]), " ".join(["", *words[last:]])
            yield " ".join(words[first:last]), before, after.replace(" 's", "'s")


def _border(query: str, gazetteer: PlaceNames) -> Place | None:
    word = border_words()
    for pattern in (
        rf"(?:the )?(.+?)\s*[-–—/]\s*(.+?)\s+{word}",
        rf"(?:the )?{word}\s+(?:of|between)\s+(.+?)\s+and\s+(.+)",
        rf"(?:the )?(.+?)\s+and\s+(.+?)\s+{word}",
    ):
        found = re.fullmatch(pattern, query, re.IGNORECASE)
        if found:
            one, other = (named_country(found[i], gazetteer) for i in (1, 2))
            return derive_border(one, other) if one and other else None
    return None


def named_country(name: str, gazetteer: PlaceNames) -> Place | None:
    """The country of a name or of a people ("Syria", "Syrian"), None where another place of that name comes first."""
    code = _demonyms().get(fold_name(name).removeprefix("the "))
    if code:
        return gazetteer.place(country_id(code))
    first = next((m.place for m in gazetteer.match(name) if m.quality in ("name", "alternate")), None)
    return first if first and first.kind == "country" else None


@cache
def _demonyms() -> dict[str, str]:
    return {fold_name(line["demonym"]): line["country"] for _, line in read_table(DEMONYMS, _COLUMNS)}
