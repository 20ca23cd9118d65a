"""Measures the points of places that reports tell of: `python -m geo.training.points PASSAGES.jsonl [READINGS.jsonl]`.

A row has an `article` and `changes` whose `places` carry `text`, `lat`, `lon` and, where they stand in the text, `start` and `end`.
Each place counts once an article. It is read where a mention of the reading overlaps it, or has its words; right where the
point of such a mention (that of the part it means, else of its place) lies within 25 km of the annotated one; far off where
every such point lies more than 300 km away. Words without a capital ("the city", "them") point back to a name and are no mention:
such a place is looked for among all mentions of the article, and counted apart. Readings are those of `python -m geo read --format jsonl`; without them the
passages are read here. `--fold N` counts only the articles of a fifth, `--without N` only those of the others: by the hash of
the id, so that rules can be worked on with four fifths and measured on the last.
"""

import argparse
import json
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.errors import InputError
from geo.geocoding.nearness import rough_km
from geo.records.names import fold_name
from geo.records.places import Place, PlaceMention

FOLDS = 5
RIGHT_KM = 25
FAR_KM = 300


@dataclass(frozen=True)
class Point:
    """An annotated place of an article: its words, where they stand (None where they do not) and its latitude and longitude."""

    text: str
    span: tuple[int, int] | None
    lat: float
    lon: float

    @property
    def named(self) -> bool:
        """Whether the words are a name, and do not point back to one."""
        return any(character.isupper() for character in self.text)


@dataclass(frozen=True)
class Found:
    """What a reading made of a place: the nearest of its points, in kilometres (None: read, but unplaced), and its name."""

    point: Point
    read: bool
    km: float | None = None
    name: str = ""


def fold_of(article_id: str) -> int:
    """The fifth that an article belongs to."""
    return zlib.crc32(article_id.encode()) % FOLDS


def points_of(row: Mapping[str, Any]) -> tuple[Point, ...]:
    """The places with coordinates of an annotated passage, each once."""
    places = (p for change in row["changes"] for p in change["places"] if p.get("lat") is not None)
    return tuple(dict.fromkeys(Point(p["text"] or p["name"], _span(p), p["lat"], p["lon"]) for p in places))


def _span(place: Mapping[str, Any]) -> tuple[int, int] | None:
    return (place["start"], place["end"]) if place.get("start") is not None else None


def find_point(point: Point, mentions: Iterable[PlaceMention]) -> Found:
    """What the mentions of a reading make of an annotated place."""
    named = [m for m in mentions if not point.named or _means(m, point)]
    where = Place("", "", point.lat, point.lon, "settlement")
    placed = [(rough_km(p, where), p.name) for m in named if (p := m.area or m.place)]
    return Found(point, bool(named), *min(placed)) if placed else Found(point, bool(named))


def _means(mention: PlaceMention, point: Point) -> bool:
    if point.span is not None and mention.start < point.span[1] and point.span[0] < mention.end:
        return True
    return fold_name(mention.text) == fold_name(point.text)


def tally(found: Iterable[Found]) -> Counter[str]:
    """How many places there are, and how many of them are read, placed, right and far off."""
    counts: Counter[str] = Counter()
    for one in found:
        counts.update(points=1, read=one.read, placed=one.km is not None)
        if one.km is not None:
            counts.update(right=one.km <= RIGHT_KM, far=one.km > FAR_KM)
    return counts


def figures(counts: Counter[str]) -> str:
    """The tally in words."""
    total, placed = max(1, counts["points"]), max(1, counts["placed"])
    return (
        f"{counts['points']} points: right {counts['right'] / total:.1%} (within {RIGHT_KM} km), read {counts['read'] / total:.1%}, "
        f"placed {counts['placed'] / total:.1%}; of those placed right {counts['right'] / placed:.1%}, "
        f"beyond {FAR_KM} km {counts['far'] / placed:.1%}"
    )


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The annotated passages of a file. Raises InputError naming file and line when one is none."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            points_of(row)
            fold_of(row["article"]["id"])
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path}, line {number}: no annotated passage: {error!r}") from error
        rows.append(row)
    return rows


def read_passages(rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[PlaceMention, ...]]:
    """The mentions of each passage, read anew."""
    from geo.pipeline import Reader
    from geo.sources.article_fields import make_article

    articles = [make_article(row["article"], f"passage {row['article']['id']}") for row in rows]
    return (reading.mentions for reading in Reader().read_many(articles))


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("passages", type=Path)
    parser.add_argument("readings", type=Path, nargs="?")
    parser.add_argument("--fold", type=int, choices=range(FOLDS))
    parser.add_argument("--without", type=int, choices=range(FOLDS))
    parser.add_argument("--errors", type=int, default=0, help="how many wrong places to print")
    options = parser.parse_args(arguments)
    rows = [row for row in read_rows(options.passages) if _is_asked(fold_of(row["article"]["id"]), options)]
    mentions = _from_file(rows, options.readings) if options.readings else read_passages(rows)
    pairs = [(row, find_point(p, ms)) for row, ms in zip(rows, mentions, strict=True) for p in points_of(row)]
    wrong = [(row, f) for row, f in pairs if f.km is None or f.km > RIGHT_KM]
    for row, one in wrong[: options.errors]:
        made = "not read" if not one.read else "unplaced" if one.km is None else f"{one.name}, {one.km:.0f} km off"
        print(f"{row['article']['id']}: {one.point.text!r} ({one.point.lat}, {one.point.lon}): {made}")
    print("named", figures(tally(f for _, f in pairs if f.point.named)))
    print("pointed back to", figures(tally(f for _, f in pairs if not f.point.named)))
    print("all", figures(tally(f for _, f in pairs)))


def _is_asked(fold: int, options: argparse.Namespace) -> bool:
    return options.fold in (None, fold) and options.without != fold


def _from_file(rows: Sequence[Mapping[str, Any]], path: Path) -> Iterator[tuple[PlaceMention, ...]]:
    from geo.records.facts import Reading
    from geo.records.reading_json import from_json

    with path.open(encoding="utf-8") as lines:
        read = [from_json(Reading, json.loads(line)) for line in lines if line.strip()]
    readings = {r.article.id: r.mentions for r in read}
    return (readings.get(row["article"]["id"], ()) for row in rows)


if __name__ == "__main__":
    main()
