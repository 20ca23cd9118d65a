"""Who may do what: all on one's own machine, nothing but look on a host's, and else what the setting says."""

from pathlib import Path

import pytest

from geo.panels.rights import decide_rights, is_among, page_rights, sits_here


@pytest.mark.parametrize(
    ("setting", "hosted", "here", "rights"),
    [
        ("", False, True, "write"),
        ("", False, False, "read-only"),
        ("", True, True, "read-only"),
        ("session", True, False, "session"),
        ("write", True, False, "write"),
        ("read-only", False, True, "read-only"),
    ],
)
def test_setting_decides_and_without_one_where_the_visitor_sits(
    setting: str, hosted: bool, here: bool, rights: str
) -> None:
    assert decide_rights(setting, hosted=hosted, here=here) == rights


@pytest.mark.parametrize(
    ("address", "headers", "here"),
    [
        (None, {"Host": "localhost:8501"}, True),
        (None, {"Host": "127.0.0.1:8501"}, True),
        ("::1", {"host": "[::1]:8501"}, True),
        ("10.0.0.7", {"Host": "localhost:8501"}, False),
        (None, {"Host": "news.example.org"}, False),
        (None, {"Host": "localhost.example.org:8501"}, False),
        (None, {"Host": "127.0.0.1:8501", "X-Forwarded-For": "203.0.113.9"}, False),
        (None, {"Host": "127.0.0.1:8501", "Via": "1.1 proxy"}, False),
    ],
)
def test_only_who_sits_at_the_machine_and_asks_for_it_is_here(
    address: str | None, headers: dict[str, str], here: bool
) -> None:
    assert sits_here(address, headers) == here


def test_setting_that_is_none_lets_nobody_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_PAGE", "everybody")
    assert page_rights() == "read-only"


def test_people_that_are_no_list_let_nobody_write(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "secrets.toml").write_text('[dateline]\npeople = "ann@example.org"\n')
    monkeypatch.setenv("DATELINE_PAGE", "write")
    monkeypatch.chdir(tmp_path)
    assert page_rights() == "read-only"


@pytest.mark.parametrize(
    ("address", "people", "among"),
    [
        ("ann@example.org", (), True),
        ("", (), True),
        ("Ann@Example.org", ("ann@example.org",), True),
        ("ann@example.org", ("@example.org",), True),
        ("ann@sub.example.org", ("@example.org",), False),
        ("ann@example.org.evil.example", ("@example.org",), False),
        ("@example.org@evil.example", ("@example.org",), False),
        ("", ("@example.org", "@"), False),
        ("example.org", ("@example.org",), False),
    ],
)
def test_people_are_named_by_address_or_domain(address: str, people: tuple[str, ...], among: bool) -> None:
    assert is_among(address, people) == among
