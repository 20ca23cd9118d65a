"""For maintainers: makes `data/gazetteer/natural.csv` (seas, lakes, islands, deserts, mountains) from Natural Earth."""

import csv
import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from slugify import slugify

from geo.errors import DataFileError
from geo.gazetteers.rows import read_table
from geo.gazetteers.supplement import COLUMNS, NATURAL, SUPPLEMENT
from geo.records.names import fold_name

# Natural Earth's class, in lower case: the gazetteer's kind and GeoNames' feature code.
_CLASSES = {
    "ocean": ("water", "OCN"), "sea": ("water", "SEA"), "gulf": ("water", "GULF"), "bay": ("water", "BAY"),
    "strait": ("water", "STRT"), "channel": ("water", "CHNM"), "sound": ("water", "SD"), "lagoon": ("water", "LGN"),
    "lake": ("water", "LK"), "alkaline lake": ("water", "LKN"), "reservoir": ("water", "RSV"),
    "island": ("area", "ISL"), "island group": ("area", "ISLS"), "range/mtn": ("area", "MTS"),
    "mountain": ("area", "MT"), "plateau": ("area", "PLAT"), "desert": ("area", "DSRT"), "pen/cape": ("area", "PEN"),
    "peninsula": ("area", "PEN"), "cape": ("area", "CAPE"), "geoarea": ("region", "RGN"), "coast": ("area", "CST"),
    "plain": ("area", "PLN"), "delta": ("area", "DLTA"), "continent": ("region", "CONT"), "basin": ("area", "BSN"),
    "valley": ("area", "VAL"), "lowland": ("area", "PLN"), "isthmus": ("area", "ISTH"), "wetlands": ("area", "WTLD"),
    "gorge": ("area", "GRGE"), "depression": ("area", "DPR"), "pass": ("area", "PASS"), "foothills": ("area", "HLLS"),
}  # fmt: skip
_FILES = (
    "ne_10m_geography_marine_polys", "ne_10m_geography_regions_polys", "ne_10m_lakes",
    "ne_10m_geography_regions_elevation_points", "ne_10m_geography_regions_points",
)  # fmt: skip
_SMALL = frozenset({"of", "the", "and", "de", "du", "la"})
_SMALLEST_LAKE = 8


def make_natural(folder: Path) -> int:
    """Write the table from the files in `folder`; returns the number of rows. Needs shapely.

    What the supplement has under the same name is left to it.
    """
    chosen = {fold_name(n) for _, line in read_table(SUPPLEMENT, COLUMNS) for n in _all_names(line)}
    rows: dict[str, list[Any]] = {}
    for stem in _FILES:
        path = folder / f"{stem}.json"
        try:
            features = json.loads(path.read_text(encoding="utf-8"))["features"]
        except (OSError, ValueError, KeyError) as error:
            raise DataFileError(f"{path}: cannot be read: {error}") from error
        for row in _rows(features):
            if fold_name(row[1]) in chosen:
                continue
            # The larger of two of one name has it alone; files run from large features to small ones.
            slug = slugify(row[1])
            rows.setdefault(slug if slug not in rows else slugify(f"{row[1]} {row[6]}"), row)
    with NATURAL.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([slug, *row[1:]] for slug, row in sorted(rows.items()))
    return len(rows)


def _all_names(line: dict[str, str]) -> list[str]:
    return [line["name"], *line["aliases"].split("|")]


def _rows(features: list[dict[str, Any]]) -> Iterator[list[Any]]:
    for feature in sorted(features, key=lambda f: f["properties"].get("scalerank") or 99):
        p = feature["properties"]
        kind, code = _CLASSES.get((p.get("featurecla") or "").lower(), ("", ""))
        name = _spelled(p.get("name") or "")
        if not kind or not name or (code in ("LK", "LKN", "RSV") and p["scalerank"] > _SMALLEST_LAKE):
            continue
        lat, lon, radius = _middle(feature["geometry"])
        others = [_spelled(n) for n in (p.get("namealt"), p.get("name_alt")) if n]
        if code in ("LK", "LKN") and not name.startswith("Lake") and "Lake" not in name:
            name, others = f"Lake {name}", [*others, f"{name} Lake"]
        if code == "MT":
            others = [*others, f"Mount {name}" if not name.startswith(("Mount", "Mt")) else ""]
        kept = "|".join(n for n in dict.fromkeys(others) if n and n != name)
        yield ["", name, kept, lat, lon, kind, code, "", radius, "Natural Earth", ""]


def _spelled(name: str) -> str:
    """A name as texts write it: Natural Earth has large ones in capitals."""
    name = " ".join(name.replace("Mt.", "Mount").split())
    if not name.isupper():
        return name
    words = name.lower().split()
    return " ".join(w if w in _SMALL and i else w[:1].upper() + w[1:] for i, w in enumerate(words))


def _middle(geometry: dict[str, Any]) -> tuple[float, float, float]:
    """A point inside the shape and the radius in kilometres of a circle of its area; 5 km for points."""
    from shapely.geometry import shape

    figure = shape(geometry)
    largest = max(getattr(figure, "geoms", [figure]), key=lambda part: part.area)
    inner = largest.centroid if largest.contains(largest.centroid) else largest.representative_point()
    area = figure.area * 111.2**2 * math.cos(math.radians(inner.y))
    return round(inner.y, 3), round(inner.x, 3), max(round(math.sqrt(area / math.pi)), 5 if area == 0 else 1)
