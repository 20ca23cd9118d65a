"""A place is found by a name that no report writes, in another script too, and its page says what else it is called."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from geo.records.places import OtherNames
from geo.stores import open_store
from tests.browser.conftest import open_page, serve
from tests.stories import ALEPPO, RAQQA, raqqa_readings

CALLED = (OtherNames(ALEPPO.id, ("Haleb", "Beroea", "حلب", "Халеб")), OtherNames(RAQQA.id, ("Rakka", "Callinicum")))


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A dashboard without a gazetteer, on reports whose places were stored with their names."""
    folder = tmp_path_factory.mktemp("names")
    store = open_store(f"sqlite:///{folder / 'story.db'}")
    store.add([replace(reading, called=CALLED) for reading in raqqa_readings()])
    store.close()
    store_url = f"sqlite:///{folder / 'story.db'}"
    yield from serve(folder, DATELINE_STORE=store_url, DATELINE_GAZETTEER=str(folder / "none.db"))


@pytest.mark.parametrize(
    ("typed", "title"), [("haleb", "Aleppo"), ("حلب", "Aleppo"), ("ХАЛЕБ", "Aleppo"), ("Al-Rakka", "Raqqa")]
)
def test_typing_any_name_opens_the_place(page: Page, named: str, typed: str, title: str, faults: list[str]) -> None:
    open_page(page, named)
    box = page.get_by_role("combobox", name="Place")
    box.fill(typed)
    page.keyboard.press("Enter")
    expect(page.locator(".dl-title")).to_have_text(title)
    expect(box).to_have_value(f"{title}, Syria")
    page.get_by_role("tab", name="Place").click()
    expect(page.get_by_role("row", name="Also called")).to_contain_text("حلب" if title == "Aleppo" else "Callinicum")
    assert faults == []
