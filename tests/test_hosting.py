"""What is written down for hosting is so: the files it needs, the commands it calls, the routes it asks."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer.main
import yaml

from geo.__main__ import app
from geo.sources.polling import read_feed_list
from geo.stores import open_store
from tests.stories import raqqa_readings

ROOT = Path(__file__).parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text())
COMMANDS = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
ASK = """
import asyncio, json, hosted
async def ask():
    return [(r.status_code, r.body.decode()) for r in (await hosted.ready(None), await hosted.metrics(None))]
print(json.dumps(asyncio.run(ask())))
"""


def asked(store: str) -> Any:
    settings = os.environ | {"DATELINE_STORE": store}
    ran = subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, env=settings, capture_output=True, text=True, check=True
    )
    return json.loads(ran.stdout.splitlines()[-1])


def test_readiness_and_metrics_ask_the_store(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 's.db'}")
    store.add(raqqa_readings())
    (status, _), (_, counted) = asked(f"sqlite:///{tmp_path / 's.db'}")
    assert status == 200
    assert "dateline_articles 3\n" in counted
    assert "dateline_store_up 1\n" in counted


@pytest.mark.parametrize("url", ["sqlite:////no/such/place.db", "postgresql://u:secret@127.0.0.1:1/d"])
def test_store_that_does_not_answer_is_told_without_its_address(url: str) -> None:
    (ready, words), (metrics, _) = asked(url)
    assert (ready, metrics) == (503, 503)
    assert "secret" not in words
    assert "place.db" not in words


def test_image_copies_what_is_there_and_runs_without_rights() -> None:
    copied = [p for line in re.findall(r"^COPY (?!--)(.+) \S+$", DOCKERFILE, re.M) for p in line.split()]
    assert copied
    assert not [path for path in copied if not (ROOT / path).exists()]
    assert DOCKERFILE.index("USER dateline") < DOCKERFILE.index("CMD [")
    assert "/_stcore/health" in DOCKERFILE
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert ".streamlit/secrets.toml" in ignored


def test_every_service_calls_a_command_that_there_is() -> None:
    called = [service.get("command") or service.get("entrypoint") or [] for service in COMPOSE["services"].values()]
    ours = [words[3] for words in called if words[:3] == ["python", "-m", "geo"]]
    assert set(ours) == {"migrate", "watch", "ingest"}
    assert set(ours) <= COMMANDS
    documents = (ROOT / "docs" / "hosting.md").read_text() + (ROOT / "docs" / "scaling.md").read_text()
    assert {c for c in re.findall(r"-m geo (\w+)", documents) if c not in COMMANDS} == set()


def test_page_is_open_to_the_machine_itself_only_and_workers_know_no_password() -> None:
    services = COMPOSE["services"]
    assert all(port.startswith("127.0.0.1:") for port in services["app"]["ports"])
    assert "ports" not in services["db"]
    assert "DATELINE_STORE" not in services["worker"]["environment"]
    assert services["app"]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"


def test_example_of_feeds_is_one() -> None:
    assert len(read_feed_list(ROOT / "feeds.example.toml")) == 2
