"""Every page, opened first by its own link, is what the link says, for every reader and on every screen."""

import re
from collections.abc import Callable
from html import escape

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from analytics.exhibits.exhibit import Recipe
from analytics.packs.deck_links import Item, written
from pages.shell.menu import entries, headings
from scripts.browser import wait_until_settled
from scripts.screenshots import PAGES
from tests.browser.maps import wait_for_shapes
from tests.pages import by_hand

DECK = [
    Item("coverage", (("region", ("Africa",)),), Recipe("matrix"), "00000000"),
    Item("map", (), Recipe("map"), "00000000", "Where mayors <b>pledged</b>"),
    Item("gaps", (), Recipe("no longer known"), "00000000"),
]
LINKS = {
    "overview": "?region=Africa",
    "map": "?region=Africa&place=KEN",
    "coverage": "?region=Africa&cell=health%7CAfrica",
    "funding": "?region=Africa&asks=kampala-uga&funder=global-cities-fund",
    "pledges": "?region=Africa&pledge=nairobi-ken-1",
    "profile": "?region=Africa&city=nairobi-ken",
    "peers": "?region=Africa&city=nairobi-ken",
    "deck": f"?region=Africa&pack=IMRF-2026&deck={written(DECK)}",
    "data": "?region=Africa",
}

STATES = [
    "coverage?region=Oceania&theme=health",
    "profile?region=Africa",
    "profile?country=DEU",
    "profile?network=uclg",
    "profile?theme=housing",
    "profile?objective=15",
]
"""A selection without a pledge, and a profile of each kind but a city's, which is among the pages."""

WIDTHS = (390, 768, 1280)

OPEN = {
    "pledges": next(row["title"] for row in by_hand.pledges() if row["pledge_id"] == "nairobi-ken-1"),
    "profile": "Nairobi, Kenya",
    "peers": "Cities like Nairobi, Kenya",
    "overview": f"Africa: {len(by_hand.pledges(by_hand.is_in('Africa')))} of {len(by_hand.pledges())} pledges",
}
"""How the heading of a page starts that names what is open, or says its finding."""

# Inside Streamlit's own components, out of reach from outside, as rule and part of the selector or element:
NOT_OURS = [
    # The box of st.file_uploader that files are dropped on is decoration with a name; its button has the name too.
    ("presentation-role-conflict", 'data-testid="stFileUploaderDropzone"'),
]

WIDER_THAN_THE_SCREEN = """() => [document.documentElement, document.querySelector('[data-testid="stMain"]')]
    .filter(each => each.scrollWidth > each.clientWidth).map(each => `${each.scrollWidth} > ${each.clientWidth}`)"""

CUT = """() => [...document.querySelectorAll('[data-testid="stMain"] :is(a, button) :is(span, p, div)')]
    .filter(each => getComputedStyle(each).overflowX === 'hidden' && each.scrollWidth > each.clientWidth + 1)
    .map(each => each.textContent)"""
"""Words of links and buttons whose end is not seen."""


SPELLED = """() => [...document.querySelectorAll('[data-testid="stIconMaterial"]')]
    .filter(each => each.getBoundingClientRect().width > 1.5 * parseFloat(getComputedStyle(each).fontSize))
    .map(each => each.textContent)"""
"""Icons that are not in the font that is sent: their names are seen."""


AXE = Axe(f"{AXE_SCRIPT}\naxe.configure({{noHtml: true}});")
"""axe, which writes the markup of no element: it would do so for each of a page, the outlines of the map in it."""


def violations(page: Page) -> list[str]:
    """What axe finds against readers who see, hear or move differently, less what Streamlit alone can change."""
    found = []
    # All of axe's rules, best practice too; this one is off unless it is asked for. What passes is not described.
    options = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
    for violation in AXE.run(page, options=options).response["violations"]:
        for node in violation["nodes"]:
            markup = page.locator(node["target"][0]).first.evaluate("element => element.outerHTML")
            where = f"{node['target']}: {markup[:300]}"
            if not any(rule == violation["id"] and part in where for rule, part in NOT_OURS):
                found.append(f"{violation['id']}: {where}")
    return found


def is_open_to_everyone(page: Page, widths: tuple[int, ...] = WIDTHS) -> None:
    """On a phone, a tablet and a desk's screen: axe finds nothing, and the page does not scroll sideways."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 720})
        wait_until_settled(page)
        assert page.evaluate(WIDER_THAN_THE_SCREEN) == [], f"the page scrolls sideways at {width}"
        assert page.evaluate(CUT) == [], f"at {width}"
        assert page.evaluate(SPELLED) == [], f"icons at {width}"
        assert violations(page) == [], f"at {width}"


@pytest.mark.parametrize("name", PAGES)
def test_page_opens_by_its_own_link(open_page: Callable[..., Page], dashboard: str, name: str) -> None:
    link = f"{dashboard}/{PAGES[name]}{LINKS.get(name, '?region=Africa')}"
    page = open_page(link, width=WIDTHS[0])
    count, total = len(by_hand.pledges(by_hand.is_in("Africa"))), len(by_hand.pledges())
    heading = page.get_by_role("heading", level=1).inner_text()
    assert heading.startswith(OPEN.get(name, f"{headings().get(name, entries()[name].title)}: Africa"))
    expect(page).to_have_title(f"{heading} – Local Coalition")
    expect(page.get_by_text(f"{count} of {total} pledges, as of")).to_be_visible()
    expect(page.get_by_role("button", name="Remove filter: Region: Africa", exact=True)).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
    own = "button" if name in ("pledges", "profile", "peers", "funding") else "link"
    expect(page.get_by_role(own, name=entries()[name].title, exact=True)).to_have_count(int(name != "data"))
    sent = page.request.get(link).text()
    assert f"<title>{escape(heading)} – Local Coalition</title>" in sent, "the tab says so before a script has run"
    is_open_to_everyone(page)


@pytest.mark.parametrize("link", STATES)
def test_each_kind_of_profile_and_an_empty_page_are_open_to_everyone_too(
    open_page: Callable[..., Page], dashboard: str, link: str
) -> None:
    page = open_page(f"{dashboard}/{link}", width=WIDTHS[0])
    expect(page.get_by_test_id("stException")).to_have_count(0)
    is_open_to_everyone(page, WIDTHS[:1])


def test_nothing_chosen_is_open_to_everyone_too(open_page: Callable[..., Page], dashboard: str) -> None:
    page = open_page(f"{dashboard}/?region=nowhere")
    expect(page.get_by_text("was ignored: region = nowhere")).to_be_visible()
    page.get_by_text("In words, table and downloads").first.click()
    expect(page.get_by_text("Table as CSV")).to_be_visible()
    assert violations(page) == []


def test_filters_and_search_are_open_to_everyone_too(open_page: Callable[..., Page], dashboard: str) -> None:
    page = open_page(f"{dashboard}/coverage?region=Africa", width=WIDTHS[0])
    page.get_by_role("button", name="Filters", exact=True).click()
    page.get_by_text("More filters").click()
    expect(page.get_by_role("combobox", name="Forum")).to_be_visible()
    is_open_to_everyone(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Find", exact=True).click()
    page.get_by_role("searchbox", name=re.compile("^Find a place")).fill("Germany")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Germany (country or area)")).to_be_visible()
    is_open_to_everyone(page)


BOXES = """boxes => boxes.map(box => box.getBoundingClientRect()).map(box => [box.x, box.y, box.right, box.bottom])"""


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_of_the_menu_lies_on_something_else(open_page: Callable[..., Page], dashboard: str, width: int) -> None:
    page = open_page(f"{dashboard}/gaps?country=KEN&country=UGA&theme=health&theme=housing", width=width)
    found = page.locator(".st-key-menu a:visible, .st-key-head a:visible, .st-key-head button:visible").evaluate_all(
        BOXES
    )
    assert len(found) == 6 + 3 + 1 + 7 + 1, "questions, pages, trust, what changes the selection, search, share"
    for place, (left, top, right, bottom) in enumerate(found):
        assert bottom - top >= 24, "large enough for a finger"
        for other_left, other_top, other_right, other_bottom in found[:place]:
            assert left >= other_right or right <= other_left or top >= other_bottom or bottom <= other_top


def test_an_unknown_page_is_said_and_the_menu_is_there(open_page: Callable[..., Page], dashboard: str) -> None:
    page = open_page(f"{dashboard}/atlantis?region=Africa")
    expect(page.get_by_text("Page not found")).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)


@pytest.mark.parametrize("name", ["overview", "map"])
def test_the_map_is_drawn_without_any_other_host(open_page: Callable[..., Page], dashboard: str, name: str) -> None:
    page = open_page(f"{dashboard}/{PAGES[name]}")
    wait_for_shapes(page, 180)
    expect(page.locator(".scattergeo path.point")).to_have_count(
        sum(bool(city["lat"]) for city in by_hand.own_governments(by_hand.pledges()).values())
    )


LAND_IN_ITS_BOX = """() => {
    const box = document.querySelector('.stPlotlyChart').getBoundingClientRect();
    const land = document.querySelector('.stPlotlyChart .choroplethlayer').getBoundingClientRect();
    const legend = document.querySelector('.stPlotlyChart .legend').getBoundingClientRect();
    return {above: land.top - box.top, under: legend.top - land.bottom, wide: land.width / box.width};
}"""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("large", ["", "large=yes"])
def test_a_map_of_the_world_stands_between_its_title_and_its_legend(
    open_page: Callable[..., Page], dashboard: str, width: int, large: str
) -> None:
    page = open_page(f"{dashboard}/map?{large}", width=width)
    wait_for_shapes(page, 180)
    found = page.evaluate(LAND_IN_ITS_BOX)
    assert found["above"] < 60 and 0 <= found["under"] < 60
    assert found["wide"] > 0.5, "and is no stamp"


def test_the_first_screen_of_a_desk_has_sentence_cards_and_the_largest_difference(
    open_page: Callable[..., Page], dashboard: str
) -> None:
    page = open_page(dashboard, width=1280)
    row = page.locator(".js-plotly-plot").first.locator(".ytick text").first
    expect(row).to_have_text(re.compile("^Asia"))
    assert (box := row.bounding_box()) and box["y"] + box["height"] <= 720
    cards = page.locator("[class*=st-key-card_]")
    tops = cards.evaluate_all("all => all.map(each => each.querySelector('h2').getBoundingClientRect().top)")
    edges = cards.evaluate_all("all => all.map(each => each.getBoundingClientRect().top)")
    assert [top - edge < 20 for top, edge in zip(tops, edges, strict=True)] == [True] * 3, "no empty space in a card"


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_what_a_presenter_saves_is_on_the_first_screen(
    open_page: Callable[..., Page], dashboard: str, width: int, height: int
) -> None:
    page = open_page(f"{dashboard}/deck?pack=GFMD-2026", width=width)
    page.set_viewport_size({"width": width, "height": height})
    wait_until_settled(page)
    for name in ("Pack as PowerPoint", "Handout for Word"):
        box = page.get_by_role("link", name=name, exact=True).bounding_box()
        assert box and box["y"] + box["height"] <= height
