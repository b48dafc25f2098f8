"""Names lead to profiles in a real browser: from a table, from the map, and from addresses of the page of cities."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.grids import first_name_opened


def test_an_old_address_of_a_city_leads_to_its_profile(open_page: Callable[..., Page], dashboard: str) -> None:
    page = open_page(f"{dashboard}/cities?city=kampala-uga&theme=health")
    expect(page).to_have_url(f"{dashboard}/profile?city=kampala-uga&theme=health")
    expect(page.get_by_role("heading", name=re.compile(r"^Kampala, Uganda: \d+ pledge")).first).to_be_visible()
    page.get_by_role("button", name="Country: Uganda", exact=True).click()
    page.wait_for_url(f"{dashboard}/profile?country=UGA")
    expect(page.get_by_role("heading", name=re.compile("in Uganda; displaced people"))).to_be_visible()
    page.go_back()
    page.wait_for_url(re.compile("city=kampala-uga"))


def test_a_name_in_a_table_opens_its_profile(open_page: Callable[..., Page], dashboard: str) -> None:
    page = open_page(f"{dashboard}/profile?list=networks&status=no_report")
    name, profile = first_name_opened(page)
    expect(profile).to_have_url(re.compile(r"/profile\?status=no_report&city="))
    expect(profile.get_by_role("heading", name=re.compile(f"^{name}: "))).to_be_visible()
