"""Control on a day and between two days, in the browser."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import click_place, open_page

STATE = "(name) => { const p = dateline.places.find((p) => p.name === name); return [dateline.data.palette[p.colour], p.flags]; }"


def test_slider_plays_control_and_panel_and_link_follow_when_it_rests(page: Page, dashboard: str) -> None:
    frame = open_page(page, f"{dashboard}/?show=Control&on=2015-06-01&tab=Control")
    isis = frame.evaluate(STATE, "Raqqa")[0]
    expect(page.locator(".dl-card").first).to_contain_text("Islamic State")
    frame.evaluate("() => { dateline.map.setView([36, 40], 7, { animate: false }); window.kept = true; }")
    page.locator("iframe").content_frame.get_by_label("Day").focus()
    page.keyboard.press("End")
    expect(page.locator(".dl-card").first).to_contain_text("Syrian Democratic Forces")
    expect(page).to_have_url(re.compile("on=2017-10-17"))
    assert frame.evaluate(STATE, "Raqqa")[0] != isis
    assert frame.evaluate("() => [window.kept, dateline.map.getZoom()]") == [True, 7]


def test_play_runs_to_the_end_and_stops(page: Page, dashboard: str) -> None:
    frame = open_page(page, f"{dashboard}/?show=Control&on=2013-04-01")
    inside = page.locator("iframe").content_frame
    inside.get_by_label("Speed").select_option("fast")
    frame.evaluate("() => { dateline.playing.pace = 5; }")
    inside.get_by_role("button", name="Play").click()
    frame.wait_for_function("() => dateline.playing.frame === dateline.playing.days.length - 1")
    expect(inside.get_by_role("button", name="Play")).to_be_visible()


def test_click_in_control_shows_what_it_rests_on(page: Page, dashboard: str) -> None:
    frame = open_page(page, f"{dashboard}/?show=Control&on=2015-06-01&tab=Control")
    click_place(page, frame, "Raqqa")
    expect(page.get_by_role("heading", name="What speaks for it")).to_be_visible()
    expect(page.locator(".dl-card").nth(1)).to_contain_text("in the spring of 2013")


def test_two_days_compared_show_what_changed_hands(page: Page, dashboard: str) -> None:
    frame = open_page(page, f"{dashboard}/?show=Compare&then=2015-06-01&on=2017-12-01&tab=Control")
    expect(page.get_by_text("1 place changed hands")).to_be_visible()
    assert frame.evaluate("() => dateline.places.map((p) => p.name)") == ["Raqqa"]


def test_divider_shows_the_earlier_day_on_its_left_and_moves_by_key(page: Page, dashboard: str) -> None:
    frame = open_page(page, f"{dashboard}/?show=Compare&then=2015-06-01&on=2017-12-01&tab=Control")
    inside = page.locator("iframe").content_frame
    expect(inside.get_by_text("1 Jun 2015")).to_be_visible()
    sides = "() => [dateline.swiping.earlier, dateline.places].map((side) => dateline.data.palette[side[0].colour])"
    earlier, later = frame.evaluate(sides)
    assert earlier != later
    raqqa = "() => dateline.map.latLngToContainerPoint(dateline.places[0]).x / dateline.map.getSize().x"
    slider = inside.get_by_role("slider", name="Divider")
    slider.focus()
    page.keyboard.press("End")
    assert frame.evaluate("() => dateline.swiping.share") > frame.evaluate(raqqa)
    seen = "(i) => document.querySelectorAll('.leaflet-pane').length && dateline.swiping.panes[i].style.clipPath"
    before = frame.evaluate(seen, 0)
    page.keyboard.press("Home")
    assert frame.evaluate(seen, 0) != before


def test_what_changed_hands_opens_to_its_sentences(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?show=Compare&then=2015-06-01&on=2017-12-01&tab=Control")
    page.get_by_text("2 sentences").click()
    cards = page.locator(".dl-card details .dl-card")
    expect(cards).to_have_count(2)
    expect(cards.first).to_contain_text("The SDF retook Raqqa from ISIS on Tuesday.")
    page.get_by_role("button", name="Raqqa").first.click()
    expect(page.get_by_role("heading", name="The later state rests on")).to_be_visible()


def test_sides_are_shown_and_a_loaded_table_is_drawn_and_compared(page: Page, dashboard: str) -> None:
    frame = open_page(page, f"{dashboard}/?show=Control&on=2015-06-01&tab=Control")
    page.get_by_role("button", name="Sides").click()
    page.get_by_role("radio", name="Sides").click()
    expect(page).to_have_url(re.compile("by=Sides"))
    hostile = "${document.body.dataset.ran = 1}"
    written = (
        f"place,holder,lat,lon,country\nRaqqa,Syrian government,35.95,39.0,SY\n{hostile},Islamic State,35.8,38.5,SY\n"
    )
    page.locator(".st-key-given_file input").set_input_files(
        {"name": "known <b>.csv", "mimeType": "text/csv", "buffer": written.encode()}
    )
    frame.wait_for_function("() => dateline.places.some((p) => dateline.isAssumed(p.flags))")
    page.keyboard.press("Escape")
    differs = page.locator(".dl-card.dl-differ")
    expect(differs).to_contain_text("table: Syrian government")
    expect(differs).to_contain_text("reports: Islamic State")
    expect(page.locator(".dl-card").filter(has_text="reports are silent")).to_contain_text(hostile)
    assert page.evaluate("() => document.body.dataset.ran") is None
    assert frame.evaluate("() => document.body.dataset.ran") is None


def test_a_column_of_a_province_leads_to_its_day(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?show=Control&on=2015-06-01&tab=Control&list=Provinces")
    page.locator(".dl-column").last.click()
    expect(page).to_have_url(re.compile("on=2017-10-17"))
    expect(page.locator(".dl-table")).to_contain_text("1 of 1")
