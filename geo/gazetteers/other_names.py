"""The names that a place goes by besides its main one, in all scripts: which of them are worth keeping and showing."""

import unicodedata
from collections.abc import Iterable, Iterator

from geo.gazetteers.keys import is_real_name
from geo.records.names import search_key
from geo.records.places import Place

MOST = 40
"""Names kept of a place. Some 1,400 cities of GeoNames have more, mostly romanisations that nobody writes."""
SIGN = "|"
"""What parts names in the gazetteer's file."""
_LONGEST = 60
_LATIN, _MODIFIER = "LATIN", "MODIFIER"
# The Arabic article.
_ARTICLE = "\u0627\u0644"


def join_names(main: str, names: Iterable[str]) -> str:
    """Names as they stand in the gazetteer's file."""
    return SIGN.join(name.replace(SIGN, " ") for name in (main, *names))


def choose_names(place: Place, names: Iterable[str]) -> tuple[str, ...]:
    """Up to MOST of a place's names, Latin ones first, the shortest of each script first; each spelling once.

    Spellings that differ in case, accents, hyphens or the article alone are one. Every script gets its turn before any gets
    another, so that forty romanisations do not crowd out the name in the place's own letters.
    """
    by_script: dict[str, list[str]] = {}
    for name in _spelled_once(place, names):
        by_script.setdefault(script_of(name), []).append(name)
    turns = [(turn, script, name) for script, found in by_script.items() for turn, name in enumerate(found)]
    kept = sorted(turns, key=lambda t: t[0])[:MOST]
    return tuple(name for _, _, name in sorted(kept, key=lambda t: (t[1] != _LATIN, t[1], t[0])))


def _spelled_once(place: Place, names: Iterable[str]) -> Iterator[str]:
    """The names that people write, shortest first; of two that differ in the Arabic article alone the one that has it."""
    kept: dict[str, str] = {}
    for name in sorted(set(names), key=lambda n: (len(n), n.isupper(), n)):
        key = search_key(name)
        if (key not in kept or name.startswith(_ARTICLE)) and _is_written(name, place):
            kept[key] = name
    kept.pop(search_key(place.name), None)
    yield from kept.values()


def _is_written(name: str, place: Place) -> bool:
    """Whether people write a name so: GeoNames' alternates also hold codes and machine transliterations, some in mixed scripts."""
    scripts = set(map(script_of, name)) - {""}
    if not scripts or len(name) > _LONGEST or not is_real_name(name, place):
        return False
    return _LATIN not in scripts or (len(scripts) == 1 and not name.islower())


def script_of(name: str) -> str:
    """The script of a name by its first letter, in Unicode's word: LATIN, ARABIC, CYRILLIC, CJK …; "" without any letter."""
    letters = (unicodedata.name(c, "").partition(" ")[0] for c in name if c.isalpha())
    return next((script for script in letters if script != _MODIFIER), "")
