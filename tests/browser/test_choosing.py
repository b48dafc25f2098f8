"""A click on a country, a point, a cell or a row shows the pledges behind it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from scripts.browser import wait_until_settled
from tests.browser.maps import wait_for_shapes
from tests.pages import by_hand

CENTRE_OF_CELL = """([code, region]) => {
    const plot = document.querySelector('.js-plotly-plot'), {xaxis, yaxis} = plot._fullLayout;
    const named = plot.data.find(trace => (trace.customdata || []).includes(`${code}|${region}`));
    const place = named.customdata.indexOf(`${code}|${region}`), box = plot.getBoundingClientRect();
    return [box.left + xaxis._offset + xaxis.d2p(named.x[place]), box.top + yaxis._offset + yaxis.d2p(named.y[place])];
}"""
INSIDE_COUNTRY = """iso3 => {
    // A point of the country that no dot of a city covers.
    const path = [...document.querySelectorAll('path.choroplethlocation')].find(each => each.__data__.loc === iso3);
    const box = path.getBoundingClientRect();
    const matrix = path.getScreenCTM().inverse();
    const dots = [...document.querySelectorAll('.scattergeo path.point')].map(each => each.getBoundingClientRect());
    for (let y = box.top + 1; y < box.bottom; y += 2)
        for (let x = box.left + 1; x < box.right; x += 2) {
            const near = dots.some(dot => Math.hypot(dot.x + dot.width / 2 - x, dot.y + dot.height / 2 - y) < 24);
            if (!near && path.isPointInFill(new DOMPoint(x, y).matrixTransform(matrix))) return [x, y];
        }
    return null;
}"""
CENTRE_OF_CITY = """city => {
    const plot = document.querySelector('.js-plotly-plot');
    const place = plot.data.find(trace => trace.type === 'scattergeo').customdata.indexOf(city);
    const dot = plot.querySelectorAll('.scattergeo path.point')[place];
    const box = dot.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
}"""


def click_at(page: Page, where: list[float] | None) -> None:
    assert where, "nothing to click on"
    page.mouse.move(*where)
    page.mouse.click(*where)


def open_links(page: Page) -> int:
    return page.get_by_test_id("stMain").get_by_role("link", name="Open", exact=True).count()


def pledges_in(iso3: str) -> list[by_hand.Row]:
    return by_hand.pledges(
        lambda row: any(city["iso3"] == iso3 and city["kind"] != "network" for city in by_hand.governments(row))
    )


ROW_OF_STRIP = """code => {
    const plot = document.querySelector('.js-plotly-plot'), {xaxis, yaxis} = plot._fullLayout;
    const row = plot.data.find(trace => trace.customdata).customdata.indexOf(code);
    const box = plot.getBoundingClientRect();
    return [box.left + xaxis._offset + 0.6 * xaxis._length, box.top + yaxis._offset + yaxis.d2p(row)];
}"""


def test_a_row_of_the_strip_makes_the_page_about_that_region(open_page: Callable[..., Page], dashboard: str) -> None:
    page = open_page(f"{dashboard}/?need=migrants", height=1400)
    expect(page.get_by_role("button", name="Europe", exact=True)).to_be_visible()
    click_at(page, page.evaluate(ROW_OF_STRIP, "Europe"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Europe: ")
    assert "need=migrants" in page.url
    page.goto(f"{dashboard}/")
    page.get_by_test_id("stMain").get_by_role("button", name="Oceania", exact=True).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("in Oceania")


def test_a_country_and_a_point_of_the_map_open_their_profiles(open_page: Callable[..., Page], dashboard: str) -> None:
    page = open_page(f"{dashboard}/map", height=1000)
    for place, code, name in (
        (INSIDE_COUNTRY, "BRA", "Brazil"),
        (CENTRE_OF_CITY, "barranquilla-col", "Barranquilla, Colombia"),
        (INSIDE_COUNTRY, "AUS", "Australia"),
    ):
        wait_for_shapes(page, 180)
        click_at(page, page.evaluate(place, code))
        page.wait_for_url(re.compile(rf"/profile\?(country|city)={code}"))
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
        page.goto(f"{dashboard}/map")
        wait_until_settled(page)


def test_the_list_does_what_a_click_on_the_map_does(open_page: Callable[..., Page], dashboard: str) -> None:
    page = open_page(f"{dashboard}/map")
    page.get_by_test_id("stMain").get_by_role("combobox", name=re.compile("Show the pledges of")).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.type("Brazil")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("place=BRA"))
    expect(page.get_by_role("heading", name=f"Brazil: {len(pledges_in('BRA'))} pledges")).to_be_visible()


@pytest.mark.parametrize("by", ["click", "keyboard"])
def test_a_cell_of_the_matrix(open_page: Callable[..., Page], dashboard: str, by: str) -> None:
    page = open_page(f"{dashboard}/coverage", height=1000)
    if by == "click":
        click_at(page, page.evaluate(CENTRE_OF_CELL, ["health", "Africa"]))
    else:
        page.get_by_test_id("stMain").get_by_role("combobox", name=re.compile("Show the pledges of")).focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.type("Africa – Health")
        page.keyboard.press("Enter")
    page.wait_for_url(re.compile("cell=health%7CAfrica"))
    own = by_hand.pledges(by_hand.both(by_hand.is_in("Africa"), by_hand.is_on("health")))
    for pledge in own:
        expect(page.get_by_text(pledge["title"])).to_be_visible()
    wait_until_settled(page)
    assert open_links(page) == len(own)
    page.get_by_test_id("stMain").get_by_role("link", name="Open", exact=True).first.click()
    page.wait_for_url(re.compile(r"/pledges\?.*pledge="))
    expect(page.get_by_role("button", name="Close")).to_be_visible()


def test_a_row_of_the_pledges_opens_one_that_opens_alone(open_page: Callable[..., Page], dashboard: str) -> None:
    page = open_page(f"{dashboard}/pledges?region=Africa", height=1000)
    table = page.get_by_test_id("stDataFrame")
    box = table.bounding_box()
    assert box
    # The first row under the header; the first column of a table with row selection is for choosing.
    page.mouse.click(box["x"] + 18, box["y"] + 35 + 18)
    page.wait_for_url(re.compile("pledge="))
    expect(page.get_by_role("button", name="Close")).to_be_visible()
    shown = page.get_by_role("heading", level=1).inner_text()
    title = next(row["title"] for row in by_hand.pledges() if f"pledge={row['pledge_id']}" in page.url.split("&"))
    assert shown == title
    alone = open_page(page.url)
    expect(alone.get_by_role("heading", level=1, name=title)).to_be_visible()
    alone.get_by_role("button", name="Close").click()
    expect(alone).not_to_have_url(re.compile("pledge="))
    expect(alone).to_have_url(re.compile("region=Africa"))
