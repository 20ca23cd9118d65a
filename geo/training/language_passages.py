"""The project's own passages in Russian and Ukrainian: how they are marked, and how well a reader reads them.

`python -m geo.training.language_passages ru` prints the figures of the passages that rules are made on; `--kept` those of the third kept
apart, which is chosen by the hash of a passage's id; `--errors 20` prints what was wrong.
"""

import argparse
import csv
import hashlib
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from geo.errors import DataFileError
from geo.geocoding.nearness import rough_km
from geo.pipeline import Reader
from geo.records.facts import ControlChange, Reading, StatedDistance
from geo.records.places import Place, PlaceMention
from geo.records.text import Article
from geo.settings import DATA

OWN = DATA / "passages" / "languages"
"""The passages; their README says how they are marked."""
NEAR_KM = 25.0
"""So near to the marked point a place counts as the right one."""
KEPT = 3
"""One passage in so many is kept apart."""
_WIDE = frozenset({"country", "region", "admin1", "admin2", "water", "area"})
_GROUPS = {
    "seize": "hands", "regain": "hands", "transfer": "hands", "withdraw": "hands", "hold": "hold", "siege": "siege",
    "advance": "fight", "offensive": "fight", "clash": "fight", "repel": "fight",
}  # fmt: skip
_STATUSES = {
    "completed": "done",
    "ongoing": "under way",
    "started": "under way",
    "attempted": "under way",
    "state": "state",
}
_MARK = re.compile(r"\[(P\d?|X) ([^\[\]]+)\]|\[([TD])(\d+) |\]")


@dataclass(frozen=True, slots=True)
class MarkedPlace:
    """Words for a place; `named` tells a name from words that point back ("the city")."""

    start: int
    end: int
    name: str
    named: bool
    point: tuple[float, float] | None
    country: str
    kind: str


@dataclass(frozen=True, slots=True)
class MarkedChange:
    """A marked statement. Sides are ids of actors any of which is right; an empty set: nobody, None: not asked for."""

    start: int
    end: int
    kind: str
    status: str
    places: tuple[MarkedPlace, ...]
    side: frozenset[str] | None
    said: str
    days: tuple[date, date] | None
    sure: bool


@dataclass(frozen=True, slots=True)
class MarkedDistance:
    """A marked distance: kilometres, bearing ("" for none), and the names of its anchor and of what is located ("" where not said)."""

    start: int
    end: int
    km: float
    bearing: str
    anchor: str
    located: str
    sure: bool


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """A passage with all that is marked in it; `ignored` spans count neither way."""

    article: Article
    places: tuple[MarkedPlace, ...]
    ignored: tuple[tuple[int, int], ...]
    changes: tuple[MarkedChange, ...]
    distances: tuple[MarkedDistance, ...]

    @property
    def kept(self) -> bool:
        """Whether it belongs to the part that is kept apart."""
        return int(hashlib.sha256(self.article.id.encode()).hexdigest(), 16) % KEPT == 0


def read_passages(language: str, folder: Path = OWN) -> tuple[MarkedPassage, ...]:
    """The passages of a language. Raises DataFileError, naming file and passage, where one is not well marked."""
    path, tables = folder / f"{language}.txt", _tables(folder)
    found = []
    for block in re.split(r"(?m)^=== ", path.read_text(encoding="utf-8"))[1:]:
        head, _, rest = block.partition("\n")
        fields = [part.strip() for part in head.split("|")]
        try:
            body, lines = re.split(r"\n--\n?", rest, maxsplit=1)
            found.append(
                _passage(
                    Article(fields[0], "", body, published=date.fromisoformat(fields[3]), language=language),
                    lines,
                    tables,
                )
            )
        except (KeyError, ValueError, IndexError) as error:
            raise DataFileError(f"{path}: {fields[0]}: {error!r}") from error
    return tuple(found)


_Tables = tuple[Mapping[str, Mapping[str, str]], Mapping[str, frozenset[str]]]


@cache
def _tables(folder: Path) -> _Tables:
    with (folder / "places.csv").open(encoding="utf-8") as file:
        places = {row["name"]: row for row in csv.DictReader(file)}
    with (folder / "sides.csv").open(encoding="utf-8") as file:
        sides = {row["key"]: frozenset(row["actors"].split("|")) for row in csv.DictReader(file)}
    return places, sides


def _passage(marked: Article, lines: str, tables: _Tables) -> MarkedPassage:
    body = marked.text
    text, at, opened = "", 0, list[tuple[str, int]]()
    places, ignored, marks = list[MarkedPlace](), list[tuple[int, int]](), dict[str, tuple[int, int]]()
    for mark in _MARK.finditer(body):
        text, at = text + body[at : mark.start()], mark.end()
        if mark[3]:
            opened.append((mark[3] + mark[4], len(text)))
        elif mark[1]:
            before, words = len(text), mark[2]
            shown = re.split(r"[=>|]", words)[0]
            text += shown
            if mark[1] == "X":
                ignored.append((before, len(text)))
            else:
                places.append(_place(before, words, shown, tables))
        else:
            key, start = opened.pop()
            marks[key] = (start, len(text))
    text += body[at:]
    rows = [row.strip() for row in lines.splitlines() if row.strip()]
    changes = tuple(_change(row, marks, places, tables) for row in rows if row[0] == "T")
    distances = tuple(_distance(row, marks) for row in rows if row[0] == "D")
    return MarkedPassage(replace(marked, text=text), tuple(places), tuple(ignored), changes, distances)


def _place(start: int, words: str, shown: str, tables: _Tables) -> MarkedPlace:
    form = re.fullmatch(r"(?:[^|]+\|)?([^=>|]+)([=>])(.+)", words)
    if form is None:
        raise ValueError(f"not a place: {words}")
    first = start + shown.index(form[1])
    row = tables[0][form[3]]
    point = (float(row["lat"]), float(row["lon"])) if row["lat"] else None
    return MarkedPlace(first, first + len(form[1]), form[3], form[2] == "=", point, row["country"], row["kind"])


def _change(
    row: str, marks: Mapping[str, tuple[int, int]], places: Sequence[MarkedPlace], tables: _Tables
) -> MarkedChange:
    head, *parts = (part.strip() for part in row.split(";"))
    key, kind, status, *_ = head.split()
    said = {part.partition(" ")[0]: part.partition(" ")[2] for part in parts}
    start, end = marks[key]
    wanted = [name.strip() for name in said["at"].split(",")]
    if kind not in _GROUPS or any(all(p.name != n for p in places) for n in wanted):
        raise ValueError(f"{row}: unknown kind or places")
    at = tuple(min((p for p in places if p.name == n), key=lambda p: abs(p.start - start)) for n in wanted)
    role = {"hold": "held", "withdraw": "from", "clash": "-"}.get(kind, "by")
    side = said.get(role, "")
    ids = None if role == "-" else frozenset[str]() if not side else frozenset() if side[0] == '"' else tables[1][side]
    if side[:1] == '"':
        ids = None
    days = [date.fromisoformat(d) for d in said["when"].split("..")] if "when" in said else []
    return MarkedChange(
        start, end, kind, status, at, ids, said.get("said", ""), (days[0], days[-1]) if days else None, "unsure" not in said
    )  # fmt: skip


def _distance(row: str, marks: Mapping[str, tuple[int, int]]) -> MarkedDistance:
    head, *parts = (part.strip() for part in row.split(";"))
    key, value, unit, bearing = head.split()
    if unit != "km":
        raise ValueError(f"{row}: kilometres are needed")
    anchor, located = "", ""
    for part in parts:
        if found := re.fullmatch(r"from (.+?)(?: of (.+))?", part):
            anchor, located = found[1], found[2] or ""
        elif part.startswith("of "):
            located = part[3:]
    return MarkedDistance(*marks[key], float(value), bearing.strip("-"), anchor, located, "unsure" not in parts)


class Tally:
    """Right, found and marked of one thing, and its precision, recall and F1 in per cent."""

    def __init__(self) -> None:
        self.right = self.found = self.marked = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, in per cent; 0 where nothing is right."""
        return 200 * self.right / (self.found + self.marked) if self.right else 0.0

    @property
    def share(self) -> float:
        """What is right of what was marked, in per cent."""
        return 100 * self.right / self.marked if self.marked else 0.0

    def __str__(self) -> str:
        precision = 100 * self.right / self.found if self.found else 0.0
        return f"F1 {self.f1:5.1f}  P {precision:5.1f}  R {self.share:5.1f}  ({self.right} of {self.found} read, {self.marked} marked)"


class Scores:
    """What a reader got right of marked passages; `wrong` are lines for people."""

    def __init__(self) -> None:
        self.names, self.points, self.told, self.joint = Tally(), Tally(), Tally(), Tally()
        self.statuses, self.sides, self.days, self.sayers, self.distances = Tally(), Tally(), Tally(), Tally(), Tally()
        self.located = Tally()
        self.wrong: list[str] = []

    def add(self, passage: MarkedPassage, reading: Reading) -> None:
        """Count one passage."""
        self._add_names(passage, reading.mentions)
        self._add_changes(passage, reading)
        self._add_distances(passage, reading.distances)

    def lines(self) -> Iterator[str]:
        """The figures."""
        yield f"places, exact      {self.names}"
        yield f"within {NEAR_KM:.0f} km       {self.points.share:5.1f} % of {self.points.marked} found and marked with a point"
        yield f"changes told       {self.told}"
        yield f"joint              {self.joint}"
        for name, tally in (
            ("status", self.statuses), ("main side", self.sides), ("day", self.days), ("sayer", self.sayers),
            ("distance, anchor", self.distances), ("what is located", self.located),
        ):  # fmt: skip
            yield f"{name:18} {tally.share:5.1f} % of {tally.marked}"

    def _add_names(self, passage: MarkedPassage, mentions: Sequence[PlaceMention]) -> None:
        named = [p for p in passage.places if p.named]
        spans = {(p.start, p.end): p for p in named}
        free = [m for m in mentions if (m.start, m.end) in spans or not _covered(m, passage)]
        self.names.found += len(free)
        self.names.marked += len(named)
        for mention in free:
            place = spans.get((mention.start, mention.end))
            self.names.right += place is not None
            if place is None:
                self._tell(passage, "no such name", mention.text)
            elif place.point is not None:
                right = is_right(place, mention)
                self.points.marked += 1
                self.points.right += right
                if not right:
                    self._tell(
                        passage,
                        "elsewhere",
                        mention.text,
                        mention.place and (mention.place.name, mention.place.country, mention.place.kind),
                    )
        have = {(m.start, m.end) for m in mentions}
        for place in named:
            if (place.start, place.end) not in have:
                self._tell(passage, "name missed", passage.article.text[place.start : place.end])

    def _add_changes(self, passage: MarkedPassage, reading: Reading) -> None:
        left = [c for c in reading.changes if c.kind in _GROUPS and c.places]
        for marked in sorted(passage.changes, key=lambda c: not c.sure):
            fits = [c for c in left if _tells(marked, c, passage, reading)]
            if marked.sure:
                self.told.marked += 1
                self.joint.marked += 1
            if not fits:
                if marked.sure:
                    self._tell(passage, "change missed", marked.kind, passage.article.text[marked.start : marked.end])
                continue
            best = max(
                fits,
                key=lambda c: (c.trigger.start < marked.end and marked.start < c.trigger.end, c.kind == marked.kind),
            )
            left.remove(best)
            if marked.sure:
                self._judge(passage, marked, best)
        for change in left:
            self.told.found += 1
            self.joint.found += 1
            self._tell(passage, "change invented", change.kind, change.trigger.text, [m.text for m in change.places])

    def _judge(self, passage: MarkedPassage, marked: MarkedChange, change: ControlChange) -> None:
        side = (
            change.held_by
            if change.kind == "hold"
            else change.lost_by
            if change.kind == "withdraw"
            else change.gained_by
        )
        actor = side.actor.id if side and side.actor else None
        right_status = _STATUSES.get(marked.status, "not so") == _STATUSES.get(change.status, "not so")
        right_side = marked.side is None or (actor in marked.side if marked.side else side is None)
        right_place = any(is_right(p, m) for p in marked.places for m in change.places) or all(
            p.point is None for p in marked.places
        )
        for tally in (self.told, self.joint):
            tally.found += 1
        self.told.right += 1
        self.joint.right += right_status and right_side and right_place
        self._share(self.statuses, right_status)
        if marked.side is not None:
            self._share(self.sides, right_side)
        if marked.days:
            when = change.when
            first, last = (when.start or when.end, when.end or when.start) if when else (None, None)
            self._share(self.days, bool(first and last and first <= marked.days[1] and marked.days[0] <= last))
        if marked.said:
            words = change.attribution.text if change.attribution else ""
            self._share(self.sayers, bool(set(_words(marked.said)) & set(_words(words))))
        if not (right_status and right_side and right_place):
            self._tell(
                passage,
                "read wrongly",
                marked.kind,
                (marked.status, change.status),
                (sorted(marked.side or ()), actor, side and side.text),
                right_place,
            )

    def _add_distances(self, passage: MarkedPassage, distances: Sequence[StatedDistance]) -> None:
        text = passage.article.text
        for marked in (d for d in passage.distances if d.sure):
            near = [
                d
                for d in distances
                if d.start < marked.end and marked.start < d.end and abs(d.km - marked.km) < 0.05 * marked.km
            ]
            right = [
                d for d in near if _ends(d.from_place, marked.anchor, passage) and (d.bearing or "") == marked.bearing
            ]
            self._share(self.distances, bool(right))
            if marked.located and right:
                self._share(self.located, any(_ends(d.of_place, marked.located, passage) for d in right))
            if not right:
                self._tell(
                    passage,
                    "distance",
                    text[marked.start : marked.end],
                    [(d.km, d.bearing, d.from_place and d.from_place.text) for d in near],
                )

    def _share(self, tally: Tally, right: bool) -> None:
        tally.right += right
        tally.marked += 1

    def _tell(self, passage: MarkedPassage, *what: object) -> None:
        self.wrong.append(f"{passage.article.id}  " + "  ".join(map(str, what)))


def _words(text: str) -> list[str]:
    return [w[:6] for w in re.findall(r"\w{3,}", text.lower())]


def is_right(place: MarkedPlace, mention: PlaceMention) -> bool:
    """Whether a mention's place is the marked one: near its point; the same country; of wide places one of like kind there."""
    found = mention.place
    if found is None or place.point is None:
        return False
    if place.kind == "country":
        return found.kind == "country" and found.country == place.country
    km = rough_km(Place("", place.name, *place.point, "settlement"), found)
    return km <= (NEAR_KM if place.kind not in _WIDE else 300 if found.kind in _WIDE else NEAR_KM)


def _covered(mention: PlaceMention, passage: MarkedPassage) -> bool:
    return any(mention.start < end and start < mention.end for start, end in passage.ignored)


def _tells(marked: MarkedChange, change: ControlChange, passage: MarkedPassage, reading: Reading) -> bool:
    if _GROUPS[marked.kind] != _GROUPS[change.kind]:
        return False
    here = [s for s in reading.sentences if s.start < marked.end and marked.start < s.end]
    if not any(s.start <= change.trigger.start < s.end for s in here):
        return False
    names = {p.name for p in marked.places}
    spans = [(p.start, p.end) for p in passage.places if p.name in names]
    return any(m.start < end and start < m.end for m in change.places for start, end in spans) or any(
        is_right(p, m) for p in marked.places for m in change.places
    )


def _ends(mention: PlaceMention | None, name: str, passage: MarkedPassage) -> bool:
    if mention is None:
        return False
    return any(
        p.name == name and ((mention.start < p.end and p.start < mention.end) or is_right(p, mention))
        for p in passage.places
    )


def score(language: str, kept: bool, reader: Reader) -> Scores:
    """How a reader reads the passages of a language: those that rules are made on, or those kept apart."""
    scores, passages = Scores(), [p for p in read_passages(language) if p.kept == kept]
    for passage, reading in zip(passages, reader.read_many([p.article for p in passages]), strict=True):
        scores.add(passage, reading)
    return scores


def main() -> None:
    """Print the figures of one language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language")
    parser.add_argument("--kept", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    asked = parser.parse_args()
    reader = Reader()
    began = time.perf_counter()
    scores = score(asked.language, asked.kept, reader)
    print(*scores.lines(), *scores.wrong[: asked.errors], sep="\n")
    print(f"{time.perf_counter() - began:.1f} s with loading")


if __name__ == "__main__":
    main()
