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
COPIED = [p for line in re.findall(r"^COPY (?!--)(.+) \S+$", DOCKERFILE, re.M) for p in line.split()]
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
    assert COPIED
    assert not [path for path in COPIED if not (ROOT / path).exists()]
    assert DOCKERFILE.index("USER dateline") < DOCKERFILE.index("CMD [")
    assert "/_stcore/health" in DOCKERFILE


def test_image_is_built_from_what_it_copies_alone() -> None:
    ignored, *let_in = re.findall(r"^[^#\n].*$", (ROOT / ".dockerignore").read_text(), re.M)
    assert ignored == "*"
    assert {line[1:] for line in let_in if line.startswith("!")} == set(COPIED)
    assert {line for line in let_in if not line.startswith("!")} == {"**/__pycache__"}


def test_images_name_their_version_and_packages_their_range() -> None:
    images = re.findall(r"^FROM (\S+)", DOCKERFILE, re.M)
    images += [service["image"] for service in COMPOSE["services"].values() if service["image"] != "dateline"]
    assert len(images) == 3
    assert all(re.fullmatch(r"[\w./-]+:\d[\w.-]*", image) for image in images)
    required = [line.split("#")[0].strip() for line in (ROOT / "requirements.txt").read_text().splitlines()]
    assert not [line for line in required if line and not re.search(r"[=>]=", line)]


def test_container_starts_as_a_user_with_no_rights_and_asks_itself_whether_it_lives() -> None:
    before, after = DOCKERFILE.rsplit("\nUSER ", 1)
    (user,) = re.findall(r"useradd --uid (\d+) .*?(?=&&)", before)
    assert int(user) >= 1000
    assert after.startswith("dateline\n")
    assert "USER" not in after
    (asks,) = re.findall(r"^HEALTHCHECK .*?CMD (\[.*?\])$", DOCKERFILE, re.M | re.S)
    (port,) = re.findall(r"^EXPOSE (\d+)", DOCKERFILE, re.M)
    (serves,) = re.findall(r"^CMD (\[.*\])$", DOCKERFILE, re.M)
    assert f"http://127.0.0.1:{port}/_stcore/health" in json.loads(asks)[-1]
    compile(json.loads(asks)[-1], "HEALTHCHECK", "exec")
    assert f"--server.port={port}" in json.loads(serves)
    assert (ROOT / json.loads(serves)[2]).is_file()


def test_services_wait_for_one_another_and_keep_what_they_hold() -> None:
    services = COMPOSE["services"]
    assert services["migrate"]["depends_on"]["db"]["condition"] == "service_healthy"
    assert "pg_isready" in " ".join(services["db"]["healthcheck"]["test"])
    mounts = [v for service in services.values() for v in service.get("volumes", ()) if isinstance(v, str)]
    held = [mount.partition(":")[0] for mount in mounts if not mount.startswith(".")]
    assert set(held) == set(COMPOSE["volumes"])
    assert services["app"]["read_only"] is True
    # Over a folder that is its user's alone Docker lays a tmpfs that is root's alone: the page could not look for secrets there.
    assert not [folder for folder in services["app"]["tmpfs"] if "home" in folder]
    # Only the page serves what the image's health check asks for.
    ours = {name for name, service in services.items() if service["image"] == "dateline"}
    assert {n for n in ours if services[n].get("healthcheck") != {"disable": True}} == {"app"}
    assert {n for n in services if services[n].get("profiles")} == {"scheduler", "worker", "loader"}
    # `up` would start a loader that is told no archive.
    assert set(services["loader"]["profiles"]).isdisjoint(services["worker"]["profiles"])


def test_the_user_may_write_where_volumes_lie_and_files_to_read_must_be_there() -> None:
    mounts = [v.split(":") for s in COMPOSE["services"].values() for v in s.get("volumes", ()) if isinstance(v, str)]
    below = {target for source, target, *_ in mounts if source in COMPOSE["volumes"] and target.startswith("/data")}
    made = re.findall(r"mkdir -p (\S+) && chown -R dateline /data\n", DOCKERFILE)
    assert below == set(made)
    (feeds,) = COMPOSE["services"]["watcher"]["volumes"]
    assert (feeds["source"], feeds["read_only"]) == ("./feeds.toml", True)
    assert feeds["bind"] == {"create_host_path": False}


def test_the_database_has_more_memory_than_it_comes_with() -> None:
    assert COMPOSE["services"]["db"]["command"][-1] == "shared_buffers=${POSTGRES_SHARED_BUFFERS:-1GB}"
    assert "POSTGRES_SHARED_BUFFERS" in (ROOT / "docs" / "hosting.md").read_text()


def test_cluster_finds_the_project_and_the_watcher_ends_when_told() -> None:
    services = COMPOSE["services"]
    # `dask` alone, other than `python -m dask`, does not look in the folder where it starts.
    assert all(services[name]["command"][:3] == ["python", "-m", "dask"] for name in ("scheduler", "worker"))
    # The first process of a container ends by SIGINT, which Python heeds, and not by SIGTERM.
    assert services["watcher"]["stop_signal"] == "SIGINT"


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
    assert not services["worker"]["environment"]
    assert not services["scheduler"]["environment"]
    assert services["app"]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"


def test_example_of_feeds_is_one() -> None:
    assert len(read_feed_list(ROOT / "feeds.example.toml")) == 2
