"""What a real browser receives from a running dashboard, and when it has painted it."""

import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page

from scripts.browser import wait_until_settled

SHAPES = "/geography/"
QUIET_MILLISECONDS = 700
LIMIT_MILLISECONDS = 30_000
WATCH = """() => {
    const watch = window.watch = {started: 0, received: 0, painted: 0};
    const Plain = window.WebSocket;
    window.WebSocket = class extends Plain {
        constructor(...options) {
            super(...options);
            this.addEventListener('message', () => { watch.received = performance.now(); });
        }
    };
    new MutationObserver(changes => {
        if (changes.some(change => (change.target.closest ? change.target : change.target.parentElement)
                ?.closest('[data-testid="stMain"]'))) {
            requestAnimationFrame(() => { watch.painted = performance.now(); });
        }
    }).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
    document.addEventListener('pointerdown', () => { watch.started = performance.now(); }, true);
}"""
STILL = """quiet => {
    const {started, received, painted} = window.watch;
    return received > started && painted > started
        && performance.now() - Math.max(received, painted) > quiet;
}"""


@dataclass
class Received:
    """Bytes of files that reached a page, those of them that are shapes, and the requests that were answered."""

    files: int = 0
    shapes: int = 0
    requests: int = 0
    names: Counter[str] = field(default_factory=Counter)
    """Bytes of each file by its path."""
    _addresses: dict[str, str] = field(default_factory=dict)


def received_by(context: BrowserContext, page: Page) -> Received:
    """Counts, from now on, the files that the page receives, as they travel: compressed, headers included."""
    counts = Received()
    protocol = context.new_cdp_session(page)
    protocol.send("Network.enable")

    def on_response(event: dict) -> None:
        counts._addresses[event["requestId"]] = urlsplit(event["response"]["url"]).path

    def on_finished(event: dict) -> None:
        size = int(event["encodedDataLength"])
        counts.files += size
        counts.requests += size > 0
        path = counts._addresses.get(event["requestId"], "")
        counts.names[path] += size
        if SHAPES in path:
            counts.shapes += size

    protocol.on("Network.responseReceived", on_response)
    protocol.on("Network.loadingFinished", on_finished)
    return counts


def opened(page: Page, address: str) -> float:
    """Seconds until the page at the address is drawn and quiet, the moment of quiet included."""
    started = time.perf_counter()
    page.goto(address)
    wait_until_settled(page)
    page.wait_for_load_state("networkidle")
    return time.perf_counter() - started


def choose_theme(page: Page, place: int) -> None:
    """Choose the theme at that place of the list that the filter offers."""
    # By its place: while a list of options is open, the rest of the page is hidden from those who hear it.
    # The empty page has its one filter in sight.
    filters = page.locator(".st-key-filters button").first
    if filters.count() and filters.get_attribute("aria-expanded") == "false":
        filters.click()
    page.locator(".st-key-choice_theme input").click()
    page.get_by_role("option").nth(place).click()


def watch(context: BrowserContext) -> None:
    """Every page opened from now on keeps the times of the last click, message and paint."""
    context.add_init_script(f"({WATCH})()")


def repainted(page: Page, place: int) -> tuple[float, float]:
    """Seconds from the click on a theme to the last message of the server, and to the last change painted."""
    choose_theme(page, place)
    page.wait_for_function(STILL, arg=QUIET_MILLISECONDS, timeout=LIMIT_MILLISECONDS)
    times = page.evaluate("() => window.watch")
    received, painted = ((times[name] - times["started"]) / 1000 for name in ("received", "painted"))
    return received, painted
