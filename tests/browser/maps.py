"""Waiting for a map: its shapes come after the page."""

from playwright.sync_api import Page

SHAPES = """least => [...document.querySelectorAll('path.choroplethlocation')]
    .filter(path => path.getAttribute('d')?.length > 20 && path.getBoundingClientRect().width > 0).length >= least"""


def wait_for_shapes(page: Page, least: int) -> None:
    """Returns once at least so many countries are drawn, with an outline and a size; fails if they never are."""
    page.wait_for_function(SHAPES, arg=least, timeout=60_000)
