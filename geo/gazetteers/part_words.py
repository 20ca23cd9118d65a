"""Which part of a place the words around its name mean: "northern Syria", "the outskirts of Kobani", "Idlib's southern countryside"."""

import re
from dataclasses import dataclass
from functools import cache

from geo.errors import DataFileError
from geo.gazetteers.rows import read_table
from geo.settings import DATA

PATH = DATA / "part_words.csv"
COLUMNS = ("word", "part", "use")
PARTS = frozenset(
    {"north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest", "centre", "countryside", "outskirts"}
)  # fmt: skip
_USES = ("direction", "before", "noun", "border")
_WORD = re.compile(r"[a-z-]+")
REACH = 60
"""Characters before and after a name that are looked at."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a place: a point of the compass or "centre", in its countryside or outskirts; one of them may be ""."""

    direction: str = ""
    around: str = ""
    words: str = ""

    @property
    def slug(self) -> str:
        """The part within a place's id: "north", "south-countryside"."""
        return "-".join(filter(None, (self.direction, self.around)))


@dataclass(frozen=True, slots=True)
class _Grammar:
    parts: dict[str, str]
    words: frozenset[str]
    before: re.Pattern[str]
    of: re.Pattern[str]
    after: re.Pattern[str]
    border: re.Pattern[str]


def find_part(before: str, after: str) -> Part | None:
    """The part that the words right before or after a name mean, None where they mean none; "the north of Syria" is one,
    "north of Aleppo" lies outside."""
    grammar = _grammar()
    # Most names stand among other words: looking at these first takes a tenth of the time.
    if grammar.words.isdisjoint(_WORD.findall(f"{before[-REACH:]} {after[:REACH]}".lower())):
        return None
    of, behind, front = (
        _part(pattern.search(words), grammar.parts)
        for pattern, words in (
            (grammar.of, before[-REACH:]), (grammar.after, after[:REACH]), (grammar.before, before[-REACH:]),
        )
    )  # fmt: skip
    if behind and front and not behind.direction:
        return Part(front.direction, behind.around, f"{front.words} … {behind.words}")
    return of or behind or front


def whole_part(before: str, after: str) -> Part | None:
    """As `find_part`, where nothing else may stand around the name: for a query."""
    part = find_part(f" {before}", after)
    said = set(f"{before} {after}".lower().replace("'s", "").split()) - {"the"}
    return part if part is not None and said <= set(part.words.lower().split()) else None


def border_words() -> str:
    """The words for a border, as alternatives of a regular expression."""
    return _grammar().border.pattern


def _part(match: re.Match[str] | None, parts: dict[str, str]) -> Part | None:
    if match is None:
        return None
    said = [parts.get(" ".join(w.lower().split()), "") for w in match.groupdict().values() if w]
    around = next((p for p in said if p in ("countryside", "outskirts")), "")
    direction = next((p for p in said if p and p != around), "")
    words = " ".join(match.group().replace("’", "'").removeprefix("'s").split()).strip("' ")
    return Part(direction, around, words) if direction or around else None


@cache
def _grammar() -> _Grammar:
    words: dict[str, list[str]] = {use: [] for use in _USES}
    parts: dict[str, str] = {}
    for number, line in read_table(PATH, COLUMNS):
        if line["use"] not in words or line["part"] not in PARTS | {"", "border"}:
            raise DataFileError(f"{PATH}, line {number}: no part of a place: {line['part']!r}, {line['use']!r}")
        words[line["use"]].append(line["word"])
        parts[line["word"]] = line["part"]
    direction, before, noun, border = (_any(words[use]) for use in _USES)
    flags = re.IGNORECASE
    article = r"(?:(?:the|its|their)\s+)?"
    kind = r"(?:(?:city|town|province|governorate|village|district|region)\s+(?:of\s+)?)?"
    return _Grammar(
        parts,
        frozenset(w for said in parts for w in said.split()),
        re.compile(rf"(?<![\w-])(?P<a>{direction}|{before})(?:\s+(?P<b>{direction}|{before}))?\s+$", flags),
        re.compile(
            rf"(?<![\w-])(?:(?P<a>{direction})\s+(?P<b>{noun})|(?P<c>{noun})|the\s+(?P<d>{direction}))\s+of\s+{article}{kind}$",
            flags,
        ),
        re.compile(rf"^(?:['’]s?)?\s+(?:(?P<a>{direction}|{before})\s+)?(?P<b>{noun})(?![\w-])", flags),
        re.compile(border),
    )


def _any(words: list[str]) -> str:
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True)) + ")"
