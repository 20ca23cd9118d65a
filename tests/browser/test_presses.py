"""A walk at random over all that can be pressed, in a real browser: no press ends the page, and no script fails.

PRESSES=300 walks farther, and WALK names another walk.
"""

import os
import random

from playwright.sync_api import Error, Locator, Page, expect

from tests.browser.conftest import open_page

PRESSES, WALK = int(os.environ.get("PRESSES", "60")), int(os.environ.get("WALK", "1"))
# What leaves the page, asks for files, or lies in the map's frame, which has tests of its own.
PRESSED = (
    ".dl-act:visible, .stButton button:visible, [data-testid='stBaseButton-segmented_control']:visible, "
    "[data-testid^='stBaseButton-segmented_control']:visible, [role='tab']:visible, .stCheckbox label:visible, summary:visible"
)
WORDS = ("Raqqa", "mosul", "islamic", "nothing is called so")


def test_a_walk_at_random_ends_no_page(page: Page, dashboard: str, faults: list[str]) -> None:
    frame, dice, trace = open_page(page, dashboard), random.Random(WALK), []
    for _ in range(PRESSES):
        trace.append(_act(page, dice))
        page.wait_for_timeout(dice.choice((0, 60, 250)))
        assert page.get_by_text("This app has encountered an error").count() == 0, "\n".join(trace)
        assert page.get_by_text("The rest of the page stands").count() == 0, "\n".join(trace)
        if page.get_by_role("dialog").count():
            page.keyboard.press("Escape")
    expect(page.locator(".dl-brand")).to_be_visible()
    expect(page.locator(".dl-figures")).to_contain_text("mention")
    assert frame.evaluate("() => Boolean(window.__rev)")
    assert faults == [], "\n".join(trace)


def _act(page: Page, dice: random.Random) -> str:
    """One press, or some words typed, or a step back; what is gone before it is reached was redrawn meanwhile."""
    kind = dice.random()
    if kind < 0.08:
        page.go_back(wait_until="commit") if page.url.count("=") else None
        return "back"
    if kind < 0.2:
        box, words = page.get_by_role("combobox", name="Place"), dice.choice(WORDS)
        return _try(box, f"find {words}", lambda one: (one.fill(words, timeout=1500), one.press("Enter", timeout=1500)))
    found = page.locator(PRESSED)
    number = found.count()
    if not number:
        return "nothing to press"
    one = found.nth(dice.randrange(number))
    try:
        words = f"press {(one.text_content(timeout=1500) or '').strip()[:40]}"
    except Error:
        return "press what was redrawn meanwhile"
    return _try(one, words, lambda chosen: chosen.click(timeout=1500, force=True))


def _try(one: Locator, words: str, act: object) -> str:
    try:
        act(one)  # type: ignore[operator]
    except Error as error:
        return f"{words} (not reached: {str(error).splitlines()[0]})"
    return words
