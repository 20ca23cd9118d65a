"""A host's page is for looking: no button writes, whatever a browser sends; a setting lets visitors read for a session."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from geo.stores import open_store
from tests.browser.conftest import open_page, serve
from tests.stories import raqqa_readings

WRITING = ("Read your own reports", "Flag", "Flag as wrong", "Forget my reports")
FORGED = """() => { const b = document.createElement("button"); b.dataset.act = "flag:a1 0"; b.type = "button";
document.body.append(b); b.click(); }"""


def filled(folder: Path) -> dict[str, str]:
    store = open_store(f"sqlite:///{folder / 'story.db'}")
    store.add(raqqa_readings())
    store.close()
    return {"DATELINE_STORE": f"sqlite:///{folder / 'story.db'}"}


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page as a host runs it, with no setting."""
    folder = tmp_path_factory.mktemp("hosted")
    yield from serve(folder, "hosted.py", **filled(folder))


@pytest.fixture(scope="module")
def for_a_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page as a host runs it who lets visitors read for their session."""
    folder = tmp_path_factory.mktemp("session")
    yield from serve(folder, "hosted.py", DATELINE_PAGE="session", **filled(folder))


def test_hosted_page_offers_nothing_that_writes_and_takes_no_forged_wish(
    page: Page, hosted: str, faults: list[str]
) -> None:
    open_page(page, hosted)
    expect(page.locator(".dl-card").first).to_be_visible()
    for name in WRITING:
        expect(page.get_by_role("button", name=name, exact=True)).to_have_count(0)
    page.evaluate(FORGED)
    page.wait_for_timeout(2000)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".dl-card").first).to_be_visible()
    assert faults == []


def test_session_setting_lets_visitors_read_and_keep_nothing(page: Page, for_a_session: str) -> None:
    open_page(page, for_a_session)
    expect(page.get_by_role("button", name="Flag", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Read your own reports").click()
    expect(page.get_by_label("Paste a report")).to_be_visible()
    expect(page.get_by_text("In the store")).to_have_count(0)
