"""A reading flagged as wrong is hidden with who and why, comes out in the export, is shown by the filter, and is taken back."""

import csv
import io
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from geo.stores import open_store
from tests.browser.conftest import open_page, serve
from tests.browser.hostile import STRINGS
from tests.browser.test_hostile_words import nothing_ran
from tests.stories import raqqa_readings

WHY = STRINGS[0] + STRINGS[8]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard where flags may be raised."""
    folder = tmp_path_factory.mktemp("flags")
    store = open_store(f"sqlite:///{folder / 'story.db'}")
    store.add(raqqa_readings())
    store.close()
    yield from serve(folder, DATELINE_STORE=f"sqlite:///{folder / 'story.db'}")


def open_form(page: Page, words: str) -> None:
    page.locator("article", has_text=words).locator("xpath=following-sibling::div[1]").locator(".dl-flag").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def downloaded(page: Page, name: str) -> str:
    page.get_by_role("button", name="Download", exact=True).click()
    with page.expect_download() as asked:
        page.get_by_role("button", name=name).click()
    page.keyboard.press("Escape")
    return asked.value.path().read_text(encoding="utf-8-sig")


def test_flag_hides_is_exported_shown_and_taken_back(page: Page, desk: str, faults: list[str]) -> None:
    open_page(page, desk)
    expect(page.locator(".dl-figures")).to_contain_text("3 of 3 changes")
    open_form(page, "The SDF retook Raqqa")
    page.get_by_role("dialog").get_by_text("Recapture of Raqqa").click()
    page.get_by_label("Your name").fill("Ann <b>Analyst</b>")
    page.get_by_label("Why (if you like)").fill(WHY)
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Flag as wrong").click()
    expect(page.locator(".dl-figures")).to_contain_text("2 of 3 changes of control")
    expect(page.locator(".dl-figures")).to_contain_text("1 flagged as wrong and hidden")
    expect(page.locator(".dl-card", has_text="The SDF retook Raqqa")).not_to_contain_text("Recapture")

    page.get_by_text("Shown", exact=True).click()
    expect(page.locator(".dl-flagged")).to_contain_text("Ann <b>Analyst</b>")
    expect(page.locator(".dl-flagged")).to_contain_text(STRINGS[0])
    assert "flagged=Shown" in page.url
    rows = list(csv.DictReader(io.StringIO(downloaded(page, "Changes of control (CSV)"))))
    assert [row["flagged_by"] for row in rows if row["kind"] == "regain" and row["status"] == "completed"] == [
        "Ann <b>Analyst</b>"
    ]
    assert [row["flagged_by"] for row in rows if row["kind"] == "seize"] == [""]
    assert WHY in downloaded(page, "What was flagged as wrong (JSON)").replace('\\"', '"')

    page.get_by_text("Only these", exact=True).click()
    expect(page.locator(".dl-card")).to_have_count(1)
    open_form(page, "The SDF retook Raqqa")
    page.get_by_role("button", name="Take back").click()
    expect(page.locator(".dl-figures")).to_contain_text("3 of 3 changes of control")
    expect(page.get_by_text("Flagged as wrong")).to_have_count(0)
    assert nothing_ran(page)
    assert faults == []


def test_form_that_is_closed_changes_nothing_and_stays_closed(page: Page, desk: str) -> None:
    open_page(page, desk)
    open_form(page, "The tribes plan")
    expect(page.get_by_role("button", name="Flag as wrong")).to_be_disabled()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("tab", name="Changes").click()
    expect(page.get_by_text("3 changes of control, latest first")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
