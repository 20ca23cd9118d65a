"""The keys a place is found under: folded, without article, by consonants; and the names that find nothing on purpose."""

import re
from functools import cache

from geo.gazetteers.countries import romanised
from geo.gazetteers.rows import Row, is_latin, read_table
from geo.records.names import fold_name, search_key, skeleton, strip_article
from geo.records.places import MatchQuality, Place
from geo.settings import DATA

QUALITIES: tuple[MatchQuality, ...] = ("name", "alternate", "stripped", "skeleton")
NAME, ALTERNATE, STRIPPED, SKELETON = range(4)
# Consonant keys stand in the same table as the others, and this sign keeps the two apart.
SKELETON_SIGN = "~"
STOP_NAMES = DATA / "gazetteer" / "stop_names.csv"
# Above this population a place keeps its name even if it is an English word ("Mobile", "Nice", "Reading").
STOP_BELOW = 50_000
# GeoNames' alternates hold machine transliterations in lower case ("a lei po"); names with a small particle are none.
_PARTICLE = re.compile(r"(?:[a-z]{1,4}[-' ’‘]|[ʻʼʾʿ'‘’]\w)")
# Arabic and Cyrillic, in which the names of most wars of our time are written where they are fought.
_NATIVE = re.compile("[\u0400-\u04ff\u0600-\u06ff\u0750-\u077f]")
# Countries whose names stand in two romanisations: that of older maps and that of their own law.
_TWICE_ROMANISED = frozenset({"UA", "BY"})
_OWN_NAMES = ("country", "region")
_SETTLED = ("settlement", "admin1", "admin2", "area")


def name_keys(row: Row) -> list[tuple[str, int]]:
    """Every (key, quality) that finds a place, qualities as indexes into QUALITIES; the best quality of each key only."""
    place = row.place
    keys = {fold_name(place.name): NAME}
    if place.country in _TWICE_ROMANISED and place.kind in _SETTLED:
        keys.setdefault(romanised_anew(place.name), NAME)
    for name in (*row.names, *row.forms):
        if is_latin(name) and is_real_name(name, place):
            keys.setdefault(fold_name(name), ALTERNATE)
            if place.country in _TWICE_ROMANISED and place.kind in _SETTLED:
                keys.setdefault(romanised_anew(name), ALTERNATE)
    for name in (*row.names, *row.foreign):
        # The whole name: of one in two scripts only the Latin part would be left, which may be a word ("in").
        if _NATIVE.match(name) and _NATIVE.match(key := search_key(name)):
            keys.setdefault(key, ALTERNATE)
    for folded in [key for key in keys if is_stopped(key, place)]:
        del keys[folded]
    return list((_more_forms(keys, place) | keys).items())


def romanised_anew(name: str) -> str:
    """The folded form of a Ukrainian or Belarusian name as its state romanises it since 2010, from the form of maps before.

    Within a word "ya", "ye", "yu" and "yi" became "ia", "ie", "iu" and "i", and a last "yy" became "yi": "Krasnopillya" →
    "krasnopillia" (Cabinet of Ministers of Ukraine, resolution 55 of 2010). The new form stays as it is.
    """
    softened = re.sub("(?<=[a-z])y(?=[aeu])", "i", fold_name(name))
    return re.sub(r"yy\b", "yi", re.sub("(?<=[a-z])(?:iy|yi|iyi)(?=[a-z])", "i", softened))


def _more_forms(keys: dict[str, int], place: Place) -> dict[str, int]:
    """The names without their article, and their consonants where a country's names are romanised in several ways."""
    # Consonants are those of Latin letters.
    bones = place.kind in _SETTLED and place.country in romanised()
    more = {}
    for folded in keys:
        stripped = strip_article(folded)
        if stripped is not folded and not is_stopped(stripped, place):
            more[stripped] = STRIPPED
        if bones and (key := skeleton_key(stripped)):
            more[key] = SKELETON
    return more


def skeleton_key(folded: str) -> str:
    """The key of a folded name's consonants; "" for less than three, which find too much, and for English words."""
    consonants = skeleton(folded) if folded.isascii() and folded not in _stop_names() else ""
    return SKELETON_SIGN + consonants if len(consonants) > 2 else ""


def is_real_name(name: str, place: Place) -> bool:
    """Whether an alternate name is one that texts use: no airport or licence-plate code, no machine transliteration."""
    if place.kind in _OWN_NAMES or place.id.startswith("dl:"):
        return True
    if len(name) <= 3 and name.isupper():
        return False
    return not name[:1].islower() or (bool(_PARTICLE.match(name)) and not name.islower())


def is_stopped(folded: str, place: Place) -> bool:
    """Whether a folded name is too short, a number, or an English word that finds a place too small to be meant."""
    if len(folded) < 2 or folded.isdigit():
        return True
    great = place.kind in ("settlement", "admin1") and place.population >= STOP_BELOW
    return folded in _stop_names() and place.kind not in _OWN_NAMES and not great


@cache
def _stop_names() -> frozenset[str]:
    return frozenset(fold_name(line["name"]) for _, line in read_table(STOP_NAMES, ("name", "why")))
