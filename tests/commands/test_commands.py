"""The command line as a contract: what goes where, exit codes, one line for an error."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from geo.__main__ import app
from geo.errors import StoreError
from geo.stores import open_store

ROOT = Path(__file__).parent.parent.parent
TEXT = "ISIS seized Raqqa, 160 km from Aleppo, in the spring of 2013. Mosul is planned to be freed."
HOSTILE = "\x1b[2J\u202eFighters seized [bold]Raqqa[/bold] in \x07May.\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT + "\n\n03.11.2016\n")
    return path


@pytest.fixture
def store(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 's.db'}"


def test_read_writes_one_json_line_an_article_dated_by_its_text(report: Path) -> None:
    result = run("read", report, "--format", "jsonl")
    assert result.exit_code == 0
    (reading,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert reading["article"]["published"] == "2016-11-03"
    assert [m["text"] for m in reading["mentions"]] == ["Raqqa", "Aleppo", "Mosul"]
    for mention in reading["mentions"]:
        assert (TEXT + "\n\n03.11.2016\n")[mention["start"] : mention["end"]] == mention["text"]
    assert reading["distances"][0]["km"] == 160
    assert reading["changes"][0]["gained_by"]["id" if "id" in reading["changes"][0]["gained_by"] else "text"]


def test_date_option_overrides_what_the_text_says(report: Path) -> None:
    result = run("read", report, "--format", "jsonl", "--date", "2017-01-02")
    assert json.loads(result.stdout)["article"]["published"] == "2017-01-02"


def test_ingest_twice_adds_nothing_the_second_time(report: Path, store: str) -> None:
    first, second = run("ingest", report, "--store", store), run("ingest", report, "--store", store)
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "1 articles added" in first.stderr
    assert "0 articles added, 0 replaced, 1 known already" in second.stderr
    assert open_store(store).counts().articles == 1


def test_ingest_again_replaces_what_was_read(report: Path, store: str) -> None:
    run("ingest", report, "--store", store)
    assert "0 articles added, 1 replaced" in run("ingest", report, "--store", store, "--again").stderr
    assert open_store(store).counts().articles == 1


def test_bad_file_among_good_ones_is_named_and_the_good_ones_are_stored(report: Path, store: str) -> None:
    bad = report.with_name("bad.jsonl")
    bad.write_text(json.dumps({"text": "Troops entered Palmyra."}) + "\nnot json\n")
    result = run("ingest", bad, report, "--store", store)
    assert result.exit_code == 2
    assert "bad.jsonl, line 2: not JSON" in result.stderr
    assert open_store(store).counts().articles == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("read", "no-such-file.txt"), "no-such-file.txt: there is no such file"),
        (("read", "REPORT", "--date", "31.02.2016"), "'31.02.2016' is no date"),
        (("explain", " "), "the text is empty"),
        (("ingest", "REPORT", "--store", "nonsense"), "'nonsense' is not a store"),
        (("export", "--store", "sqlite:////no/such/folder/x.db"), "/no/such/folder/x.db"),
    ],
)
def test_error_is_one_line_with_exit_code_2(report: Path, arguments: tuple[str, ...], said: str) -> None:
    result = run(*(str(report) if a == "REPORT" else a for a in arguments))
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert "Traceback" not in result.stderr


def test_corrupt_store_is_named_and_left_as_it_is(report: Path, tmp_path: Path) -> None:
    path = tmp_path / "broken.db"
    path.write_bytes(b"x" * 5000)
    result = run("ingest", report, "--store", f"sqlite:///{path}")
    assert result.exit_code == 2
    assert "broken.db" in result.stderr
    assert path.read_bytes() == b"x" * 5000


def test_explain_says_why() -> None:
    result = run("explain", "ISIS seized Raqqa in the spring of 2013.", "--date", "2016-11-03")
    assert result.exit_code == 0
    for said in (
        "place     Raqqa → ",
        "because",
        "control   seize (completed)",
        "rule ",
        "Islamic State",
        "2013-03-01",
    ):
        assert said in result.stdout


def test_words_of_the_news_cannot_drive_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text(HOSTILE)
    out = run("read", path).stdout
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "[bold]Raqqa[/bold]" in out


def test_killed_ingest_keeps_what_it_acknowledged_and_can_go_on(tmp_path: Path, store: str) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("".join(json.dumps({"id": str(i), "text": f"Day {i}. {TEXT}"}) + "\n" for i in range(200)))
    command = [sys.executable, "-m", "geo", "ingest", path, "--store", store]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        if _stored(store) >= 32:
            process.kill()
        time.sleep(0.02)
    process.wait()
    kept = open_store(store).counts()
    assert kept.articles >= 32
    assert kept.articles % 32 == 0 or kept.articles == 200
    assert run("ingest", path, "--store", store).exit_code == 0
    assert open_store(store).counts().articles == 200


def _stored(store: str) -> int:
    """How many articles the store holds; none while it is still being made."""
    try:
        return open_store(store, create=False).counts().articles
    except StoreError:
        return 0


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("csv", "seize,completed,"),
        ("distances-csv", "160 km"),
        ("geojson", '"FeatureCollection"'),
        ("kml", "<kml"),
    ],
)
def test_export_writes_what_is_stored(report: Path, store: str, tmp_path: Path, form: str, said: str) -> None:
    run("ingest", report, "--store", store)
    printed = run("export", "--store", store, "--format", form)
    assert printed.exit_code == 0
    assert said in printed.stdout
    assert run("export", "--store", store, "--format", form, "--output", tmp_path / "out").exit_code == 0
    assert said in (tmp_path / "out").read_text()


def test_holdings_of_a_day_are_written(report: Path, store: str) -> None:
    run("ingest", report, "--store", store)
    printed = run("export", "--store", store, "--kind", "holdings", "--on", "2013-06-01")
    assert printed.exit_code == 0
    assert ",Raqqa," in printed.stdout and ",Islamic State," in printed.stdout
    weekly = run(
        "export",
        "--store",
        store,
        "--kind",
        "holdings",
        "--every",
        "week",
        "--from",
        "2013-03-01",
        "--to",
        "2013-03-15",
    )
    assert [day for day in ("2013-03-01", "2013-03-08", "2013-03-15") if day in weekly.stdout] == [
        "2013-03-01", "2013-03-08", "2013-03-15",
    ]  # fmt: skip
    assert "Islamic State" in run("export", "--store", store, "--kind", "regions", "--on", "2013-06-01").stdout


def test_what_holdings_cannot_be_is_told(report: Path, store: str) -> None:
    run("ingest", report, "--store", store)
    wrong = run("export", "--store", store, "--kind", "holdings", "--format", "distances-csv")
    assert (wrong.exit_code, "csv, geojson or kml" in wrong.stderr) == (2, True)


def test_a_table_is_compared_and_measured(report: Path, store: str, tmp_path: Path) -> None:
    run("ingest", report, "--store", store)
    table = tmp_path / "table.csv"
    table.write_text(
        "place,holder,day,lat,lon,country\nRaqqa,ISIS,2013-06-01,35.95,39.01,SY\nAleppo,gov,2013-06-01,36.2,37.16,SY\n"
    )
    compared = run("compare-state", table, "--store", store).stdout
    assert "agree,Raqqa" in compared and "ISIS seized Raqqa" in compared
    measured = run("evaluate", "state", table, "--store", store)
    assert "rows with a known holder 2: coverage 50.0%, accuracy 100.0%" in measured.stdout
    assumed = run("evaluate", "state", table, "--store", store, "--assume", "own")
    assert "coverage 100.0%, accuracy 100.0%" in assumed.stdout
    table.write_text("place,holder\nRaqqa,ISIS\n")
    assert "agree,Raqqa" in run("compare-state", table, "--on", "2013-06-01", "--store", store).stdout
    assert run("compare-state", table, "--store", store).exit_code == 2


def test_export_keeps_to_the_dates_asked_for(report: Path, store: str) -> None:
    run("ingest", report, "--store", store)
    assert "seize" in run("export", "--store", store, "--from", "2013-03-01", "--to", "2013-05-31").stdout
    assert "seize" not in run("export", "--store", store, "--to", "2012-12-31").stdout
