"""Files by their plain addresses: for scripts and mail, after a restart, where a proxy blocks sockets, in a chat."""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import openpyxl
import pytest
from docx import Document
from lxml import html
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pptx import Presentation

from analytics.exhibits.exhibit import Recipe
from analytics.packs.deck_links import Item, written
from pages.shell import menu
from scripts.serve import free_port, running_dashboard
from tests.browser.asking import answer
from tests.browser.saving import saved
from tests.browser.strict_proxy import without_sockets
from tests.pages import by_hand

FIGURE = "coverage-theme-pledges"
LINK = "page=coverage&region=Africa&theme=health&theme=housing"
SIZES = {"png": (3840, 2160), "square.png": (2160, 2160), "portrait.png": (2160, 2700)}


def rows_of(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    lines = [line for line in content.decode("utf-8-sig").splitlines(keepends=True) if not line.startswith("#")]
    return list(csv.DictReader(io.StringIO("".join(lines))))


def test_every_file_of_a_figure_has_an_address_and_holds_the_same_numbers(dashboard: str) -> None:
    held: dict[str, bytes] = {}
    for ending in (*SIZES, "svg", "pdf", "csv", "xlsx", "pptx", "zip"):
        status, headers, held[ending] = answer(f"{dashboard}/files/{FIGURE}.{ending}?{LINK}")
        assert status == 200, held[ending]
        said = headers["Content-Disposition"]
        assert re.fullmatch(
            rf'attachment; filename="{FIGURE}_africa_housing_health_\d{{4}}-\d\d-\d\d\.{re.escape(ending)}"', said
        )
        assert headers["X-Content-Type-Options"] == "nosniff" and "private" in headers["Cache-Control"]
    rows = rows_of(held["csv"])
    values = [float(row["value"]) for row in rows]
    sheet = openpyxl.load_workbook(io.BytesIO(held["xlsx"]))["Table"]
    assert [row[2] for row in sheet.iter_rows(min_row=2, values_only=True)] == values
    (slide,) = Presentation(io.BytesIO(held["pptx"])).slides
    table = next(shape.table for shape in slide.shapes if shape.has_table)
    head, *below = [[cell.text for cell in row.cells] for row in table.rows]
    on_slide = {(region, row[0]): cell for row in below for region, cell in zip(head[1:], row[1:], strict=True)}
    assert [float(on_slide[(row["region_label"], row["code_label"])]) for row in rows] == values
    assert f"{dashboard}/coverage?region=Africa&theme=health&theme=housing" in held["csv"].decode(), "the link back"
    for ending, size in SIZES.items():
        with Image.open(io.BytesIO(held[ending])) as image:
            assert image.size == size
    assert b"<svg" in held["svg"][:200] and held["pdf"].startswith(b"%PDF")
    with zipfile.ZipFile(io.BytesIO(held["zip"])) as archive:
        assert {name.partition(".")[2] for name in archive.namelist()} == {"txt", *held} - {"zip"}
        assert archive.read(next(name for name in archive.namelist() if name.endswith(".csv"))) == held["csv"]


@pytest.mark.parametrize(
    "link", ["country=KEN", "country=DEU", "kind=network", "search=housing", "gcm=7&theme=housing", "country=PSE"]
)
def test_a_selection_has_as_many_pledges_in_every_file_of_it(dashboard: str, link: str) -> None:
    def file(name: str, page: str) -> io.BytesIO:
        status, _headers, content = answer(f"{dashboard}/files/{name}?page={page}&{link}")
        assert status == 200, content
        return io.BytesIO(content)

    titles = [row["title"] for row in rows_of(file("pledges.csv", "pledges").getvalue())]
    sheet = openpyxl.load_workbook(file("tables.xlsx", "deck"))["Pledges"]
    assert sorted(row[0] for row in sheet.iter_rows(min_row=2, max_col=1, values_only=True)) == sorted(titles)
    slides = [slide.shapes.title.text for slide in Presentation(file("pack.pptx", "deck")).slides]
    first_html = answer(f"{dashboard}/?{link}")[2].decode()
    if not titles:
        assert slides[1:] == ["No pledge found in Germany"]
        assert "<title>No pledge found in Germany –" in first_html
        return
    counted = f"{len(titles)} {'pledge' if len(titles) == 1 else 'pledges'}"
    assert slides[1].startswith(f"Where we stand: {counted}")
    assert re.search(rf"<title>[^<]*\b{len(titles)} of \d+ pledges", first_html)
    listed = Document(file("handout.docx", "deck")).tables[-1]
    assert sorted(row.cells[1].text for row in listed.rows[1:]) == sorted(titles)


def test_a_version_is_sent_once(dashboard: str) -> None:
    address = f"{dashboard}/files/pledges.csv?region=Africa"
    status, headers, content = answer(address)
    assert status == 200
    assert [row["pledge_id"] for row in rows_of(content)] == [
        row["pledge_id"] for row in by_hand.pledges(by_hand.is_in("Africa"))
    ]
    assert rows_of(answer(f"{address}&search=nothing+has+this")[2]) == [], "no row is a table too"
    for tag in (headers["ETag"], f"W/{headers['ETag']}", f'"other", {headers["ETag"]}'):
        assert answer(address, If_None_Match=tag)[::2] == (304, b"")
    assert answer(address, If_None_Match='"other"')[0] == 200
    status, head, nothing = answer(address, "HEAD")
    assert (status, nothing, int(head["Content-Length"]), head["ETag"]) == (200, b"", len(content), headers["ETag"])


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("files/pledges.csv?region=Nowhere", 400, "region = Nowhere"),
        ("files/pledges.csv?regions=Africa", 400, "regions = Africa"),
        ("files/coverage-theme-pledges.csv?page=coverage&measure=gold", 400, "measure = gold"),
        ("files/pledges.csv?page=atlantis", 400, "atlantis"),
        ("files/progress-region.csv?page=progress&as_of=1999", 400, "1999"),
        ("files/deck.pptx?page=deck&deck=nonsense", 400, "deck = nonsense"),
        ("files/map.exe", 404, "no such file"),
        ("files/gold.csv?page=map", 404, "map-pledges.csv"),
        ("files/..%2Fpledges.csv", 400, "Bad Request"),
        ("pledges.csv", 404, ""),
        ("map/pledges.csv", 404, ""),
        ("index.html", 404, ""),
    ],
)
def test_what_is_not_there_is_said_and_is_no_page(dashboard: str, address: str, status: int, said: str) -> None:
    found, headers, content = answer(f"{dashboard}/{address}")
    assert found == status
    assert "text/html" not in (headers["Content-Type"] or "") and said in content.decode()


def test_a_deck_whose_finding_is_longer_than_a_title_is_made(dashboard: str) -> None:
    objectives = tuple(str(objective) for objective in range(1, 24))
    deck = written([Item("coverage", (("gcm", objectives),), Recipe("matrix"), "00000000")])
    status, _headers, content = answer(f"{dashboard}/files/deck.pptx?page=deck&deck={deck}")
    assert status == 200, content
    assert len(Presentation(io.BytesIO(content)).slides) >= 1


def test_every_page_has_its_files_by_their_address(dashboard: str) -> None:
    for page in menu.entries():
        status, _headers, said = answer(f"{dashboard}/files/none.csv?page={page}")
        names = said.decode().partition("It has: ")[2].strip().split(", ")
        assert status == 404, said
        if page != "deck":
            assert {f"{page}.pdf", f"{page}.html"} <= set(names), page
        tables = [name for name in names if name.endswith((".csv", ".pptx"))]
        if tables:
            status, _headers, content = answer(f"{dashboard}/files/{tables[-1]}?page={page}")
            assert status == 200 and content[:2] in (b"PK", b"\xef\xbb"), (page, tables[-1])


def test_a_button_of_an_open_page_works_after_a_restart(open_page: Callable[..., Page], tmp_path: Path) -> None:
    port = free_port()
    with running_dashboard(port=port) as address:
        page = open_page(f"{address}/pledges?region=Africa")
        button = page.get_by_role("link", name=re.compile(r"^Download \d+ pledges as CSV$"))
        expect(button).to_be_visible()
    with running_dashboard(port=port):
        rows = rows_of(saved(page, button.click, tmp_path).read_bytes())
        expect(page.locator("#without-socket")).to_be_hidden()
    assert [row["pledge_id"] for row in rows] == [row["pledge_id"] for row in by_hand.pledges(by_hand.is_in("Africa"))]


def test_where_a_proxy_blocks_sockets_the_page_says_so_and_can_be_read(dashboard: str, browser: Browser) -> None:
    with without_sockets(dashboard) as address:
        page = browser.new_page()
        page.goto(f"{address}/profile?country=UGA")
        notice = page.get_by_role("alert")
        expect(notice).to_contain_text("This page can’t be shown on your network")
        expect(notice).to_contain_text(urlsplit(address).netloc)
        links = [link.get_attribute("href") for link in notice.get_by_role("link").all()]
        assert len(links) == 4
        for link in links:
            assert answer(f"{address}/{link}", "GET")[0] == 200, link
        notice.get_by_role("link", name="This page as text").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Uganda")
        page.close()


@pytest.mark.parametrize("link", ["", "profile?country=UGA", "pledges?pledge=kampala-uga-1", "peers"])
def test_a_link_in_a_chat_has_title_description_and_picture(dashboard: str, link: str) -> None:
    root = html.fromstring(answer(f"{dashboard}/{link}")[2])
    tags = {tag.get("property"): tag.get("content") for tag in root.xpath("//meta[@property]")}
    assert tags["og:title"] and tags["og:description"]
    assert tags["og:image"].startswith(f"{dashboard}/files/")
    status, headers, content = answer(tags["og:image"])
    assert (status, headers["Content-Type"]) == (200, "image/png")
    with Image.open(io.BytesIO(content)) as image:
        assert image.size == (1200, 675)
