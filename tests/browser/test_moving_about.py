"""Links, the menu, back and forward, and filters by hand: the address always says what is on screen."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from scripts.browser import wait_until_settled
from tests.pages import by_hand

SLOW_LINE = """
const Fast = window.WebSocket;
window.WebSocket = class extends Fast {
    addEventListener(kind, heard, ...more) {
        const later = event => setTimeout(() => heard.call(this, event), 800);
        super.addEventListener(kind, kind === 'message' ? later : heard, ...more);
    }
    set onmessage(heard) { super.onmessage = event => setTimeout(() => heard.call(this, event), 800); }
};
"""

TOTAL = len(by_hand.pledges())
AFRICA = by_hand.is_in("Africa")


def parameters(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def says_count(page: Page, count: int) -> None:
    """The line under the heading starts with this number: 1 is not found in 11."""
    expect(page.get_by_text(re.compile(rf"^{count} of {TOTAL} pledges, as of"))).to_be_visible()


def chips(page: Page) -> list[str]:
    """What is selected, as the buttons that remove it say."""
    buttons = page.get_by_role("button", name=re.compile("^Remove filter: "))
    return [text.strip() for text in buttons.locator("p").all_inner_texts()]


def filter_box(page: Page, title: str):
    """The box of a filter, which is opened first if it is not."""
    button = page.get_by_role("button", name="Filters", exact=True)
    if button.get_attribute("aria-expanded") == "false":
        button.click()
    return page.get_by_test_id("stPopoverBody").get_by_role("combobox", name=re.compile(rf"\b{title}$"))


def pick(page: Page, title: str, *options: str) -> None:
    """Chooses options by keyboard alone, one after the other, without waiting for an answer."""
    box = filter_box(page, title)
    box.focus()
    for option in options:
        box.fill(option)
        # Until the list is narrowed to it, Enter would choose another.
        expect(page.get_by_role("option").first).to_have_text(re.compile(rf"^{option}\b.* ·"))
        expect(page.get_by_role("option").first).to_have_attribute("data-focused", "true")
        page.keyboard.press("Enter")
        expect(box).to_have_value("")
        # A closed list opens whole; one left open may still show the last word's.
        page.keyboard.press("Escape")
        expect(page.get_by_role("listbox")).to_have_count(0)


def test_the_menu_keeps_the_filters_and_back_and_forward_retrace_them(
    open_page: Callable[..., Page], dashboard: str
) -> None:
    page = open_page(f"{dashboard}/?region=Africa&theme=health&theme=housing&search=city")
    said, wanted = chips(page), {"region": {"Africa"}, "theme": {"health", "housing"}, "search": {"city"}}
    assert len(said) == 4
    places = ["map", "coverage", "gaps", "pledges", "profile", "data", ""]
    links = ["Map", "Where pledges are few", "Against need", "Pledges and places", "Profiles"]
    names = [*links, "How far to trust these numbers", "Where we stand"]
    for name, place in zip(names, places, strict=True):
        page.get_by_role("link", name=name, exact=True).first.click()
        page.wait_for_url(re.compile(rf"^{dashboard}/{place}\?"))
        wait_until_settled(page)
        assert chips(page) == said
        assert {name: set(values) for name, values in parameters(page).items()} == wanted
    for place in reversed(places[:-1]):
        page.go_back()
        page.wait_for_url(re.compile(rf"^{dashboard}/{place}\?"))
        wait_until_settled(page)
    assert chips(page) == said
    expect(page.get_by_text("Not on the map")).to_be_visible()
    page.go_forward()
    page.wait_for_url(re.compile(rf"^{dashboard}/coverage\?"))
    expect(page.get_by_role("heading", name="None in this selection", exact=True)).to_be_visible()


def test_filters_by_keyboard_change_numbers_and_address(open_page: Callable[..., Page], dashboard: str) -> None:
    page = open_page(dashboard)
    pick(page, "Region", "Africa")
    says_count(page, len(by_hand.pledges(AFRICA)))
    wait_until_settled(page)
    assert parameters(page) == {"region": ["Africa"]}
    metric = page.get_by_test_id("stMetric").filter(has_text="Pledges").get_by_test_id("stMetricValue")
    expect(metric).to_have_text(str(len(by_hand.pledges(AFRICA))))
    pick(page, "Theme", "Health")
    says_count(page, len(by_hand.pledges(by_hand.both(AFRICA, by_hand.is_on("health")))))
    page.go_back()
    says_count(page, len(by_hand.pledges(AFRICA)))
    expect(filter_box(page, "Theme")).not_to_have_attribute("aria-label", re.compile("Health"))
    page.get_by_role("button", name="Clear filters", exact=True).click()
    expect(page.get_by_text(f"All {TOTAL} pledges, as of")).to_be_visible()
    wait_until_settled(page)
    assert parameters(page) == {}


def test_quick_picks_lose_nothing(open_page: Callable[..., Page], dashboard: str) -> None:
    page = open_page(f"{dashboard}/pledges")
    themes = {
        "Health": "health",
        "Housing": "housing",
        "Education": "education",
        "Climate and mobility": "climate_and_mobility",
    }
    pick(page, "Theme", *themes)
    pick(page, "Region", "Africa", "Americas")
    wanted = by_hand.both(by_hand.is_in("Africa", "Americas"), by_hand.is_on(*themes.values()))
    says_count(page, len(by_hand.pledges(wanted)))
    wait_until_settled(page)
    assert {name: sorted(values) for name, values in parameters(page).items()} == {
        "region": ["Africa", "Americas"],
        "theme": sorted(themes.values()),
    }


def test_choices_made_before_the_first_is_answered_all_count(open_page: Callable[..., Page], dashboard: str) -> None:
    """On a slow line the second choice is sent with the link, and with counts beside options, as they were before."""
    page = open_page(f"{dashboard}/coverage", own=True)
    page.add_init_script(SLOW_LINE)
    page.reload()
    wait_until_settled(page)
    page.get_by_test_id("stMain").get_by_text("Count joint pledges fractionally").click()
    pick(page, "Theme", "Health")
    pick(page, "Region", "Africa")
    for parameter in ("fractional=yes", "theme=health", "region=Africa"):
        expect(page).to_have_url(re.compile(parameter))
    says_count(page, len(by_hand.pledges(by_hand.both(AFRICA, by_hand.is_on("health")))))
    expect(page.get_by_text("was ignored")).to_have_count(0)


def test_share_shows_the_address(open_page: Callable[..., Page], dashboard: str) -> None:
    page = open_page(f"{dashboard}/coverage?region=Africa&theme=health&theme=housing&measure=countries")
    page.get_by_role("button", name="Share or print", exact=True).click()
    expect(page.get_by_test_id("stCode")).to_have_text(page.url)


def test_what_was_chosen_on_a_page_is_there_after_a_reload(open_page: Callable[..., Page], dashboard: str) -> None:
    page = open_page(f"{dashboard}/pledges?region=Africa")
    pick(page, "Theme", "Health")
    expected = len(by_hand.pledges(by_hand.both(AFRICA, by_hand.is_on("health"))))
    assert expected < len(by_hand.pledges(AFRICA))
    says_count(page, expected)
    expect(page).to_have_url(re.compile("theme=health"))
    wait_until_settled(page)
    page.reload()
    wait_until_settled(page)
    says_count(page, expected)
    assert parameters(page) == {"region": ["Africa"], "theme": ["health"]}
    assert chips(page) == ["Region: Africa", "Theme: Health"]


def test_two_readers_do_not_mix(open_page: Callable[..., Page], dashboard: str) -> None:
    first = open_page(f"{dashboard}/?region=Africa")
    second = open_page(f"{dashboard}/?region=Asia")
    pick(first, "Theme", "Health")
    pick(second, "Theme", "Jobs")
    says_count(first, len(by_hand.pledges(by_hand.both(AFRICA, by_hand.is_on("health")))))
    says_count(second, len(by_hand.pledges(by_hand.both(by_hand.is_in("Asia"), by_hand.is_on("jobs_and_livelihoods")))))
    assert (chips(first), chips(second)) == (
        ["Region: Africa", "Theme: Health"],
        ["Region: Asia", "Theme: Jobs and livelihoods"],
    )
