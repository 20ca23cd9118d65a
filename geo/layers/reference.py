"""Villages that the map shows quietly at town scale, from the tables that lie in the repository: no gazetteer need be built.

Each country's file is made for the browser when a store first speaks of the country, in a folder that goes with the process.
"""

import json
import lzma
import tempfile
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from pathlib import Path

import streamlit.components.v1 as components

from geo.settings import DATA

VILLAGES = DATA / "gazetteer" / "villages"
POINT = 1000
"""Steps of a degree in which points are written: 110 m."""
# One after the other, and nobody waits for it.
_MAKING = ThreadPoolExecutor(1, "villages")
_folder = tempfile.TemporaryDirectory(prefix="dateline-villages-", ignore_cleanup_errors=True)
served = components.declare_component("villages", path=_folder.name)


def offer_villages(countries: Iterable[str]) -> tuple[str, ...]:
    """The names of the files, of those countries whose villages are known, that are made by now; the others are being made."""
    asked = [_ask(code) for code in countries if code in _known()]
    return tuple(one.result() for one in asked if one.done() and not one.exception())


@cache
def _known() -> frozenset[str]:
    return frozenset(path.stem for path in VILLAGES.glob("??.xz"))


@cache
def _ask(code: str) -> "Future[str]":
    return _MAKING.submit(_make_file, code)


def _make_file(code: str) -> str:
    path = VILLAGES / f"{code}.xz"
    name = f"{code}.json"
    written = Path(_folder.name) / f"{name}.part"
    written.write_text(json.dumps(read_villages(path), ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    written.rename(Path(_folder.name) / name)
    return name


def read_villages(path: Path) -> dict[str, object]:
    """The villages of a file as `assets/reference.js` reads them: names, and points in steps of a degree. Provinces and districts are left out."""
    with lzma.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        columns = {name: values for name, *values in (line.rstrip("\n").split("\t") for line in lines)}
    kept = [i for i, feature in enumerate(columns["feature"]) if not feature.startswith("A.")]
    return {
        "point": POINT,
        "names": "\n".join(" ".join(columns["name"][i].split()) for i in kept),
        "lats": [round(float(columns["lat"][i]) * POINT) for i in kept],
        "lons": [round(float(columns["lon"][i]) * POINT) for i in kept],
        "digits": "0" * len(kept),
    }
