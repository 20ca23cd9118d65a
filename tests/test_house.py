"""The house stands: imports only go down, files stay small, each library stays in its room, docs name every room."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = {
    "errors": 0,
    "settings": 1, "records": 1,
    "languages": 2, "sources": 2, "gazetteers": 2, "stores": 2, "views": 2,
    "text": 3, "geocoding": 3, "layers": 3, "panels": 3,
    "extractors": 4,
    "pipeline": 5, "workers": 5,
    "commands": 6, "training": 6, "dashboard": 6, "__main__": 7,
}  # fmt: skip
# A library, and the only rooms that may know it.
ROOMS_OF = {
    "spacy": {"text"},
    "sqlalchemy": {"stores"},
    "sqlite3": {"gazetteers", "stores"},
    "folium": {"layers"},
    "branca": {"layers"},
    "streamlit_folium": {"layers"},
    "streamlit": {"layers", "panels", "dashboard"},
    "geopy": {"gazetteers", "geocoding", "extractors"},
    "typer": {"commands", "__main__"},
}
# The two wings: the map opens without the language model, and reading never loads a map.
SHOWING = {"stores", "views", "layers", "panels", "dashboard"}
READING = {"languages", "sources", "gazetteers", "text", "geocoding", "extractors", "pipeline"}
PYTHON_FILES = sorted([*(ROOT / "geo").rglob("*.py"), ROOT / "dashboard.py"])
LONGEST = 300


def room_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[1] if parts[0] == "geo" else parts[0]


def imported_by(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names if node.module == "geo")


def rooms_imported_by(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imported_by(path) if name.startswith("geo.")}


def named(paths: list[Path]) -> list[str]:
    return [str(p.relative_to(ROOT)) for p in paths]


@pytest.mark.parametrize("path", PYTHON_FILES, ids=named(PYTHON_FILES))
def test_imports_go_down(path: Path) -> None:
    room = room_of(path)
    if room == "__init__":
        return
    for other in rooms_imported_by(path) - {room}:
        assert FLOORS[other] < FLOORS[room], f"{path} on floor {FLOORS[room]} imports {other} on floor {FLOORS[other]}"


@pytest.mark.parametrize("path", PYTHON_FILES, ids=named(PYTHON_FILES))
def test_libraries_stay_in_their_rooms(path: Path) -> None:
    for library in {name.split(".")[0] for name in imported_by(path)} & ROOMS_OF.keys():
        assert room_of(path) in ROOMS_OF[library], f"{path} imports {library}"


@pytest.mark.parametrize("path", PYTHON_FILES, ids=named(PYTHON_FILES))
def test_wings_share_records_only(path: Path) -> None:
    if room_of(path) in SHOWING:
        assert not rooms_imported_by(path) & READING, f"{path} of the showing wing imports the reading wing"
    if room_of(path) in READING:
        assert not rooms_imported_by(path) & SHOWING, f"{path} of the reading wing imports the showing wing"


@pytest.mark.parametrize("path", PYTHON_FILES, ids=named(PYTHON_FILES))
def test_files_stay_small(path: Path) -> None:
    assert len(path.read_text().splitlines()) < LONGEST


@pytest.mark.parametrize("path", sorted((ROOT / "geo" / "records").glob("*.py")), ids=lambda p: p.name)
def test_records_need_the_standard_library_only(path: Path) -> None:
    import sys

    foreign = {name.split(".")[0] for name in imported_by(path)} - set(sys.stdlib_module_names) - {"geo"}
    assert not foreign


def test_every_room_is_named_in_the_contributing_guide() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text()
    rooms = {p.name for p in (ROOT / "geo").iterdir() if p.is_dir() and not p.name.startswith("_")}
    assert not {room for room in rooms if f"{room}/" not in guide}


def test_committed_data_stays_small() -> None:
    size = sum(p.stat().st_size for p in (ROOT / "data").rglob("*") if p.is_file() and "models" not in p.parts)
    assert size < 15_000_000


def test_top_level_holds_what_a_reader_expects() -> None:
    for name in ("README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile", "pyproject.toml", ".ci/run"):
        assert (ROOT / name).is_file(), name
