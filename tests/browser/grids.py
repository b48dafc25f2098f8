"""Names in tables that are drawn: a table is a picture with a layer of its own over it."""

from playwright.sync_api import Page

HEADING, ROW, LINE = 36, 35, 22
"""Pixels of the heading of a table, of a row with one line, and of each line of a higher row."""


def first_name_opened(page: Page, column: int = 0, lines: int = 1) -> tuple[str, Page]:
    """Clicks a name in the first row of the first table: what it says, and the page that opens beside it.

    `lines` is how many lines each row of the table has.
    """
    at = (24, HEADING + (lines * LINE if lines > 1 else ROW) / 2)
    name = page.get_by_test_id(f"glide-cell-{column}-0").first.inner_text().partition("#")[2]
    canvas = page.get_by_test_id("data-grid-canvas").first
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    for step in (-4, 0):
        page.mouse.move(box["x"] + at[0] + step, box["y"] + at[1])
        page.wait_for_timeout(200)
    with page.context.expect_page() as opened:
        page.mouse.click(box["x"] + at[0], box["y"] + at[1])
    return name, opened.value
