"""`doctor`: what is wrong with an installation, and what to do about it."""

import importlib.metadata
import importlib.util
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import typer
from packaging.requirements import InvalidRequirement, Requirement
from rich.console import Console

from geo.commands.console import BAD_INPUT, printable, told_in_one_line
from geo.commands.ingest import StoreOption
from geo.errors import DatelineError
from geo.settings import DATA, data_home, gazetteer_path, has_login, page_people, page_setting, proxy_url, store_url
from geo.stores.engines import make_engine, sqlite_file
from geo.stores.opening import open_store

_SUPPORTED = ((3, 11), (3, 13))
# A gazetteer, a store of some thousand reports and what SQLite needs beside it.
_LEAST_FREE = 500_000_000
_SIGNS = {"ok": "green", "look": "yellow", "wrong": "red"}


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is (ok, look, wrong), and in words what it is and what to do."""

    what: str
    state: str
    told: str


@told_in_one_line
def doctor(store: StoreOption = None) -> None:
    """Look over the installation: packages, model, gazetteer, store, disk. Exit code 2 when something is wrong."""
    console, wrong = Console(highlight=False), False
    for finding in examine(store):
        sign = _SIGNS[finding.state]
        console.print(f"[{sign}]{finding.state:<5}[/{sign}] ", end="")
        console.print(printable(f"{finding.what}: {finding.told}"), markup=False, soft_wrap=True)
        wrong = wrong or finding.state == "wrong"
    if wrong:
        raise typer.Exit(BAD_INPUT)


def examine(store: str | None) -> Iterator[Finding]:
    """All findings, the quick ones first. No finding's failure keeps the others from being looked at."""
    yield _python()
    yield from _packages(DATA.parent / "requirements.txt")
    if gazetteer_path().is_file():
        yield _guarded("gazetteer", _gazetteer)
        yield _guarded("reading", _model)
    else:
        told = "the first reading builds it, and `python -m geo gazetteer build` does now; reading was not tried"
        yield Finding("gazetteer", "look", f"{gazetteer_path()} is not there yet: {told}")
    yield _guarded("store", lambda: _store(store))
    yield _guarded("disk", lambda: _disk(store))
    yield _guarded("page", _page)
    yield _fetching()


def _python() -> Finding:
    fits = _SUPPORTED[0] <= sys.version_info[:2] <= _SUPPORTED[1]
    told = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    return Finding("Python", "ok" if fits else "wrong", told if fits else f"{told}; Dateline needs 3.11 to 3.13")


def _packages(path: Path) -> Iterator[Finding]:
    """The packages that are missing or not in the range asked for; one line when all are there."""
    wrong = [f for line in _lines(path) if (f := _package(line))]
    yield from wrong
    if not wrong:
        yield Finding("packages", "ok", f"all of {path.name} are installed in the versions asked for")


def _lines(path: Path) -> list[str]:
    lines = (line.partition("#")[0].strip() for line in path.read_text().splitlines()) if path.is_file() else iter(())
    return [line for line in lines if line and not line.startswith("-")]


def _package(line: str) -> Finding | None:
    try:
        asked = Requirement(line)
        found = importlib.metadata.version(asked.name)
    except InvalidRequirement:
        return Finding(line, "look", "cannot be read as a requirement")
    except importlib.metadata.PackageNotFoundError:
        return Finding(asked.name, "wrong", "is not installed: pip install -r requirements.txt")
    if asked.specifier.contains(found, prereleases=True):
        return None
    return Finding(asked.name, "wrong", f"is {found}, asked for is {asked.specifier}: pip install -r requirements.txt")


def _gazetteer() -> Finding:
    from geo.pipeline import Reader

    found = Reader().gazetteer.match("Aleppo")
    told = f"{gazetteer_path()}, {gazetteer_path().stat().st_size / 1e6:.0f} MB"
    return Finding("gazetteer", "ok" if found else "wrong", told if found else f"{told}; it does not know Aleppo")


def _model() -> Finding:
    from geo.pipeline import Reader
    from geo.sources.article_fields import make_article

    reading = Reader().read(make_article({"text": "Rebels seized Aleppo on Sunday."}, "a sentence"))
    if any(m.place for m in reading.mentions):
        return Finding("reading", "ok", "a sentence was read and its place found")
    return Finding(
        "reading", "wrong", "a sentence was read and its place not found: build the gazetteer and model anew"
    )


def _store(store: str | None) -> Finding:
    url = store or store_url()
    shown = make_engine(url).url.render_as_string(hide_password=True)
    path = sqlite_file(url)
    if path and not path.exists():
        return Finding("store", "look", f"{path}: there is none yet: python -m geo ingest data/sample")
    c = open_store(url, create=False).counts()
    return Finding("store", "ok", f"{shown}, {c.articles} articles, {c.mentions} mentions, {c.changes} changes")


def _disk(store: str | None) -> Finding:
    path = sqlite_file(store or store_url()) or data_home() / "x"
    folder = next(p for p in path.absolute().parents if p.exists())
    free = shutil.disk_usage(folder).free
    if not os.access(folder, os.W_OK):
        return Finding("disk", "look", f"{folder} cannot be written to: nothing can be ingested there")
    state = "ok" if free >= _LEAST_FREE else "look"
    return Finding("disk", state, f"{free / 1e9:.1f} GB free in {folder}")


def _page() -> Finding:
    setting = page_setting() or "write at this machine, read-only elsewhere and as hosted.py"
    if not has_login():
        return Finding("page", "ok", f"its visitors may: {setting}")
    if importlib.util.find_spec("authlib") is None:
        return Finding("page", "wrong", 'a login is set up, and nobody can log in: pip install "streamlit[auth]"')
    people = page_people()
    if page_setting() == "write" and not people:
        return Finding(
            "page", "look", "everybody whom the login lets in may write: name them as people, see docs/hosting.md"
        )
    return Finding("page", "ok", f"those logged in ({', '.join(people) or 'all'}) may: {setting}; others look")


def _fetching() -> Finding:
    host = urlsplit(proxy_url() or "").netloc.rpartition("@")[2]
    through = f"through the proxy of DATELINE_PROXY ({host})" if proxy_url() else "straight to the web"
    return Finding("fetching", "ok", f"web addresses are fetched {through}, private addresses never")


def _guarded(what: str, look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except DatelineError as error:
        return Finding(what, "wrong", str(error))
    except Exception as error:
        return Finding(what, "wrong", f"{type(error).__name__}: {error}")
