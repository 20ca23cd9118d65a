from pathlib import Path

import pytest

from geo.errors import DataFileError
from geo.settings import page_people, page_setting, store_url


@pytest.fixture
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a secrets file may stand that counts: in an empty folder with an empty home."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("DATELINE_HOME", "/data")
    monkeypatch.delenv("DATELINE_STORE", raising=False)
    (tmp_path / ".streamlit").mkdir()
    return tmp_path / ".streamlit" / "secrets.toml"


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ('[connections.dateline]\nurl = "postgresql://u:p@h/d"', "postgresql://u:p@h/d"),
        (
            '[connections.dateline]\ndialect = "postgresql"\nhost = "db"\nport = 5433\ndatabase = "news"\nusername = "me"\npassword = "a/b@c"',
            "postgresql://me:a%2Fb%40c@db:5433/news",
        ),
        ('[connections.dateline]\ndialect = "sqlite"\ndatabase = "reports.db"', "sqlite:///reports.db"),
        ('[connections.other]\nurl = "sqlite://"', "sqlite:////data/dateline.db"),
        ("", "sqlite:////data/dateline.db"),
    ],
)
def test_store_is_the_one_in_streamlits_secrets(secrets: Path, written: str, address: str) -> None:
    secrets.write_text(written)
    assert store_url() == address


def test_environment_comes_before_secrets(secrets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secrets.write_text('[connections.dateline]\nurl = "sqlite:///theirs.db"')
    monkeypatch.setenv("DATELINE_STORE", "sqlite:///mine.db")
    assert store_url() == "sqlite:///mine.db"


def test_secrets_that_are_no_toml_are_named(secrets: Path) -> None:
    secrets.write_text("[connections.dateline\n")
    with pytest.raises(DataFileError, match=r"secrets\.toml: not TOML"):
        store_url()


def test_what_visitors_may_do_is_read_from_the_environment_and_from_secrets(
    secrets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATELINE_PAGE", raising=False)
    assert page_setting() == ""
    secrets.write_text('[dateline]\npage = "session"\n')
    assert page_setting() == "session"
    monkeypatch.setenv("DATELINE_PAGE", "read-only")
    assert page_setting() == "read-only"
    monkeypatch.setenv("DATELINE_PAGE", "everybody")
    with pytest.raises(DataFileError, match="DATELINE_PAGE is 'everybody'; it can be read-only, session, write"):
        page_setting()


def test_people_come_from_the_environment_else_from_secrets(secrets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATELINE_PEOPLE", raising=False)
    assert page_people() == ()
    secrets.write_text('[dateline]\npeople = ["Ann@Example.org", "@news.example"]\n')
    assert page_people() == ("ann@example.org", "@news.example")
    monkeypatch.setenv("DATELINE_PEOPLE", " bob@example.org,, @x.example ")
    assert page_people() == ("bob@example.org", "@x.example")
    secrets.write_text('[dateline]\npeople = "ann@example.org"\n')
    with pytest.raises(DataFileError, match=r"people under \[dateline\] is 'ann@example.org'"):
        page_people()
