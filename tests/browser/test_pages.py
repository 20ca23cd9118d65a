"""The pages of a place and of an actor: what they say, and that each statement opens to its sentence and its reasons."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import open_page


def test_page_of_a_place_has_record_history_sources_distances_and_what_it_was_not_taken_for(
    page: Page, dashboard: str
) -> None:
    open_page(page, f"{dashboard}/?place=Raqqa&tab=Place")
    panel = page.locator(".st-key-panel")
    for words in ("GeoNames 172955", "35.9528, 39.0079", "Raqqa (2)", "Sample agency (1)", "Sample daily (1)"):
        expect(panel).to_contain_text(words)
    expect(page.locator(".dl-strip > span")).to_have_count(2)
    expect(page.get_by_role("heading", name="Distances stated (1)")).to_be_visible()
    rival = page.locator("tr", has_text="at best 10%")
    expect(rival).to_contain_text("Aleppo")
    expect(rival).to_contain_text("the second largest of the name")
    page.get_by_text("All 2 dated statements").click()
    page.locator(".dl-why summary", has_text="Recapture of Raqqa").click()
    page.locator(".dl-why .dl-card", has_text="The SDF retook").get_by_text("Why?").click()
    expect(panel).to_contain_text("read from “retook” by rule")


def test_page_of_an_actor_charts_its_years_and_lists_what_it_gained(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?tab=Actor&who=Islamic+State")
    chart = page.get_by_test_id("stVegaLiteChart")
    expect(chart).to_be_visible()
    expect(page.get_by_text("Gained (1)")).to_be_visible()
    page.get_by_text("Lost (1)").click()
    expect(page.get_by_text("The SDF retook Raqqa from ISIS on Tuesday.")).to_be_visible()
