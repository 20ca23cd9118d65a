"""Ctrl-C in the middle of an ingest: what was stored stays, and the same command goes on where it was."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from geo.stores import open_store
from tests.torture.ingest import TEXT

ROOT = Path(__file__).parent.parent.parent
FILES, EACH = 6, 40


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(FILES):
        lines = (json.dumps({"text": TEXT.format(n=number * EACH + i)}) for i in range(EACH))
        (folder / f"{number}.jsonl").write_text("\n".join(lines))
    return folder


def start(reports: Path, store: str, workers: str) -> subprocess.Popen[str]:
    command = [
        sys.executable,
        "-m",
        "tests.torture.ingest",
        "ingest",
        str(reports),
        "--store",
        store,
        "--workers",
        workers,
    ]
    settings = os.environ | {"DATELINE_LOG": "json"}
    # A run of the tests that was begun in the background ignores Ctrl-C, and would hand that down.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    return subprocess.Popen(
        command, cwd=ROOT, env=settings, stderr=subprocess.PIPE, text=True, start_new_session=True
    )  # fmt: skip


@pytest.mark.parametrize("workers", ["1", "2"])
def test_interrupted_ingest_keeps_what_it_read_and_goes_on(tmp_path: Path, reports: Path, workers: str) -> None:
    store = f"sqlite:///{tmp_path / 's.db'}"
    process, said = start(reports, store, workers), ""
    for line in process.stderr or ():
        said += line
        if "source read" in line and said.count("source read") == 1:
            # To all processes at once, as a terminal does.
            os.killpg(process.pid, signal.SIGINT)
    assert process.wait() == 130, said
    assert "interrupted; what was stored before stays" in said
    assert "Traceback" not in said
    opened = open_store(store)
    assert EACH * said.count("source read") <= opened.counts().articles < EACH * FILES
    assert start(reports, store, workers).wait() == 0
    assert opened.counts().articles == EACH * FILES
    opened.close()
