"""A visitor's own reports: pasted or uploaded, read beside the page, on the map at once; hostile words stay words."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from geo.gazetteers.sqlite import Gazetteer
from geo.records.views import View
from geo.settings import gazetteer_path
from geo.stores import open_store
from tests.browser.conftest import map_frame, open_page, serve
from tests.browser.hostile import STRINGS
from tests.browser.test_hostile_words import nothing_ran, squeezed
from tests.stories import raqqa_readings

READ = 90_000
REPORT = "Palmyra retaken\nThe Syrian army retook Palmyra, 150 km from Homs, on 27 March 2016, state media said."


@pytest.fixture(scope="module")
def store_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("own") / "all.db"


@pytest.fixture(scope="module")
def own_dashboard(store_file: Path, gazetteer: Gazetteer) -> Iterator[str]:
    """A dashboard of one's own machine, on the story of Raqqa, that can read."""
    store = open_store(f"sqlite:///{store_file}")
    store.add(raqqa_readings())
    store.close()
    known = {"DATELINE_STORE": f"sqlite:///{store_file}", "DATELINE_GAZETTEER": str(gazetteer_path())}
    yield from serve(store_file.parent, **known)


def names(page: Page) -> set[str]:
    return set(map_frame(page).evaluate("() => dateline.places.map((p) => p.name)"))


def ask(page: Page) -> None:
    page.get_by_role("button", name="Read your own reports").click()
    expect(page.get_by_label("Paste a report")).to_be_visible()


def begin(page: Page) -> None:
    page.get_by_role("dialog").get_by_role("button", name="Read", exact=True).click()


def test_pasted_report_is_on_the_map_at_once_for_this_session_only(
    page: Page, own_dashboard: str, store_file: Path, strays: list[str], faults: list[str]
) -> None:
    open_page(page, own_dashboard)
    ask(page)
    expect(page.get_by_role("dialog").get_by_text("At most 20 files")).to_be_visible()
    page.get_by_label("Paste a report").fill(REPORT)
    begin(page)
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_text("1 report read")).to_be_visible(timeout=READ)
    expect(page.locator(".dl-figures")).to_contain_text("from 1 report")
    assert names(page) == {"Palmyra", "Homs"}
    expect(page.locator(".dl-card").first).to_contain_text("Palmyra")
    page.get_by_role("button", name="Share", exact=True).click()
    expect(page.get_by_text("Your own reports are not in this link")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_text("All reports", exact=True).click()
    expect(page.locator(".dl-figures")).to_contain_text("from 4 reports")
    assert {"Palmyra", "Homs", "Raqqa", "Mosul"} <= names(page)
    assert open_store(f"sqlite:///{store_file}").counts().articles == 3
    page.get_by_role("button", name="Forget my reports").click()
    expect(page.locator(".dl-figures")).to_contain_text("from 3 reports")
    page.get_by_role("button", name="Share", exact=True).click()
    expect(page.get_by_text("This link opens the same filters")).to_be_visible()
    expect(page.get_by_text("not in this link")).to_have_count(0)
    assert (strays, faults) == ([], [])


def test_report_that_is_there_already_is_shown_and_not_read_again(
    page: Page, own_dashboard: str, store_file: Path
) -> None:
    text = "Tabqa taken\nISIS seized Tabqa, 40 km from Raqqa, on 24 August 2014."
    for kept, words in (
        ("In the store", "1 report read"),
        ("For this session", "1 report already there and not read again"),
    ):
        open_page(page, own_dashboard)
        ask(page)
        page.get_by_label("Paste a report").fill(text)
        page.get_by_role("dialog").get_by_text(kept, exact=True).click()
        begin(page)
        expect(page.get_by_text(words)).to_be_visible(timeout=READ)
    expect(page.get_by_text("Already there: “Tabqa taken”.")).to_be_visible()
    page.get_by_role("button", name="Share", exact=True).click()
    expect(page.get_by_text("all reports of the store, not yours alone")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".dl-figures")).to_contain_text("from 1 report")
    assert "Tabqa" in names(page)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="“Tabqa taken”").click()
    expect(opened.value.get_by_role("button", name="Only one report is shown")).to_be_visible(timeout=30_000)
    expect(opened.value.locator(".dl-card").last).to_contain_text("ISIS seized Tabqa")
    opened.value.close()
    store = open_store(f"sqlite:///{store_file}")
    assert store.counts().articles == 4
    store.delete([found.article.id for found in store.sentences(View(text="Tabqa"))])


def test_uploaded_files_are_read_what_is_wrong_is_named_and_hostile_words_stay_words(
    page: Page, own_dashboard: str, tmp_path: Path, faults: list[str]
) -> None:
    hostile = "\n\n".join(f"The {text} brigade seized Deir ez-Zor, said {text}." for text in STRINGS)
    (tmp_path / "hostile.txt").write_text(hostile)
    (tmp_path / "<img src=x onerror=window.ran=1>.csv").write_text('text\n"The army took Homs."\n"two", "many"\n')
    open_page(page, own_dashboard)
    ask(page)
    page.locator('input[type="file"]').set_input_files([str(p) for p in sorted(tmp_path.iterdir())])
    begin(page)
    expect(page.get_by_text("2 reports read")).to_be_visible(timeout=READ)
    page.get_by_text("1 fault found").click()
    expect(page.get_by_text("_img src_x onerror_window.ran_1_.csv, line 3")).to_be_visible()
    assert {"Deir ez-Zor", "Homs"} & names(page)
    cards = squeezed(page.locator('[data-testid="stMain"]').inner_text())
    assert "The <script>window.ran='script'</script> brigade" in cards
    assert nothing_ran(page)
    assert faults == []


def test_kept_report_is_in_the_store_for_all(page: Page, own_dashboard: str, store_file: Path) -> None:
    open_page(page, own_dashboard)
    ask(page)
    page.get_by_label("Paste a report").fill("The army took Idlib on 3 May 2016.")
    page.get_by_role("dialog").get_by_text("In the store", exact=True).click()
    begin(page)
    expect(page.get_by_text("Kept in the store.")).to_be_visible(timeout=READ)
    expect(page.locator(".dl-figures")).to_contain_text("from 1 report")
    store = open_store(f"sqlite:///{store_file}")
    assert store.counts().articles == 4
    store.delete_old(date(2016, 6, 1))


@pytest.mark.parametrize(("name", "words"), [("map.pdf", "files are not allowed"), ("empty.txt", "the file is empty")])
def test_what_cannot_be_read_is_named_before_anything_is_tried(
    page: Page, own_dashboard: str, tmp_path: Path, name: str, words: str
) -> None:
    (tmp_path / name).write_text(" ")
    open_page(page, own_dashboard)
    ask(page)
    page.locator('input[type="file"]').set_input_files(str(tmp_path / name))
    page.wait_for_timeout(500)
    begin(page)
    expect(page.get_by_role("dialog").get_by_text(words).first).to_be_visible()
