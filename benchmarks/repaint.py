"""From the click on a filter until everything is painted, in a real browser."""

from playwright.sync_api import Browser

from benchmarks.browsing import opened, repainted, watch
from benchmarks.report import markdown_table, milliseconds, ratio
from benchmarks.reruns import EMPTY, STOCK
from scripts.serve import running_dashboard

PLACES = (4, 3, 2, 5)
"""Themes chosen one after the other, by their place among those still offered."""

HEADINGS = ["", "empty page, ms", "overview, ms", "ratio", "until its last message", "then in the browser"]

Times = list[tuple[float, float]]


def section(browser: Browser, quick: bool) -> str:
    """The table: choices never made before, and the same choices by the readers after."""
    with running_dashboard() as address, running_dashboard(EMPTY, environment=STOCK) as empty:
        fresh, _ = _chosen(browser, address, empty)
        known: Times = []
        nothing: Times = []
        for _ in range(1 if quick else 4):
            ours, theirs = _chosen(browser, address, empty)
            known += ours
            nothing += theirs
    rows = [_row("choices never made before", fresh, nothing), _row("the same by the next readers", known, nothing)]
    return "\n\n".join(
        [
            "## From a click to the last change painted",
            f"One theme more, {len(PLACES)} times a reader, until nothing on the page changes any more; the empty page "
            "has Streamlit's own settings.",
            markdown_table(HEADINGS, rows),
        ]
    )


def _chosen(browser: Browser, address: str, empty: str) -> tuple[Times, Times]:
    """The times of a new reader's choices on the overview and on the empty page, in turn."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    try:
        watch(context)
        pages = [context.new_page(), context.new_page()]
        for page, where in zip(pages, (address, empty), strict=True):
            opened(page, where)
        times: tuple[Times, Times] = ([], [])
        for place in PLACES:
            for page, kept in zip(pages, times, strict=True):
                # A page in the background is not painted.
                page.bring_to_front()
                kept.append(repainted(page, place))
        return times
    finally:
        context.close()


def _row(name: str, ours: Times, theirs: Times) -> list[str]:
    painted, nothing = [each[1] for each in ours], [each[1] for each in theirs]
    return [
        name,
        milliseconds(nothing),
        milliseconds(painted),
        f"{ratio(painted, nothing):.2f}x",
        milliseconds(each[0] for each in ours),
        milliseconds(each[1] - each[0] for each in ours),
    ]
