"""Data that mean harm, and a dashboard that stands below another site's address."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Dialog, Page, expect

from scripts.browser import wait_until_settled
from scripts.serve import running_dashboard
from tests.browser.asking import answer
from tests.browser.maps import wait_for_shapes
from tests.pages import by_hand, folders

ALIVE = """() => ({
    scripts: [...document.querySelectorAll('script')].filter(each => each.textContent.includes('alert(')).length,
    handlers: document.querySelectorAll('[onerror]').length,
    // An address that can be read may be a link to itself; one behind other words may not.
    targets: [...document.querySelectorAll('a[href]')].filter(each => /^javascript:/i.test(each.getAttribute('href'))
        || (/evil[.]example/i.test(each.href) && !/evil[.]example/i.test(each.textContent))).map(each => each.href),
    pictures: [...document.querySelectorAll('img')].filter(each => /evil|^x$/.test(each.getAttribute('src'))).length,
    formulas: document.querySelectorAll('[data-testid="stMain"] .katex').length,
    headings: [...document.querySelectorAll('h1')].filter(each => each.innerText.startsWith('head')).length,
})"""
NOTHING = {"scripts": 0, "handlers": 0, "targets": [], "pictures": 0, "formulas": 0, "headings": 0}


def test_hostile_text_does_nothing_in_a_browser(
    open_page: Callable[..., Page], dashboard_on: Callable[[Path], str], tmp_path: Path
) -> None:
    address = dashboard_on(folders.hostile(tmp_path / "data"))
    ids = [row["pledge_id"] for row in by_hand.pledges()]
    page = open_page(f"{address}/pledges?pledge={ids[0]}")
    dialogs: list[Dialog] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog), dialog.dismiss()))
    expect(page.get_by_role("heading", level=1, name=folders.SCRIPT)).to_be_visible()
    assert page.evaluate(ALIVE) == NOTHING
    for link in (
        "",
        "map?place=zurich-che",
        "coverage?cell=health%7CAfrica",
        "cities?city=buenos-aires-arg",
        "data",
        f"pledges?pledge={ids[2]}",
        f"pledges?pledge={ids[4]}",
        "pledges?search=" + "%5Bx%5D(javascript%3A1)%20%24x%24%20%3Cscript%3E",
    ):
        page.goto(f"{address}/{link}")
        wait_until_settled(page)
        expect(page.get_by_test_id("stException")).to_have_count(0)
        assert page.evaluate(ALIVE) == NOTHING, link
    assert dialogs == []


def test_below_the_address_of_another_site(open_page: Callable[..., Page], tmp_path: Path) -> None:
    with running_dashboard(base_path="coalition", log=tmp_path / "log.txt") as address:
        assert address.endswith("/coalition")
        page = open_page(f"{address}/map?region=Africa")
        wait_for_shapes(page, 40)
        page.get_by_role("button", name="Share or print", exact=True).click()
        printed = page.get_by_role("link", name="Print (PDF)")
        assert urljoin(page.url, printed.get_attribute("href")) == f"{address}/files/map.pdf?page=map&region=Africa"
        status, _headers, content = answer(f"{address}/files/pledges.csv?region=Africa")
        assert status == 200 and f"Link: {address}/pledges?region=Africa".encode() in content
        assert answer(f"{address}/pledges.csv")[0] == 404
        page.get_by_role("link", name="Where pledges are few", exact=True).click()
        page.wait_for_url(re.compile(r"/coalition/coverage\?region=Africa$"))
        expect(page.get_by_role("heading", name="No pledge found", exact=True)).to_be_visible()


@pytest.mark.parametrize("spoil", ["missing", "broken"])
def test_without_data_a_reader_sees_what_is_wrong(
    open_page: Callable[..., Page], dashboard_on: Callable[[Path], str], tmp_path: Path, spoil: str
) -> None:
    folder = tmp_path / "data"
    if spoil == "broken":
        folders.copy(folder)
        (folder / "pledges.csv").write_bytes("título\nSão Paulo\n".encode("latin-1"))
    page = open_page(f"{dashboard_on(folder)}/coverage?region=Africa")
    expect(page.get_by_role("heading", name="The data can't be shown yet")).to_be_visible()
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
