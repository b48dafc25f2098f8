"""A pack and a workbook of data whose every free text is an attack: files stay whole, texts stay texts."""

import io
import zipfile

import openpyxl
import pytest
from lxml import etree

from analytics.dataset import Folder, load_dataset
from analytics.exhibits.claims import Claim
from analytics.exports.slides.presentation import pptx_bytes
from analytics.exports.workbook import workbook_bytes
from analytics.facets import Facets
from analytics.packs.forum_pack import forums, pack, pack_scope
from analytics.packs.pack_links import Chosen, CustomText
from analytics.packs.slide import Bullets, Slide, Statements
from analytics.packs.workbook_sheets import selection_sheets
from analytics.selection import FilteredData, Selection, filter_data
from tests.exports.reading_slides import parts, reopened, texts
from tests.pages import folders
from tests.pages.folders import SCRIPT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> FilteredData:
    folder = folders.hostile(tmp_path_factory.mktemp("hostile") / "data")
    return filter_data(Facets(load_dataset(Folder(folder))), Selection())


@pytest.mark.parametrize("forum", ["", "IMRF-2026", "GRF-2027", "GFMD-2025"])
def test_a_pack_holds_every_text_as_text(hostile: FilteredData, forum: str) -> None:
    assert forum in forums(hostile.dataset)
    scope = pack_scope(hostile, forum)
    packed = filter_data(hostile.facets, scope.selection)
    words = [CustomText(key, folders.HOSTILE[place], SCRIPT) for place, key in enumerate(("numbers", "map", "thin"))]
    chosen = Chosen(words=tuple(words))
    slides = pack(packed, scope, "https://dashboard.example/deck", chosen=chosen)
    content = pptx_bytes(slides)
    for name, part in parts(content):
        if name.endswith((".xml", ".rels")):
            etree.fromstring(part)
        assert b"javascript:" not in part or not name.endswith(".rels"), "a link that runs something"
    pages = list(reopened(content).slides)
    written = {
        " ".join(shape.text_frame.text.split()) for page in pages for shape in page.shapes if shape.has_text_frame
    }
    (stories,) = [each for each in slides if isinstance(each.title, Claim) and each.title.kind == "results_stated"]
    assert isinstance(stories.content, Bullets)
    for bullet in stories.content.bullets:
        assert any(" ".join(bullet.text.split()) in text for text in written), bullet.text
    assert {" ".join(own.title.split()) for own in words} <= written


def test_a_slide_holds_every_title_as_text(hostile: FilteredData) -> None:
    titles = sorted({" ".join(title.split()) for title in hostile.selected_pledges()["title"]})
    slides = [Slide("Pledge", Statements((title,))) for title in titles]
    shown = [" ".join(texts(page)[1].split()) for page in reopened(pptx_bytes(slides)).slides]
    cut = [title for title, text in zip(titles, shown, strict=True) if text != title]
    assert all(title.startswith(shown[titles.index(title)].removesuffix("…")) for title in cut)
    assert len(cut) <= 1, "only that of many lines"


def test_a_workbook_runs_nothing(hostile: FilteredData) -> None:
    content = workbook_bytes(selection_sheets(hostile), ["=About", "+1"])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert not [name for name in archive.namelist() if b"<f>" in archive.read(name)]
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert [
        cell.coordinate for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ] == []
    assert any(cell.value == folders.HOSTILE[3] for row in book["Pledges"].iter_rows() for cell in row)
