"""The map: large, with rivers, provinces, towns and villages under what reports say, and places to go to."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import map_frame, open_page


def test_the_map_takes_half_of_a_laptops_window_and_the_bars_stand_under_it(page: Page, dashboard: str) -> None:
    open_page(page, dashboard)
    box, bars = page.locator(".st-key-map_frame iframe").bounding_box(), page.locator(".dl-time svg").bounding_box()
    assert box and bars
    assert box["width"] * box["height"] >= 1440 * 900 / 2
    assert bars["y"] + bars["height"] <= 900


def test_a_towns_surroundings_are_no_empty_sheet(
    page: Page, dashboard: str, strays: list[str], faults: list[str]
) -> None:
    frame = open_page(page, f"{dashboard}/?place=Raqqa,+Syria&lat=35.95&lon=39.0&z=10")
    frame.wait_for_function("() => dateline.held.towns && dateline.held.rivers && dateline.held.provinces")
    # The villages of a country are made when a store first speaks of it: the next drawing has them.
    page.reload()
    frame = map_frame(page)
    frame.wait_for_function("() => dateline.held['villages-SY.json']")
    painted = frame.evaluate(
        """() => { const c = document.querySelector('canvas.quiet'), d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
        let n = 0; for (let i = 3; i < d.length; i += 4) if (d[i] > 60) n++; return n; }"""
    )
    assert painted > 5000
    assert (strays, faults) == ([], [])


def test_home_and_what_is_shown_are_a_press_away(page: Page, dashboard: str) -> None:
    frame = open_page(page, dashboard)
    frame.wait_for_function("() => Boolean(dateline.home)")
    at = "() => [Math.round(dateline.map.getCenter().lat), Math.round(dateline.map.getZoom())]"
    before = frame.evaluate(at)
    frame.evaluate("() => { dateline.map.setView([10, 10], 8, {animate: false}); }")
    frame.get_by_role("button", name="Home: where the map opened").click()
    frame.wait_for_function(f"() => JSON.stringify(({at})()) === '{before}'.replaceAll(' ', '')")
    frame.evaluate("() => { dateline.map.setView([10, 10], 8, {animate: false}); }")
    frame.get_by_role("button", name="Zoom to what is shown").click()
    frame.wait_for_function("() => dateline.seesSome(dateline.map)")


def test_filters_bring_into_view_what_they_leave(page: Page, dashboard: str) -> None:
    frame = open_page(page, f"{dashboard}/?lat=10&lon=10&z=8")
    page.get_by_label("Words in the sentence").fill("tribes")
    page.get_by_label("Words in the sentence").press("Enter")
    expect(page.locator(".dl-figures")).to_contain_text("1 place")
    frame.wait_for_function("() => dateline.seesSome(dateline.map)")


def test_lines_say_their_kilometres(page: Page, dashboard: str) -> None:
    frame = open_page(page, f"{dashboard}/?lat=36&lon=38&z=8")
    expect(frame.locator(".label.km")).to_have_text(["160 km"])
