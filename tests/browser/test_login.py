"""Who signs in at an OpenID Connect provider may do what the page's setting says, under their own name; who does not may look."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from geo.stores import open_store
from tests.browser import openid
from tests.browser.conftest import map_frame, open_page, serve
from tests.browser.openid import Provider
from tests.browser.test_flags import open_form
from tests.browser.test_hostile_words import nothing_ran
from tests.browser.test_read_only import FORGED, WRITING
from tests.stories import raqqa_readings

SECRETS = """
[dateline]
page = "write"
people = {people}

[connections.dateline]
url = "sqlite:///{store}"

[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "a long random text that only this test knows"
client_id = "{client}"
client_secret = "{secret}"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""


@dataclass(frozen=True)
class Host:
    """A hosted page with a login, its store, and the provider it trusts."""

    address: str
    store: str
    provider: Provider


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    folder = tmp_path_factory.mktemp("login")
    store = f"sqlite:///{folder / 'story.db'}"
    opened = open_store(store)
    opened.add(raqqa_readings())
    opened.close()
    with openid.running() as provider:
        told = {"client": openid.CLIENT, "secret": openid.SECRET, "provider": provider.issuer}
        secrets = SECRETS.format(store=folder / "story.db", people=["@example.org", "nobody@example.net"], **told)
        for address in serve(folder, "hosted.py", secrets):
            yield Host(address, store, provider)


def sign_in(page: Page, who: str) -> None:
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("heading", name="Who are you?").wait_for()
    page.get_by_role("link", name=who).click()
    expect(page.get_by_role("button", name="Log out")).to_be_visible(timeout=30_000)
    map_frame(page)


def test_who_signs_in_or_out_comes_back_to_the_page_that_was_left(page: Page, host: Host, faults: list[str]) -> None:
    frame = open_page(page, f"{host.address}/?q=Raqqa&place=Raqqa&tab=Changes")
    frame.evaluate("() => { dateline.map.setView([35.5, 39.5], 8, { animate: false }); }")
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("link", name="Ann Analyst").click()
    for pressed in ("Log out", "Log in"):
        expect(page).to_have_url(
            re.compile(r"/\?q=Raqqa&place=Raqqa&tab=Changes&lat=35\.\d+&lon=39\.\d+&z=8$"), timeout=30_000
        )
        expect(page.get_by_role("button", name=pressed)).to_be_visible(timeout=30_000)
        expect(page.get_by_label("Words in the sentence")).to_have_value("Raqqa")
        expect(page.locator(".dl-title")).to_have_text("Raqqa")
        map_frame(page)
        if pressed == "Log out":
            page.get_by_role("button", name=pressed).click()
    assert faults == []


@pytest.mark.parametrize(
    "left", ["//elsewhere.example/?q=x", "https://elsewhere.example", "?", "#q=x", "javascript:alert(1)"]
)
def test_nothing_but_a_query_is_come_back_to(page: Page, host: Host, left: str, strays: list[str]) -> None:
    page.goto(f"{host.address}/_stcore/health")
    page.evaluate("(left) => sessionStorage.setItem('dateline-left', JSON.stringify([Date.now(), left]))", left)
    open_page(page, host.address)
    page.wait_for_timeout(500)
    assert (page.url, strays) == (f"{host.address}/", [])
    assert page.evaluate("() => sessionStorage.length") == 0


def may_only_look(page: Page) -> None:
    expect(page.locator(".dl-card").first).to_be_visible()
    for name in WRITING:
        expect(page.get_by_role("button", name=name, exact=True)).to_have_count(0)
    page.evaluate(FORGED)
    page.wait_for_timeout(1500)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_who_is_not_signed_in_may_only_look_whatever_the_setting_says(
    page: Page, host: Host, faults: list[str]
) -> None:
    open_page(page, host.address)
    expect(page.get_by_role("button", name="Log in")).to_be_visible()
    may_only_look(page)
    assert faults == []


def test_who_signs_in_flags_under_their_own_address_until_they_sign_out(
    page: Page, host: Host, strays: list[str], faults: list[str]
) -> None:
    open_page(page, host.address)
    sign_in(page, "Ann Analyst")
    expect(page.get_by_text("ann@example.org")).to_be_visible()
    expect(page.get_by_role("button", name="Read your own reports")).to_be_visible()
    open_form(page, "The SDF retook Raqqa")
    expect(page.get_by_label("Your name")).to_have_count(0)
    page.get_by_role("dialog").get_by_text("Recapture of Raqqa").click()
    page.get_by_role("button", name="Flag as wrong").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text("1 flagged as wrong and hidden")).to_be_visible()
    assert [flag.who for flag in open_store(host.store).flags()] == ["ann@example.org"]
    page.get_by_text("Shown", exact=True).click()
    expect(page.locator(".dl-flagged").first).to_contain_text("ann@example.org")
    page.reload()
    expect(page.get_by_role("button", name="Log out")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("button", name="Log in")).to_be_visible(timeout=30_000)
    may_only_look(page)
    assert "/logout" in host.provider.asked
    assert (strays, faults) == ([], [])


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("Nobody <b>Known</b>", "Nobody <b>Known</b>; you may look"),
        ("ann@example.org", "ann at example.org; you may look"),
        ("Bob of Elsewhere", "bob@elsewhere.example; you may look"),
    ],
)
def test_who_is_none_of_the_people_named_may_only_look_and_passes_for_nobody_else(
    page: Page, host: Host, who: str, told: str
) -> None:
    open_page(page, host.address)
    sign_in(page, who)
    expect(page.get_by_text(f"Signed in as {told}", exact=True)).to_be_visible()
    may_only_look(page)
    assert nothing_ran(page)


def test_who_turns_back_at_the_provider_may_only_look(page: Page, host: Host) -> None:
    open_page(page, host.address)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("link", name="Nobody", exact=True).click()
    expect(page.get_by_role("button", name="Log in")).to_be_visible(timeout=30_000)
    may_only_look(page)


@pytest.mark.parametrize("forged", ["?code=guessed&state=guessed", "?error=access_denied", ""])
def test_forged_return_from_the_provider_signs_nobody_in(page: Page, host: Host, forged: str) -> None:
    page.goto(f"{host.address}/oauth2callback{forged}")
    expect(page.get_by_role("button", name="Log in")).to_be_visible(timeout=30_000)


def test_cookie_made_by_somebody_else_signs_nobody_in(page: Page, host: Host) -> None:
    forged = {
        "name": "_streamlit_user",
        "value": "2|1:0|10:1900000000|15:_streamlit_user|4:e30=|bad",
        "url": host.address,
    }
    page.context.add_cookies([forged])  # type: ignore[list-item]
    open_page(page, host.address)
    expect(page.get_by_role("button", name="Log in")).to_be_visible()


def test_nothing_of_the_sign_in_is_written_to_the_log(host: Host, tmp_path_factory: pytest.TempPathFactory) -> None:
    log = Path(host.store.removeprefix("sqlite:///")).with_name("server.log").read_text()
    assert openid.SECRET not in log
    assert "Traceback" not in log
