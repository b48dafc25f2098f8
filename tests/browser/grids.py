"""Names in tables that are drawn: a table is a picture with a layer of its own over it."""

from playwright.sync_api import Page

FIRST_NAME = (24, 52)
"""Where the first name of a table is drawn, from its upper left corner."""


def first_name_opened(page: Page, column: int = 0) -> tuple[str, Page]:
    """Clicks a name in the first row of the first table: what it says, and the page that opens beside it."""
    name = page.get_by_test_id(f"glide-cell-{column}-0").first.inner_text().partition("#")[2]
    canvas = page.get_by_test_id("data-grid-canvas").first
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    for step in (-4, 0):
        page.mouse.move(box["x"] + FIRST_NAME[0] + step, box["y"] + FIRST_NAME[1])
        page.wait_for_timeout(200)
    with page.context.expect_page() as opened:
        page.mouse.click(box["x"] + FIRST_NAME[0], box["y"] + FIRST_NAME[1])
    return name, opened.value
