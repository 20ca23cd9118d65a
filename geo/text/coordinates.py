"""Reads coordinates written in a text: decimal degrees, degrees with minutes and seconds, and MGRS."""

import re
from collections.abc import Iterator, Sequence

import mgrs

from geo.records.places import Toponym
from geo.records.text import ParsedSentence

_NUMBER = r"(\d{1,3}(?:\.\d+)?)"
_MINUTES = r"(?:\s*(\d{1,2}(?:\.\d+)?)\s*['′’]\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:[\"″”]|''|′′|’’)\s*)?)?"
_DEGREES = _NUMBER + r"\s*[°º]\s*" + _MINUTES
DEGREES = re.compile(rf"{_DEGREES}\s*([NS])\b[\s,;/]*{_DEGREES}\s*([EW])\b", re.IGNORECASE)
"""35°57′N 39°1′E, 36.2021° N, 37.1343° E."""
DECIMAL = re.compile(
    r"(?<![\d.])([-+]?\d{1,2}\.\d{3,8})(?:\s*([NS]))?\s*[,;/ ]\s*([-+]?\d{1,3}\.\d{3,8})(?:\s*([EW])\b)?(?!\.?\d)"
)
"""36.2021, 37.1343: at least three decimals, so that prices and scores are no coordinates."""
MGRS = re.compile(
    r"\b(\d{1,2}\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?(?:\d{10}|\d{5}\s\d{5}|\d{8}|\d{4}\s\d{4}|\d{6}|\d{3}\s\d{3}))\b"
)
"""37S CA 12345 67890, in six to ten digits."""
_FORMS = ((DEGREES, "degrees"), (DECIMAL, "decimal degrees"), (MGRS, "MGRS"))
_CONVERTER = mgrs.MGRS()


def find_coordinates(sentences: Sequence[ParsedSentence]) -> tuple[Toponym, ...]:
    """The coordinates of an article as toponyms with their point; those off the globe are left out."""
    return tuple(t for parsed in sentences for t in _in_sentence(parsed))


def _in_sentence(parsed: ParsedSentence) -> Iterator[Toponym]:
    text, base = parsed.text, parsed.sentence.start
    if not any(map(str.isdigit, text)):
        return
    taken: list[tuple[int, int]] = []
    for pattern, form in _FORMS:
        for found in pattern.finditer(text):
            point = read_point(found, form)
            if point is None or any(found.start() < end and found.end() > start for start, end in taken):
                continue
            taken.append(found.span())
            yield Toponym(
                parsed.sentence.index, base + found.start(), base + found.end(), found.group(),
                written_point=point, reasons=(f"coordinates, written in {form}",),
            )  # fmt: skip


def read_point(found: re.Match[str], form: str) -> tuple[float, float] | None:
    """Latitude and longitude in degrees of a match of one of the patterns, None where there is no such point."""
    groups = found.groups()
    if form == "degrees":
        lat, lon = _angle(groups[:4], "S"), _angle(groups[4:], "W")
    elif form == "decimal degrees":
        lat, lon = float(groups[0]) * _sign(groups[1], "S"), float(groups[2]) * _sign(groups[3], "W")
    else:
        try:
            lat, lon = _CONVERTER.toLatLon(re.sub(r"\s", "", found.group()))
        except (mgrs.core.MGRSError, ValueError):
            return None
    return (round(lat, 6), round(lon, 6)) if abs(lat) <= 90 and abs(lon) <= 180 else None


def _angle(groups: Sequence[str | None], negative: str) -> float:
    degrees, minutes, seconds, side = groups
    value = float(degrees or 0) + float(minutes or 0) / 60 + float(seconds or 0) / 3600
    return value * _sign(side, negative)


def _sign(side: str | None, negative: str) -> int:
    return -1 if (side or "").upper() == negative else 1
