"""A dashboard of its own for the browser tests, on a small store, in a Chromium that reaches nothing but this machine."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Frame, Page

from geo.stores import open_store
from tests.browser.hostile import hostile_readings
from tests.stories import raqqa_readings

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))
            if not CHROMIUM and not os.environ.get("CI"):
                item.add_marker(
                    pytest.mark.skip(
                        reason="no Chromium on this machine: apt install chromium to run the browser tests"
                    )
                )


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    flags = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    return {**browser_type_launch_args, "executable_path": CHROMIUM or "chromium", "args": flags}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce"}


def serve(folder: Path, page: str = "dashboard.py", secrets: str = "", **environment: str) -> Iterator[str]:
    """A dashboard on a free port; gives its address and ends it afterwards. `secrets` is what its secrets.toml holds."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / page), "--server.port", str(port)]
    log = (folder / "server.log").open("w")
    known = {**os.environ, "PYTHONPATH": str(ROOT), "DATELINE_HOME": str(folder), **environment}
    # Started in the repository, for its settings; what hostile words make on the server would appear there.
    start = _with_secrets(folder, secrets) if secrets else ROOT
    server = subprocess.Popen([*command, "--server.address", "127.0.0.1"], cwd=start, env=known, stdout=log, stderr=log)
    try:
        yield _await(f"http://127.0.0.1:{port}", server)
    finally:
        server.terminate()
        server.wait(10)


def _with_secrets(folder: Path, secrets: str) -> Path:
    """A folder to start in that has the repository's settings, and secrets."""
    (folder / ".streamlit").mkdir()
    shutil.copy(ROOT / ".streamlit" / "config.toml", folder / ".streamlit")
    (folder / ".streamlit" / "secrets.toml").write_text(secrets)
    return folder


def _await(address: str, server: "subprocess.Popen[bytes]") -> str:
    for _ in range(240):
        assert server.poll() is None, "the dashboard ended by itself"
        try:
            with urlopen(f"{address}/_stcore/health", timeout=1):  # noqa: S310
                return address
        except OSError:
            time.sleep(0.25)
    raise AssertionError("the dashboard did not start within a minute")


@pytest.fixture(scope="session")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard on the story of Raqqa."""
    folder = tmp_path_factory.mktemp("dashboard")
    store = open_store(f"sqlite:///{folder / 'story.db'}")
    store.add(raqqa_readings())
    store.close()
    yield from serve(folder, DATELINE_STORE=f"sqlite:///{folder / 'story.db'}")


@pytest.fixture(scope="session")
def hostile_dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard on reports full of code."""
    folder = tmp_path_factory.mktemp("hostile")
    store = open_store(f"sqlite:///{folder / 'hostile.db'}")
    store.add(hostile_readings())
    store.close()
    yield from serve(folder, DATELINE_STORE=f"sqlite:///{folder / 'hostile.db'}")


@pytest.fixture
def strays(page: Page) -> list[str]:
    """Every address off this machine that the page asks for; such a request is refused."""
    asked: list[str] = []

    def refuse(route: Any) -> None:
        asked.append(route.request.url)
        route.abort()

    page.route(lambda url: urlsplit(url).hostname not in ("127.0.0.1", None), refuse)
    return asked


@pytest.fixture
def faults(page: Page) -> list[str]:
    """Errors that scripts of the page raise."""
    raised: list[str] = []
    page.on("pageerror", lambda error: raised.append(str(error)))
    return raised


def map_frame(page: Page) -> Frame:
    """The map's frame, once something is drawn in it."""
    page.wait_for_selector("iframe", timeout=30_000)
    for _ in range(120):
        for frame in page.frames:
            if "streamlit_folium" in frame.url and frame.evaluate("() => Boolean(window.__rev)"):
                return frame
        page.wait_for_timeout(250)
    raise AssertionError("no map was drawn within half a minute")


def open_page(page: Page, address: str) -> Frame:
    """Open the page and wait for its map."""
    page.goto(address)
    return map_frame(page)


def click_place(page: Page, frame: Frame, name: str) -> None:
    """Click the circle of a place, and wait until the page has heard of it."""
    click_circle(frame, name)
    page.wait_for_timeout(300)


def click_circle(frame: Frame, name: str) -> None:
    """Click the circle of a place."""
    spot = frame.evaluate(
        """(name) => { const p = dateline.places.find((p) => p.name === name);
        const at = dateline.map.latLngToContainerPoint([p.lat, p.lon]); return [at.x, at.y]; }""",
        name,
    )
    frame.locator("#map_div").click(position={"x": spot[0], "y": spot[1]})
