"""Words that are code: shown as they are, run nowhere, in the browser or on the server."""

import re
from pathlib import Path

from playwright.sync_api import Frame, Page, expect

from tests.browser.conftest import ROOT, open_page
from tests.browser.hostile import STRINGS

RAN = "() => [window.ran, ...[...document.images].map((i) => i.src).filter((s) => s.endsWith('/x'))].filter(Boolean)"


def nothing_ran(page: Page) -> bool:
    ran = [frame.evaluate(RAN) for frame in page.frames if isinstance(frame, Frame)]
    return not any(ran) and not Path(ROOT / "ran-on-the-server").exists()


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def test_hostile_words_stand_as_they_are_and_run_nowhere(
    page: Page, hostile_dashboard: str, strays: list[str], faults: list[str]
) -> None:
    frame = open_page(page, hostile_dashboard)
    page.get_by_role("button", name="Show more sentences").click()
    page.wait_for_function("(n) => document.querySelectorAll('.dl-card').length === n", arg=len(STRINGS))
    cards = squeezed(page.locator(".st-key-panel").inner_text())
    for text in STRINGS:
        assert squeezed(f"The {text} brigade seized Raqqa near Tell {text}, 12 km away, said {text}.") in cards
        assert squeezed(f"{text} · {text}") in cards  # publisher and title
    for summary in page.locator(".dl-card summary").all():
        summary.click()
    assert not page.locator(".dl-card a").count()
    frame.evaluate("() => dateline.places.forEach((p) => dateline.tell([p.lat, p.lon], dateline.describe(p)))")
    names = frame.evaluate("() => dateline.places.map((p) => p.name)")
    assert {squeezed(f"Tell {text}") for text in STRINGS} <= {squeezed(n) for n in names}
    assert nothing_ran(page)
    assert (strays, faults) == ([], [])


def test_hostile_labels_of_filters_tabs_and_places_run_nowhere(
    page: Page, hostile_dashboard: str, strays: list[str], faults: list[str]
) -> None:
    open_page(page, hostile_dashboard)
    for label in ("Actors", "Publishers"):
        page.get_by_label(label).first.click()
        page.wait_for_timeout(300)
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
        page.wait_for_timeout(500)
    for tab in ("Control", "Changes", "Distances", "Place", "Actor"):
        page.get_by_role("tab", name=tab).click()
        page.wait_for_timeout(500)
    for mode in ("Control", "Compare", "Reports"):
        page.locator(".st-key-show").get_by_text(mode, exact=True).click()
        page.wait_for_timeout(500)
    page.get_by_label("Place", exact=True).first.click()
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")
    page.get_by_role("tab", name="Place").click()
    expect(page.get_by_role("heading", name="Not taken for")).to_be_visible()
    assert nothing_ran(page)
    assert (strays, faults) == ([], [])


def test_briefing_of_hostile_words_runs_nothing(page: Page, hostile_dashboard: str, faults: list[str]) -> None:
    open_page(page, hostile_dashboard)
    page.get_by_role("button", name="Download", exact=True).click()
    with page.expect_download() as asked:
        page.get_by_role("button", name="Briefing to print (HTML)").click()
    page.set_content(asked.value.path().read_text(encoding="utf-8"))
    expect(page.locator(".dl-card")).to_have_count(len(STRINGS))
    assert nothing_ran(page)
    assert faults == []
