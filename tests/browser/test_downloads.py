"""What a reader saves is what is on the screen, and says where it comes from."""

import csv
import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.maps import wait_for_shapes
from tests.browser.saving import SEEN_IN_TABLE, saved
from tests.pages import by_hand

SIZE = (3840, 2160)


def test_a_map_is_saved_as_png_and_svg_with_all_that_must_stand_on_it(
    open_page: Callable[..., Page], dashboard: str, tmp_path: Path
) -> None:
    page = open_page(f"{dashboard}/map?region=Africa")
    wait_for_shapes(page, 40)
    expect(page.locator(".modebar-btn")).to_have_count(0)
    page.get_by_text("In words, table and downloads").first.click()
    path = saved(page, page.get_by_role("link", name="Image, 16:9", exact=True).click, tmp_path)
    assert re.fullmatch(r"map-pledges_africa_\d{4}-\d\d-\d\d\.png", path.name)
    with Image.open(path) as image:
        assert image.format == "PNG"
        assert image.size == SIZE
        colours = image.convert("RGB").getcolors(maxcolors=SIZE[0] * SIZE[1])
        assert colours and len(colours) > 50, "not an empty sheet"
    page.get_by_role("button", name="Other images").click()
    path = saved(page, page.get_by_role("link", name="Image as SVG").click, tmp_path)
    assert path.suffix == ".svg"
    root = ET.fromstring(path.read_text(encoding="utf-8"))
    words = " ".join("".join(each.itertext()) for each in root.iter() if each.tag.endswith("text"))
    pledging = len(by_hand.own_countries(by_hand.pledges(by_hand.is_in("Africa")), "Africa"))
    for said in (
        f"Local governments of {pledging} countries have",
        "Pledges in Africa, as of",
        "Source: public pages of the Call to Local Action",
        "Borders and names imply no opinion",
    ):
        assert said in words
    assert len([each for each in root.iter() if each.tag.endswith("path")]) > 50, "and the map itself"


def read_csv(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """The lines of notes at the head of an exported table, and its rows."""
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf"), "without the mark Excel misreads accents"
    lines = content.decode("utf-8-sig").splitlines(keepends=True)
    notes = [line for line in lines if line.startswith("#")]
    return notes, list(csv.DictReader(io.StringIO("".join(lines[len(notes) :]))))


def test_a_table_is_saved_as_it_is_on_the_screen(
    open_page: Callable[..., Page], dashboard: str, tmp_path: Path
) -> None:
    page = open_page(f"{dashboard}/coverage?region=Africa&theme=health&theme=housing")
    page.get_by_text("In words, table and downloads").first.click()
    button = page.get_by_role("link", name="Table as CSV")
    expect(button).to_be_visible()
    page.wait_for_function(f"() => ({SEEN_IN_TABLE})()[1]?.[0]")
    seen = page.evaluate(SEEN_IN_TABLE)
    notes, rows = read_csv(saved(page, button.click, tmp_path))
    assert [list(filter(None, row))[:3] for row in seen[1:]] == [
        [row["region_label"], row["code_label"], f"{float(row['value']):g}"] for row in rows
    ]
    said = "".join(notes)
    for part in ("Pledges in Africa, on Housing or Health", "Data version", "Source: ", f"Rows: {len(rows)}"):
        assert part in said
    assert f"{dashboard}/coverage?region=Africa" in said, "the link back"


def test_the_listed_pledges_are_saved(open_page: Callable[..., Page], dashboard: str, tmp_path: Path) -> None:
    page = open_page(f"{dashboard}/pledges?region=Africa")
    expected = by_hand.pledges(by_hand.is_in("Africa"))
    button = page.get_by_role("link", name=f"Download {len(expected)} pledges as CSV")
    _notes, rows = read_csv(saved(page, button.click, tmp_path))
    assert [row["pledge_id"] for row in rows] == [row["pledge_id"] for row in expected]
    assert [row["title"] for row in rows] == [row["title"] for row in expected]
    assert {"theme_basis", "compact_basis", "certainty", "source_url", "retrieved"} <= set(rows[0])


def test_the_whole_package_is_saved(open_page: Callable[..., Page], dashboard: str, tmp_path: Path) -> None:
    page = open_page(f"{dashboard}/data")
    path = saved(page, page.get_by_role("link", name="All data as a zip").click, tmp_path)
    with zipfile.ZipFile(path) as package:
        names = [name for name in package.namelist() if not name.endswith("/")]
        folder = next(iter(names)).rpartition("/")[0] if "/" in names[0] and names[0].count("/") else ""
        held = {name: package.read(name) for name in names}
    # Earlier releases and the lists that a search reads are kept beside the package and are no part of it.
    beside = ("releases/", "geography/cities.csv", "geography/country_names.csv")
    every = {file.relative_to(by_hand.DATA).as_posix(): file for file in by_hand.DATA.rglob("*") if file.is_file()}
    files = {name: file.read_bytes() for name, file in every.items() if not name.startswith(beside)}
    assert {name.removeprefix(f"{folder}/") if folder else name for name in held} == set(files)
    for name, content in held.items():
        assert content == files[name.removeprefix(f"{folder}/") if folder else name]
