"""Files that a click saves, and the table they are held against."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

SEEN_IN_TABLE = """() => {
    // The grid is drawn on a canvas; for screen readers it also stands there as a table.
    const grid = document.querySelector('[data-testid="stDataFrame"] table[role="grid"]');
    const rows = grid ? [...grid.querySelectorAll('tr')] : [];
    return rows.map(row => [...row.querySelectorAll('th, td')].map(cell => cell.textContent));
}"""


def saved(page: Page, click: Callable[[], None], folder: Path) -> Path:
    """The file that a click makes the browser save."""
    with page.expect_download(timeout=60_000) as waiting:
        click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path
