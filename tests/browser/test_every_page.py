"""Every page, opened first by its own link, asks no other host and breaks nothing in the browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from scripts.screenshots import PAGES


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", PAGES)
def test_page_opens_by_its_own_link(
    open_page: Callable[..., Page], dashboard: str, name: str, width: int
) -> None:
    page = open_page(f"{dashboard}/{PAGES[name]}", width=width)
    expect(page.get_by_test_id("stMain")).not_to_be_empty()
    expect(page.get_by_test_id("stException")).to_have_count(0)
