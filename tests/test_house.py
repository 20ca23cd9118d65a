"""The house stands: imports only go down, each library stays in its room, docs name every room."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

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
# The packages of the extractors: who reads events asks how they are told, and all ask the grammar.
EXTRACTOR_FLOORS = {"grammar": 0, "dates": 1, "actors": 1, "telling": 2, "distance": 2, "events": 3, "inflected": 3}
# A library, and the only rooms that may know it.
ROOMS_OF = {
    "spacy": {"text"},
    "pymorphy3": {"text"},
    "slovnet": {"text"},
    "navec": {"text"},
    "razdel": {"text"},
    "sqlalchemy": {"stores"},
    "sqlite3": {"gazetteers", "stores", "training"},
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


def packages_imported_by(path: Path) -> set[str]:
    return {name.split(".")[2] for name in imported_by(path) if name.startswith("geo.extractors.")}


def test_imports_go_down() -> None:
    upward = [
        f"{path} imports geo.{other}"
        for path in PYTHON_FILES
        if (room := room_of(path)) != "__init__"
        for other in rooms_imported_by(path) - {room}
        if FLOORS[other] >= FLOORS[room]
    ]
    assert not upward


def test_imports_go_down_inside_the_extractors() -> None:
    upward = [
        f"{path} imports geo.extractors.{other}"
        for path in (ROOT / "geo" / "extractors").glob("*/*.py")
        for other in packages_imported_by(path) - {path.parent.name}
        if EXTRACTOR_FLOORS[other] >= EXTRACTOR_FLOORS[path.parent.name]
    ]
    assert not upward


def test_libraries_stay_in_their_rooms() -> None:
    strays = [
        f"{path} imports {library}"
        for path in PYTHON_FILES
        for library in {name.split(".")[0] for name in imported_by(path)} & ROOMS_OF.keys()
        if room_of(path) not in ROOMS_OF[library]
    ]
    assert not strays


def test_wings_share_records_only() -> None:
    strays = [
        f"{path} imports geo.{other} of the other wing"
        for path in PYTHON_FILES
        for own, others in ((SHOWING, READING), (READING, SHOWING))
        if room_of(path) in own
        for other in rooms_imported_by(path) & others
    ]
    assert not strays


def test_the_pages_state_has_one_owner() -> None:
    """Who writes the session or the link beside it can end the page by the order of presses."""
    owned, owner = {"session_state", "query_params"}, ROOT / "geo" / "panels" / "state.py"
    strays = [
        f"{path}:{node.lineno} touches {name}"
        for path in PYTHON_FILES
        if path != owner
        for node in ast.walk(ast.parse(path.read_text()))
        for name in _names_in(node) & owned
    ]
    assert not strays


def test_no_widget_keeps_the_link_itself() -> None:
    strays = [
        f"{path}:{node.lineno}"
        for path in PYTHON_FILES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.keyword) and node.arg == "bind"
    ]
    assert not strays


def _names_in(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Attribute):
        return {node.attr}
    if isinstance(node, ast.Name):
        return {node.id}
    return {alias.name for alias in node.names} if isinstance(node, ast.ImportFrom) else set()


def test_records_need_the_standard_library_only() -> None:
    imported = {name.split(".")[0] for path in (ROOT / "geo" / "records").glob("*.py") for name in imported_by(path)}
    assert not imported - set(sys.stdlib_module_names) - {"geo"}


def test_every_room_is_named_in_the_contributing_guide() -> None:
    guide = (ROOT / "CONTRIBUTING.md").read_text()
    rooms = {p.name for p in (ROOT / "geo").iterdir() if p.is_dir() and not p.name.startswith("_")}
    assert not {room for room in rooms if f"{room}/" not in guide}


def test_committed_data_stays_small() -> None:
    size = sum(p.stat().st_size for p in (ROOT / "data").rglob("*") if p.is_file() and "models" not in p.parts)
    assert size < 15_000_000


def test_top_level_holds_what_a_reader_expects() -> None:
    expected = (
        "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "CITATION.cff",
        "Makefile", "pyproject.toml", ".ci/run", ".github/workflows/check.yml",
    )  # fmt: skip
    for name in expected:
        assert (ROOT / name).is_file(), name


def test_widgets_are_bound_to_parameters_that_exist() -> None:
    from geo.panels.state import PARAMETERS

    pages = [*(ROOT / "geo" / "panels").glob("*.py"), ROOT / "dashboard.py"]
    bound = {name for path in pages for name in re.findall(r'\bbind\("(\w+)"', path.read_text())}
    assert bound
    assert not bound - {parameter.name for parameter in PARAMETERS}
