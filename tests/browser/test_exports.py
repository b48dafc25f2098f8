"""What a presenter takes from the dashboard, saved by clicks and opened by other programs than wrote it."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, urlsplit

import openpyxl
from PIL import Image
from playwright.sync_api import Page, expect
from pptx import Presentation
from pptx.util import Emu

from analytics.packs.deck_links import read
from analytics.packs.pack_links import read as read_choice
from scripts.browser import wait_until_settled
from scripts.serve import running_dashboard
from tests.browser.saving import SEEN_IN_TABLE, saved
from tests.exports.pdf import only_page
from tests.pages import by_hand


def opened_block(page: Page) -> None:
    """Opens the words, table and downloads of the first figure."""
    page.get_by_text("In words, table and downloads").first.click()
    expect(page.get_by_role("link", name="Table for Excel")).to_be_visible()


def save(page: Page, button: str, folder: Path, role: Literal["link", "button"] = "link") -> Path:
    """The file behind a link, or behind a button where it holds what the reader uploaded."""
    return saved(page, page.get_by_role(role, name=button, exact=True).click, folder)


def test_every_file_of_a_figure_opens_elsewhere_and_holds_what_is_on_the_screen(
    open_page: Callable[..., Page], dashboard: str, tmp_path: Path
) -> None:
    page = open_page(f"{dashboard}/coverage?region=Africa&theme=health&theme=housing")
    opened_block(page)
    page.wait_for_function(f"() => ({SEEN_IN_TABLE})()[1]?.[0]")
    seen = [list(filter(None, row))[:3] for row in page.evaluate(SEEN_IN_TABLE)[1:]]
    path = save(page, "All as a zip", tmp_path)
    assert re.fullmatch(r"coverage-theme-pledges_africa_housing_health_\d{4}-\d\d-\d\d\.zip", path.name)
    with zipfile.ZipFile(path) as archive:
        held = {name.partition(".")[2]: archive.read(name) for name in archive.namelist()}
    assert set(held) == {"txt", "png", "square.png", "portrait.png", "svg", "pdf", "csv", "xlsx", "pptx"}
    with Image.open(io.BytesIO(held["png"])) as image:
        assert image.size == (3840, 2160)
    assert b"<svg" in held["svg"][:200]
    assert held["pdf"].startswith(b"%PDF")
    readme = held["txt"].decode()
    for said in (
        "Pledges in Africa, on Housing or Health",
        "Data version",
        "Licence",
        f"{dashboard}/coverage?region=Africa",
    ):
        assert said in readme
    sheet = openpyxl.load_workbook(io.BytesIO(held["xlsx"]))["Table"]
    rows = [[str(cell).removesuffix(".0") for cell in row[:3]] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert rows == seen
    (slide,) = Presentation(io.BytesIO(held["pptx"])).slides
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    on_slide = {(region, row[0]): row[place] for row in cells[1:] for place, region in enumerate(cells[0]) if place}
    for region, theme, value in seen:
        assert on_slide[(region, theme)] == value
    assert f"{dashboard}/coverage?region=Africa" in slide.notes_slide.notes_text_frame.text


def test_a_map_becomes_shapes_that_can_be_named_and_coloured(
    open_page: Callable[..., Page], dashboard: str, tmp_path: Path
) -> None:
    page = open_page(f"{dashboard}/map?region=Africa")
    opened_block(page)
    path = save(page, "PowerPoint slide", tmp_path)
    deck = Presentation(str(path))
    assert (deck.slide_width, deck.slide_height) == (Emu(12192000), Emu(6858000))
    group = next(shape for shape in deck.slides[0].shapes if shape.name == "Map")
    names = {shape.name for colour in group.shapes for shape in getattr(colour, "shapes", [])}
    assert {"Kenya", "Egypt", "South Africa"} <= names


def test_a_deck_is_collected_ordered_and_opened_by_a_colleague(
    open_page: Callable[..., Page], dashboard: str, tmp_path: Path
) -> None:
    page = open_page(f"{dashboard}/coverage?region=Africa")
    page.get_by_role("button", name="Add to deck").first.click()
    expect(page.get_by_role("link", name="Take it to the forum (1)")).to_be_visible()
    wait_until_settled(page)
    page.get_by_role("link", name="Against need").click()
    wait_until_settled(page)
    page.get_by_role("button", name="Add to deck").first.click()
    link = page.get_by_role("link", name="Take it to the forum (2)")
    expect(link).to_be_visible()
    wait_until_settled(page)
    link.click()
    wait_until_settled(page)
    page.get_by_role("button", name="Up").nth(1).click()
    wait_until_settled(page)
    title = page.get_by_role("textbox", name="Title of slide 1")
    title.fill("What we ask of ministers & <b>mayors</b>")
    title.press("Enter")
    expect(page.get_by_text("1. What we ask of ministers & <b>mayors</b>")).to_be_visible()
    wait_until_settled(page)
    expect(page.locator(".js-plotly-plot .gtitle").last).to_contain_text("What we ask of ministers & <b>mayors</b>")
    items = read(parse_qs(urlsplit(page.url).query)["deck"][0])
    assert [item.page for item in items] == ["gaps", "coverage"]
    mine = Presentation(str(save(page, "Deck as PowerPoint", tmp_path)))
    colleague = open_page(page.url)
    theirs = Presentation(str(save(colleague, "Deck as PowerPoint", tmp_path)))
    own = "What we ask of ministers & <b>mayors</b>"
    for deck in (mine, theirs):
        assert deck.slides[0].shapes.title.text_frame.text == own
        assert len(deck.slides) == 2
        notes = deck.slides[1].notes_slide.notes_text_frame.text
        assert "Pledges in Africa" in notes
        assert f"{dashboard}/coverage?region=Africa" in notes, "the link back"


def test_a_deck_comes_as_pdf_and_images_too(open_page: Callable[..., Page], dashboard: str, tmp_path: Path) -> None:
    page = open_page(f"{dashboard}/coverage?region=Africa")
    page.get_by_role("button", name="Add to deck").first.click()
    link = page.get_by_role("link", name="Take it to the forum (1)")
    expect(link).to_be_visible()
    wait_until_settled(page)
    link.click()
    wait_until_settled(page)
    page.get_by_role("button", name="Other files", exact=True).last.click()
    pdf = save(page, "Deck as PDF", tmp_path)
    only_page(pdf.read_bytes())
    with zipfile.ZipFile(save(page, "Deck as images", tmp_path)) as archive:
        (name,) = archive.namelist()
        assert archive.read(name).startswith(b"\x89PNG")


def test_a_pack_has_the_slides_and_the_words_that_its_presenter_chose(
    open_page: Callable[..., Page], dashboard: str, tmp_path: Path
) -> None:
    page = open_page(f"{dashboard}/deck?pack=IMRF-2026")
    listed = [box.get_attribute("aria-label") for box in page.get_by_role("checkbox").all()]
    titles = [title for title in listed if title and title != "Large"]
    as_made = slide_titles(save(page, "Pack as PowerPoint", tmp_path))
    assert len(as_made) == 10 and [title for title in titles if title in as_made] == as_made
    (one_more,) = [title for title in titles if title.startswith("Found: ")]
    # The box itself is hidden; its label is what is clicked.
    left_out = "Pledges by local governments of 35 countries"
    page.get_by_text(left_out, exact=True).click()
    wait_until_settled(page)
    page.get_by_text(one_more, exact=True).click()
    wait_until_settled(page)
    page.get_by_role("button", name="Edit").nth(1).click()
    box = page.get_by_role("textbox", name="Title", exact=True)
    box.fill("We are <b>many</b> & more")
    box.press("Enter")
    expect(page.get_by_text("We are <b>many</b> & more", exact=True)).to_be_visible(timeout=20_000)
    wait_until_settled(page)
    query = parse_qs(urlsplit(page.url).query)
    assert query["slides"] == ["learning.-map"]
    assert read_choice({"words": query["words"][0]}).words_on("numbers").title == "We are <b>many</b> & more"
    for each in (page, open_page(page.url)):
        path = save(each, "Pack as PowerPoint", tmp_path)
        expected = [title for title in titles if title == one_more or (title in as_made and title != left_out)]
        expected[1] = "We are <b>many</b> & more"
        assert slide_titles(path) == expected
    notes = [slide.notes_slide.notes_text_frame.text for slide in Presentation(str(path)).slides]
    assert notes[1].startswith("We are <b>many</b> & more.")
    assert all(f"{dashboard}/deck?pack=IMRF-2026" in note for note in notes)


def slide_titles(path: Path) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in Presentation(str(path)).slides]


def test_a_template_of_ones_own_gives_colours_and_fonts(
    open_page: Callable[..., Page], dashboard: str, tmp_path: Path
) -> None:
    template = tmp_path / "ours.pptx"
    Presentation().save(str(template))
    page = open_page(f"{dashboard}/deck?region=Africa")
    page.get_by_role("button", name="Your own template", exact=True).click()
    page.locator('input[type="file"]').set_input_files(template)
    expect(page.get_by_text("ours.pptx")).to_be_visible()
    wait_until_settled(page)
    deck = Presentation(str(save(page, "Pack as PowerPoint", tmp_path, "button")))
    blank = Presentation()
    assert (deck.slide_width, deck.slide_height) == (blank.slide_width, blank.slide_height), "that of the template"
    wrong = tmp_path / "wrong.pptx"
    wrong.write_bytes(b"no presentation")
    page.get_by_role("button", name="Your own template: in use", exact=True).click()
    page.locator('input[type="file"]').set_input_files(wrong)
    expect(page.get_by_text("The template can’t be used")).to_be_visible()
    expect(page.get_by_role("button", name="Your own template", exact=True)).to_be_visible()
    wait_until_settled(page)
    assert Presentation(str(save(page, "Pack as PowerPoint", tmp_path, "button"))).slide_width == Emu(12192000)


def test_without_a_browser_on_the_server_all_but_its_images_work(
    open_page: Callable[..., Page], tmp_path: Path
) -> None:
    with running_dashboard(environment={"COALITION_BROWSER": "no-such-browser"}) as address:
        page = open_page(f"{address}/coverage?region=Africa")
        opened_block(page)
        for name in ("Image, 16:9", "Other images"):
            expect(page.get_by_role("button", name=name)).to_be_disabled()
        expect(page.get_by_text("apt-get install chromium")).to_be_visible()
        page.get_by_role("button", name="Filters", exact=True).click()
        page.get_by_role("radio", name="SVG").click()
        wait_until_settled(page)
        assert b"<svg" in saved(page, page.locator(".modebar-btn").first.click, tmp_path).read_bytes()[:200]
        with zipfile.ZipFile(save(page, "All as a zip", tmp_path)) as archive:
            assert {name.rpartition(".")[2] for name in archive.namelist()} == {"txt", "csv", "xlsx", "pptx"}
        assert len(Presentation(str(save(page, "PowerPoint slide", tmp_path))).slides) == 1


def test_the_workbook_of_a_selection_has_a_sheet_a_table(
    open_page: Callable[..., Page], dashboard: str, tmp_path: Path
) -> None:
    page = open_page(f"{dashboard}/deck?region=Africa")
    page.get_by_role("button", name="Other files", exact=True).click()
    book = openpyxl.load_workbook(save(page, "All tables for Excel", tmp_path))
    expected = by_hand.pledges(by_hand.is_in("Africa"))
    assert book["Pledges"].max_row == len(expected) + 1
    titles = {str(cell) for row in book["Pledges"].iter_rows(min_row=2, values_only=True) for cell in row}
    assert {row["title"] for row in expected} <= titles
