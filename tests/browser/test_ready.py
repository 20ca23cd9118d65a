"""Ready views, counts and the search box: one press each, kept in the link, clear of any other filter."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import open_page

FIGURES = ".dl-figures"


def test_contested_places_are_one_press_away(page: Page, dashboard: str) -> None:
    open_page(page, dashboard)
    page.get_by_role("button", name="Contested places").click()
    expect(page).to_have_url(
        re.compile("show=Control&.*state=Contested&state=Besieged|state=Contested&state=Besieged.*show=Control")
    )
    expect(page.get_by_text("Who holds what on 17 Oct 2017, by what reports say: 0 places.")).to_be_visible()


def test_names_without_a_place_are_listed_and_lead_to_their_sentences(page: Page, dashboard: str) -> None:
    open_page(page, dashboard)
    page.get_by_role("button", name="Names without a place (1)").click()
    expect(page.locator(".dl-card")).to_have_count(1)
    expect(page).to_have_url(re.compile("unplaced=true"))
    page.get_by_role("button", name="Bab al-Nasr (1)").click()
    expect(page.get_by_label("Words in the sentence")).to_have_value("Bab al-Nasr")


def test_distances_in_conflict_say_how_many_there_are(page: Page, dashboard: str) -> None:
    open_page(page, dashboard)
    page.get_by_role("button", name="Distances in conflict (0)").click()
    expect(page).to_have_url(re.compile("conflicts=true"))
    expect(page.get_by_text("Nothing is said here under these filters.")).to_be_visible()


def test_a_count_takes_its_value_into_the_filter_and_out_again(page: Page, dashboard: str) -> None:
    open_page(page, dashboard)
    page.get_by_text("Most frequent").click()
    expect(page.get_by_text("Counted in all reports.")).to_be_visible()
    row = page.locator(".dl-counts li", has_text="Syrian Democratic Forces")
    expect(row).to_contain_text("1")
    row.get_by_role("button").click()
    expect(page.locator(FIGURES)).to_contain_text("1 place · 1 of 4 mentions")
    expect(page).to_have_url(re.compile("actor=Syrian"))
    row.get_by_role("button").click()
    expect(page.locator(FIGURES)).to_contain_text("4 of 4 mentions")


def test_search_box_offers_actors_and_words_where_no_place_is_called_so(page: Page, dashboard: str) -> None:
    open_page(page, f"{dashboard}/?place=islamic")
    page.get_by_role("button", name="Actor: Islamic State").click()
    expect(page.get_by_text("said to have gained 1, said to have lost 1")).to_be_visible()
    expect(page).to_have_url(re.compile("who=Islamic"))
    open_page(page, f"{dashboard}/?place=tribes")
    page.get_by_role("button", name="Sentences that say “tribes”").click()
    expect(page.locator(FIGURES)).to_contain_text("1 place · 1 of 4 mentions")
