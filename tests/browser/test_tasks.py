"""What readers come for, with the clicks that it takes."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pandas as pd
from playwright.sync_api import Locator, Page, expect

from scripts.browser import wait_until_settled
from tests.browser.grids import first_name_opened
from tests.browser.saving import saved
from tests.pages import by_hand

SCREEN = {"width": 1280, "height": 720}


class Reader:
    """A reader in front of a page, whose clicks are counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def click(self, target: Locator) -> None:
        target.click()
        self.clicks += 1
        wait_until_settled(self.page)

    def link(self, name: str) -> Locator:
        return self.page.get_by_role("link", name=name, exact=True).first

    def parameters(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.page.url).query)


def is_on_screen(target: Locator) -> bool:
    box = target.bounding_box()
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= SCREEN["height"]


def test_a_director_has_three_answers_without_scrolling_and_the_rest_a_click_away(
    open_page: Callable[..., Page], dashboard: str
) -> None:
    page = open_page(dashboard, width=SCREEN["width"])
    page.set_viewport_size(SCREEN)
    wait_until_settled(page)
    finding = page.get_by_role("heading", level=1)
    expect(finding).to_contain_text(f"{len(by_hand.pledges())} pledges in")
    cards = [page.get_by_role("heading", name=name, exact=True) for name in
             ("Where we stand", "Where pledges are few", "New since the last release")]  # fmt: skip
    first_row = page.locator(".js-plotly-plot").first.get_by_text("Asia", exact=True)
    assert all(is_on_screen(each) for each in (finding, *cards, page.get_by_text("Report lapsed"), first_row))
    reader = Reader(page)
    reader.click(reader.link("Asia"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Asia")
    assert reader.clicks == 1
    page.go_back()
    reader.click(reader.link("What changed"))
    expect(page.get_by_role("heading", level=1)).to_have_text("What changed in the data")
    reader.click(reader.link("How far to trust these numbers"))
    assert page.url.rstrip("?").endswith("/data")
    assert reader.clicks == 3, "one for each"


def test_any_name_is_found_opened_or_made_a_filter(open_page: Callable[..., Page], dashboard: str) -> None:
    page = open_page(f"{dashboard}/coverage?region=Africa")
    reader = Reader(page)
    search = page.get_by_role("searchbox", name=re.compile("^Find a place"))

    def find(words: str) -> None:
        reader.click(page.get_by_role("button", name="Find", exact=True))
        search.fill(words)
        search.press("Enter")
        wait_until_settled(page)

    find("Viviend")
    expect(page.get_by_text("Nothing has this name. Did you mean:")).to_have_count(0)
    reader.click(page.get_by_role("button", name=re.compile("Filter by it")).first)
    assert (reader.clicks, reader.parameters()) == (2, {"region": ["Africa"], "theme": ["housing"]})
    expect(search).to_have_count(0)
    find("deutchland")
    expect(page.get_by_text("Nothing has this name. Did you mean:")).to_be_visible()
    reader.click(reader.link("Germany (country or area)"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Germany")
    assert (reader.clicks, reader.parameters()) == (4, {"country": ["DEU"]}), "other places are left behind"
    find("zzzzzz")
    expect(page.get_by_text("Nothing has this name.")).to_be_visible()


def test_a_presenter_makes_a_region_the_subject_and_all_of_it_large(
    open_page: Callable[..., Page], dashboard: str
) -> None:
    page = open_page(dashboard)
    reader = Reader(page)
    reader.click(page.get_by_role("button", name="Europe", exact=True))
    expect(page.get_by_role("button", name="Remove filter: Region: Europe", exact=True)).to_be_visible()
    before = page.evaluate("parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)")
    reader.click(page.get_by_text("Large", exact=True))
    assert reader.parameters() == {"region": ["Europe"], "large": ["yes"]}
    after = page.evaluate("parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)")
    assert after / before == 1.25
    reader.click(page.get_by_role("button", name="Remove filter: Region: Europe", exact=True))
    reader.click(reader.link("Map"))
    assert reader.parameters() == {"large": ["yes"]}, "it stays so on the next page"


def test_the_focus_is_seen_on_links_and_buttons(open_page: Callable[..., Page], dashboard: str) -> None:
    page = open_page(dashboard)
    seen = []
    for _press in range(12):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate(
                "() => { const s = getComputedStyle(document.activeElement);"
                " const own = document.activeElement; return !own.matches('a, button') ? ['', '', '']"
                " : [own.innerText, s.outlineStyle, s.outlineWidth]; }"
            )
        )
    wanted = ["Where we stand", "Where pledges are few", "What was done", "Pledges and places", "Take it to the forum"]
    names = [next((name for name in (*wanted, "Map", "Filters") if name in said), "") for said, *_ in seen]
    assert [name for name in names if name in wanted] == wanted, "the menu comes first, in its order"
    assert names.index("Map") < names.index("Filters")
    rings = {(style, width) for name, (_said, style, width) in zip(names, seen, strict=True) if name}
    assert rings == {("solid", "3px")}
    page.get_by_role("switch", name="Large").or_(page.get_by_label("Large", exact=True)).first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    ring = "each => { const s = getComputedStyle(each); return [s.outlineStyle, s.outlineWidth]; }"
    assert page.locator(".st-key-choice_large label").evaluate(ring) == ["solid", "3px"], "a switch too"


def test_from_pledge_to_pledge_the_address_says_what_is_open(open_page: Callable[..., Page], dashboard: str) -> None:
    page = open_page(f"{dashboard}/pledges?region=Africa&pledge=kampala-uga-1")
    reader = Reader(page)
    reader.click(page.get_by_role("button", name="Next pledge"))
    after = reader.parameters()
    assert after["region"] == ["Africa"] and after["pledge"] != ["kampala-uga-1"]
    heading = page.get_by_role("heading", level=1).inner_text()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    reader.click(page.get_by_role("button", name="All pledges", exact=True))
    assert reader.parameters() == {"region": ["Africa"]}
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def test_an_analyst_takes_pledges_on_two_themes_in_africa_by_regions_of_unhcr_as_csv(
    open_page: Callable[..., Page], dashboard: str, tmp_path: Path
) -> None:
    page = open_page(dashboard)
    reader = Reader(page)

    def choose(title: str, *names: str) -> None:
        box = page.get_by_test_id("stPopoverBody").get_by_role("combobox", name=re.compile(rf"\b{title}$"))
        reader.click(box)
        for name in names:
            box.fill(name)
            expect(page.get_by_role("option").first).to_have_text(re.compile(rf"^{name}\b"))
            page.keyboard.press("Enter")
            wait_until_settled(page)

    reader.click(reader.link("Pledges and places"))
    reader.click(page.get_by_role("button", name="Filters", exact=True))
    choose("Regions by", "UNHCR regions")
    africa = ("West and Central Africa", "Eastern and Southern Africa")
    choose("Region", *africa)
    choose("Theme", "Housing", "Health")
    page.keyboard.press("Escape")
    button = page.get_by_role("link", name=re.compile(r"^Download \d+ pledges as CSV$"))
    rows = pd.read_csv(saved(page, lambda: reader.click(button), tmp_path), comment="#")
    wanted = by_hand.both(by_hand.is_in(*africa, scheme="unhcr_region"), by_hand.is_on("housing", "health"))
    assert set(rows["pledge_id"]) == {row["pledge_id"] for row in by_hand.pledges(wanted)}
    assert len(rows) and reader.clicks == 6


def opened_pledge(reader: Reader) -> by_hand.Row:
    return next(row for row in by_hand.pledges() if [row["pledge_id"]] == reader.parameters().get("pledge"))


def test_an_officer_goes_from_kampala_to_a_city_with_results_on_the_same_theme(
    open_page: Callable[..., Page], dashboard: str
) -> None:
    reader = Reader(open_page(f"{dashboard}/profile?city=kampala-uga"))
    reader.click(reader.link("Kampala for All: Safety Nets for Recovery"))
    expect(reader.page.get_by_text(re.compile("Results stated")).first).to_be_visible()
    first = opened_pledge(reader)
    reader.click(reader.page.get_by_role("button", name="Open").first)
    other = opened_pledge(reader)
    assert reader.clicks == 2 and other["results_summary"]
    assert set(by_hand.items(first["themes"])) & set(by_hand.items(other["themes"]))
    assert "kampala-uga" not in by_hand.items(other["government_ids"])
    expect(reader.page.get_by_text("Results, as stated")).to_be_visible()


def test_a_director_prints_the_page_and_a_brief_of_a_country_without_a_pledge(
    open_page: Callable[..., Page], dashboard: str, tmp_path: Path
) -> None:
    page = open_page(dashboard)
    reader = Reader(page)
    reader.click(page.get_by_role("button", name="Share or print", exact=True))
    on_paper = saved(page, lambda: reader.click(page.get_by_role("link", name="Print (PDF)")), tmp_path)
    assert on_paper.read_bytes().startswith(b"%PDF") and reader.clicks == 2
    reader.click(page.get_by_role("button", name="Find", exact=True))
    page.get_by_role("searchbox", name=re.compile("^Find a place")).fill("Deutschland")
    page.keyboard.press("Enter")
    reader.click(reader.link("Germany (country or area)"))
    brief = saved(page, lambda: reader.click(page.get_by_role("link", name="DOCX", exact=True)), tmp_path)
    assert brief.name.startswith("brief-deu_") and reader.clicks == 5


def test_a_choice_that_a_phone_cuts_ends_in_dots(open_page: Callable[..., Page], dashboard: str) -> None:
    page = open_page(f"{dashboard}/scenario", width=390)
    box = page.get_by_role("combobox", name="Target")
    assert box.evaluate("each => each.scrollWidth > each.clientWidth"), "it is longer than its box"
    assert box.evaluate("each => getComputedStyle(each).textOverflow") == "ellipsis"


def test_a_wide_matrix_scrolls_in_its_box_on_a_phone(open_page: Callable[..., Page], dashboard: str) -> None:
    page = open_page(f"{dashboard}/coverage?regions_by=m49_subregion", width=390)
    assert page.locator(".js-plotly-plot").first.evaluate("each => each.getBoundingClientRect().width") == 720
    page.get_by_role("button", name="Add to deck").first.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('[class*=st-key-wide_]').scrollLeft > 0")


def test_an_officer_of_kampala_finds_who_did_what_she_plans_and_why_they_are_like_hers_in_two_clicks(
    open_page: Callable[..., Page], dashboard: str
) -> None:
    reader = Reader(open_page(f"{dashboard}/profile?city=kampala-uga", width=SCREEN["width"]))
    expect(reader.page.get_by_role("heading", name="Cities like it that pledged, and why")).to_be_visible()
    reader.click(reader.link("Cities like it, and what they did"))
    expect(reader.page).to_have_url(f"{dashboard}/peers?city=kampala-uga")
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Cities like Kampala, Uganda")
    expect(reader.page.get_by_role("heading", name=re.compile("^Most like Kampala, Uganda"))).to_be_visible()
    reader.click(reader.page.get_by_text("In words, table and downloads").first)
    why = reader.page.get_by_text(re.compile("Koboko: same themes: .*; same country"))
    expect(why.first).to_be_visible()
    assert reader.clicks == 2
    expect(reader.page.get_by_role("heading", name="Learn from")).to_be_visible()


def test_the_officer_of_kampala_goes_from_a_city_like_hers_to_what_it_pledged(
    open_page: Callable[..., Page], dashboard: str
) -> None:
    reader = Reader(open_page(f"{dashboard}/profile?city=kampala-uga", width=SCREEN["width"]))
    reader.click(reader.link("Cities like it, and what they did"))
    name, profile = first_name_opened(reader.page, lines=4)
    peer = next(city for city in by_hand.rows("cities") if city["name"] == name)
    assert peer["city_id"] != "kampala-uga"
    expect(profile).to_have_url(re.compile(f"/profile\\?(.*&)?city={peer['city_id']}\\b"))
    own = [each for each in by_hand.pledges() if peer["city_id"] in by_hand.items(each["government_ids"])]
    expect(profile.get_by_role("heading", name=re.compile(f"^{name}, .*: {len(own)} pledge")).first).to_be_visible()


def test_the_officer_of_kampala_sees_which_funds_she_could_ask_in_one_click(
    open_page: Callable[..., Page], dashboard: str
) -> None:
    reader = Reader(open_page(f"{dashboard}/profile?city=kampala-uga", width=SCREEN["width"]))
    reader.click(reader.link("Funds it could apply to"))
    expect(reader.page.get_by_text(re.compile("^For Kampala, Uganda: No funding window is known"))).to_be_visible()
    expect(reader.page.get_by_text(re.compile("Windows that fit: 1; that do not: 2; not known: 16"))).to_be_visible()
    assert reader.clicks == 1


def test_an_officer_of_a_city_that_has_not_pledged_finds_it_by_a_name_of_it(
    open_page: Callable[..., Page], dashboard: str
) -> None:
    reader = Reader(open_page(f"{dashboard}/peers", width=SCREEN["width"]))
    reader.page.get_by_label("Or any city of 50,000 inhabitants or more").fill("Muenchen")
    reader.page.keyboard.press("Enter")
    wait_until_settled(reader.page)
    reader.click(reader.page.get_by_role("button", name=re.compile("^Munich, Germany")))
    assert reader.parameters() == {"geonameid": ["2867714"]}
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Cities like Munich, Germany")
