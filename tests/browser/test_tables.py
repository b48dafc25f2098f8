"""Tables in a browser: those of few rows are seen whole."""

from collections.abc import Callable

from playwright.sync_api import Page

from scripts.browser import wait_until_settled

HIDDEN_ROWS = """() => [...document.querySelectorAll('[data-testid="stDataFrame"] .dvn-scroller')]
    .map(each => each.scrollHeight - each.clientHeight)"""


def test_a_table_of_few_rows_has_none_to_scroll_to(open_page: Callable[..., Page], dashboard: str) -> None:
    page = open_page(f"{dashboard}/scenario?per_pledge=3", width=390)
    page.get_by_test_id("stDataFrame").first.wait_for()
    wait_until_settled(page)
    # A bar to scroll sideways may take a few pixels.
    assert max(page.evaluate(HIDDEN_ROWS)) < 20, "its rows are high, as their texts are wrapped"
    page.goto(f"{dashboard}/scenario?regions_by=m49_subregion")
    page.get_by_test_id("stDataFrame").first.wait_for()
    wait_until_settled(page)
    assert min(page.evaluate(HIDDEN_ROWS)) > 20, "a long one scrolls, so that what follows it is near"
