"""`make torture`: kills ingests, and the database's server, in the middle, again and again.

After each kill: what was acknowledged is there, and no article is there in part. In the end: the store equals one that was
never disturbed. Takes some two minutes.
"""

import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from sqlalchemy import MetaData, create_engine, func, select

from geo.stores.tables import articles, changes, distances, mentions, metadata, sentences, story_keys
from tests.postgres import Postgres, find_programs
from tests.torture.ingest import TEXT

ROOT = Path(__file__).parent.parent.parent
FILES, PER_FILE = 50, 40
# Each article of the torture's texts carries so many rows of each.
WHOLE = {sentences: 1, mentions: 2, changes: 1, distances: 1}
# What says when, not what: the same run at another hour gives another.
NOT_COMPARED = {("journal", "finished"), ("journal", "source"), ("mentions", "id")}


def main() -> None:
    """Torture every database that is here. Exit code 1 at the first loss."""
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = write_sources(folder / "sources")
        torture("SQLite, ingest killed", 25, sources, lambda n: f"sqlite:///{folder / f'{n}.db'}", chance)
        if find_programs() is None:
            print("PostgreSQL is not installed: SQLite alone was tortured")
            return
        server = Postgres(durable=True)
        try:
            torture("PostgreSQL, ingest killed", 10, sources, lambda _: emptied(server.url), chance)
            torture("PostgreSQL, server killed", 3, sources, lambda _: emptied(server.url), chance, server)
        finally:
            server.stop()


def torture(
    what: str, kills: int, sources: Path, address: Any, chance: random.Random, server: Postgres | None = None
) -> None:
    """Kill `kills` ingests, as many rounds as it takes, each round ending in a whole store."""
    start, done, rounds = time.monotonic(), 0, 0
    undisturbed = address("undisturbed")
    run_to_end(sources, undisturbed)
    wanted = fingerprint(undisturbed)
    while done < kills:
        rounds += 1
        url, acknowledged = address(rounds), set[str]()
        while done < kills and kill_one(sources, url, chance, acknowledged, server):
            done += 1
            check(url, acknowledged, sources)
        run_to_end(sources, url)
        check(url, {str(p) for p in sources.iterdir()}, sources)
        assert fingerprint(url) == wanted, f"{what}: the store differs from one that was never disturbed"
    told = f"{done} kills in {rounds} rounds, nothing lost, nothing half written, every round equal in the end"
    print(f"{what}: {told} ({time.monotonic() - start:.0f} s)", flush=True)


def write_sources(folder: Path) -> Path:
    """Files of reports, all with texts of their own, every tenth one a copy of the one before."""
    folder.mkdir()
    for number in range(FILES):
        rows = (number * PER_FILE + i for i in range(PER_FILE))
        lines = (
            json.dumps({"id": f"{n:06}", "text": TEXT.format(n=n - (n % 10 == 9)), "published": "2016-11-03"})
            for n in rows
        )
        (folder / f"{number:03}.jsonl").write_text("\n".join(lines))
    return folder


def started(sources: Path, url: str) -> subprocess.Popen[str]:
    """An ingest of all sources, which tells each that it has read to its end."""
    command = [sys.executable, "-m", "tests.torture.ingest", "ingest", str(sources), "--store", url]
    settings = os.environ | {"DATELINE_LOG": "json"}
    return subprocess.Popen(command, cwd=ROOT, env=settings, stderr=subprocess.PIPE, text=True)


def kill_one(sources: Path, url: str, chance: random.Random, acknowledged: set[str], server: Postgres | None) -> bool:
    """Start an ingest and kill it, or the server under it, a moment after it has stored something. False if it ended before."""
    process = started(sources, url)
    killed = threading.Event()
    for line in process.stderr or ():
        if line.startswith("{") and (event := json.loads(line))["event"] == "source read":
            acknowledged.add(event["source"])
            if not killed.is_set():
                killed.set()
                kill = server.kill if server else process.kill
                threading.Timer(chance.uniform(0, 0.4), kill).start()
    code = process.wait()
    time.sleep(0.5 if server else 0)
    if server and code:
        server.start()
    return code != 0


def run_to_end(sources: Path, url: str) -> None:
    """An ingest that nobody disturbs."""
    process = started(sources, url)
    _, said = process.communicate()
    assert process.returncode == 0, said


def check(url: str, acknowledged: set[str], sources: Path) -> None:
    """Every article of an acknowledged source is stored, and every stored article whole."""
    engine = create_engine(url)
    with engine.connect() as connection:
        stored = set(connection.scalars(select(articles.c.id)))
        for source in acknowledged:
            ids = {json.loads(line)["id"] for line in Path(source).read_text().splitlines()}
            assert ids <= stored, f"{source} was acknowledged, and {len(ids - stored)} of its articles are not there"
        for table, count in WHOLE.items():
            rows = select(table.c.article_id, func.count().label("n")).group_by(table.c.article_id)
            found = {row.article_id: row.n for row in connection.execute(rows)}
            assert found == dict.fromkeys(stored, count), f"{table.name}: an article is there in part"
        keyed = set(connection.scalars(select(story_keys.c.article_id)))
        assert keyed == stored, "story_keys: an article is there in part"
    engine.dispose()


def fingerprint(url: str) -> str:
    """A hash over all rows of all tables but for times and counters."""
    engine, digest = create_engine(url), hashlib.sha256()
    with engine.connect() as connection:
        for table in metadata.sorted_tables:
            columns = [c for c in table.columns if (table.name, c.name) not in NOT_COMPARED]
            rows = sorted(repr(tuple(row)) for row in connection.execute(select(*columns)))
            digest.update(f"{table.name} {len(rows)} {rows}".encode())
    engine.dispose()
    return digest.hexdigest()


def emptied(url: str) -> str:
    """The address of a database with nothing in it."""
    engine, found = create_engine(url), MetaData()
    with engine.begin() as connection:
        found.reflect(connection)
        found.drop_all(connection)
    engine.dispose()
    return url


if __name__ == "__main__":
    main()
