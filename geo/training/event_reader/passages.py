"""Annotated passages as the reader of events is trained on: each statement with the words of its trigger and of its roles."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geo.errors import DataFileError, InputError
from geo.settings import DATA
from geo.text.event_labels import EXTENTS, KINDS, STATUSES, Role

OWN = DATA / "passages"
"""The passages written for this project, see its README for how they are marked."""
Offsets = tuple[int, int]
_GOLD_ROLES: Mapping[Role, str] = {"gained_by": "gained_by", "lost_by": "lost_by", "held_by": "held_by"}


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: offsets of its trigger, what it is, and for each role the words that fill it.

    `masked` are words that neither reward nor punish: the same place or side named elsewhere.
    """

    trigger: Offsets
    kind: str
    status: str
    extent: str
    sure: bool
    roles: Mapping[Role, tuple[Offsets, ...]]
    masked: Mapping[Role, tuple[Offsets, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with all its statements, and where it names places and sides (for the exchange of names)."""

    id: str
    text: str
    statements: tuple[Statement, ...]
    places: tuple[Offsets, ...] = ()
    sides: tuple[Offsets, ...] = ()


def read_gold(path: Path) -> list[Passage]:
    """The passages of a gold file in the form of its GUIDE. Raises InputError when the file is missing."""
    if not path.is_file():
        raise InputError(f"{path}: there is no such gold file")
    with path.open(encoding="utf-8") as lines:
        return [_from_gold(json.loads(line)) for line in lines if line.strip()]


def _from_gold(row: Mapping[str, Any]) -> Passage:
    text, changes = row["article"]["text"], row["changes"]
    places = _PlacesOf([p for c in changes for p in c["places"]], text)
    sides = _SidesOf([c[r] for c in changes for r in _GOLD_ROLES.values() if c[r]], text)
    statements = []
    for change in changes:
        trigger = (change["trigger"]["start"], change["trigger"]["end"])
        roles: dict[Role, tuple[Offsets, ...]] = {}
        masked: dict[Role, tuple[Offsets, ...]] = {}
        roles["place"], masked["place"] = places.find(change["places"])
        for role, key in _GOLD_ROLES.items():
            if change[key]:
                roles[role], masked[role] = sides.find(change[key], trigger)
        if change["said_by"] and (said := _nearest(_occurrences(change["said_by"], text), trigger)):
            roles["said_by"] = (said,)
        statements.append(
            Statement(
                trigger,
                change["kind"],
                change["status"],
                change.get("extent") or "whole",
                change.get("sure", True),
                roles,
                masked,
            )
        )
    return Passage(row["id"], text, tuple(statements), places.named(), sides.spans())


class _PlacesOf:
    """The places of a passage by their full names."""

    def __init__(self, places: Sequence[Mapping[str, Any]], text: str) -> None:
        self._by_name: dict[str, set[Offsets]] = {}
        for place in places:
            if place.get("name") and not points(place["text"]):
                self._by_name.setdefault(place["name"], set()).update(_occurrences(place["text"], text))

    def find(self, places: Sequence[Mapping[str, Any]]) -> tuple[tuple[Offsets, ...], tuple[Offsets, ...]]:
        """The words of some places, with those that a pointing phrase stands for; and their other mentions."""
        wanted, others = set[Offsets](), set[Offsets]()
        for place in places:
            own = (place["start"], place["end"])
            named = self._by_name.get(place.get("name") or "", set())
            wanted.add(own)
            if points(place["text"]) and (meant := _before(named, own)):
                wanted.add(meant)
            others |= named
        return tuple(sorted(wanted)), tuple(sorted(s for s in others if not _touches(s, wanted)))

    def named(self) -> tuple[Offsets, ...]:
        """Where places are named."""
        return tuple(sorted({s for spans in self._by_name.values() for s in spans}))


class _SidesOf:
    """The sides of a passage by their full names."""

    def __init__(self, sides: Sequence[Mapping[str, Any]], text: str) -> None:
        self._text = text
        self._by_name: dict[str, set[Offsets]] = {}
        for side in sides:
            if side.get("name") and shares_word(side["text"], side["name"]):
                self._by_name.setdefault(side["name"], set()).update(_occurrences(side["text"], text))

    def find(self, side: Mapping[str, Any], trigger: Offsets) -> tuple[tuple[Offsets, ...], tuple[Offsets, ...]]:
        """The words of a side nearest a trigger, with those that name it where they only point; and its other mentions."""
        own = _nearest(_occurrences(side["text"], self._text), trigger)
        if own is None:
            return (), ()
        wanted, named = {own}, self._by_name.get(side.get("name") or "", set())
        if side.get("name") and not shares_word(side["text"], side["name"]) and (meant := _before(named, own)):
            wanted.add(meant)
        return tuple(sorted(wanted)), tuple(sorted(s for s in named if not _touches(s, wanted)))

    def spans(self) -> tuple[Offsets, ...]:
        """Where sides are named by name."""
        return tuple(sorted({s for spans in self._by_name.values() for s in spans}))


def points(words: str) -> bool:
    """Whether words for a place only point to one: "the city", "there", "it"."""
    return not any(w[:1].isupper() for w in words.removeprefix("The ").split())


def shares_word(words: str, name: str) -> bool:
    """Whether a side as written shares a telling word with its full name."""
    written, full = (set(re.findall(r"\w{2,}", text.lower())) for text in (words, name))
    return bool((written & full) - {"the", "of", "army", "forces", "armed", "fighters", "troops", "group", "and"})


def _occurrences(words: str, text: str) -> set[Offsets]:
    pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
    return {m.span() for m in re.finditer(pattern, text)}


def _nearest(spans: Iterable[Offsets], at: Offsets) -> Offsets | None:
    """The span nearest a trigger; one before it counts as nearer, as sides stand there."""
    return min(spans, key=lambda s: at[0] - s[0] if s[0] < at[0] else 1.5 * (s[0] - at[0]), default=None)


def _before(spans: Iterable[Offsets], at: Offsets) -> Offsets | None:
    """The last span before another, else the first behind it."""
    return min(spans, key=lambda s: (s[0] > at[0], abs(s[0] - at[0])), default=None)


def _touches(span: Offsets, others: Iterable[Offsets]) -> bool:
    return any(span[0] < o[1] and o[0] < span[1] for o in others)


_MARK = re.compile(r"\[([PAS])(\d+) ([^\[\]]+)\]|\[T(\d+) ([^\[\]]+)\]")
_PARTS: Mapping[str, Role] = {
    "at": "place",
    "by": "gained_by",
    "from": "lost_by",
    "held": "held_by",
    "said": "said_by",
}


def read_own(folder: Path = OWN) -> list[Passage]:
    """The project's own passages. Raises DataFileError naming file and passage where one is not well marked."""
    return [passage for path in sorted(folder.glob("*.txt")) for passage in _read_marked(path)]


def _read_marked(path: Path) -> Iterator[Passage]:
    for block in re.split(r"(?m)^=== ", path.read_text(encoding="utf-8"))[1:]:
        head, _, rest = block.partition("\n")
        fields = [f.strip() for f in head.split("|", 4)]
        body, divided, lines = rest.partition("\n--")
        if len(fields) < 5 or not divided:
            raise DataFileError(
                f"{path}: {fields[0]}: a passage needs five fields in its head and a line -- below its text"
            )
        title = "" if fields[4] == "-" else fields[4] + "\n"
        try:
            yield _from_marked(fields[0], title + body.strip("\n"), lines)
        except (KeyError, ValueError) as error:
            raise DataFileError(f"{path}: {fields[0]}: {error}") from error


def _from_marked(name: str, marked: str, lines: str) -> Passage:
    text, at, marks = "", 0, dict[str, Offsets]()
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        key, words = (f"T{mark[4]}", mark[5]) if mark[4] else (f"{mark[1]}{mark[2]}", mark[3])
        marks[key] = (len(text), len(text) + len(words))
        text, at = text + words, mark.end()
    text += marked[at:]
    meaning = _Meaning(text, marks)
    rows = [line.strip() for line in lines.splitlines() if line.strip()]
    for row in rows:
        meaning.note(row)
    statements = tuple(meaning.statement(row) for row in rows if row[0] == "T")
    return Passage(name, text, statements, meaning.named_places(), meaning.named_sides())


class _Meaning:
    """What the lines under a marked passage say of its marks."""

    def __init__(self, text: str, marks: dict[str, Offsets]) -> None:
        self.text, self.marks = text, marks
        self.names: dict[str, str] = {}
        self.points: dict[str, list[str]] = {}

    def note(self, row: str) -> None:
        """Take in a line that names a side or tells what a phrase points to."""
        if found := re.fullmatch(r"([AS]\d+) = (.+)", row):
            self.names[found[1]] = found[2]
        elif found := re.fullmatch(r"(P\d+) > (.+)", row):
            self.points[found[1]] = [p.strip() for p in found[2].split(",")]

    def statement(self, row: str) -> Statement:
        """The statement of a line; raises ValueError or KeyError where it is none."""
        head, *parts = (p.strip() for p in row.split(";"))
        trigger, kind, status, extent = head.split()
        for word, known in ((kind, KINDS), (status, STATUSES), (extent, EXTENTS)):
            if word not in known:
                raise ValueError(f"{word} is none of {', '.join(known)}")
        roles: dict[Role, tuple[Offsets, ...]] = {}
        masked: dict[Role, tuple[Offsets, ...]] = {}
        for part in parts:
            key, _, value = part.partition(" ")
            if key in _PARTS:
                keys = [k.strip() for k in value.split(",")]
                roles[_PARTS[key]], masked[_PARTS[key]] = self._fill(keys)
        return Statement(self.marks[trigger], kind, status, extent, "unsure" not in parts, roles, masked)

    def _fill(self, keys: Sequence[str]) -> tuple[tuple[Offsets, ...], tuple[Offsets, ...]]:
        wanted = {self.marks[k] for k in keys}
        for key in keys:
            wanted |= {self.marks[p] for p in self.points.get(key, ())}
            if key in self.names and not shares_word(self._words(key), self.names[key]):
                named = [self.marks[k] for k in self._same(key) if shares_word(self._words(k), self.names[key])]
                wanted |= {meant} if (meant := _before(named, self.marks[key])) else set()
        others = {self.marks[k] for key in keys for k in self._same(key)}
        others |= {s for key in keys if key[0] == "P" for s in _occurrences(self._words(key), self.text)}
        return tuple(sorted(wanted)), tuple(sorted(s for s in others if not _touches(s, wanted)))

    def _words(self, key: str) -> str:
        return self.text[slice(*self.marks[key])]

    def _same(self, key: str) -> list[str]:
        """The other marks for the same side or place."""
        if key[0] == "P":
            return [k for k, to in self.points.items() if k != key and key in to]
        return [k for k, name in self.names.items() if k != key and name == self.names.get(key)]

    def named_places(self) -> tuple[Offsets, ...]:
        """Where places are named by name."""
        return tuple(sorted(s for k, s in self.marks.items() if k[0] == "P" and not points(self._words(k))))

    def named_sides(self) -> tuple[Offsets, ...]:
        """Where sides are named by name."""
        return tuple(
            sorted(s for k, s in self.marks.items() if k in self.names and shares_word(self._words(k), self.names[k]))
        )
