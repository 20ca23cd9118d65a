"""The page for everybody: checked by axe-core, usable by keyboard alone and on a phone."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import map_frame, open_page

# Vega marks its drag area as an image of its own without a name; the chart as a whole has one.
OURS = {"exclude": [["[data-testid='stVegaLiteChart']"]]}


@pytest.mark.parametrize(
    ("theme", "link"),
    [("light", ""), ("dark", "?place=Raqqa%2C+Syria&tab=Place"), ("light", "?tab=Actor&who=Islamic+State")],
)
def test_axe_finds_nothing_serious(page: Page, dashboard: str, theme: Any, link: str) -> None:
    page.emulate_media(color_scheme=theme)
    open_page(page, f"{dashboard}/{link}")
    page.wait_for_timeout(1000)
    found = Axe().run(page, context=OURS).response["violations"]
    serious = [(v["id"], v["nodes"][0]["html"][:200]) for v in found if v["impact"] in ("serious", "critical")]
    assert serious == []


def test_keyboard_alone_finds_a_place_and_moves_the_map(page: Page, dashboard: str) -> None:
    frame = open_page(page, dashboard)
    page.get_by_label("Place", exact=True).first.focus()
    page.keyboard.type("mossul")
    page.keyboard.press("Enter")
    expect(page.locator(".dl-title")).to_have_text("Mosul")
    page.wait_for_timeout(1500)
    assert frame.evaluate("() => dateline.map.getCenter().lng.toFixed(1)") == "43.1"
    page.get_by_role("button", name="All places").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".dl-title")).to_have_count(0)


def test_phone_stacks_map_and_sentences_without_sideways_scrolling(browser: Browser, dashboard: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(dashboard)
    map_frame(page)
    expect(page.locator(".dl-card")).to_have_count(3)
    assert page.evaluate("() => document.documentElement.scrollWidth") == 390
    box, card = page.locator("iframe").bounding_box(), page.locator(".dl-card").first.bounding_box()
    assert box
    assert card
    assert box["height"] < 844 * 0.6
    assert card["y"] > box["y"] + box["height"]
    context.close()
