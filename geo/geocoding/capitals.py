"""Which town "the capital", "the Somali capital" or "Canada's capital" is."""

import re
from functools import cache

from geo.gazetteers.base import PlaceNames
from geo.gazetteers.countries import COLUMNS, PATH, country_rows
from geo.gazetteers.rows import read_table
from geo.languages.actors import actor_table
from geo.records.names import fold_name
from geo.records.places import Place


def find_capital(words: str, country: str, gazetteer: PlaceNames) -> Place | None:
    """The capital of the one country named in `words`, else of `country` (ISO code); None when it is not known."""
    named = countries_in(words)
    code = next(iter(named)) if len(named) == 1 else country if not named else ""
    name = _capitals().get(code)
    found = gazetteer.match(name) if name else ()
    return next((m.place for m in found if m.place.country == code and m.place.kind == "settlement"), None)


@cache
def _capitals() -> dict[str, str]:
    return {line["iso"]: line["capital"] for _, line in read_table(PATH, COLUMNS)}


@cache
def countries_in(words: str) -> frozenset[str]:
    """The ISO codes of the countries that words name, by name or as people: "the Syrian–Turkish border" → SY, TR."""
    known = _country_words()
    parts = fold_name(re.sub(r"['’]s\b", "", words)).split()
    spans = ((i, j) for i in range(len(parts)) for j in range(len(parts), i, -1))
    return frozenset(known[name] for i, j in spans if (name := " ".join(parts[i:j])) in known)


@cache
def _country_words() -> dict[str, str]:
    words = dict(actor_table().demonyms)
    for row in country_rows():
        for name in (row.place.name, *row.names):
            words[fold_name(name)] = row.place.country
    return words
