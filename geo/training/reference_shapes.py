"""For maintainers: makes `data/shapes/provinces.json.gz` and `data/shapes/towns.json.gz`, what the map shows quietly under the places.

`python -m geo.training.reference_shapes` needs the built gazetteer and shapely. Provinces come from `data/shapes/admin1.geojson.gz`,
towns from the gazetteer; the villages at war are drawn from `data/gazetteer/villages/` when the page runs (`geo.layers.reference`).
"""

import gzip
import itertools
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Any

from shapely.geometry import LineString, Polygon
from shapely.ops import linemerge, polylabel

from geo.settings import DATA, gazetteer_path

SHAPES = DATA / "shapes"
STEP = 500
"""Steps of a degree in which lines are written: 220 m, finer than the outlines they come from."""
POINT = 1000
"""Steps of a degree in which points are written: 110 m."""
PEOPLE, PEOPLE_AT_WAR = 15_000, 1
"""From so many people a town is shown; in the countries whose villages `data/gazetteer/villages/` holds, every one that is counted."""
Point = tuple[float, float]


def make_provinces() -> bytes:
    """The borders between provinces of one country, each once, as steps from point to point; and where their names stand."""
    with gzip.open(SHAPES / "admin1.geojson.gz", "rt", encoding="utf-8") as text:
        features = json.load(text)["features"]
    by_country: dict[str, list[Any]] = {}
    for feature in features:
        by_country.setdefault(feature["properties"]["country"], []).append(feature)
    lines = [steps for there in by_country.values() for steps in _borders(there)]
    names = sorted(_labels(features), key=lambda label: -label[3])
    return _pack({"step": STEP, "lines": lines, "point": POINT, "names": names})


def _borders(features: Iterable[Any]) -> Iterator[list[int]]:
    """Edges that two provinces share, joined to lines."""
    edges = Counter(
        frozenset((one, other))
        for feature in features
        for ring in _rings(feature["geometry"])
        for one, other in itertools.pairwise(ring)
        if one != other
    )
    shared = [LineString(sorted(edge)) for edge, times in edges.items() if times > 1]
    joined: Any = linemerge(shared) if len(shared) > 1 else None
    for line in getattr(joined, "geoms", [joined] if joined else shared):
        points = [(round(x * STEP), round(y * STEP)) for x, y in line.simplify(0.004).coords]
        yield [n for x, y in _steps(points) for n in (x, y)]


def _steps(points: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    before = (0, 0)
    for point in points:
        yield point[0] - before[0], point[1] - before[1]
        before = point


def _rings(geometry: Any) -> Iterator[list[Point]]:
    parts = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for part in parts:
        yield from ([(x, y) for x, y, *_ in ring] for ring in part)


def _labels(features: Iterable[Any]) -> Iterator[list[Any]]:
    """Name, point and width in hundredths of a degree of each province."""
    for feature in features:
        outlines = [Polygon(ring) for ring in _rings(feature["geometry"]) if len(ring) > 3]
        if not outlines:
            continue
        main = max(outlines, key=lambda part: part.area)
        west, _, east, _ = main.bounds
        try:
            at = polylabel(main, 0.05)
        except Exception:
            at = main.representative_point()
        name = str(feature["properties"]["name"] or "")
        if name:
            yield [name, round(at.y * POINT), round(at.x * POINT), max(round((east - west) * 100), 1)]


def make_towns() -> bytes:
    """Towns by people, the largest first: names, points, and how many digits the number of people has."""
    war = {path.stem for path in (DATA / "gazetteer" / "villages").glob("??.xz")}
    query = (
        "SELECT name, lat, lon, population, country FROM place JOIN setting USING (setting) "
        "WHERE kind = 'settlement' AND population >= ? ORDER BY population DESC, name"
    )
    with closing(sqlite3.connect(f"file:{gazetteer_path()}?mode=ro", uri=True)) as gazetteer:
        known = gazetteer.execute(query, (min(PEOPLE, PEOPLE_AT_WAR),)).fetchall()
    rows = [row for row in known if row[3] >= (PEOPLE_AT_WAR if row[4] in war else PEOPLE)]
    return _pack(
        {
            "point": POINT,
            "names": "\n".join(" ".join(name.split()) for name, *_ in rows),
            "lats": [round(lat * POINT) for _, lat, *_ in rows],
            "lons": [round(lon * POINT) for _, _, lon, *_ in rows],
            "digits": "".join(str(min(len(str(people)), 9)) for *_, people, _ in rows),
        }
    )


def _pack(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return gzip.compress(text.encode("utf-8"), 9, mtime=0)


def main() -> None:
    """Write both files."""
    for name, packed in (("provinces", make_provinces()), ("towns", make_towns())):
        (SHAPES / f"{name}.json.gz").write_bytes(packed)


if __name__ == "__main__":
    main()
