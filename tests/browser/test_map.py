"""The page as a visitor sees it: opens, draws, selects, filters, shares; and asks nothing of any other machine."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import click_place, map_frame, open_page


def drawn_names(frame: object) -> set[str]:
    return set(frame.evaluate("() => dateline.places.map((p) => p.name)"))  # type: ignore[attr-defined]


def test_opens_and_draws_with_no_request_off_the_machine(
    page: Page, dashboard: str, strays: list[str], faults: list[str]
) -> None:
    frame = open_page(page, dashboard)
    assert drawn_names(frame) == {"Raqqa", "Aleppo", "Mosul"}
    frame.wait_for_selector('[data-ground="drawn"]')
    expect(page.get_by_text("3 places · 4 of 4 mentions")).to_be_visible()
    expect(page.locator("iframe").content_frame.get_by_text("Raqqa", exact=True)).to_be_visible()
    assert (strays, faults) == ([], [])


def test_click_on_circle_shows_its_sentences_and_link_names_it(page: Page, dashboard: str) -> None:
    frame = open_page(page, dashboard)
    click_place(page, frame, "Mosul")
    expect(page.locator(".dl-title")).to_have_text("Mosul")
    expect(page.locator(".dl-card")).to_have_count(1)
    expect(page.locator("mark.dl-chosen")).to_have_text("Mosul")
    expect(page).to_have_url(re.compile("place=Mosul"))


def test_click_on_circles_over_each_other_opens_the_most_mentioned_and_offers_the_others(
    page: Page, dashboard: str
) -> None:
    frame = open_page(page, dashboard)
    frame.evaluate("() => { dateline.map.setView([36, 40], 2, { animate: false }); }")
    click_place(page, frame, "Aleppo")
    expect(page.locator(".dl-title")).to_have_text("Raqqa")
    expect(page.locator(".dl-also")).to_have_text("Also here:Aleppo (1)")
    page.locator(".dl-also").get_by_role("button", name="Aleppo").click()
    expect(page.locator(".dl-title")).to_have_text("Aleppo")
    expect(page.locator(".dl-also")).to_have_text("Also here:Raqqa (2)")
    assert frame.evaluate("() => dateline.map.getZoom()") == 2


def test_map_fills_its_frame_and_stands_with_the_bars_in_the_window(page: Page, dashboard: str) -> None:
    for width, height in ((1280, 800), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        frame = open_page(page, dashboard)
        bars = page.locator(".dl-time").bounding_box()
        assert bars
        assert bars["y"] + bars["height"] <= height
        expect(page.locator(".dl-time .changes").first).to_be_visible()
        assert frame.evaluate("() => dateline.map.getSize().y === innerHeight")


def test_nothing_found_is_undone_by_one_press(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?q=zzzz&country=Syria&from=2030-01-01")
    panel = page.locator(".st-key-panel")
    expect(
        panel.get_by_text("Filters: dates of the event: from 1 Jan 2030; countries: Syria; words: zzzz.")
    ).to_be_visible()
    panel.get_by_role("button", name="Clear all filters").click()
    expect(page.get_by_text("3 places · 4 of 4 mentions")).to_be_visible()
    expect(page.get_by_role("button", name="Clear all filters")).to_have_count(1)
    assert "q=" not in page.url


def test_a_click_is_told_once(page: Page, dashboard: str) -> None:
    frame = open_page(page, dashboard)
    frame.evaluate(
        """() => { window.told = 0; const send = Streamlit.setComponentValue;
        Streamlit.setComponentValue = (value) => { window.told += 1; send(value); }; }"""
    )
    click_place(page, frame, "Mosul")
    expect(page.locator(".dl-title")).to_have_text("Mosul")
    page.wait_for_timeout(600)  # streamlit-folium would tell it by now
    assert frame.evaluate("() => window.told") == 1


def test_sentence_moves_the_map_to_its_place_each_time(page: Page, dashboard: str) -> None:
    frame = open_page(page, dashboard)
    middle = "() => { const c = dateline.map.getCenter(); return [c.lat.toFixed(1), c.lng.toFixed(1)]; }"
    for _ in range(2):
        frame.evaluate("() => { dateline.map.setView([10, 10], 4, { animate: false }); }")
        page.get_by_role("button", name="Mosul").first.click()
        page.wait_for_timeout(1500)
        assert frame.evaluate(middle) == ["36.3", "43.1"]


def test_filter_narrows_the_map_and_keeps_its_view_and_frame(page: Page, dashboard: str) -> None:
    frame = open_page(page, dashboard)
    frame.evaluate("() => { dateline.map.setView([36, 40], 7, { animate: false }); window.kept = true; }")
    page.get_by_label("Words in the sentence").fill("tribes")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 place · 1 of 4 mentions")).to_be_visible()
    page.wait_for_timeout(500)
    assert drawn_names(frame) == {"Mosul"}
    assert frame.evaluate("() => [window.kept, dateline.map.getZoom()]") == [True, 7]
    # streamlit-folium would hold on to every earlier drawing, and the tab would grow with each filter change.
    assert frame.evaluate("() => window.feature_group.length") == 1


def test_shared_link_opens_the_same_view_in_a_fresh_tab(page: Page, dashboard: str) -> None:
    frame = open_page(page, dashboard)
    page.get_by_label("Words in the sentence").fill("Raqqa")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 places")).to_be_visible()
    click_place(page, map_frame(page), "Raqqa")
    expect(page.locator(".dl-title")).to_have_text("Raqqa")
    frame.evaluate("() => { dateline.map.setView([35.5, 39.5], 8, { animate: false }); }")
    page.get_by_role("button", name="Share").click()
    link = page.locator('[data-testid="stCode"]')
    # The map stands on whole pixels: its middle is where it was put to a thousandth of a degree.
    expect(link).to_contain_text(re.compile(r"lat=35\.50\d\d&lon=39\.50\d\d&z=8"))
    fresh = page.context.new_page()
    other = open_page(fresh, link.inner_text().strip())
    expect(fresh.locator(".dl-title")).to_have_text("Raqqa")
    expect(fresh.get_by_label("Words in the sentence")).to_have_value("Raqqa")
    lat, zoom = other.evaluate("() => [dateline.map.getCenter().lat, dateline.map.getZoom()]")
    assert (abs(lat - 35.5) < 0.005, zoom) == (True, 8)  # a pixel is 0.003 degree here
    assert drawn_names(other) == {"Raqqa", "Aleppo"}


def test_link_of_nonsense_opens_the_page_without_it(page: Page, dashboard: str, faults: list[str]) -> None:
    nonsense = (
        "lat=nan&lon=inf&z=99&from=yesterday&actor=nobody&kind=%3Cscript%3E&tab=9&show=x&place=&on=31.02.2016&zzz=1"
    )
    frame = open_page(page, f"{dashboard}/?{nonsense}")
    assert drawn_names(frame) == {"Raqqa", "Aleppo", "Mosul"}
    expect(page.get_by_text("3 places · 4 of 4 mentions")).to_be_visible()
    assert faults == []


def test_downloads_are_made_of_what_is_shown(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?q=tribes")
    expect(page.get_by_text("1 place · 1 of 4 mentions")).to_be_visible()
    page.get_by_role("button", name="Download", exact=True).click()
    with page.expect_download() as asked:
        page.get_by_role("button", name="Changes of control (CSV)").click()
    lines = asked.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert (len(lines), lines[0][:4]) == (2, "kind")
    with page.expect_download() as asked:
        page.get_by_role("button", name="Briefing to print (HTML)").click()
    assert "Filters: words: tribes." in asked.value.path().read_text(encoding="utf-8")


def test_embedded_page_shows_map_and_panel_with_a_way_to_the_whole(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?embed=true&show=Control&on=2015-06-01&place=Raqqa")
    sidebar = page.get_by_test_id("stSidebar").bounding_box()
    assert sidebar is None or sidebar["x"] + sidebar["width"] <= 1
    way = page.get_by_role("link", name="Open in Dateline")
    expect(way).to_have_attribute("href", re.compile(r"\?show=Control&on=2015-06-01&place=Raqqa"))
    expect(way).not_to_have_attribute("href", re.compile("embed"))
    expect(page.get_by_role("button", name="Download", exact=True)).to_have_count(0)


def test_briefing_prints_on_pages_with_map_places_and_sources(page: Page, dashboard: str, tmp_path: Path) -> None:
    open_page(page, f"{dashboard}/?q=Raqqa")
    page.get_by_role("button", name="Download", exact=True).click()
    with page.expect_download() as asked:
        page.get_by_role("button", name="Briefing to print (HTML)").click()
    page.set_content(asked.value.path().read_text(encoding="utf-8"))
    page.emulate_media(media="print")
    picture = page.locator("svg").bounding_box()
    assert picture
    assert picture["height"] > 200
    for title in ("Places", "What reports say", "Sources"):
        expect(page.get_by_role("heading", name=title)).to_be_visible()
    expect(page.locator("details").first).not_to_be_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
