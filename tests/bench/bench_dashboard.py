"""What a visitor waits for, in the browser: 100,000 mentions in 5,000 places, on this machine, in one tab."""

import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Frame, Page, sync_playwright

from geo.stores import open_store
from tests.bench.bench_views import PLACES, make_readings
from tests.bench.wire import wire_to
from tests.browser.conftest import CHROMIUM, click_circle, open_page, serve

CHANGES, MANY_CHANGES, WARMED_UP = 10, 30, 3
MANY_PLACES = Path(__file__).parent / "many_places.js"


def measure() -> Iterator[str]:
    """Seconds to the first map, for a filter change and a click; bytes a change; memory; frames a second of the playback."""
    if not CHROMIUM:
        yield "dashboard: not measured, there is no Chromium on this machine"
        return
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.db'}"
        store = open_store(url)
        store.add(make_readings(random.Random(7)))
        store.close()
        server = serve(Path(folder), DATELINE_STORE=url)
        address = next(server)
        with sync_playwright() as playwright:
            flags = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
            yield from _measure_page(browser, address)
            yield from _measure_playback(browser, address)
            browser.close()
        server.close()


def _measure_page(browser: Browser, address: str) -> Iterator[str]:
    _first_map(browser, address)
    first = statistics.median(_first_map(browser, address) for _ in range(5))
    yield f"dashboard: {first:.1f} s to the map, server warm"
    with wire_to(urlsplit(address).port or 80) as wire:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        frame = open_page(page, f"http://127.0.0.1:{wire.port}")
        page.wait_for_timeout(2000)
        waits, sent = [], []
        for number in range(CHANGES):
            before = wire.received
            waits.append(_change_filter(page, frame, f"Town{number}"))
            page.wait_for_timeout(1500)
            sent.append(wire.received - before)
        yield (
            f"dashboard: {statistics.median(waits):.2f} s for a filter change, {statistics.median(sent) / 1000:.0f} kB on the wire"
        )
        before = wire.received
        _change_filter(page, frame, "")
        page.wait_for_timeout(1500)
        yield f"dashboard: {(wire.received - before) / 1000:.0f} kB on the wire for all {PLACES:,} places"
        yield f"dashboard: {_click(page, frame):.2f} s from a click to its sentences"
        page.close()
    yield f"dashboard: {_growth(browser, address):+.1f} MB of the tab's memory over {MANY_CHANGES} filter changes"


def _growth(browser: Browser, address: str) -> float:
    """How much more the tab holds after many filter changes than after the first few, garbage collected."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    frame = open_page(page, address)
    held = []
    for number in range(MANY_CHANGES + WARMED_UP):
        if number == WARMED_UP:
            held.append(_heap(page))
        _change_filter(page, frame, f"Town{number % 7}")
        page.wait_for_timeout(300)
    held.append(_heap(page))
    page.close()
    return held[1] - held[0]


def _heap(page: Page) -> float:
    """Megabytes that the page's scripts hold."""
    tools = page.context.new_cdp_session(page)
    tools.send("Performance.enable")
    for _ in range(2):
        tools.send("HeapProfiler.collectGarbage")
    metrics = {m["name"]: m["value"] for m in tools.send("Performance.getMetrics")["metrics"]}
    return float(metrics["JSHeapUsedSize"]) / 1e6


def _first_map(browser: Browser, address: str) -> float:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    start = time.perf_counter()
    open_page(page, address)
    page.close()
    return time.perf_counter() - start


def _change_filter(page: Page, frame: Frame, words: str) -> float:
    before = frame.evaluate("() => window.__rev")
    page.get_by_label("Words in the sentence").fill(words)
    start = time.perf_counter()
    page.keyboard.press("Enter")
    frame.wait_for_function("(rev) => window.__rev !== rev", arg=before)
    return time.perf_counter() - start


def _click(page: Page, frame: Frame) -> float:
    name = frame.evaluate("() => dateline.places[0].name")
    frame.evaluate(
        "() => { dateline.map.setView([dateline.places[0].lat, dateline.places[0].lon], 11, { animate: false }); }"
    )
    page.wait_for_timeout(1000)
    start = time.perf_counter()
    click_circle(frame, name)
    page.locator(".dl-title").wait_for()
    return time.perf_counter() - start


def _measure_playback(browser: Browser, address: str) -> Iterator[str]:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    start = time.perf_counter()
    frame = open_page(page, f"{address}/?show=Control")
    yield f"dashboard: {time.perf_counter() - start:.1f} s to control on a day, asked for the first time"
    rate = frame.evaluate(
        """async () => { const s = dateline.playing, begun = performance.now(); let n = 0;
        while (performance.now() - begun < 3000) {
          dateline.showFrame((s.frame + 1) % s.days.length); n++;
          await new Promise(requestAnimationFrame);
        }
        return [n / 3, dateline.places.length]; }"""
    )
    yield f"dashboard: {rate[0]:.0f} frames a second of playback over {rate[1]:,} places"
    page.wait_for_timeout(1000)
    rate, stayed = frame.evaluate(MANY_PLACES.read_text(encoding="utf-8"))
    yield f"dashboard: {rate:.0f} frames a second over 10,000 places, the view {'stays' if stayed else 'JUMPS'}"
    page.close()
