"""Saves a picture of every page, on a desk's screen and on a phone's, to docs/screenshots; a projector's on request."""

import argparse
import sys
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser

from pages.shell.menu import paths
from scripts.browser import browser_path, launched_browser, wait_until_settled
from scripts.serve import ROOT, running_dashboard

PAGES = paths()
SCREENS = {1280: 720, 390: 844, 1920: 1080}
KEPT = (1280, 390)
"""Widths of the pictures in docs/screenshots."""

HIGHEST = 12_000
CONTENT_HEIGHT = """() => {
    const main = document.querySelector('[data-testid="stMain"]');
    return Math.ceil(main.scrollHeight + main.getBoundingClientRect().top);
}"""


def save_screenshot(browser: Browser, address: str, width: int, path: Path, full: bool = False) -> None:
    """Saves what a reader sees at the address; `full` shows the page to its end."""
    context = browser.new_context(
        viewport={"width": width, "height": SCREENS[width]}, reduced_motion="reduce", color_scheme="light"
    )
    try:
        page = context.new_page()
        page.goto(address)
        wait_until_settled(page)
        page.wait_for_load_state("networkidle")
        if full:
            height = min(page.evaluate(CONTENT_HEIGHT), HIGHEST)
            page.set_viewport_size({"width": width, "height": max(height, SCREENS[width])})
            wait_until_settled(page)
        page.screenshot(path=path, animations="disabled")
    finally:
        context.close()


def options() -> argparse.Namespace:
    """What the maintainer asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m scripts.screenshots", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=PAGES, default=list(PAGES), help="these pages")
    parser.add_argument("--query", default="", help='a selection, as in a link: "region=Africa"')
    parser.add_argument("--full", action="store_true", help="each page to its end; files end in -full")
    parser.add_argument("--width", type=int, nargs="+", choices=SCREENS, default=KEPT)
    parser.add_argument("--data", type=Path, help="a data folder other than the dashboard's own")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "screenshots")
    return parser.parse_args()


def main() -> None:
    """Takes the pictures that were asked for and names each file."""
    wanted = options()
    path = browser_path()
    if path is None:
        sys.exit("Screenshots need Chromium or Chrome on this machine.")
    wanted.output.mkdir(parents=True, exist_ok=True)
    query = f"?{quote(wanted.query, safe='=&%+')}" if wanted.query else ""
    ending = "-full" if wanted.full else ""
    with running_dashboard(data=wanted.data) as address, launched_browser(path) as browser:
        for name in wanted.only:
            for width in wanted.width:
                file = wanted.output / f"{name}-{width}{ending}.png"
                save_screenshot(browser, f"{address}/{PAGES[name]}{query}", width, file, wanted.full)
                print(file)


if __name__ == "__main__":
    main()
