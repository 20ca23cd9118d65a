"""The bars under the map: dragged across, clicked, moved with the keys, and reset."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import open_page

FIGURES = ".dl-figures"
BAR = "(n) => { const b = document.querySelector(`.dl-time [data-bar='${n}']`).getBoundingClientRect(); return b.x + b.width / 2; }"


def middle_of(page: Page, bar: int) -> tuple[float, float]:
    box = page.locator(".dl-time svg").bounding_box()
    assert box
    return page.evaluate(BAR, bar), box["y"] + 40


def last_bar(page: Page) -> int:
    return int(page.locator(".dl-time [data-bar]").last.get_attribute("data-bar") or 0)


def test_dragging_across_bars_sets_both_dates_and_button_resets_them(page: Page, dashboard: str) -> None:
    open_page(page, dashboard)
    page.locator(".dl-time [data-bar]").first.wait_for()
    x, y = middle_of(page, 0)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y, steps=4)
    page.mouse.move(middle_of(page, 1)[0], y, steps=4)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"from=2013-0\d-01&to=2016-1\d-\d\d"))
    expect(page.locator(FIGURES)).to_contain_text("3 of 4 mentions")
    page.get_by_role("button", name="All dates").click()
    expect(page.locator(FIGURES)).to_contain_text("4 of 4 mentions")
    expect(page).not_to_have_url(re.compile("from="))


def test_clicking_a_bar_chooses_its_days(page: Page, dashboard: str) -> None:
    open_page(page, dashboard)
    page.locator(".dl-time [data-bar]").first.wait_for()
    page.mouse.click(*middle_of(page, last_bar(page)))
    expect(page).to_have_url(re.compile("from=2017-10-01&to=2017-1"))
    expect(page.locator(FIGURES)).to_contain_text("1 place · 1 of 4 mentions")


def test_arrow_keys_move_the_first_day_and_escape_shows_all(page: Page, dashboard: str) -> None:
    open_page(page, dashboard)
    first = page.get_by_role("slider", name="First day shown")
    first.focus()
    page.keyboard.press("End")
    expect(page.locator(FIGURES)).to_contain_text("1 place · 1 of 4 mentions")
    expect(first).to_be_focused()
    expect(first).to_have_attribute("aria-valuetext", "1 Oct 2017")
    page.keyboard.press("Escape")
    expect(page.locator(FIGURES)).to_contain_text("4 of 4 mentions")
