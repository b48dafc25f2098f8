"""Measures the dashboard's speed, bytes and memory: `python -m benchmarks`; prints and keeps the tables."""

import argparse
from collections.abc import Callable

from playwright.sync_api import Browser

from benchmarks import growth, images, matrix, memory, readers, repaint, reruns, scenario, slides, traffic
from benchmarks.report import RESULTS, circumstances
from scripts.browser import browser_path, launched_browser

SERVED: dict[str, Callable[[bool], str]] = {
    "rerun": reruns.section,
    "memory": memory.section,
    "readers": readers.section,
    "matrix": matrix.section,
    "scenario": scenario.section,
    "images": images.section,
    "slides": slides.section,
    "growth": growth.section,
}
BROWSED: dict[str, Callable[[Browser, bool], str]] = {
    "bytes": lambda browser, quick: traffic.section(browser),
    "repaint": repaint.section,
}
SECTIONS = (*SERVED, *BROWSED)


def options() -> argparse.Namespace:
    """What the maintainer asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=SECTIONS, default=SECTIONS, help="print these, keep nothing")
    parser.add_argument("--quick", action="store_true", help="fewer runs, to see that it works; keep nothing")
    return parser.parse_args()


def main() -> None:
    """Prints each section as soon as it is measured; a full run is also written to results.md."""
    wanted = options()
    path = browser_path()
    parts = ["# Benchmarks"]
    if path is None:
        parts.append(circumstances(""))
    else:
        with launched_browser(path) as browser:
            parts.append(circumstances(f"Chromium {browser.version}"))
    print("\n\n".join(parts), flush=True)
    for name in (each for each in SECTIONS if each in wanted.only):
        parts.append(_measured(name, path, wanted.quick))
        print(f"\n{parts[-1]}", flush=True)
    if set(wanted.only) == set(SECTIONS) and not wanted.quick:
        RESULTS.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _measured(name: str, path: str | None, quick: bool) -> str:
    if name in SERVED:
        return SERVED[name](quick)
    if path is None:
        return f"## {name.title()}\n\nNot measured: no Chromium or Chrome on this machine."
    with launched_browser(path) as browser:
        return BROWSED[name](browser, quick)


if __name__ == "__main__":
    main()
