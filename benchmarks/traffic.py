"""Bytes a browser receives: on a first and a second load of each page, and on a filter change."""

from playwright.sync_api import Browser

from benchmarks.browsing import choose_theme, opened, received_by
from benchmarks.report import judged, kilobytes, markdown_table
from benchmarks.reruns import EMPTY, PAGES
from scripts.browser import wait_until_settled
from scripts.serve import running_dashboard
from scripts.wire import Wire, wire_to

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
    "of it messages",
]


def section(browser: Browser) -> str:
    """The table, one row a page, each page in a browser profile of its own; and what each load consists of."""
    rows, notes = [], []
    for running, paths in ((running_dashboard(), PAGES), (running_dashboard(EMPTY), {"empty page": ""})):
        with running as address, wire_to(address) as wire:
            for name, path in paths.items():
                row, note = _row(browser, name, path, wire)
                rows.append(row)
                notes.append(note)
    return "\n\n".join(
        [
            f"## Bytes a browser receives (goal: {GOAL} kB on a filter change)",
            "Chromium with an empty cache, then again with the cache it has, then one more theme chosen. All bytes "
            "count as they travel, headers included. Shapes are the map's.",
            markdown_table(HEADINGS, rows),
            "\n".join(f"- {note}" for note in notes if note),
        ]
    )


def _row(browser: Browser, name: str, path: str, wire: Wire) -> tuple[list[str], str]:
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    try:
        cells, notes = [name], []
        for load in ("first", "second"):
            page = context.new_page()
            counts, before = received_by(context, page), wire.messages
            seconds = opened(page, f"{wire.address}/{path}")
            messages = wire.messages - before
            cells += [kilobytes(counts.files + messages), kilobytes(counts.shapes), f"{seconds:.1f}"]
            if load == "first":
                notes.append(f"{name}: first load {counts.requests} files and {kilobytes(messages)} kB of messages")
                page.close()
        files, names, before = counts.files, counts.names.copy(), wire.messages
        choose_theme(page, PLACE)
        wait_until_settled(page)
        messages = wire.messages - before
        changed = (messages + counts.files - files) / 1000
        cells += [judged(changed, GOAL, ""), kilobytes(messages)]
        if changed > GOAL:
            large = (counts.names - names).most_common(3)
            notes.append("the filter change " + ", ".join(f"{kilobytes(size)} kB {path}" for path, size in large))
        return cells, "; ".join(notes)
    finally:
        context.close()
