"""The Chromium of this machine, kept off the network, for browser tests and screenshots."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

from analytics.exports.images import browser_path as browser_path

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Every name but the machine's own is unknown: what the dashboard needs from elsewhere would be missing.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
QUIET_MILLISECONDS = 300
SETTLE_LIMIT = 60_000
SETTLED = """quiet => {
    const app = document.querySelector('[data-testid="stApp"]');
    const settled = app?.dataset.testScriptState === 'notRunning'
        && !document.querySelector('[data-testid="stSkeleton"], [data-testid="stSpinner"]')
        && [...document.querySelectorAll('.js-plotly-plot')].every(figure => figure._fullLayout);
    if (!settled) { window.settledSince = null; return false; }
    window.settledSince ??= performance.now();
    return performance.now() - window.settledSince > quiet;
}"""


@contextmanager
def launched_browser(path: str) -> Iterator[Browser]:
    """A browser that knows no other host, closed after the block."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


def wait_until_settled(page: Page) -> None:
    """Returns once the page's script has ended and its figures are drawn, for a moment without a change.

    The moment matters: after a click, the script takes an instant to start again.
    """
    page.evaluate("() => { window.settledSince = null; }")
    page.wait_for_function(SETTLED, arg=QUIET_MILLISECONDS, timeout=SETTLE_LIMIT)


if __name__ == "__main__":
    found = browser_path()
    print(found or "No Chromium or Chrome on this machine.")
    sys.exit(found is None)
