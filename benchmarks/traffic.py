"""Bytes a browser receives: on a first and a second load of each page, and on a filter change."""

from playwright.sync_api import Browser

from benchmarks.browsing import choose_theme, opened, received_by
from benchmarks.report import judged, kilobytes, markdown_table
from benchmarks.reruns import EMPTY, PAGES
from scripts.browser import wait_until_settled
from scripts.serve import running_dashboard

GOAL = 60
"""Thousands of bytes of a filter change."""

PLACE = 4
HEADINGS = [
    "page",
    "first load, kB",
    "of it shapes",
    "drawn in, s",
    "second load, kB",
    "of it shapes",
    "drawn in, s",
    "filter change, kB",
]


def section(browser: Browser) -> str:
    """The table, one row a page, each page in a browser profile of its own; and what each load consists of."""
    rows, notes = [], []
    with running_dashboard() as address, running_dashboard(EMPTY) as empty:
        pages = {**{name: f"{address}/{path}" for name, path in PAGES.items()}, "empty page": empty}
        for name, where in pages.items():
            row, note = _row(browser, name, where)
            rows.append(row)
            notes.append(note)
    return "\n\n".join(
        [
            f"## Bytes a browser receives (goal: {GOAL} kB on a filter change)",
            "Chromium with an empty cache, then again with the cache it has, then one more theme chosen. Files count "
            "as they travel, headers included; the server's messages as the browser reads them. Shapes are the map's.",
            markdown_table(HEADINGS, rows),
            "\n".join(f"- {note}" for note in notes if note),
        ]
    )


def _row(browser: Browser, name: str, address: str) -> tuple[list[str], str]:
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    try:
        cells = [name]
        for load in ("first", "second"):
            page = context.new_page()
            counts = received_by(context, page)
            seconds = opened(page, address)
            cells += [kilobytes(counts.total), kilobytes(counts.shapes), f"{seconds:.1f}"]
            if load == "first":
                first = counts
                page.close()
        loaded, files, names = counts.messages, counts.files, counts.names.copy()
        choose_theme(page, PLACE)
        wait_until_settled(page)
        changed = (counts.messages - loaded + counts.files - files) / 1000
        cells.append(judged(changed, GOAL, ""))
        note = f"{name}: first load {first.requests} files and {kilobytes(first.messages)} kB of messages"
        if counts.compressed:
            note += " (before their compression on the way)"
        if changed > GOAL:
            note += f"; the filter change {kilobytes(counts.messages - loaded)} kB of messages"
            note += "".join(f", {kilobytes(size)} kB {path}" for path, size in (counts.names - names).most_common(3))
        return cells, note
    finally:
        context.close()
