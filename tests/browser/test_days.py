"""A day that is typed is a day that is shown."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import open_page


def type_day(page: Page, key: str, digits: str) -> None:
    page.locator(f'.st-key-{key} [data-type="year"]').click()
    page.keyboard.type(digits)
    page.keyboard.press("Enter")


def test_a_typed_day_is_taken_by_enter(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?show=Control&tab=Control")
    type_day(page, "on", "20150601")
    expect(page.get_by_text("Who holds what on 1 Jun 2015, by what reports say")).to_be_visible()
    expect(page).to_have_url(re.compile("on=2015-06-01"))
    expect(page.get_by_role("grid")).to_have_count(0)


def test_a_typed_day_filters(page: Page, dashboard: str) -> None:
    open_page(page, dashboard)
    type_day(page, "from", "20170101")
    expect(page.locator(".dl-figures")).to_contain_text("1 place")


def test_back_takes_the_last_change_back(page: Page, dashboard: str) -> None:
    open_page(page, dashboard)
    page.get_by_role("button", name="Contested places").click()
    expect(page.get_by_text("Who holds what on 17 Oct 2017, by what reports say: 0 places.")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Who holds what on 17 Oct 2017")).to_have_count(0)
    expect(page.locator(".dl-figures")).to_contain_text("4 of 4 mentions")
